package org.folkmoot.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Refused;
import org.folkmoot.notice.Fact;
import org.folkmoot.records.PersonRecord.Flag;
import org.folkmoot.register.EnrolmentRun.Change;
import org.junit.jupiter.api.Test;

/** Where people stand under rules that look at when, where and what else. */
class StandingTest {
  private static final String NHS = "nhs-foundation-trust";

  private static Somebody pat() {
    return Somebody.called("n1", "Pat", "Day").born("1950-01-01").email("pat@example.org");
  }

  private static Somebody patient(String last) {
    return pat().as("patient", "2020-01-01", last);
  }

  private static Member patOf(TrialRegister trust) {
    return trust.everybody().stream()
        .filter(member -> member.name().equals("Pat Day"))
        .findFirst()
        .orElseThrow();
  }

  /** Pat is invited on 7 September 2026, says nothing, and is a member from 6 October. */
  private static TrialRegister joined(ListedSource source, Map<String, String> settings) {
    TrialRegister trust = TrialRegister.under(NHS, settings);
    trust.read(source);
    trust.today("2026-10-06");
    trust.read(source);
    assertThat(patOf(trust).state()).isEqualTo(MemberState.MEMBER);
    return trust;
  }

  @Test
  void aPatientWhoLastCameTooLongAgoIsNoMemberAndTheReasonGivesTheDay() {
    try (TrialRegister trust = TrialRegister.under(NHS)) {
      trust.read(
          ListedSource.of(
              "pas",
              patient("2023-09-06"),
              Somebody.called("n2", "Tim", "Ray").born("1950-01-01").as("patient")));

      assertThat(trust.everybody()).isEmpty();
      assertThat(trust.outcomes("pas"))
          .containsExactly(
              "n1: Not a member: members must have attended in the last 36 months, and the records"
                  + " have you last on 6 September 2023.",
              "n2: Not a member: members must have attended in the last 36 months, and the records"
                  + " do not say when you last did.");
    }
  }

  @Test
  void aPatientsMembershipLapsesByItselfTheDayAfterThePeriod() {
    ListedSource source = ListedSource.of("pas", patient("2023-12-01"));
    try (TrialRegister trust = joined(source, Map.of())) {
      trust.today("2026-12-01");
      assertThat(trust.read(source).ended()).isZero();
      trust.today("2026-12-02");
      EnrolmentRun run = trust.read(source);

      assertThat(run.unchanged()).isEqualTo(1);
      assertThat(run.ended()).isEqualTo(1);
      assertThat(patOf(trust).reason().en()).contains("have you last on 1 December 2023");
    }
  }

  @Test
  void theInstitutionSetsThePeriodWithinThePack() {
    try (TrialRegister trust =
        TrialRegister.under(
            NHS,
            Map.of("qualifications", "patient.attendedWithinMonths=12; patient.minimumAge=12"))) {
      trust.read(
          ListedSource.of(
              "pas",
              patient("2025-01-01"),
              Somebody.called("n2", "Tim", "Ray")
                  .born("2013-01-01")
                  .email("tim@example.org")
                  .as("patient", "2026-01-01", null)));

      assertThat(trust.everybody())
          .extracting(Member::name, Member::state)
          .containsExactly(tuple("Tim Ray", MemberState.INVITED));
      assertThat(trust.everybody().get(0).reason().en())
          .isEqualTo("you have been a patient of this trust in the last 12 months");
    }
  }

  @Test
  void aPaidCarerIsNoCarerWhateverOtherRecordSaysSo() {
    try (TrialRegister trust = TrialRegister.under(NHS)) {
      trust.read(ListedSource.of("crm", pat().as("carer", "2026-01-01", null).as("paid-carer")));

      assertThat(trust.outcomes("crm"))
          .containsExactly(
              "n1: Not a member: the records also hold you as \"paid-carer\", which the rule leaves"
                  + " out.");
    }
  }

