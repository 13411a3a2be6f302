package org.folkmoot.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.folkmoot.ballot.Polls;
import org.folkmoot.ballot.internal.PollsOfInstitution;
import org.folkmoot.ballot.keys.ElectionKeys;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Refused;
import org.folkmoot.count.BallotFile;
import org.folkmoot.declaration.Declaration.Result;
import org.folkmoot.declaration.Declarations.CountedContest;
import org.folkmoot.declaration.internal.DeclarationsOfInstitution;
import org.folkmoot.election.Election;
import org.folkmoot.election.GoverningBody;
import org.folkmoot.election.TrialSchool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the opened box to the filled seats. */
class DeclarationTest {
  private final ElectionKeys.Made made = ElectionKeys.make(1, 1, new SecureRandom());
  private TrialSchool school;
  private Polls polls;
  private Declarations declarations;
  private Election election;
  private String users;

  @BeforeEach
  void poll() {
    school = TrialSchool.withMembers(6, 2, 2);
    polls =
        new PollsOfInstitution(
            school.elections,
            school.register,
            school.store.database(),
            school.store.journal(),
            school.post.postOffice(),
            school.post.links(),
            school.clock);
    declarations =
        new DeclarationsOfInstitution(
            polls,
            school.elections,
            school.register,
            school.store.database(),
            school.store.journal(),
            school.post.postOffice(),
            school.clock);
    election =
        school.readyForPoll(
            Map.of(
                Constituency.USERS, List.of("Ann Able", "Ben Bold"),
                Constituency.WORKERS, List.of("Dee Dear")),
            "fptp");
    users = election.contestsOf(Constituency.USERS).get(0).id();
    school.at(LocalDate.of(2027, 2, 24), 9, 0);
    polls.useKey(election.id(), made.key(), "clerk");
    polls.issue(election.id(), "clerk");
  }

  @AfterEach
  void close() {
    school.close();
  }

  /** Parents vote in turn for these candidates; the poll closes and the box is opened. */
  private void votes(int... candidates) {
    Map<String, String> tokens = school.tokens("vote");
    for (int i = 0; i < candidates.length; i++) {
      assertThat(
              polls.cast(
                  tokens.get("parent" + (i + 1) + "@school.example"),
                  Map.of(users, List.of(candidates[i]))))
          .isInstanceOf(Polls.CastResult.Counted.class);
    }
    school.at(LocalDate.of(2027, 3, 10), 17, 1);
    declarations.openBox(election.id(), made.shares(), "clerk");
  }

  @Test
  void theResultIsDeclaredWithTurnoutAndTheSeatsAreFilled() {
    votes(2, 2, 1, 2);
    Declaration declaration = declarations.declare(election.id(), "clerk");
    assertThat(declarations.declaration(election.id())).contains(declaration);
    Result result = declaration.results().get(0);
    assertThat(result.constituency()).isEqualTo(Constituency.USERS);
    assertThat(result.elected()).containsExactly("Ben Bold");
    assertThat(result.electorate()).isEqualTo(6);
    assertThat(result.papersCast()).isEqualTo(4);
    assertThat(result.turnoutPercent()).isEqualTo(66.7);
    GoverningBody body = school.elections.governingBody();
    school.at(LocalDate.of(2027, 3, 11), 9, 0);
    body = school.elections.governingBody();
    assertThat(body.third(Constituency.USERS).get(0).term().orElseThrow().holder())
        .isEqualTo("Ben Bold");
    assertThat(body.third(Constituency.WORKERS).get(0).term().orElseThrow().holder())
        .isEqualTo("Dee Dear");
    assertThat(body.third(Constituency.COMMUNITY).get(0).term()).isEmpty();
    assertThat(school.elections.election(election.id()).orElseThrow().state())
        .isEqualTo(Election.State.DECLARED);
  }

  @Test
  void everyMemberIsToldTheResult() {
    votes(1, 1, 2);
    school.tokens("vote");
    int before = school.mail.size();
    declarations.declare(election.id(), "clerk");
    school.tokens("vote");
    assertThat(school.mail.size() - before).isEqualTo(10);
    assertThat(school.mail.subList(before, before + 10))
        .anySatisfy(message -> assertThat(message.text()).contains("Ann Able"));
  }

  @Test
  void aTieAsksForALotAndIsDeclaredOnlyOnceItIsDrawn() {
    votes(1, 2);
    CountedContest tied = declarations.contests(election.id()).get(0);
    assertThat(tied.lotNeeded()).isPresent();
    assertThat(tied.lotAmong()).containsExactly(1, 2);
    assertThatThrownBy(() -> declarations.declare(election.id(), "clerk"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("lot");
    assertThatThrownBy(() -> declarations.count(users, List.of(7), "clerk"))
        .isInstanceOf(Refused.class);
    CountedContest drawn = declarations.count(users, List.of(2, 1), "clerk");
    assertThat(drawn.elected()).containsExactly("Ben Bold");
    assertThat(declarations.declare(election.id(), "clerk").results().get(0).elected())
        .containsExactly("Ben Bold");
    assertThatThrownBy(() -> declarations.count(users, List.of(1, 2), "clerk"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("declared");
  }

  @Test
  void anyoneGivenTheBallotFileCanRecount() throws Exception {
    votes(1, 2, 2);
    BallotFile file =
        BallotFile.read(new StringReader(declarations.ballotFile(users).orElseThrow()));
    assertThat(file.totalPapers()).isEqualTo(3);
    assertThat(file.candidates()).containsExactly("Ann Able", "Ben Bold");
    assertThat(declarations.counted(users).orElseThrow().winners()).containsExactly(2);
  }

  @Test
  void nothingIsDeclaredFromAClosedBox() {
    school.at(LocalDate.of(2027, 3, 10), 17, 1);
    assertThatThrownBy(() -> declarations.declare(election.id(), "clerk"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("box is not opened");
  }
}
