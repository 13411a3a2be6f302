package org.folkmoot.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.NoticeKind;
import org.folkmoot.notice.Fact;
import org.junit.jupiter.api.Test;

class QualificationTest {
  @Test
  void aPupilJoinsOnTheSixteenthBirthdayWithoutAnyChangeInTheRecords() {
    try (TrialRegister school = TrialRegister.under("tripartite")) {
      ListedSource source =
          ListedSource.of(
              "school", Somebody.called("s1", "Cai", "Evans").born("2010-10-01").as("pupil"));
      EnrolmentRun early = school.read(source);

      assertThat(early.notEligible()).isEqualTo(1);
      assertThat(school.everybody()).isEmpty();
      assertThat(school.outcomes("school"))
          .containsExactly("s1: Not a member: you are under 16 years old.");

      school.today("2026-09-30");
      assertThat(school.read(source).joined()).isZero();
      school.today("2026-10-01");
      EnrolmentRun run = school.read(source);

      assertThat(run.joined()).isEqualTo(1);
      assertThat(run.unchanged()).isEqualTo(1);
      assertThat(school.only().constituency()).isEqualTo(Constituency.USERS);
      assertThat(school.only().since()).isEqualTo(LocalDate.of(2026, 10, 1));
    }
  }

  @Test
  void somebodyBornOnALeapDayComesOfAgeOnTheFirstOfMarch() {
    try (TrialRegister school = TrialRegister.under("tripartite")) {
      ListedSource source =
          ListedSource.of(
              "school", Somebody.called("s1", "Cai", "Evans").born("2008-02-29").as("pupil"));
      school.today("2024-02-28");
      school.read(source);
      assertThat(school.everybody()).isEmpty();
      school.today("2024-02-29");
      school.read(source);
      assertThat(school.members()).hasSize(1);
    }
    try (TrialRegister trust = TrialRegister.under("tripartite")) {
      ListedSource source =
          ListedSource.of(
              "school", Somebody.called("s1", "Cai", "Evans").born("2012-02-29").as("patient"));
      trust.today("2028-02-28");
      trust.read(source);
      assertThat(trust.everybody()).isEmpty();
      trust.today("2028-02-29");
      trust.read(source);
      assertThat(trust.members()).hasSize(1);
    }
  }

  @Test
  void whereTheAgeMattersAndIsNotKnownNobodyIsEnrolled() {
    try (TrialRegister school = TrialRegister.under("tripartite")) {
      school.read(ListedSource.of("school", Somebody.called("p1", "Ann", "Jones").as("pupil")));

      assertThat(school.everybody()).isEmpty();
      school.register.eachRecord(
          "school",
          explanation -> {
            assertThat(explanation.outcome().en())
                .isEqualTo(
                    "Not a member: members must be 16 or over, and the records do not give your"
                        + " date of birth.");
            assertThat(explanation.outcome().cy())
                .isEqualTo(
                    "Nid yn aelod: rhaid i aelodau fod yn 16 oed neu'n hŷn, ac nid yw'r cofnodion"
                        + " yn rhoi eich dyddiad geni.");
            assertThat(explanation.rule()).contains("rule pack tripartite");
            assertThat(explanation.member()).isEmpty();
          });
    }
  }

  @Test
  void anAffiliationNoRuleNamesMakesNobodyAMemberAndBringsNoAddressIn() {
    try (TrialRegister school = TrialRegister.under("england-maintained-school")) {
      school.read(
          ListedSource.of(
              "school",
              Somebody.called("s1", "Cai", "Evans")
                  .born("2012-01-01")
                  .email("cai@example.org")
                  .as("pupil")));

      assertThat(school.outcomes("school"))
          .containsExactly(
              "s1: Not a member: the records hold you as \"pupil\", which makes nobody a member.");
      assertThat(school.everyRow()).noneMatch(row -> row.contains("cai@example.org"));
    }
  }

  @Test
  void anAppointmentThatEndsOnADayEndsMembershipTheDayAfter() {
    try (TrialRegister school = TrialRegister.under("england-maintained-school")) {
      ListedSource source =
          ListedSource.of(
              "payroll",
              Somebody.called("e1", "Eve", "Ash").as("employee", "2026-09-14", "2026-12-18"));
      school.read(source);
      assertThat(school.outcomes("payroll"))
          .containsExactly(
              "e1: Not a member: what would make you a member begins on 14 September 2026.");
      school.today("2026-09-14");
      assertThat(school.read(source).joined()).isEqualTo(1);
      school.today("2026-12-18");
      assertThat(school.read(source).ended()).isZero();
      school.today("2026-12-19");
      assertThat(school.read(source).ended()).isEqualTo(1);
      assertThat(school.only().reason().en())
          .isEqualTo("what made you a member ended on 18 December 2026");
      assertThat(school.only().reason().cy())
          .isEqualTo("daeth yr hyn a oedd yn eich gwneud yn aelod i ben ar 18 Rhagfyr 2026");
    }
  }