  @Test
  void somebodyFromThePublicIsEligibleUntilTheyApplyAndThenAMember() {
    try (TrialRegister trust = TrialRegister.under(NHS)) {
      trust.read(ListedSource.of("crm", pat().as("resident")));
      Member eligible = patOf(trust);
      assertThat(eligible.state()).isEqualTo(MemberState.ELIGIBLE);
      assertThat(eligible.reason().en()).endsWith("and may join by applying");
      assertThat(trust.post.posted).isEmpty();

      trust.today("2026-09-09");
      trust.read(
          ListedSource.of(
              "applications",
              Somebody.called("a7", "Pat", "Day")
                  .born("1950-01-01")
                  .email("pat@example.org")
                  .applying("resident", "2026-09-08")));

      Member member = patOf(trust);
      assertThat(member.id()).isEqualTo(eligible.id());
      assertThat(member.state()).isEqualTo(MemberState.MEMBER);
      assertThat(member.constituency()).isEqualTo(Constituency.COMMUNITY);
      assertThat(trust.post.posted).hasSize(1);
    }
  }

  @Test
  void anApplicationThatIsNoDayIsNone() {
    try (TrialRegister trust = TrialRegister.under(NHS)) {
      trust.read(ListedSource.of("crm", pat().applying("resident", "yes")));
      assertThat(patOf(trust).state()).isEqualTo(MemberState.ELIGIBLE);
    }
  }

  @Test
  void whoAppliesAfterLeavingHasAskedOtherwiseAndWhoLeavesAgainIsLeft() {
    try (TrialRegister trust = TrialRegister.under(NHS)) {
      trust.read(ListedSource.of("applications", pat().applying("resident", "2026-09-01")));
      trust.today("2026-09-10");
      trust.register.optOut(patOf(trust).id(), "member");
      trust.read(ListedSource.of("applications", pat().applying("resident", "2026-09-01")));
      assertThat(patOf(trust).state()).isEqualTo(MemberState.OPTED_OUT);

      trust.today("2026-11-02");
      ListedSource again =
          ListedSource.of("applications", pat().applying("resident", "2026-11-01"));
      trust.read(again);
      assertThat(patOf(trust).state()).isEqualTo(MemberState.MEMBER);

      trust.register.optOut(patOf(trust).id(), "member");
      trust.today("2026-11-03");
      trust.read(again);
      assertThat(patOf(trust).state()).isEqualTo(MemberState.OPTED_OUT);
    }
  }

  @Test
  void aPatientTakenOnAsStaffIsToldFourteenWorkingDaysBeforeAndMovesOnTheDay() {
    ListedSource patients = ListedSource.of("pas", patient("2026-06-01"));
    ListedSource staff =
        ListedSource.of(
            "esr",
            Somebody.called("e1", "Pat", "Day")
                .born("1950-01-01")
                .email("pat@example.org")
                .as("employee"));
    try (TrialRegister trust = joined(patients, Map.of())) {
      int sent = trust.post.posted.size();
      EnrolmentRun told = trust.read(staff);

      assertThat(told.moved()).isZero();
      assertThat(patOf(trust).constituency()).isEqualTo(Constituency.USERS);
      assertThat(patOf(trust).reason().en())
          .isEqualTo(
              "from 26 October 2026 you will vote with the members called Staff, because you are"
                  + " employed by this trust");
      assertThat(trust.post.posted).hasSize(sent + 1);
      CollectedPost.Posted notice = trust.post.posted.get(sent);
      assertThat(notice.form()).isEqualTo("moved");
      assertThat(notice.facts().get("from")).isEqualTo(new Fact.Day(LocalDate.of(2026, 10, 26)));
      assertThat(notice.facts().get("constituency").toString()).contains("Staff");

      trust.today("2026-10-25");
      assertThat(trust.read(staff).moved()).isZero();
      trust.today("2026-10-26");
      assertThat(trust.read(staff).moved()).isEqualTo(1);

      assertThat(patOf(trust).constituency()).isEqualTo(Constituency.WORKERS);
      assertThat(patOf(trust).reason().en()).isEqualTo("you are employed by this trust");
      assertThat(trust.post.posted).hasSize(sent + 1);
      assertThat(trust.everyRow()).noneMatch(row -> row.startsWith("move"));
    }
  }

