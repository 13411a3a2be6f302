package org.folkmoot.election;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.ElectionStep;
import org.folkmoot.constitution.Refused;
import org.junit.jupiter.api.Test;

/** An election from its making to the opening of the poll. */
class ElectionTest {
  private static final LocalDate CLOSE = LocalDate.of(2027, 3, 10);
  private static final ElectionPlan PLAN = new ElectionPlan("Governors 2027", CLOSE, Map.of());

  @Test
  void oneCallMakesAContestForEachThirdOfTheSeats() {
    try (TrialSchool school =
        TrialSchool.under("tripartite", Map.of("seats", "11", "methods", "email"))) {
      Election election = school.elections.create(PLAN, "clerk");
      assertThat(election.contests())
          .extracting(Contest::constituency, Contest::seats, Contest::binding)
          .containsExactlyInAnyOrder(
              org.assertj.core.groups.Tuple.tuple(Constituency.USERS, 4, true),
              org.assertj.core.groups.Tuple.tuple(Constituency.WORKERS, 3, true),
              org.assertj.core.groups.Tuple.tuple(Constituency.COMMUNITY, 4, true));
    }
  }

  @Test
  void theTimetableIsWorkedOutBackwardsFromTheCloseOfPoll() {
    try (TrialSchool school = TrialSchool.withMembers(1, 1, 1)) {
      Timetable timetable = school.elections.timetable(CLOSE);
      assertThat(timetable.day(ElectionStep.NOTICE_OF_ELECTION))
          .isEqualTo(LocalDate.of(2027, 2, 3));
      assertThat(timetable.day(ElectionStep.NOMINATIONS_CLOSE))
          .isEqualTo(LocalDate.of(2027, 2, 17));
      assertThat(timetable.day(ElectionStep.NOTICE_OF_POLL)).isEqualTo(LocalDate.of(2027, 2, 24));
      assertThat(timetable.close().toLocalDateTime()).isEqualTo(CLOSE.atTime(17, 0));
    }
  }

  @Test
  void anElectionTooLateForItsNoticeIsRefusedWithTheFiguresAndTheRule() {
    try (TrialSchool school = TrialSchool.withMembers(1, 1, 1)) {
      school.at(LocalDate.of(2027, 2, 4), 9, 0);
      assertThatThrownBy(() -> school.elections.create(PLAN, "clerk"))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("24 working days before the close")
          .hasMessageContaining("asks for 25")
          .hasMessageContaining("rule pack tripartite");
      assertThat(school.elections.all()).isEmpty();
    }
  }

  @Test
  void aPollDoesNotCloseOnABankHoliday() {
    try (TrialSchool school = TrialSchool.withMembers(1, 1, 1)) {
      assertThatThrownBy(
              () ->
                  school.elections.create(
                      new ElectionPlan("Easter", LocalDate.of(2027, 3, 26), Map.of()), "clerk"))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("Good Friday");
    }
  }

  @Test
  void everyMemberIsGivenNoticeWithALinkOfTheirOwn() {
    try (TrialSchool school = TrialSchool.withMembers(3, 2, 2)) {
      Election election = school.elections.create(PLAN, "clerk");
      school.elections.giveNotice(election.id(), "clerk");
      assertThat(school.tokens("nominate")).hasSize(7);
      assertThat(school.tokens("nominate").values()).doesNotHaveDuplicates();
      assertThat(school.elections.election(election.id()).orElseThrow().state())
          .isEqualTo(Election.State.NOMINATIONS);
    }
  }

  @Test
  void aMemberStandsOnlyInTheirOwnConstituencyAndOnlyOnce() {
    try (TrialSchool school = TrialSchool.withMembers(2, 2, 2)) {
      Election election = school.elections.create(PLAN, "clerk");
      school.elections.giveNotice(election.id(), "clerk");
      Contest users = election.contestsOf(Constituency.USERS).get(0);
      Contest workers = election.contestsOf(Constituency.WORKERS).get(0);
      String parent = member(school, Constituency.USERS);
      assertThatThrownBy(
              () ->
                  school.elections.nominate(
                      workers.id(), TrialSchool.paper(Optional.of(parent), "P"), parent))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("constituency");
      school.elections.nominate(users.id(), TrialSchool.paper(Optional.of(parent), "P"), parent);
      assertThatThrownBy(
              () ->
                  school.elections.nominate(
                      users.id(), TrialSchool.paper(Optional.of(parent), "P"), parent))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("already");
      assertThat(school.elections.nominations(election.id())).hasSize(1);
    }
  }

  private static String member(TrialSchool school, Constituency constituency) {
    List<String> ids = new java.util.ArrayList<>();
    school.register.eachMember(
        member -> {
          if (member.constituency() == constituency) {
            ids.add(member.id());
          }
        });
    return ids.get(0);
  }

  @Test
  void aLongStatementAndALateNominationAreRefused() {
    try (TrialSchool school = TrialSchool.withMembers(1, 1, 1)) {
      Election election = school.elections.create(PLAN, "clerk");
      school.elections.giveNotice(election.id(), "clerk");
      String contest = election.contests().get(0).id();
      assertThatThrownBy(
              () ->
                  school.elections.nominate(
                      contest,
                      new Nomination.NominationPaper(
                          Optional.empty(), "A", "word ".repeat(251), "None", "A"),
                      "clerk"))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("251 words");
      school.at(LocalDate.of(2027, 2, 18), 0, 1);
      assertThatThrownBy(
              () ->
                  school.elections.nominate(
                      contest, TrialSchool.paper(Optional.empty(), "A"), "clerk"))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("closed");
    }
  }

