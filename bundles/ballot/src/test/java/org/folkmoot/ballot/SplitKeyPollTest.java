package org.folkmoot.ballot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.folkmoot.ballot.Polls.OpenedContest;
import org.folkmoot.ballot.box.BoxFile;
import org.folkmoot.ballot.box.BoxOpening;
import org.folkmoot.ballot.box.OpenedBox;
import org.folkmoot.ballot.internal.PollsOfInstitution;
import org.folkmoot.ballot.keys.ElectionKeys;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Refused;
import org.folkmoot.election.Election;
import org.folkmoot.election.TrialSchool;
import org.folkmoot.store.JournalEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A poll whose key three trustees hold: the box leaves, and what was in it comes back. */
class SplitKeyPollTest {
  private static final LocalDate CLOSE = LocalDate.of(2027, 3, 10);
  private static final List<Trustee> TRUSTEES =
      List.of(
          new Trustee(1, "Ann Able", "ann@oak.example"),
          new Trustee(2, "Bob Bell", "bob@oak.example"),
          new Trustee(3, "Cai Cox", "cai@oak.example"));

  private final SecureRandom random = new SecureRandom();
  private final ElectionKeys.Made made = ElectionKeys.make(3, 2, random);
  private TrialSchool school;
  private PollsOfInstitution polls;
  private Election election;
  private String contest;

  @BeforeEach
  void castFive() {
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
    election =
        school.readyForPoll(
            Map.of(Constituency.USERS, List.of("Ann Able", "Ben Bold", "Cy Clear")), "nhs-stv");
    contest = election.contestsOf(Constituency.USERS).get(0).id();
    school.at(LocalDate.of(2027, 2, 24), 9, 0);
    polls.useKey(election.id(), made.key(), TRUSTEES, "clerk");
    polls.issue(election.id(), "clerk");
    Map<String, String> tokens = school.tokens("vote");
    int parent = 1;
    for (List<Integer> marks :
        List.of(List.of(1, 2), List.of(1, 2), List.of(3), List.<Integer>of(), List.of(2, 3, 1))) {
      polls.cast(tokens.get("parent" + parent++ + "@school.example"), Map.of(contest, marks));
    }
  }

  @AfterEach
  void close() {
    school.close();
  }

  private OpenedBox open(BoxFile box) {
    return BoxOpening.open(
        BoxFile.read(box.text()), made.shares().subList(0, 2), random, school.clock.instant());
  }

  @Test
  void theTrusteesAreKnownByTheirShares() {
    assertThat(polls.trustees(election.id())).isEqualTo(TRUSTEES);
    assertThat(polls.trustees("another")).isEmpty();
  }

  @Test
  void asManyTrusteesAsSharesAreNamed() {
    assertThatThrownBy(
            () -> polls.useKey(election.id(), made.key(), TRUSTEES.subList(0, 2), "clerk"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("3 shares, but 2 trustees");
  }

  @Test
  void theBoxLeavesOnlyAfterTheCloseAndIsTheSameEachTime() {
    assertThatThrownBy(() -> polls.takeOutBox(election.id(), "clerk"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("open until");
    assertThatThrownBy(() -> polls.box(election.id())).isInstanceOf(Refused.class);
    school.at(CLOSE, 17, 0);
    BoxFile box = polls.takeOutBox(election.id(), "clerk");
    assertThat(polls.takeOutBox(election.id(), "clerk").text()).isEqualTo(box.text());
    assertThat(box.sealedPapers()).isEqualTo(5);
    JournalEntry noted = school.store.journal().newest(school.institution.id(), 1).get(0);
    assertThat(noted.act()).isEqualTo("ballot.box-taken-out");
    assertThat(noted.facts()).containsEntry("box", box.hash());
  }

  @Test
  void nothingInTheBoxLeadsToAVoterOrToARow() {
    school.at(CLOSE, 17, 0);
    String text = polls.box(election.id()).text();
    List<String> hidden =
        school
            .store
            .database()
            .read(
                handle ->
                    handle
                        .createQuery(
                            "SELECT id FROM ballot_box UNION SELECT id FROM ballot_packs"
                                + " UNION SELECT member FROM ballot_packs UNION SELECT reference"
                                + " FROM ballot_packs WHERE reference IS NOT NULL")
                        .mapTo(String.class)
                        .list());
    assertThat(hidden).hasSize(22);
    assertThat(hidden).noneMatch(text::contains);
    assertThat(text).doesNotContain("@school.example");
  }

  @Test
  void whatTwoTrusteesOpenedIsTakenBackAndTheAccountAgrees() {
    school.at(CLOSE, 17, 0);
    OpenedBox opened = open(polls.takeOutBox(election.id(), "clerk"));
    OpenedContest taken = polls.takeOpened(election.id(), opened, "clerk").get(0);
    assertThat(taken.papers().totalPapers()).isEqualTo(4);
    assertThat(taken.rejected()).containsExactly(Map.entry("blank", 1L));
    assertThat(taken.reconciliation())
        .containsExactly(
            "issued 6 = used 5 + unused 1 + replaced 0",
            "used 5 = online 5 + on paper 0",
            "used 5 = sealed 5 + rejected on paper 0",
            "sealed 5 = opened 4 + rejected as blank 1");
    JournalEntry noted = school.store.journal().newest(school.institution.id(), 1).get(0);
    assertThat(noted.facts())
        .containsEntry("opened", opened.hash())
        .containsEntry("shares", "[1, 2]");
  }

  @Test
  void papersThatCameOutOfAnotherBoxAreRefused() {
    school.at(CLOSE, 17, 0);
    OpenedBox opened = open(polls.box(election.id()));
    school
        .store
        .database()
        .write(
            handle ->
                handle.execute(
                    "DELETE FROM ballot_box WHERE id = (SELECT MIN(id) FROM ballot_box)"));
    assertThatThrownBy(() -> polls.takeOpened(election.id(), opened, "clerk"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("another box");
  }

  @Test
  void sharesOfASplitKeyAreNotTakenByTheServer() {
    school.at(CLOSE, 17, 0);
    assertThatThrownBy(() -> polls.open(election.id(), made.shares(), "clerk"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("never meets the server")
        .hasMessageContaining("open-box");
  }
}