  @Test
  void aMoveThatIsNoLongerDueIsTakenBackByANotice() {
    ListedSource patients = ListedSource.of("pas", patient("2026-06-01"));
    Somebody employed =
        Somebody.called("e1", "Pat", "Day").born("1950-01-01").email("pat@example.org");
    try (TrialRegister trust = joined(patients, Map.of())) {
      trust.read(ListedSource.of("esr", employed.as("employee"), Somebody.called("e2", "E", "F")));
      int sent = trust.post.posted.size();
      trust.today("2026-10-12");
      trust.read(ListedSource.of("esr", Somebody.called("e2", "E", "F")));
      trust.today("2026-11-30");
      trust.read(patients);

      assertThat(patOf(trust).constituency()).isEqualTo(Constituency.USERS);
      assertThat(patOf(trust).reason().en()).startsWith("you have been a patient");
      assertThat(trust.post.posted).hasSize(sent + 1);
      assertThat(trust.post.posted.get(sent).facts().get("constituency").toString())
          .contains("Patients and carers");
    }
  }

  @Test
  void aMemberChoosesBetweenThePublicAndThePatientsAndKeepsTheChoice() {
    Somebody both = patient("2026-06-01").applying("resident", "2026-09-01");
    ListedSource source = ListedSource.of("crm", both);
    try (TrialRegister trust = TrialRegister.under(NHS)) {
      trust.read(source);
      Member pat = patOf(trust);
      assertThat(pat.constituency()).isEqualTo(Constituency.COMMUNITY);
    }
    try (TrialRegister trust =
        joined(ListedSource.of("crm", patient("2026-06-01").as("resident")), Map.of())) {
      String id = patOf(trust).id();
      int sent = trust.post.posted.size();
      assertThat(trust.register.choices(id))
          .containsExactly(Constituency.USERS, Constituency.COMMUNITY);

      trust.register.choose(id, Constituency.COMMUNITY, id);

      assertThat(patOf(trust).constituency()).isEqualTo(Constituency.COMMUNITY);
      assertThat(trust.journal.newest("oak", 1).get(0).act())
          .isEqualTo("membership.constituency-chosen");
      for (int run = 0; run < 3; run++) {
        trust.read(ListedSource.of("crm", patient("2026-06-01").as("resident").as("volunteer")));
      }
      assertThat(patOf(trust).constituency()).isEqualTo(Constituency.COMMUNITY);
      assertThat(trust.post.posted).hasSize(sent);

      // Where the ground of the choice is lost, the order decides, with its notice.
      trust.read(ListedSource.of("crm", patient("2026-06-01")));
      assertThat(patOf(trust).constituency()).isEqualTo(Constituency.COMMUNITY);
      assertThat(trust.post.posted).hasSize(sent + 1);
    }
  }

  @Test
  void whoQualifiesAsStaffMayBeNothingElse() {
    try (TrialRegister trust =
        joined(ListedSource.of("all", patient("2026-06-01").as("employee")), Map.of())) {
      Member pat = patOf(trust);
      assertThat(pat.constituency()).isEqualTo(Constituency.WORKERS);
      assertThat(trust.register.choices(pat.id())).isEmpty();
      assertThatThrownBy(() -> trust.register.choose(pat.id(), Constituency.USERS, pat.id()))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("rule pack nhs-foundation-trust, choice");
    }
  }

  @Test
  void aParentWhoTeachesMayChooseToVoteWithTheStaff() {
    try (TrialRegister school = TrialRegister.under("england-maintained-school")) {
      ListedSource source = ListedSource.of("school", pat().as("parent").as("employee"));
      school.read(source);
      String id = patOf(school).id();
      school.register.choose(id, Constituency.WORKERS, id);
      school.read(source);
      assertThat(patOf(school).constituency()).isEqualTo(Constituency.WORKERS);

      EnrolmentRun left = school.read(ListedSource.of("school", pat().as("parent")));
      assertThat(left.moved()).isEqualTo(1);
      assertThat(patOf(school).constituency()).isEqualTo(Constituency.USERS);
    }
  }

