package org.folkmoot.ballot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.folkmoot.ballot.Polls.CastResult;
import org.folkmoot.ballot.Polls.OpenedContest;
import org.folkmoot.ballot.Polls.VotersPack;
import org.folkmoot.ballot.internal.PollsOfInstitution;
import org.folkmoot.ballot.keys.ElectionKeys;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Refused;
import org.folkmoot.election.Election;
import org.folkmoot.election.TrialSchool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A poll from the issue of papers to the opened box, on the real rooms upstream. */
class PollTest {
  private static final LocalDate CLOSE = LocalDate.of(2027, 3, 10);

  private final ElectionKeys.Made made = ElectionKeys.make(1, 1, new SecureRandom());
  private TrialSchool school;
  private Polls polls;
  private Election election;
  private String contest;
  private Map<String, String> tokens;

  @BeforeEach
  void openThePoll() {
    school = TrialSchool.withMembers(6, 2, 2);
    polls = polls();
    election =
        school.readyForPoll(
            Map.of(
                Constituency.USERS, List.of("Ann Able", "Ben Bold", "Cy Clear"),
                Constituency.WORKERS, List.of("Dee Dear")),
            "nhs-stv");
    contest = election.contestsOf(Constituency.USERS).get(0).id();
    school.at(LocalDate.of(2027, 2, 24), 9, 0);
    polls.useKey(election.id(), made.key(), "clerk");
    polls.issue(election.id(), "clerk");
    tokens = school.tokens("vote");
  }

  private Polls polls() {
    return new PollsOfInstitution(
        school.elections,
        school.register,
        school.store.database(),
        school.store.journal(),
        school.post.postOffice(),
        school.post.links(),
        school.clock);
  }

  @AfterEach
  void close() {
    school.close();
  }

  private String token(int parent) {
    return tokens.get("parent" + parent + "@school.example");
  }

  private CastResult cast(int parent, Integer... marks) {
    return polls.cast(token(parent), Map.of(contest, List.of(marks)));
  }

  @Test
  void onlyThoseWithAContestedContestGetAPaper() {
    assertThat(tokens).hasSize(6);
    assertThat(polls.turnout(election.id()))
        .filteredOn(turnout -> turnout.contest().equals(contest))
        .containsExactly(new Polls.Turnout(contest, 6, 6, 0, 0));
  }

  @Test
  void lookingAtAPackChangesNothing() {
    for (int i = 0; i < 3; i++) {
      assertThat(polls.pack(token(1)).orElseThrow().status()).isEqualTo(VotersPack.Status.OPEN);
    }
    assertThat(polls.turnout(election.id())).allMatch(turnout -> turnout.used() == 0);
  }

  @Test
  void aRepeatedCastAnswersAsTheFirstDidAndCountsOnce() {
    CastResult first = cast(1, 1, 2);
    CastResult again = cast(1, 3);
    assertThat(first)
        .isInstanceOfSatisfying(
            CastResult.Counted.class,
            counted ->
                assertThat(again)
                    .isEqualTo(new CastResult.Counted(counted.reference(), counted.at(), true)));
    assertThat(open().get(0).papers().totalPapers()).isEqualTo(1);
  }