  private static Somebody contractor(String key, String given, String from, String to) {
    return Somebody.called(key, given, "Ash")
        .born("1985-05-05")
        .email(key + "@example.org")
        .as("contract", from, to);
  }

  @Test
  void contractStaffOfAHospitalMustServeTwelveMonthsOrBeAppointedForThem() {
    try (TrialRegister trust = TrialRegister.under("nhs-foundation-trust")) {
      ListedSource source =
          ListedSource.of(
              "esr",
              contractor("c1", "Short", "2026-03-01", "2026-12-31"),
              contractor("c2", "Long", "2026-09-01", "2027-08-31"),
              contractor("c3", "Served", "2025-09-07", null),
              contractor("c4", "Recent", "2025-10-01", null),
              contractor("c5", "Unknown", null, null));
      EnrolmentRun run = trust.read(source);

      assertThat(run.invited()).isEqualTo(2);
      assertThat(trust.everybody())
          .extracting(Member::givenName)
          .containsExactlyInAnyOrder("Long", "Served");
      assertThat(trust.outcomes("esr"))
          .contains(
              "c4: Not a member: it takes 12 months here, which will be complete on 1 October"
                  + " 2026.",
              "c5: Not a member: it takes 12 months here, and the records do not say when you"
                  + " began.");

      trust.today("2026-10-01");
      assertThat(trust.read(source).invited()).isEqualTo(1);
    }
  }

  @Test
  void aPatientIsInvitedAndSilenceMakesAMemberAfterTheLastDay() {
    try (TrialRegister trust = TrialRegister.under("nhs-foundation-trust")) {
      ListedSource source =
          ListedSource.of(
              "pas",
              Somebody.called("n1", "Pat", "Day")
                  .born("1950-01-01")
                  .email("pat@example.org")
                  .as("patient", "2026-06-01", null),
              Somebody.called("n2", "Pam", "Day")
                  .born("1951-01-01")
                  .email("pam@example.org")
                  .as("patient", "2026-06-01", null),
              Somebody.called("n3", "Unreached", "Day")
                  .born("1952-01-01")
                  .as("patient", "2026-06-01", null),
              Somebody.called("n4", "Res", "Day")
                  .born("1953-01-01")
                  .email("r@example.org")
                  .as("resident"));
      EnrolmentRun run = trust.read(source);

      assertThat(run.joined()).isZero();
      assertThat(run.invited()).isEqualTo(2);
      assertThat(trust.everybody())
          .extracting(member -> member.givenName() + " " + member.state())
          .containsExactlyInAnyOrder(
              "Pat INVITED", "Pam INVITED", "Unreached ELIGIBLE", "Res ELIGIBLE");
      assertThat(trust.post.posted)
          .hasSize(2)
          .allSatisfy(
              posted -> {
                assertThat(posted.kind()).isEqualTo(NoticeKind.INVITATION);
                assertThat(posted.facts().get("answer-by"))
                    .isEqualTo(new Fact.Day(LocalDate.of(2026, 10, 5)));
              });

      String pam =
          trust.everybody().stream()
              .filter(m -> m.givenName().equals("Pam"))
              .findFirst()
              .get()
              .id();
      trust.register.optOut(pam, pam);
      trust.today("2026-10-05");
      assertThat(trust.read(source).joined()).isZero();
      trust.today("2026-10-06");
      EnrolmentRun later = trust.read(source);

      assertThat(later.joined()).isEqualTo(1);
      assertThat(trust.members()).extracting(Member::givenName).containsExactly("Pat");
      assertThat(trust.post.posted.get(2).kind()).isEqualTo(NoticeKind.WELCOME);
    }
  }

  @Test
  void everyReasonIsWrittenOnceInBothLanguages() {
    try (TrialRegister school = TrialRegister.under("england-maintained-school")) {
      school.read(
          ListedSource.of(
              "school",
              Somebody.called("p1", "Ann", "Jones").as("parent"),
              Somebody.called("p2", "Bob", "Evans").as("parent")));
      List<String> reasons =
          school.database.read(
              handle ->
                  handle
                      .createQuery("SELECT en || '|' || cy FROM register_reason")
                      .mapTo(String.class)
                      .list());
      assertThat(reasons).doesNotHaveDuplicates().hasSize(2);
      assertThat(school.register.find(RegisterOfMembers.Search.everyone(5)))
          .allSatisfy(
              m ->
                  assertThat(m.reason().cy())
                      .isEqualTo("rydych yn rhiant neu'n ofalwr i ddisgybl yma"));
    }
  }
}