  @Test
  void aSuspendedMemberStaysSuspendedThroughRunsUntilReinstated() {
    ListedSource source = ListedSource.of("pas", patient("2026-06-01"));
    try (TrialRegister trust = joined(source, Map.of())) {
      String id = patOf(trust).id();
      int sent = trust.post.posted.size();
      trust.register.suspend(id, "violence", Optional.empty(), "secretary");

      assertThat(trust.members()).isEmpty();
      Member suspended = patOf(trust);
      assertThat(suspended.state()).isEqualTo(MemberState.SUSPENDED);
      assertThat(suspended.email()).isEmpty();
      assertThat(suspended.reason().en())
          .isEqualTo(
              "suspended by us, on the ground of violence, threats or abuse towards staff, patients"
                  + " or visitors");
      assertThat(trust.register.explain(id).get(0).outcome().en())
          .startsWith("Membership suspended, Patients and carers: suspended by us");
      for (int run = 0; run < 3; run++) {
        trust.read(source);
      }
      trust.read(ListedSource.of("pas", patient("2026-10-01")));
      assertThat(patOf(trust).state()).isEqualTo(MemberState.SUSPENDED);

      trust.register.reinstate(id, "secretary");

      assertThat(patOf(trust).state()).isEqualTo(MemberState.MEMBER);
      assertThat(patOf(trust).email()).contains("pat@example.org");
      assertThat(trust.post.posted).hasSize(sent);
      assertThat(trust.journal.newest("oak", 10))
          .extracting(entry -> entry.act())
          .contains("membership.suspended", "membership.reinstated");
      assertThatThrownBy(() -> trust.register.reinstate(id, "secretary"))
          .isInstanceOf(Refused.class);
    }
  }

  @Test
  void aSuspensionWithALastDayEndsByItself() {
    ListedSource source = ListedSource.of("pas", patient("2026-06-01"));
    try (TrialRegister trust = joined(source, Map.of())) {
      trust.register.suspend(
          patOf(trust).id(), "violence", Optional.of(LocalDate.of(2026, 12, 31)), "secretary");
      assertThat(patOf(trust).reason().en()).endsWith(", until 31 December 2026");
      trust.today("2026-12-31");
      trust.read(source);
      assertThat(patOf(trust).state()).isEqualTo(MemberState.SUSPENDED);
      trust.today("2027-01-01");
      assertThat(trust.read(source).returned()).isEqualTo(1);
      assertThat(patOf(trust).state()).isEqualTo(MemberState.MEMBER);
    }
  }

  @Test
  void whoIsRefusedBeforeJoiningIsInvitedByTheNextRunWhenItIsLifted() {
    ListedSource source = ListedSource.of("pas", patient("2026-06-01"));
    try (TrialRegister trust = TrialRegister.under(NHS)) {
      trust.read(source);
      String id = patOf(trust).id();
      trust.register.suspend(id, "constitution", Optional.empty(), "secretary");
      trust.today("2026-11-01");
      trust.read(source);
      assertThat(patOf(trust).state()).isEqualTo(MemberState.SUSPENDED);
      trust.register.reinstate(id, "secretary");
      int sent = trust.post.posted.size();
      trust.read(source);
      assertThat(patOf(trust).state()).isEqualTo(MemberState.INVITED);
      assertThat(trust.post.posted).hasSize(sent + 1);
    }
  }

  @Test
  void noSchoolTakesTheVoteFromAParent() {
    try (TrialRegister school = TrialRegister.under("england-maintained-school")) {
      school.read(ListedSource.of("school", pat().as("parent")));
      String id = patOf(school).id();
      assertThatThrownBy(() -> school.register.suspend(id, "violence", Optional.empty(), "head"))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("rule pack england-maintained-school, disqualifications");
      assertThat(patOf(school).state()).isEqualTo(MemberState.MEMBER);
    }
  }