  @Test
  void manyCastsAtTheSameInstantAreOneVote() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<CastResult>> casts = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        casts.add(() -> cast(1, 2));
      }
      List<String> references = new ArrayList<>();
      for (Future<CastResult> done : threads.invokeAll(casts)) {
        references.add(((CastResult.Counted) done.get()).reference());
      }
      assertThat(references).containsOnly(references.get(0));
    } finally {
      threads.shutdownNow();
    }
    assertThat(open().get(0).papers().totalPapers()).isEqualTo(1);
  }

  @Test
  void whatIsNoGoodVoteIsNotTakenAndThePackStaysOpen() {
    assertThat(cast(1, 1, 1)).isInstanceOf(CastResult.NotCounted.class);
    assertThat(cast(1, 4)).isInstanceOf(CastResult.NotCounted.class);
    assertThat(polls.cast(token(1), Map.of())).isInstanceOf(CastResult.NotCounted.class);
    assertThat(polls.cast(token(1), Map.of(contest, List.of(1), "other", List.of(1))))
        .isInstanceOf(CastResult.NotCounted.class);
    assertThat(polls.cast("unknown", Map.of(contest, List.of(1))))
        .isInstanceOf(CastResult.NotCounted.class);
    assertThat(cast(1, 1)).isInstanceOf(CastResult.Counted.class);
  }

  @Test
  void aVoteConfirmedBeforeTheCloseCountsAndOneAtTheCloseDoesNot() {
    school.at(CLOSE, 16, 59);
    assertThat(cast(1, 1)).isInstanceOf(CastResult.Counted.class);
    school.at(CLOSE, 17, 0);
    assertThat(cast(2, 1))
        .isInstanceOfSatisfying(
            CastResult.NotCounted.class,
            no -> assertThat(no.why().get(0).reason()).contains("closed"));
    assertThat(polls.pack(token(2)).orElseThrow().status()).isEqualTo(VotersPack.Status.CLOSED);
  }

  private List<OpenedContest> open() {
    school.at(CLOSE, 17, 1);
    return polls.open(election.id(), made.shares(), "clerk");
  }

  @Test
  void theBoxOpensOnlyAfterTheCloseAndOnlyWithItsKey() {
    assertThatThrownBy(() -> polls.open(election.id(), made.shares(), "clerk"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("open until");
    school.at(CLOSE, 17, 1);
    assertThatThrownBy(
            () ->
                polls.open(
                    election.id(), ElectionKeys.make(1, 1, new SecureRandom()).shares(), "clerk"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("another election");
  }

  @Test
  void theOpenedPapersAreThoseCastWithBlankOnesApartAndTheAccountAgrees() {
    cast(1, 1, 2, 3);
    cast(2, 1, 2, 3);
    cast(3, 3);
    cast(4);
    OpenedContest opened = open().get(0);
    assertThat(opened.papers().totalPapers()).isEqualTo(3);
    assertThat(opened.rejected()).containsExactly(Map.entry("blank", 1L));
    assertThat(opened.reconciliation())
        .containsExactly(
            "issued 6 = used 4 + unused 2 + replaced 0",
            "used 4 = online 4 + on paper 0",
            "used 4 = sealed 4 + rejected on paper 0",
            "sealed 4 = opened 3 + rejected as blank 1");
  }

  @Test
  void anAlteredPaperIsCountedAsAlteredAndNotDropped() {
    cast(1, 1);
    cast(2, 2);
    school
        .store
        .database()
        .write(
            handle ->
                handle.execute(
                    "UPDATE ballot_box SET sealed = ? WHERE id = (SELECT MIN(id) FROM ballot_box)",
                    (Object) new byte[80]));
    OpenedContest opened = open().get(0);
    assertThat(opened.papers().totalPapers()).isEqualTo(1);
    assertThat(opened.rejected()).containsEntry("altered", 1L);
  }

  @Test
  void aRestartInMidPollLosesNothing() {
    CastResult first = cast(1, 1);
    polls = polls();
    assertThat(cast(1, 2))
        .isEqualTo(
            new CastResult.Counted(
                ((CastResult.Counted) first).reference(), ((CastResult.Counted) first).at(), true));
    cast(2, 2);
    assertThat(open().get(0).papers().totalPapers()).isEqualTo(2);
  }

  @Test
  void noTokenStandsInTheDatabaseOnceTheMailIsSent() throws Exception {
    cast(1, 1, 2, 3);
    try (Stream<Path> files = Files.walk(school.store.folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        for (String token : tokens.values()) {
          assertThat(bytes.contains(token)).as("%s holds a token", file).isFalse();
        }
      }
    }
  }

  @Test
  void theKeyCannotBeChangedOncePapersAreOut() {
    assertThatThrownBy(
            () ->
                polls.useKey(
                    election.id(), ElectionKeys.make(1, 1, new SecureRandom()).key(), "clerk"))
        .isInstanceOf(Refused.class);
  }
}
