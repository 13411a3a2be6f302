package org.folkmoot.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.NoticeKind;
import org.folkmoot.constitution.Refused;
import org.folkmoot.notice.Fact;
import org.folkmoot.records.BadRow;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.PersonRecord.Flag;
import org.folkmoot.records.Reading;
import org.folkmoot.records.RecordsSource;
import org.folkmoot.records.SourceFailed;
import org.folkmoot.register.EnrolmentRun.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchoolYearTest {
  private final TrialRegister school = open("england-maintained-school");

  /** The same year is played on every database. */
  TrialRegister open(String pack) {
    return open(pack, Map.of());
  }

  TrialRegister open(String pack, Map<String, String> changed) {
    return TrialRegister.under(pack, changed);
  }

  @AfterEach
  void close() {
    school.close();
  }

  private static Somebody ann() {
    return Somebody.called("p1", "Ann", "Jones")
        .born("1980-02-03")
        .email("ann@example.org")
        .as("parent");
  }

  private static Somebody bob() {
    return Somebody.called("p2", "Bob", "Evans").email("bob@example.org").as("parent");
  }

  @Test
  void aParentBecomesAMemberAndIsToldWhyAndHowToLeave() {
    EnrolmentRun run =
        school.read(ListedSource.of("school", ann().livingAt("1 High St", "LO1 1AA")));

    assertThat(run.number()).isEqualTo(1);
    assertThat(run.joined()).isEqualTo(1);
    assertThat(run.strength())
        .isEqualTo(
            Map.of(Constituency.USERS, 1, Constituency.WORKERS, 0, Constituency.COMMUNITY, 0));
    Member member = school.only();
    assertThat(member.name()).isEqualTo("Ann Jones");
    assertThat(member.state()).isEqualTo(MemberState.MEMBER);
    assertThat(member.since()).isEqualTo(LocalDate.of(2026, 9, 7));
    assertThat(member.reason().en()).isEqualTo("you are a parent or carer of a pupil here");
    assertThat(member.rule())
        .startsWith("rule pack england-maintained-school: ")
        .contains("SI 2012/1034");
    assertThat(member.postalAddress()).containsExactly("1 High St", "LO1 1AA");
    assertThat(school.post.posted)
        .singleElement()
        .satisfies(
            posted -> {
              assertThat(posted.kind()).isEqualTo(NoticeKind.WELCOME);
              assertThat(posted.to().reference()).isEqualTo(member.id());
              assertThat(posted.facts().get("reason")).isEqualTo(new Fact.Words(member.reason()));
              assertThat(posted.facts().get("way-out")).isInstanceOf(Fact.Link.class);
            });
    assertThat(school.post.links)
        .singleElement()
        .satisfies(
            link -> {
              assertThat(link.purpose()).isEqualTo("membership");
              assertThat(link.holder()).isEqualTo(member.id());
              assertThat(link.expires()).isEqualTo("2027-09-07T11:00:00Z");
            });
    assertThat(school.outcomes("school"))
        .containsExactly(
            "p1: Member, Parents and carers: you are a parent or carer of a pupil here.");
    assertThat(school.journal.newest("oak", 1))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.act()).isEqualTo("enrolment.run");
              assertThat(entry.facts()).containsEntry("joined", "1");
            });
  }

  @Test
  void theSameRunAgainChangesNothingAndSendsNothing() {
    ListedSource source = ListedSource.of("school", ann(), bob(), pupil("s1", "Cai"));
    school.read(source);
    List<String> before = school.everyRow();
    int sent = school.post.posted.size();

    EnrolmentRun again = school.read(source);

    assertThat(school.everyRow()).isEqualTo(before);
    assertThat(school.post.posted).hasSize(sent).hasSize(2);
    assertThat(again.unchanged()).isEqualTo(3);
    assertThat(again.joined() + again.ended() + again.moved() + again.returned()).isZero();
    assertThat(again.strength().get(Constituency.USERS)).isEqualTo(2);
    assertThat(again.changes()).isEmpty();
  }

  private static Somebody pupil(String key, String given) {
    return Somebody.called(key, given, "Evans")
        .born("2015-05-05")
        .email("home@example.org")
        .as("pupil");
  }

  @Test
  void aPreviewSaysWhatARunWouldDoAndLeavesNoTrace() {
    school.read(ListedSource.of("school", bob()));
    List<String> before = school.everyRow();
    int sent = school.post.posted.size();
    ListedSource next = ListedSource.of("school", ann(), pupil("s1", "Cai"));

    EnrolmentRun preview = school.preview(next);

    assertThat(school.everyRow()).isEqualTo(before);
    assertThat(school.post.posted).hasSize(sent);
    assertThat(preview.number()).isZero();
    assertThat(preview.joined()).isEqualTo(1);
    assertThat(preview.ended()).isEqualTo(1);
    assertThat(preview.notEligible()).isEqualTo(1);
    assertThat(preview.changes())
        .extracting(Change::kind, Change::name)
        .containsExactlyInAnyOrder(
            tuple(Change.Kind.JOINED, "Ann Jones"), tuple(Change.Kind.ENDED, "Bob Evans"));

    EnrolmentRun run = school.read(next);

    assertThat(run.changes()).containsExactlyInAnyOrderElementsOf(preview.changes());
    assertThat(run.strength()).isEqualTo(preview.strength());
    assertThat(run.number()).isEqualTo(2);
  }

  @Test
  void aParentWhoTeachesHereIsOneMemberInOneConstituencyWithOneReason() {
    school.read(ListedSource.of("school", ann()));
    EnrolmentRun run =
        school.read(
            ListedSource.of(
                "payroll",
                Somebody.called("e9", "Ann", "Jones")
                    .born("1980-02-03")
                    .email("Ann@Example.org")
                    .as("employee")));

    assertThat(run.linked()).isEqualTo(1);
    assertThat(run.joined()).isZero();
    Member member = school.only();
    assertThat(member.constituency()).isEqualTo(Constituency.USERS);
    assertThat(member.reason().en()).isEqualTo("you are a parent or carer of a pupil here");
    assertThat(school.post.posted).hasSize(1);
    assertThat(school.register.explain(member.id()))
        .extracting(explanation -> explanation.outcome().en())
        .containsExactly(
            "Member, Parents and carers: you are a parent or carer of a pupil here. Other records"
                + " are of the same person; email address and date of birth agree.",
            "Member, Parents and carers: you are a parent or carer of a pupil here. Another record"
                + " of the same person decides; email address and date of birth agree.");
  }

  @Test
  void twoAffiliationsOfOneRecordAreOnePersonInTheConstituencyThatComesFirst() {
    school.read(ListedSource.of("school", ann().as("employee").as("volunteer")));

    assertThat(school.only().constituency()).isEqualTo(Constituency.USERS);
    assertThat(school.post.posted).hasSize(1);
  }

  @Test
  void siblingsWithOneFamilyAddressStayTwoEvenWhenTheyAreTwins() {
    EnrolmentRun run =
        school.read(ListedSource.of("school", pupil("s1", "Cai"), pupil("s2", "Catrin")));

    assertThat(run.linked()).isZero();
    assertThat(school.outcomes("school")).hasSize(2);
    assertThat(school.everyRow().stream().filter(row -> row.startsWith("person"))).hasSize(2);
  }

  @Test
  void twoParentsWhoShareOneEmailAddressStayTwo() {
    school.read(
        ListedSource.of(
            "school",
            Somebody.called("p1", "Ann", "Jones").born("1980-02-03").email("us@x.org").as("parent"),
            Somebody.called("p2", "Alan", "Jones")
                .born("1979-07-01")
                .email("us@x.org")
                .as("parent"),
            Somebody.called("p3", "Ann", "Jones").email("us@x.org").as("parent")));

    assertThat(school.members()).hasSize(3);
    assertThat(school.post.posted).hasSize(3);
  }

  @Test
  void divorcedParentsAreBothMembersEachAtTheirOwnAddress() {
    school.read(
        ListedSource.of(
            "school",
            ann().livingAt("1 High St", "LO1 1AA"),
            Somebody.called("p5", "Dan", "Jones").livingAt("9 Low St", "LO9 9ZZ").as("parent")));

    assertThat(school.members())
        .extracting(Member::name, Member::postalAddress)
        .containsExactly(
            tuple("Ann Jones", List.of("1 High St", "LO1 1AA")),
            tuple("Dan Jones", List.of("9 Low St", "LO9 9ZZ")));
  }

  @Test
  void aParentUnderACourtOrderKeepsTheVoteButNothingIsHeldToReachThem() {
    school.read(
        ListedSource.of(
            "school",
            ann().livingAt("1 High St", "LO1 1AA").flagged(Flag.COURT_ORDER),
            bob().livingAt("2 High St", "LO1 1AA").flagged(Flag.ADDRESS_WITHHELD)));

    assertThat(school.members()).hasSize(2);
    Member ann =
        school.members().stream().filter(m -> m.givenName().equals("Ann")).findFirst().get();
    assertThat(ann.email()).isEmpty();
    assertThat(ann.postalAddress()).isEmpty();
    Member bob =
        school.members().stream().filter(m -> m.givenName().equals("Bob")).findFirst().get();
    assertThat(bob.email()).contains("bob@example.org");
    assertThat(bob.postalAddress()).isEmpty();
    assertThat(school.everyRow()).noneMatch(row -> row.contains("High St"));
    assertThat(school.everyRow()).noneMatch(row -> row.contains("ann@example.org"));
    assertThat(school.outcomes("school").get(0))
        .endsWith("Nothing is sent, because the records ask for no contact.");
  }

  @Test
  void aRestrictedRecordMakesNobodyAMemberUntilAPersonHasDecided() {
    school.read(ListedSource.of("school", ann().flagged(Flag.RESTRICTED)));

    assertThat(school.only().state()).isEqualTo(MemberState.ELIGIBLE);
    assertThat(school.only().email()).isEmpty();
    assertThat(school.post.posted).isEmpty();
  }

  @Test
  void aLeaverEndsAndAReturnerComesBackAsTheSameMember() {
    school.read(ListedSource.of("school", ann(), bob()));
    String id = idOf("Ann Jones");

    EnrolmentRun without = school.read(ListedSource.of("school", bob()));

    assertThat(without.ended()).isEqualTo(1);
    Member ended = school.register.member(id).orElseThrow();
    assertThat(ended.state()).isEqualTo(MemberState.ENDED);
    assertThat(ended.reason().en()).isEqualTo("the records no longer hold you");
    assertThat(ended.email()).isEmpty();
    assertThat(school.outcomes("school")).contains("p1: The source no longer holds this record.");

    school.today("2027-01-11");
    EnrolmentRun back = school.read(ListedSource.of("school", ann(), bob()));

    assertThat(back.returned()).isEqualTo(1);
    Member returned = school.register.member(id).orElseThrow();
    assertThat(returned.state()).isEqualTo(MemberState.MEMBER);
    assertThat(returned.since()).isEqualTo(LocalDate.of(2027, 1, 11));
    assertThat(returned.email()).contains("ann@example.org");
    assertThat(school.post.posted).hasSize(3);
  }

  private String idOf(String name) {
    return school.everybody().stream()
        .filter(member -> member.name().equals(name))
        .findFirst()
        .orElseThrow()
        .id();
  }

  @Test
  void whoeverIsStillInAnotherSourceMovesInsteadOfLeaving() {
    school.read(ListedSource.of("school", ann(), bob()));
    school.read(
        ListedSource.of(
            "payroll",
            Somebody.called("e9", "Ann", "Jones")
                .born("1980-02-03")
                .email("ann@example.org")
                .as("employee")));
    String id = idOf("Ann Jones");

    EnrolmentRun run = school.read(ListedSource.of("school", bob()));

    assertThat(run.moved()).isEqualTo(1);
    assertThat(run.ended()).isZero();
    assertThat(school.register.member(id).orElseThrow().constituency())
        .isEqualTo(Constituency.WORKERS);
    assertThat(school.post.posted.get(school.post.posted.size() - 1).form()).isEqualTo("moved");
  }

  @Test
  void anOptOutIsRespectedInEveryLaterRunAndInEverySource() {
    school.read(ListedSource.of("school", ann(), bob()));
    String id = idOf("Ann Jones");

    school.register.optOut(id, id);
    school.register.optOut(id, id);

    assertThat(school.register.member(id).orElseThrow().state()).isEqualTo(MemberState.OPTED_OUT);
    assertThat(school.everyRow()).noneMatch(row -> row.contains("ann@example.org"));
    int sent = school.post.posted.size();
    school.read(ListedSource.of("school", ann().livingAt("7 New Rd", "LO1 1AB"), bob()));
    school.read(
        ListedSource.of(
            "volunteers",
            Somebody.called("v1", "Ann", "Jones")
                .born("1980-02-03")
                .email("ann@example.org")
                .as("volunteer")));
    school.read(ListedSource.of("school", bob()));
    school.read(ListedSource.of("school", ann(), bob()));

    assertThat(school.members()).extracting(Member::name).containsExactly("Bob Evans");
    assertThat(school.post.posted).hasSize(sent);
    assertThat(school.outcomes("school").get(0))
        .startsWith("p1: Not a member: you asked not to be a member.");
    assertThat(school.everyRow())
        .noneMatch(row -> row.contains("7 New Rd") || row.contains("ann@example.org"));
    assertThat(school.everyRow().stream().filter(row -> row.startsWith("suppression")).toList())
        .isNotEmpty()
        .noneMatch(row -> row.contains("Ann") || row.contains("1980"));
  }

  @Test
  void optingOutSomebodyWhoIsNotThereIsAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> school.register.optOut("nobody", "clerk"));
  }

  @Test
  void aReportedDeathSuspendsInSilenceAndItsWithdrawalRestoresInSilence() {
    school.read(ListedSource.of("school", ann()));
    school.read(ListedSource.of("school", ann().flagged(Flag.DECEASED)));

    Member dead = school.only();
    assertThat(dead.state()).isEqualTo(MemberState.SUSPENDED);
    assertThat(dead.email()).isEmpty();
    assertThat(school.members()).isEmpty();

    EnrolmentRun run =
        school.read(
            ListedSource.of("school", ann().flagged(Flag.DECEASED).flagged(Flag.DEATH_WITHDRAWN)));

    assertThat(run.returned()).isEqualTo(1);
    assertThat(school.only().state()).isEqualTo(MemberState.MEMBER);
    assertThat(school.only().id()).isEqualTo(dead.id());
    assertThat(school.post.posted).hasSize(1);
  }

  private static ListedSource parents(int number) {
    List<PersonRecord> parents = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      parents.add(
          Somebody.called("p" + i, "Parent", "Number " + i)
              .email("p" + i + "@example.org")
              .as("parent")
              .record());
    }
    return new ListedSource("school", parents, List.of());
  }

  @Test
  void anEmptiedOrHalvedExportIsRefusedAndNothingChanges() {
    school.read(parents(100));
    List<String> before = school.everyRow();

    for (int left : new int[] {0, 50, 74}) {
      assertThatThrownBy(() -> school.read(parents(left)))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("fewer than the 100 of last time")
          .hasMessageContaining("25 %")
          .hasMessageContaining("largestFallPercent");
    }

    assertThat(school.everyRow()).isEqualTo(before);
    assertThat(school.read(parents(75)).ended()).isEqualTo(25);
  }

  @Test
  void aSmallSchoolsExportMayShrinkButNotToNothing() {
    school.read(parents(10));

    assertThatThrownBy(() -> school.read(parents(0))).isInstanceOf(Refused.class);
    assertThat(school.read(parents(1)).ended()).isEqualTo(9);
  }

  @Test
  void theSameRowTwiceIsOneRecordAndTheLaterRowCounts() {
    EnrolmentRun run =
        school.read(ListedSource.of("school", ann().email("old@example.org"), ann()));

    assertThat(run.records()).isEqualTo(1);
    assertThat(school.only().email()).contains("ann@example.org");
    assertThat(school.post.posted).hasSize(1);
  }

  @Test
  void aReadingThatBreaksOffLeavesTheRegisterAsItWas() {
    school.read(ListedSource.of("school", ann()));
    List<String> before = school.everyRow();
    RecordsSource broken =
        new RecordsSource() {
          @Override
          public String name() {
            return "school";
          }

          @Override
          public Cursor snapshot(Reading reading) throws SourceFailed {
            parents(2_500).persons().forEach(reading::person);
            throw new SourceFailed("the line went dead");
          }
        };

    assertThatThrownBy(() -> school.enrolment.run(broken, "clerk"))
        .isInstanceOf(SourceFailed.class);

    assertThat(school.everyRow()).isEqualTo(before);
    assertThat(school.enrolment.runs(10)).hasSize(1);
  }

  @Test
  void rowsThatCouldNotBeReadAreKeptWithTheRun() {
    BadRow bad =
        new BadRow("parents.csv", 7, "email", "ann@", "no address", "Write it in full.", false);
    school.read(new ListedSource("school", List.of(ann().record()), List.of(bad)));

    assertThat(school.enrolment.runs(5))
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.badRows()).containsExactly(bad);
              assertThat(run.changes())
                  .extracting(Change::kind, Change::name)
                  .containsExactly(tuple(Change.Kind.JOINED, "Ann Jones"));
            });
  }

  @Test
  void aCorrectedDateOfBirthPartsWhatItOnceJoined() {
    school.read(ListedSource.of("school", ann()));
    school.read(
        ListedSource.of(
            "payroll",
            Somebody.called("e9", "Ann", "Jones")
                .born("1980-02-03")
                .email("ann@example.org")
                .as("employee")));
    assertThat(school.everybody()).hasSize(1);

    school.read(
        ListedSource.of(
            "payroll",
            Somebody.called("e9", "Ann", "Jones")
                .born("1991-12-30")
                .email("ann@example.org")
                .as("employee")));

    assertThat(school.members())
        .extracting(Member::constituency)
        .containsExactlyInAnyOrder(Constituency.USERS, Constituency.WORKERS);
  }

  @Test
  void twoMembersFoundToBeOneKeepTheElderEntry() {
    school.read(ListedSource.of("school", ann()));
    school.read(
        ListedSource.of(
            "payroll", Somebody.called("e9", "Ann", "Jones").born("1980-02-03").as("employee")));
    assertThat(school.members()).hasSize(2);

    EnrolmentRun run =
        school.read(
            ListedSource.of(
                "payroll",
                Somebody.called("e9", "Ann", "Jones")
                    .born("1980-02-03")
                    .email("ann@example.org")
                    .as("employee")));

    assertThat(run.ended()).isEqualTo(1);
    assertThat(school.members())
        .extracting(Member::constituency)
        .containsExactly(Constituency.USERS);
    assertThat(school.everybody())
        .filteredOn(member -> member.state() == MemberState.ENDED)
        .singleElement()
        .satisfies(member -> assertThat(member.reason().en()).startsWith("two entries were found"));
  }

  @Test
  void aConflictOfVerifiedNumbersVetoesWhateverElseAgrees() {
    school.read(
        ListedSource.of(
            "school",
            ann().number("https://fhir.nhs.uk/Id/nhs-number", "9434765919", true),
            Somebody.called("p2", "Ann", "Jones")
                .born("1980-02-03")
                .email("ann@example.org")
                .number("https://fhir.nhs.uk/Id/nhs-number", "9434765870", true)
                .as("parent")));

    assertThat(school.members()).hasSize(2);
  }

  @Test
  void numbersLinkOnlyTogetherWithASecondItem() {
    EnrolmentRun run =
        school.read(
            ListedSource.of(
                "school",
                Somebody.called("a1", "Ann", "Jones").number("payroll", "77", false).as("employee"),
                Somebody.called("a2", "A", "JONES").number("payroll", "77", false).as("parent"),
                Somebody.called("b1", "Bo", "Lee").number("payroll", "78", false).as("employee"),
                Somebody.called("b2", "Bo", "Ray").number("payroll", "78", false).as("parent"),
                Somebody.called("c1", "Cy", "Ng")
                    .number("upn", "A1", false)
                    .born("2001-01-01")
                    .as("parent"),
                Somebody.called("c2", "C", "Ngo")
                    .number("UPN", "a1", false)
                    .born("2001-01-01")
                    .as("volunteer"),
                Somebody.called("d1", "Di", "Fry")
                    .number("nhs-number", "9434765919", false)
                    .born("2001-01-02")
                    .as("parent"),
                Somebody.called("d2", "Di", "Fry")
                    .number("nhs-number", "9434765919", false)
                    .born("2001-01-02")
                    .as("parent")));

    assertThat(run.linked()).isEqualTo(2);
    assertThat(school.members()).hasSize(6);
  }

  @Test
  void anAddressThatManyShareStandsForNobody() {
    List<PersonRecord> many = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      many.add(
          Somebody.called("p" + i, "Ann", "Jones")
              .born("1900-01-01")
              .email("office@example.org")
              .as("parent")
              .record());
    }
    EnrolmentRun run = school.read(new ListedSource("school", many, List.of()));

    assertThat(run.linked()).isZero();
    assertThat(school.members()).hasSize(30);
  }

  @Test
  void membersAreWrittenToInTheirOwnLanguage() {
    school.read(
        ListedSource.of(
            "school",
            Somebody.called("p1", "Ann", "Jones")
                .email("ann@example.org")
                .speaking("parent", "Cymraeg / cy"),
            Somebody.called("p3", "Siân", "Rees")
                .email("sian@example.org")
                .speaking("parent", "cy"),
            bob()));

    assertThat(school.members())
        .extracting(member -> member.givenName() + " " + member.language().getLanguage())
        .contains("Siân cy", "Bob en");
    assertThat(school.register.find(search("sian rees")))
        .singleElement()
        .satisfies(member -> assertThat(member.language()).isEqualTo(Locale.forLanguageTag("cy")));
  }

  private static RegisterOfMembers.Search search(String text) {
    return new RegisterOfMembers.Search(text, Optional.empty(), Optional.empty(), 0, 50);
  }

  @Test
  void membersAreFoundByPartOfNameOrAddressAndByConstituencyAndState() {
    school.read(
        ListedSource.of("school", ann(), bob(), Somebody.called("e", "Eve", "Ash").as("employee")));

    assertThat(school.register.find(search("JON")))
        .extracting(Member::name)
        .containsExactly("Ann Jones");
    assertThat(school.register.find(search("bob@")))
        .extracting(Member::name)
        .containsExactly("Bob Evans");
    assertThat(school.register.find(search("%"))).isEmpty();
    assertThat(school.register.find(search("")))
        .extracting(Member::familyName)
        .containsExactly("Ash", "Evans", "Jones");
    RegisterOfMembers.Search workers =
        new RegisterOfMembers.Search(
            "", Optional.of(Constituency.WORKERS), Optional.of(MemberState.MEMBER), 0, 1);
    assertThat(school.register.find(workers)).extracting(Member::name).containsExactly("Eve Ash");
    assertThat(school.register.count(workers)).isEqualTo(1);
    assertThat(school.register.count(search(""))).isEqualTo(3);
  }

  @Test
  void fiveThousandRecordsAreEnrolledAndReadAgain() {
    long begun = System.nanoTime();
    EnrolmentRun first = school.read(parents(5_000));
    long middle = System.nanoTime();
    EnrolmentRun second = school.read(parents(5_000));
    long ended = System.nanoTime();
    System.out.printf(
        "5,000 records: first run %d ms, the same again %d ms%n",
        (middle - begun) / 1_000_000, (ended - middle) / 1_000_000);

    assertThat(first.joined()).isEqualTo(5_000);
    assertThat(first.changes()).hasSize(1_000);
    assertThat(second.unchanged()).isEqualTo(5_000);
    assertThat(school.members()).hasSize(5_000);
    assertThat(school.post.posted).hasSize(5_000);
  }

  @Test
  void whatTheOfficeAndTheMemberDecideHoldsThroughRuns(@TempDir Path folder) throws IOException {
    Path directory = folder.resolve("ONSPD.csv");
    Files.writeString(directory, "pcds,doterm,oslaua\nLO1 1AA,,E06000017\nLO1 1AB,,E06000018\n");
    try (TrialRegister trust =
        open(
            "nhs-foundation-trust",
            Map.of("areaFile", directory.toString(), "areaCodes", "E06000017"))) {
      Somebody applicant =
          Somebody.called("a1", "Ann", "Jones")
              .born("1980-02-03")
              .email("ann@example.org")
              .livingAt("1 High St", "LO1 1AA")
              .applying("resident", "2026-09-01");
      Somebody restricted =
          Somebody.called("a2", "Rae", "Kay")
              .born("1970-01-01")
              .as("patient", "2026-01-01", null)
              .flagged(Flag.RESTRICTED);
      ListedSource source = ListedSource.of("crm", applicant, restricted);
      trust.read(source);
      trust.register.admit(idIn(trust, "Rae"), "office");
      trust.read(source);
      assertThat(trust.members()).extracting(Member::givenName).containsExactly("Ann", "Rae");

      trust.register.suspend(idIn(trust, "Ann"), "violence", Optional.empty(), "office");
      trust.read(source);
      assertThat(trust.members()).extracting(Member::givenName).containsExactly("Rae");
      trust.register.reinstate(idIn(trust, "Ann"), "office");

      ListedSource both =
          ListedSource.of("crm", applicant.as("patient", "2026-08-01", null), restricted);
      trust.read(both);
      trust.register.choose(idIn(trust, "Ann"), Constituency.USERS, "ann");
      trust.read(both);
      assertThat(trust.register.strength().get(Constituency.USERS)).isEqualTo(2);

      trust.read(ListedSource.of("crm", applicant.as("employee"), restricted));
      assertThat(trust.register.strength().get(Constituency.USERS)).isEqualTo(2);
      trust.today("2026-09-25");
      assertThat(trust.read(ListedSource.of("crm", applicant, restricted)).moved()).isEqualTo(1);
      assertThat(trust.register.strength().get(Constituency.WORKERS)).isEqualTo(1);
    }
  }

  private static String idIn(TrialRegister register, String givenName) {
    return register.everybody().stream()
        .filter(member -> member.givenName().equals(givenName))
        .findFirst()
        .orElseThrow()
        .id();
  }
}
