package org.folkmoot.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.folkmoot.constitution.Refused;
import org.folkmoot.records.PersonRecord.Flag;
import org.folkmoot.register.EnrolmentRun.Change.Kind;
import org.folkmoot.register.ExplainedRoll.Withheld;
import org.folkmoot.register.internal.StandingRepresentation;
import org.folkmoot.register.internal.StandingRights;
import org.folkmoot.register.internal.StandingRoll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why anybody is on the register or not, what is held about them, and how it is forgotten. */
class DataRightsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 9, 7);

  private TrialRegister trial;
  private StandingRoll roll;
  private StandingRights rights;

  @BeforeEach
  void open() {
    trial = TrialRegister.under("tripartite");
    roll = new StandingRoll(trial.institution, trial.database);
    rights =
        new StandingRights(
            trial.institution, trial.database, trial.journal, trial.post, clock(TODAY));
  }

  @AfterEach
  void close() {
    trial.close();
  }

  private static Clock clock(LocalDate day) {
    ZoneId london = ZoneId.of("Europe/London");
    return Clock.fixed(day.atTime(12, 0).atZone(london).toInstant(), london);
  }

  private static Somebody ann() {
    return Somebody.called("1", "Ann", "Archer")
        .born("1980-05-01")
        .email("ann@home.example")
        .livingAt("1 High Street", "LD1 5AA")
        .as("parent");
  }

  private static Somebody visitor() {
    return Somebody.called("2", "Vic", "Visitor").born("1981-01-02").as("visitor");
  }

  private void read(Somebody... people) {
    trial.read(ListedSource.of("families", people));
  }

  @Test
  void somebodyWhoIsNoMemberIsFoundByPartOfTheNameWithTheReason() {
    read(ann(), visitor());
    assertThat(roll.countOthers("visit")).isEqualTo(1);
    ExplainedRoll.Person found = roll.others("VISIT", 0, 10).get(0);
    assertThat(found.name()).isEqualTo("Vic Visitor");
    assertThat(found.state()).isEmpty();
    assertThat(found.reason().en()).contains("visitor").startsWith("Not a member");
    assertThat(found.sources()).containsExactly("families");
    assertThat(roll.countOthers("archer")).isZero();
    assertThat(roll.countOthers("%")).isZero();
  }

  @Test
  void whoseContactIsWithheldIsSaidWithoutSayingWhy() {
    read(
        ann().flagged(Flag.COURT_ORDER),
        Somebody.called("3", "Bo", "Baker").as("parent").flagged(Flag.ADDRESS_WITHHELD));
    List<Withheld> withheld =
        trial.everybody().stream()
            .map(member -> roll.person(member.id()).orElseThrow().withheld())
            .toList();
    assertThat(withheld).containsExactly(Withheld.CONTACT, Withheld.ADDRESS);
    assertThat(trial.everybody()).allMatch(member -> member.postalAddress().isEmpty());
  }

  @Test
  void theHistoryNamesEveryStateWithItsGroundAndWhoBroughtItAbout() {
    read(ann());
    String id = trial.only().id();
    trial.register.optOut(id, "Mo Day");
    assertThat(roll.history(id))
        .extracting(ExplainedRoll.Standing::state, ExplainedRoll.Standing::actor)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(MemberState.MEMBER, "clerk"),
            org.assertj.core.groups.Tuple.tuple(MemberState.OPTED_OUT, "Mo Day"));
    assertThat(roll.history(id).get(0).run()).contains(1L);
    assertThat(roll.history(id).get(1).run()).isEmpty();
  }

  private List<String> changes(long after, Optional<Long> upTo) {
    List<String> changes = new ArrayList<>();
    roll.eachChange(after, upTo, change -> changes.add(change.kind() + " " + change.name()));
    return changes;
  }

  @Test
  void whatDiffersBetweenTwoRunsIsTheNetOfAllThatLiesBetween() {
    Somebody bo = Somebody.called("3", "Bo", "Baker").as("parent");
    Somebody cy = Somebody.called("4", "Cy", "Carr").as("parent");
    read(ann(), bo);
    trial.today("2026-09-08");
    read(ann(), bo, cy);
    trial.today("2026-09-09");
    read(ann());
    assertThat(changes(0, Optional.of(1L))).containsExactly("JOINED Ann Archer", "JOINED Bo Baker");
    assertThat(changes(1, Optional.of(2L))).containsExactly("JOINED Cy Carr");
    assertThat(changes(1, Optional.of(3L))).containsExactly("ENDED Bo Baker");
    assertThat(changes(2, Optional.of(3L))).containsExactly("ENDED Bo Baker", "ENDED Cy Carr");
    assertThat(changes(3, Optional.empty())).isEmpty();
    trial.today("2026-09-10");
    trial.register.optOut(trial.members().get(0).id(), "Mo Day");
    assertThat(changes(3, Optional.empty())).containsExactly("ENDED Ann Archer");
    assertThatThrownBy(() -> changes(9, Optional.empty())).hasMessageContaining("no such run");
  }

  @Test
  void whoeverReturnsIsToldFromWhoeverJoins() {
    read(ann(), visitor());
    trial.today("2026-09-08");
    read(visitor());
    trial.today("2026-09-09");
    read(ann(), visitor());
    List<Kind> kinds = new ArrayList<>();
    roll.eachChange(2, Optional.of(3L), change -> kinds.add(change.kind()));
    assertThat(kinds).containsExactly(Kind.RETURNED);
  }

  @Test
  void everythingHeldIsGivenOutWithoutAnotherPersonsDetails() {
    read(ann(), Somebody.called("3", "Bo", "Baker").email("bo@home.example").as("parent"));
    String id = trial.everybody().get(0).id();
    DataRights.Holding holding = rights.holding(id).orElseThrow();
    assertThat(holding.parts())
        .extracting(DataRights.Part::name)
        .contains("person", "records", "history", "links", "notices", "applications");
    String all = holding.toString();
    assertThat(all)
        .contains("Archer", "1980-05-01", "ann@home.example", "LD1 5AA", "parent", "welcome")
        .doesNotContain("Baker", "bo@home.example");
    assertThat(rights.holding("nobody")).isEmpty();
  }

  private String everything() {
    return trial.everyRow().toString();
  }

  @Test
  void erasingLeavesNumbersDatesAndGroundsAndNothingThatNamesThePerson() {
    read(ann(), visitor());
    String id = trial.only().id();
    assertThat(rights.wouldErase(id).sources()).containsExactly("families");
    rights.erase(id, false, "Mo Day");
    assertThat(everything())
        .doesNotContain("Archer", "archer", "1980-05-01", "ann@home.example", "LD1 5AA");
    assertThat(trial.members()).isEmpty();
    assertThat(roll.history(id))
        .extracting(ExplainedRoll.Standing::state)
        .containsExactly(MemberState.MEMBER, MemberState.OPTED_OUT);
    assertThat(roll.person(id).orElseThrow().erased()).isTrue();
    assertThat(trial.journal.newest(trial.institution.id(), 1).get(0).facts().toString())
        .contains(id)
        .doesNotContain("Archer");
    assertThatThrownBy(() -> rights.erase(id, false, "Mo Day"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("already");
  }

  @Test
  void noLaterRunTakesInAgainWhatWasErased() {
    read(ann(), visitor());
    String id = trial.only().id();
    rights.erase(id, true, "Mo Day");
    trial.today("2026-09-08");
    read(ann(), visitor());
    assertThat(everything()).doesNotContain("Archer", "ann@home.example");
    trial.today("2026-09-09");
    read(ann().email("other@home.example"), visitor());
    assertThat(everything()).doesNotContain("Archer", "ann@home.example", "other@home.example");
    assertThat(trial.members()).isEmpty();
    assertThat(roll.history(id)).hasSize(2);
    trial.today("2026-09-10");
    trial.read(
        ListedSource.of(
            "staff",
            Somebody.called("77", "Ann", "Archer")
                .born("1980-05-01")
                .email("ann@home.example")
                .as("employee")));
    assertThat(trial.members()).isEmpty();
  }

  @Test
  void whoLeftAndIsHeldByNoSourceIsForgottenAfterAYear() {
    read(ann(), visitor());
    String id = trial.only().id();
    trial.today("2026-09-08");
    read(visitor());
    trial.today("2027-09-07");
    read(visitor());
    assertThat(everything()).contains("Archer");
    trial.today("2027-09-08");
    read(visitor());
    assertThat(everything()).doesNotContain("Archer", "1980-05-01");
    assertThat(roll.history(id)).hasSize(2);
    assertThat(trial.journal.newest(trial.institution.id(), 2))
        .extracting(org.folkmoot.store.JournalEntry::act)
        .contains("register.forgotten");
  }

  @Test
  void aRecordThatItsSourceDroppedIsForgottenAfterAMonth() {
    read(ann(), visitor());
    trial.today("2026-09-08");
    read(ann());
    trial.today("2026-10-07");
    read(ann());
    assertThat(everything()).contains("Visitor");
    trial.today("2026-10-09");
    read(ann());
    assertThat(everything()).doesNotContain("Visitor", "1981-01-02");
    assertThat(trial.members()).hasSize(1);
  }

  /** So unlike each other that nobody could take two of them for one. */
  private static List<Somebody> people(int number, int birthYear) {
    String[] given = {"Ada", "Bryn", "Chen", "Dilys", "Efan", "Farah", "Gwil"};
    String[] family = {"Okafor", "Pritchard", "Rowley", "Szabo", "Tunnicliffe"};
    return IntStream.range(0, number)
        .mapToObj(
            i ->
                Somebody.called(birthYear + "/" + i, given[i % 7] + i, family[i % 5] + birthYear)
                    .born(LocalDate.of(birthYear, 1 + i % 8, 1 + i % 27).toString())
                    .as("parent"))
        .toList();
  }

  private StandingRepresentation representation(String... by) {
    return new StandingRepresentation(trial.institution, trial.database, clock(TODAY), List.of(by));
  }

  @Test
  void aNumberLeftOutCannotBeWorkedOutFromTheSum() {
    List<Somebody> people = new ArrayList<>();
    people.addAll(people(30, 1980));
    people.addAll(people(20, 1990));
    people.addAll(people(4, 1950));
    read(people.toArray(Somebody[]::new));
    Representation.Table table = representation("age").by("age");
    assertThat(table.all().held()).hasValue(54);
    assertThat(table.rows())
        .extracting(row -> row.value().en(), row -> row.held().orElse(-1))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("35–44", -1),
            org.assertj.core.groups.Tuple.tuple("45–54", 30),
            org.assertj.core.groups.Tuple.tuple("75 and over", -1));
    assertThat(table.rows().get(1).share()).hasValue(100);
    assertThat(table.rows().get(0).share()).isEmpty();
  }

  @Test
  void onlyAttributesThatWereChosenCanBeAskedFor() {
    assertThatThrownBy(() -> representation("age").by("class"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> representation("A/B")).hasMessageContaining("letters");
    assertThat(representation("age, district").attributes())
        .extracting(Representation.Attribute::id)
        .containsExactly("age", "district");
  }
}
