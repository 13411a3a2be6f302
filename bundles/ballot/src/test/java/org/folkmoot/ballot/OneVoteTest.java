package org.folkmoot.ballot;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.folkmoot.ballot.Polls.CastResult;
import org.folkmoot.ballot.Polls.VotersPack;
import org.folkmoot.ballot.internal.PollsOfInstitution;
import org.folkmoot.ballot.keys.ElectionKeys;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Refusal;
import org.folkmoot.election.Election;
import org.folkmoot.election.TrialSchool;
import org.folkmoot.records.Affiliation;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.PersonRecord.Contact;
import org.folkmoot.records.PersonRecord.PersonName;
import org.folkmoot.records.Reading;
import org.folkmoot.records.RecordsSource;
import org.folkmoot.records.SourceFailed;
import org.folkmoot.register.Reviews;
import org.folkmoot.register.Reviews.Decision;
import org.folkmoot.register.Reviews.Pair;
import org.folkmoot.register.Reviews.Standing;
import org.folkmoot.register.internal.EnrolmentLimits;
import org.folkmoot.register.internal.ReviewsOfInstitution;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two entries that are, or may be, one person have one vote. */
class OneVoteTest {
  private final ElectionKeys.Made made = ElectionKeys.make(1, 1, new SecureRandom());
  private TrialSchool school;
  private Reviews reviews;
  private Polls polls;
  private Election election;
  private String contest;
  private String elder;
  private String younger;
  private Pair pair;

  @BeforeEach
  void openThePoll() throws SourceFailed {
    school = TrialSchool.withMembers(6, 2, 2);
    school.enrolment.run(source("old roll", "r1", "alun@school.example"), "clerk");
    school.enrolment.run(source("new roll", "r2", "alun@work.example"), "clerk");
    reviews =
        new ReviewsOfInstitution(
            school.institution,
            school.store.database(),
            school.store.journal(),
            school.post.postOffice(),
            school.post.links(),
            school.clock,
            EnrolmentLimits.DEFAULT);
    pair =
        reviews.pairs(Standing.WAITING, 0, 10).stream()
            .filter(p -> p.left().name().equals("Alun Mostyn"))
            .findFirst()
            .orElseThrow();
    polls =
        new PollsOfInstitution(
            school.elections,
            school.register,
            school.store.database(),
            school.store.journal(),
            school.post.postOffice(),
            school.post.links(),
            school.clock);
    election =
        school.readyForPoll(
            Map.of(Constituency.USERS, List.of("Ann Able", "Ben Bold", "Cy Clear")), "nhs-stv");
    contest = election.contestsOf(Constituency.USERS).get(0).id();
    school.at(LocalDate.of(2027, 2, 24), 9, 0);
    polls.useKey(election.id(), made.key(), "clerk");
    polls.issue(election.id(), "clerk");
    Map<String, String> tokens = school.tokens("vote");
    elder = tokens.get("alun@school.example");
    younger = tokens.get("alun@work.example");
  }

  /** A source of one person without a date of birth. */
  private static RecordsSource source(String name, String key, String email) {
    PersonRecord record =
        new PersonRecord(
            key,
            List.of(),
            new PersonName("Alun", "Mostyn"),
            Optional.empty(),
            List.of(),
            List.of(new Contact(Contact.Kind.EMAIL, email)),
            List.of(Affiliation.of(Affiliation.Kinds.PARENT)),
            Set.of(),
            Optional.empty());
    return new RecordsSource() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Cursor snapshot(Reading reading) {
        reading.person(record);
        return Cursor.NONE;
      }
    };
  }

  @AfterEach
  void close() {
    school.close();
  }

  private CastResult cast(String token) {
    return polls.cast(token, Map.of(contest, List.of(1)));
  }

  private static Refusal refusal(CastResult result) {
    return ((CastResult.NotCounted) result).why().get(0);
  }

  private long used() {
    return polls.turnout(election.id()).stream().mapToLong(Polls.Turnout::used).sum();
  }

  private void decide(Decision decision) {
    reviews.decide(pair.id(), decision, "", "clerk");
  }

  @Test
  void whileThePairWaitsTheFirstVoteCountsAndTheOtherIsHeldWithItsPaperUnused() {
    assertThat(cast(younger)).isInstanceOf(CastResult.Counted.class);

    Refusal held = refusal(cast(elder));

    assertThat(held.reason()).startsWith("this vote is held: the office has to settle");
    assertThat(held.remedy()).contains("Your paper stays as it was");
    assertThat(polls.pack(elder).orElseThrow().status()).isEqualTo(VotersPack.Status.OPEN);
    assertThat(used()).isEqualTo(1);
    assertThat(reviews.pairs(Standing.WAITING, 0, 1))
        .singleElement()
        .satisfies(
            first -> {
              assertThat(first.id()).isEqualTo(pair.id());
              assertThat(first.voteHeld()).isTrue();
            });
    assertThat(cast(younger))
        .isInstanceOfSatisfying(CastResult.Counted.class, c -> assertThat(c.again()).isTrue());
  }

  @Test
  void foundToBeTwoPersonsTheHeldOneVotes() {
    cast(younger);
    cast(elder);

    decide(Decision.TWO_PERSONS);

    assertThat(cast(elder)).isInstanceOf(CastResult.Counted.class);
    assertThat(used()).isEqualTo(2);
  }

  @Test
  void foundToBeOnePersonTheSecondVoteStaysRefused() {
    cast(younger);
    cast(elder);

    decide(Decision.ONE_PERSON);

    assertThat(refusal(cast(elder)).reason()).contains("whose vote has been taken");
    assertThat(used()).isEqualTo(1);
  }

  @Test
  void thePaperOfTheEntryThatEndedIsRefusedAndTheOtherCounts() {
    decide(Decision.ONE_PERSON);

    assertThat(refusal(cast(younger)).reason()).contains("this paper is of the entry that ended");
    assertThat(cast(elder)).isInstanceOf(CastResult.Counted.class);
    assertThat(refusal(cast(younger)).remedy()).contains("your other entry");
    assertThat(used()).isEqualTo(1);
  }

  @Test
  void aDecisionTakenBackInMidPollHoldsTheSecondVoteAgain() {
    decide(Decision.ONE_PERSON);
    cast(elder);
    decide(Decision.UNDECIDED);

    assertThat(refusal(cast(younger)).reason()).startsWith("this vote is held");

    decide(Decision.TWO_PERSONS);
    assertThat(cast(younger)).isInstanceOf(CastResult.Counted.class);
  }

  @Test
  void ofTwoVotesAtTheSameInstantOneCounts() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<CastResult>> casts = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        String token = i % 2 == 0 ? elder : younger;
        casts.add(() -> cast(token));
      }
      int first = 0;
      for (Future<CastResult> done : threads.invokeAll(casts)) {
        if (done.get() instanceof CastResult.Counted counted && !counted.again()) {
          first++;
        }
      }
      assertThat(first).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
    assertThat(used()).isEqualTo(1);
    school.at(LocalDate.of(2027, 3, 10), 17, 1);
    assertThat(polls.open(election.id(), made.shares(), "clerk").get(0).papers().totalPapers())
        .isEqualTo(1);
  }
}