  @Test
  void aSuspensionFollowsThePersonWhenTwoEntriesTurnOutToBeOne() {
    try (TrialRegister body = TrialRegister.under("tripartite")) {
      body.read(ListedSource.of("school", pat().as("parent")));
      body.read(
          ListedSource.of(
              "club", Somebody.called("v1", "Pat", "Day").born("1950-01-01").as("volunteer")));
      Member volunteer =
          body.members().stream()
              .filter(m -> m.constituency() == Constituency.COMMUNITY)
              .findFirst()
              .orElseThrow();
      body.register.suspend(volunteer.id(), "violence", Optional.empty(), "office");
      body.read(
          ListedSource.of(
              "club",
              Somebody.called("v1", "Pat", "Day")
                  .born("1950-01-01")
                  .email("pat@example.org")
                  .as("volunteer")));

      assertThat(body.members()).isEmpty();
    }
  }

  @Test
  void aRestrictedPersonIsAMemberOnceTheOfficeHasAdmittedThem() {
    ListedSource source = ListedSource.of("school", pat().as("parent").flagged(Flag.RESTRICTED));
    try (TrialRegister school = TrialRegister.under("england-maintained-school")) {
      for (int run = 0; run < 3; run++) {
        school.read(source);
      }
      assertThat(patOf(school).state()).isEqualTo(MemberState.ELIGIBLE);

      school.register.admit(patOf(school).id(), "head");
      EnrolmentRun run = school.read(source);

      assertThat(run.changes()).extracting(Change::kind).containsExactly(Change.Kind.JOINED);
      assertThat(patOf(school).state()).isEqualTo(MemberState.MEMBER);
      assertThat(patOf(school).email()).isEmpty();
      assertThat(school.everyRow()).noneMatch(row -> row.contains("pat@example.org"));
    }
  }

  @Test
  void whomTheRecordsFirstKnowAsDeadNeverWasAMember() {
    try (TrialRegister school = TrialRegister.under("england-maintained-school")) {
      school.read(ListedSource.of("school", pat().as("parent").flagged(Flag.DECEASED)));
      assertThat(school.everybody()).isEmpty();
      assertThat(school.outcomes("school"))
          .containsExactly("n1: Not a member: the records say that this person has died.");

      school.read(
          ListedSource.of(
              "school", pat().as("parent").flagged(Flag.DECEASED).flagged(Flag.DEATH_WITHDRAWN)));
      assertThat(patOf(school).state()).isEqualTo(MemberState.MEMBER);
    }
  }

  @Test
  void anOptOutHoldsOverTenRunsAndAfterTheHostHasGivenANewKey() {
    try (TrialRegister school = TrialRegister.under("england-maintained-school")) {
      Somebody other = Somebody.called("p2", "Bob", "Evans").as("parent");
      school.read(ListedSource.of("school", pat().as("parent"), other));
      school.register.optOut(patOf(school).id(), "member");
      for (int run = 0; run < 10; run++) {
        school.today(LocalDate.of(2026, 9, 8).plusDays(run).toString());
        school.read(ListedSource.of("school", pat().as("parent"), other));
      }
      school.read(
          ListedSource.of(
              "school",
              Somebody.called("new-key", "Pat", "Day")
                  .born("1950-01-01")
                  .email("pat@example.org")
                  .as("parent"),
              other));

      assertThat(school.members()).extracting(Member::name).containsExactly("Bob Evans");
      assertThat(school.everyRow()).noneMatch(row -> row.contains("pat@example.org"));
    }
  }

  @Test
  void theNewIntakeJoinsAndTheLeaversEndWhileTheOthersStay() {
    try (TrialRegister school = TrialRegister.under("england-maintained-school")) {
      school.read(new ListedSource("school", parents(0, 100), List.of()));
      school.today("2027-09-06");
      EnrolmentRun run = school.read(new ListedSource("school", parents(20, 125), List.of()));

      assertThat(run.joined()).isEqualTo(25);
      assertThat(run.ended()).isEqualTo(20);
      assertThat(run.unchanged()).isEqualTo(80);
      assertThat(run.strength().get(Constituency.USERS)).isEqualTo(105);
    }
  }

  private static List<org.folkmoot.records.PersonRecord> parents(int from, int to) {
    List<org.folkmoot.records.PersonRecord> parents = new ArrayList<>();
    for (int i = from; i < to; i++) {
      parents.add(
          Somebody.called("p" + i, "Parent", "Number " + i)
              .email("p" + i + "@example.org")
              .as("parent")
              .record());
    }
    return parents;
  }
}
