package org.folkmoot.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Refused;
import org.folkmoot.records.ChangeSet;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.RecordsSink;
import org.folkmoot.records.SourceFailed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Change feeds, merges in the host, records pushed, and membership written back. */
class ChangesTest {
  private final TrialRegister school = open("england-maintained-school");
  private final FeedingHost host = new FeedingHost("school");

  TrialRegister open(String pack) {
    return TrialRegister.under(pack);
  }

  @AfterEach
  void close() {
    school.close();
  }

  private static Somebody ann(String key) {
    return Somebody.called(key, "Ann", "Jones")
        .born("1980-02-03")
        .email("ann@example.org")
        .as("parent");
  }

  private static Somebody bob() {
    return Somebody.called("b1", "Bob", "Evans").email("bob@example.org").as("parent");
  }

  private static void await(BooleanSupplier condition) {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - until > 0) {
        throw new AssertionError("it did not come to pass within a minute");
      }
      Thread.onSpinWait();
    }
  }

  private List<String> names() {
    return school.members().stream().map(Member::name).toList();
  }

  // ---------------------------------------------------------------- change feeds

  @Test
  void aFeedChangesWhatItTellsAndLeavesTheRestAsItIs() {
    school.read(host.holds(ann("a1")).holds(bob()));
    host.holds(Somebody.called("c1", "Cy", "Ng").as("employee")).drops("b1");

    EnrolmentRun preview = school.preview(host);
    EnrolmentRun run = school.read(host);

    assertThat(preview.joined()).isEqualTo(1);
    assertThat(preview.ended()).isEqualTo(1);
    assertThat(run.records()).isEqualTo(1);
    assertThat(run.ended()).isEqualTo(1);
    assertThat(names()).containsExactly("Ann Jones", "Cy Ng");
    assertThat(host.snapshots).isEqualTo(1);
    assertThat(host.feeds).isEqualTo(2);
  }

  @Test
  void aScheduledRunThatFindsNothingNewLeavesNothingBehind() throws Exception {
    school.read(host.holds(ann("a1")).holds(bob()));
    List<String> before = school.everyRow();
    String journal = school.journal.head(school.institution.id());

    for (int i = 0; i < 3; i++) {
      host.holds(bob()); // the host says again what was known
      EnrolmentRun run = school.enrolment.run(host, "schedule");
      assertThat(run.number()).isZero();
    }
    school.enrolment.run(ListedSource.of("payroll"), "schedule");

    assertThat(school.everyRow()).isEqualTo(before);
    assertThat(school.enrolment.runs(10)).hasSize(1);
    assertThat(school.journal.head(school.institution.id())).isEqualTo(journal);
  }

  @Test
  void aScheduledRunStillDoesWhatTheCalendarAsks() throws Exception {
    school.read(
        host.holds(ann("a1"))
            .holds(Somebody.called("l1", "Lea", "Ver").as("employee", null, "2026-10-01")));
    assertThat(names()).contains("Lea Ver");
    school.today("2026-10-02");

    EnrolmentRun run = school.enrolment.run(host, "schedule");

    assertThat(run.ended()).isEqualTo(1);
    assertThat(school.enrolment.run(host, "schedule").number()).isZero();
  }

  @Test
  void aFeedThatFailsIsReadAgainFromWhereItBegan() {
    school.read(host.holds(ann("a1")));
    List<String> before = school.everyRow();
    host.holds(bob());
    host.away = true;

    assertThatThrownBy(() -> school.enrolment.run(host, "schedule"))
        .isInstanceOf(SourceFailed.class);
    assertThat(school.everyRow()).isEqualTo(before);

    host.away = false;
    assertThat(school.read(host).joined()).isEqualTo(1);
  }

  @Test
  void aFeedThatHasForgottenIsReplacedByASnapshot() {
    school.read(host.holds(ann("a1")).holds(bob()));
    host.drops("b1").holds(Somebody.called("c1", "Cy", "Ng").as("parent"));
    host.forgets();

    EnrolmentRun run = school.read(host);

    assertThat(host.snapshots).isEqualTo(2);
    assertThat(run.ended()).isEqualTo(1);
    assertThat(names()).containsExactly("Ann Jones", "Cy Ng");
  }

  @Test
  void aFeedThatRemovesTooManyIsRefusedLikeAnEmptiedExport() {
    for (int i = 0; i < 100; i++) {
      host.holds(Somebody.called("p" + i, "Parent", "Number " + i).as("parent"));
    }
    school.read(host);
    List<String> before = school.everyRow();
    for (int i = 0; i < 40; i++) {
      host.drops("p" + i);
    }

    assertThatThrownBy(() -> school.read(host))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("40 fewer than the 100 of last time");
    assertThat(school.everyRow()).isEqualTo(before);
  }

  // ---------------------------------------------------------------- merges in the host

  @Test
  void aMergeOfTwoMembersLeavesOneWithTheElderEntryAndItsHistory() {
    school.read(host.holds(ann("a1")).holds(ann("a2").born("1980-03-02")));
    assertThat(school.members()).hasSize(2);
    String elder = idOfKey("a1");

    EnrolmentRun run = school.read(host.merges("a2", "a1"));

    assertThat(run.ended()).isEqualTo(1);
    assertThat(school.members()).extracting(Member::id).containsExactly(elder);
    assertThat(school.outcomes("school"))
        .anyMatch(outcome -> outcome.startsWith("a1: The source no longer holds this record."));
    assertThat(school.register.explain(elder))
        .extracting(RegisterOfMembers.Explanation::key)
        .containsExactlyInAnyOrder("a1", "a2");
    assertThat(school.read(host).ended()).isZero();
  }

  private String idOfKey(String key) {
    List<String> ids = new ArrayList<>();
    school.register.eachRecord(
        "school",
        e -> {
          if (e.key().equals(key)) {
            ids.add(e.member().orElseThrow());
          }
        });
    return ids.get(0);
  }

  @Test
  void whoeverIsMergedIntoANewRecordStaysTheSameMember() {
    school.read(host.holds(ann("a1").born("1970-01-01")));
    String id = school.only().id();

    EnrolmentRun run = school.read(host.holds(ann("a2")).merges("a2", "a1"));

    assertThat(run.joined() + run.ended()).isZero();
    assertThat(school.only().id()).isEqualTo(id);
    assertThat(school.post.posted).hasSize(1);
    assertThat(school.everyRow()).noneMatch(row -> row.contains("1970-01-01"));
  }

  @Test
  void anOptOutOfEitherRecordHoldsForTheMergedPerson() {
    school.read(host.holds(ann("a1")).holds(ann("a2").born("1980-03-02")));
    school.register.optOut(idOfKey("a1"), "clerk");

    school.read(host.merges("a2", "a1"));
    assertThat(school.members()).isEmpty();
    school.read(host.holds(ann("a2").livingAt("7 New Rd", "LO1 1AB")));
    assertThat(school.members()).isEmpty();

    school.read(host.holds(bob()).holds(Somebody.called("b2", "Rob", "Evans").as("parent")));
    school.register.optOut(idOfKey("b2"), "clerk");
    school.read(host.merges("b1", "b2"));
    assertThat(school.members()).isEmpty();
  }

  @Test
  void aMergeToldTwiceOrBeforeItsSurvivorOrOfNobodyDoesNoHarm() {
    school.read(host.holds(ann("a1")).holds(bob()));
    String id = idOfKey("a1");

    school.read(host.merges("a9", "nobody").merges("a2", "a1").holds(ann("a1")));
    assertThat(school.members()).hasSize(2);

    EnrolmentRun later = school.read(host.holds(ann("a2").born("1980-02-04")));
    assertThat(later.joined() + later.ended()).isZero();
    assertThat(school.register.member(id).orElseThrow().state()).isEqualTo(MemberState.MEMBER);
    List<String> before = school.everyRow();

    school.read(host.merges("a2", "a1"));
    assertThat(school.members()).hasSize(2);
    assertThat(school.everyRow()).isEqualTo(before);
  }

  @Test
  void aRetiredKeyThatAppearsAgainInASnapshotIsNotASecondMember() throws Exception {
    school.read(host.holds(ann("a1")).holds(ann("a2").born("1980-03-02")));
    school.read(host.merges("a2", "a1"));
    host.holds(ann("a1"));
    school.read(host);
    assertThat(school.members()).hasSize(1);
    List<String> before = school.everyRow();

    host.forgets();
    school.read(host);
    school.enrolment.run(host, "schedule");

    assertThat(school.members()).hasSize(1);
    assertThat(school.everyRow()).isEqualTo(before);
  }

  @Test
  void aChainOfMergesAndAMergeTakenBackEndInOneMember() {
    school.read(
        host.holds(ann("a1"))
            .holds(ann("a2").born("1980-03-02"))
            .holds(ann("a3").born("1980-04-02")));
    assertThat(school.members()).hasSize(3);

    school.read(host.merges("a2", "a1").merges("a3", "a2"));
    assertThat(school.members()).hasSize(1);

    school.read(host.merges("a2", "a3").holds(ann("a2").born("1980-03-02")));
    assertThat(school.members()).hasSize(1);
    assertThat(school.outcomes("school")).filteredOn(o -> o.contains("Member,")).hasSize(1);
  }

  // ---------------------------------------------------------------- records that are pushed

  @Test
  void whatAHostPushesIsAppliedAtOnceAndTakenOnce() {
    push("d1", List.of(ann("a1").record(), bob().record()), List.of());
    await(() -> school.members().size() == 2);
    push("d2", List.of(), List.of("b1"));
    await(() -> school.members().size() == 1);
    push("d1", List.of(bob().record()), List.of());
    await(() -> school.enrolment.deliveries().waiting() == 0);

    assertThat(names()).containsExactly("Ann Jones");
    assertThat(school.enrolment.deliveries()).isEqualTo(none());
    assertThat(rows("register_delivery")).hasSize(2).noneMatch(row -> row.contains("Jones"));
  }

  private static Enrolment.Deliveries none() {
    return new Enrolment.Deliveries(0, 0, Optional.empty());
  }

  private List<String> rows(String table) {
    return school.database.read(
        h -> h.createQuery("SELECT * FROM " + table).mapToMap().map(Object::toString).list());
  }

  private void push(String delivery, List<PersonRecord> upserts, List<String> removed) {
    school.enrolment.deliver("pas", delivery, upserts, removed, List.of());
  }

  @Test
  void deliveriesAreAppliedInTheirOrder() {
    school.database.write(
        handle -> {
          push("d1", List.of(ann("a1").record()), List.of());
          push("d2", List.of(), List.of("a1"));
          push("d3", List.of(ann("a1").livingAt("7 New Rd", "LO1 1AB").record()), List.of());
          push("d4", List.of(bob().record()), List.of("b1"));
          school.enrolment.deliver(
              "pas",
              "d5",
              List.of(ann("a2").born("1980-03-02").record()),
              List.of(),
              List.of(new ChangeSet.Merge("a2", "a1")));
          return null;
        });
    await(() -> school.enrolment.deliveries().waiting() == 0);

    assertThat(school.members()).hasSize(1);
    assertThat(school.post.posted).hasSize(1);
  }

  @Test
  void aDeliveryThatWasTakenBeforeARestartIsAppliedAfterIt() throws Exception {
    school.enrolment.close(); // what comes now is only taken
    push("d1", List.of(ann("a1").record()), List.of());
    assertThat(school.enrolment.deliveries().waiting()).isEqualTo(1);

    try (var again = school.another()) {
      await(() -> school.members().size() == 1);
      assertThat(again.deliveries().waiting()).isZero();
    }
  }

  @Test
  void aBadDeliveryIsSetAsideAndThoseBehindItGoOn() {
    List<PersonRecord> many = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      many.add(Somebody.called("p" + i, "Parent", "Number " + i).as("parent").record());
      keys.add("p" + i);
    }
    push("d1", many, List.of());
    await(() -> school.members().size() == 60);
    push("d2", List.of(), keys);
    push("d3", List.of(ann("a1").record()), List.of());

    await(() -> school.members().size() == 61);

    Enrolment.Deliveries deliveries = school.enrolment.deliveries();
    assertThat(deliveries.setAside()).isEqualTo(1);
    assertThat(deliveries.problem().orElseThrow()).contains("pas", "fewer than the 60");

    school.enrolment.retryDeliveries("clerk");
    await(() -> school.enrolment.deliveries().setAside() == 1);
    assertThat(school.members()).hasSize(61);

    // What nobody has mended in 90 days is not kept any longer, and the journal says so.
    school.today("2027-06-01");
    push("d4", List.of(bob().record()), List.of());
    await(() -> school.members().size() == 62 && school.enrolment.deliveries().setAside() == 0);
    assertThat(rows("register_delivery")).hasSize(1);
    assertThat(rows("store_journal")).anyMatch(row -> row.contains("deliveries-given-up"));
  }

  @Test
  void aDeliveryWithoutAnIdIsRefusedBeforeItIsAcknowledged() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> push(" ", List.of(ann("a1").record()), List.of()));
  }

  // ---------------------------------------------------------------- membership written back

  private static final class TellingHost implements RecordsSink {
    final Map<String, Membership> told = new HashMap<>();
    int calls;
    boolean away;

    @Override
    public synchronized void upsert(Membership membership) throws SourceFailed {
      calls++;
      if (away) {
        throw new SourceFailed("The host does not answer.");
      }
      told.put(membership.key(), membership);
    }

    @Override
    public synchronized Optional<Membership> read(String key) {
      return Optional.ofNullable(told.get(key));
    }
  }

  private TellingHost sink() {
    TellingHost sink = new TellingHost();
    school.enrolment.bindSink(
        sink, Map.of("institution", school.institution.id(), "source", "school"));
    return sink;
  }

  private static final Enrolment.WriteBack ALL_TOLD =
      new Enrolment.WriteBack(0, 0, Optional.empty());

  @Test
  void theHostIsToldWhoJoinsMovesAndEndsAndNothingTwice() {
    TellingHost sink = sink();
    school.read(ListedSource.of("school", ann("a1"), bob()));
    await(() -> school.enrolment.writeBack().equals(ALL_TOLD) && sink.calls >= 2);
    LocalDate first = LocalDate.of(2026, 9, 7);
    assertThat(sink.told)
        .containsEntry("a1", new RecordsSink.Membership("a1", "users", first, Optional.empty()));

    school.today("2026-10-07");
    LocalDate second = LocalDate.of(2026, 10, 7);
    school.read(ListedSource.of("school", ann("a1").as("employee"), bob().as("nobody")));
    school.read(
        ListedSource.of("school", ann("a1"), Somebody.called("b1", "Bob", "Evans").as("nobody")));
    await(() -> school.enrolment.writeBack().equals(ALL_TOLD));

    assertThat(sink.read("b1").orElseThrow().ended()).contains(second);
    assertThat(sink.read("a1").orElseThrow().ended()).isEmpty();
    int calls = sink.calls;
    school.enrolment.bindSink(
        sink, Map.of("institution", school.institution.id(), "source", "school"));
    school.read(ListedSource.of("school", ann("a1"), bob()));
    await(() -> school.enrolment.writeBack().equals(ALL_TOLD));
    assertThat(sink.calls).isEqualTo(calls + 1);
    assertThat(sink.read("b1").orElseThrow().ended()).isEmpty();
    assertThat(school.members()).extracting(Member::constituency).containsOnly(Constituency.USERS);
  }

  @Test
  void whatAHostDidNotTakeIsShownAndToldLater() {
    TellingHost sink = new TellingHost();
    sink.away = true;
    school.enrolment.bindSink(
        sink, Map.of("institution", school.institution.id(), "source", "school"));
    school.read(ListedSource.of("school", ann("a1"), bob()));
    await(() -> school.enrolment.writeBack().failed() == 2);
    Enrolment.WriteBack failed = school.enrolment.writeBack();
    assertThat(failed.waiting()).isEqualTo(2);
    assertThat(failed.problem().orElseThrow()).contains("school", "does not answer");

    sink.away = false;
    school.today("2026-09-08");
    school.read(ListedSource.of("school", ann("a1"), bob(), ann("a3").born("1990-01-01")));

    await(() -> school.enrolment.writeBack().equals(ALL_TOLD));
    assertThat(sink.told).containsOnlyKeys("a1", "b1", "a3");
  }

  @Test
  void aHostOfAnotherInstitutionIsToldNothing() {
    TellingHost sink = new TellingHost();
    school.enrolment.bindSink(sink, Map.of("institution", "elm", "source", "school"));
    school.read(ListedSource.of("school", ann("a1")));
    assertThat(school.enrolment.writeBack()).isEqualTo(ALL_TOLD);
    assertThat(sink.calls).isZero();
  }
}