  @Test
  void candidatesStandInOrderOfSurnameOnceEveryNominationIsDecided() {
    try (TrialSchool school = TrialSchool.withMembers(1, 1, 1)) {
      Election election = school.elections.create(PLAN, "clerk");
      school.elections.giveNotice(election.id(), "clerk");
      String contest = election.contests().get(0).id();
      List<Nomination> received =
          List.of("Zoe Baker", "Adam Young", "Ann Carter", "Ben Dodd").stream()
              .map(
                  name ->
                      school.elections.nominate(
                          contest, TrialSchool.paper(Optional.empty(), name), "clerk"))
              .toList();
      school.at(LocalDate.of(2027, 2, 17), 12, 0);
      assertThatThrownBy(() -> school.elections.stateCandidates(election.id(), "clerk"))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("too early");
      school.at(LocalDate.of(2027, 2, 18), 9, 0);
      assertThatThrownBy(() -> school.elections.stateCandidates(election.id(), "clerk"))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("4 nominations are not decided");
      for (Nomination nomination : received.subList(0, 3)) {
        school.elections.decide(nomination.id(), true, "", "clerk");
      }
      assertThatThrownBy(() -> school.elections.decide(received.get(3).id(), false, " ", "clerk"))
          .isInstanceOf(Refused.class);
      school.elections.decide(received.get(3).id(), false, "not signed", "clerk");
      assertThat(school.elections.stateCandidates(election.id(), "clerk").contests().get(0))
          .satisfies(
              stated ->
                  assertThat(stated.candidates())
                      .extracting(Candidate::number, Candidate::name)
                      .containsExactly(
                          org.assertj.core.groups.Tuple.tuple(1, "Zoe Baker"),
                          org.assertj.core.groups.Tuple.tuple(2, "Ann Carter"),
                          org.assertj.core.groups.Tuple.tuple(3, "Adam Young")));
      // Withdrawn before papers are out: the others move up.
      school.elections.withdraw(received.get(0).id(), "clerk");
      assertThat(
              school.elections.election(election.id()).orElseThrow().contests().get(0).candidates())
          .extracting(Candidate::number, Candidate::name)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(1, "Ann Carter"),
              org.assertj.core.groups.Tuple.tuple(2, "Adam Young"));
    }
  }

  @Test
  void theRollHoldsThoseWhoWereMembersWhenNominationsClosed() {
    try (TrialSchool school = TrialSchool.withMembers(3, 1, 1)) {
      Election election = school.elections.create(PLAN, "clerk");
      school.elections.giveNotice(election.id(), "clerk");
      school.at(LocalDate.of(2027, 2, 18), 9, 0);
      school.enrol(4, 1, 1);
      assertThat(school.register.strength().get(Constituency.USERS)).isEqualTo(4);
      school.elections.stateCandidates(election.id(), "clerk");
      ElectoralRoll roll = school.elections.freezeRoll(election.id(), "clerk");
      assertThat(roll.electorate(Constituency.USERS)).isEqualTo(3);
      assertThat(roll.entries()).allSatisfy(entry -> assertThat(entry.rule()).isNotBlank());
      assertThat(school.elections.roll(election.id())).contains(roll);
    }
  }

  @Test
  void aLateNoticeOfPollIsRefusedInTheWordsOfTheRule() {
    try (TrialSchool school = TrialSchool.withMembers(2, 1, 1)) {
      Election election =
          school.readyForPoll(Map.of(Constituency.USERS, List.of("Ann A", "Ben B")), "fptp");
      school.at(LocalDate.of(2027, 2, 25), 9, 0);
      assertThatThrownBy(() -> school.elections.openPoll(election.id(), "clerk"))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("9 working days before the close of poll")
          .hasMessageContaining("asks for 10");
    }
  }

  @Test
  void theMaintainedSchoolsCoOptedSeatsAreBallotedForAsAdvice() {
    try (TrialSchool school =
        TrialSchool.under(
            "england-maintained-school", Map.of("seats", "12", "methods", "email,post"))) {
      Election election = school.elections.create(PLAN, "clerk");
      assertThat(election.contestsOf(Constituency.WORKERS))
          .extracting(Contest::seats, Contest::binding)
          .containsExactlyInAnyOrder(
              org.assertj.core.groups.Tuple.tuple(1, true),
              org.assertj.core.groups.Tuple.tuple(2, false));
      assertThat(election.contestsOf(Constituency.USERS))
          .extracting(Contest::seats, Contest::binding)
          .containsExactly(org.assertj.core.groups.Tuple.tuple(4, true));
      GoverningBody.Seat head =
          school.elections.governingBody().third(Constituency.WORKERS).stream()
              .filter(seat -> seat.label().en().equals("Head teacher"))
              .findFirst()
              .orElseThrow();
      school.elections.appoint(
          head.id(),
          "Helen Head",
          LocalDate.of(2027, 1, 1),
          LocalDate.of(2030, 12, 31),
          "by office",
          "clerk");
      assertThat(school.elections.governingBody().third(Constituency.WORKERS))
          .anySatisfy(
              seat ->
                  assertThat(seat.term().map(GoverningBody.Term::holder)).contains("Helen Head"));
    }
  }
}
