package org.folkmoot.ballot;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.ballot.box.BoxFile;
import org.folkmoot.ballot.box.OpenedBox;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Refusal;
import org.folkmoot.count.BallotFile;
import org.folkmoot.election.Contest;
import org.folkmoot.election.Election;
import org.osgi.annotation.versioning.ProviderType;

/** The polls of one institution. Service property {@code institution}. */
@ProviderType
public interface Polls {
  Institution institution();

  /**
   * Keeps the public half of the election's key; until papers are issued a later key replaces it.
   *
   * @throws org.folkmoot.constitution.Refused once papers are issued
   */
  void useKey(String election, ElectionKey key, String actor);

  /**
   * Keeps the public half of a key that was split among trustees, and who they are.
   *
   * @throws org.folkmoot.constitution.Refused once papers are issued, or when there are not as many
   *     trustees as shares
   */
  void useKey(String election, ElectionKey key, List<Trustee> trustees, String actor);

  /** Who holds the shares of an election's key; empty when one person holds it. */
  List<Trustee> trustees(String election);

  /**
   * How many packs {@link #issue} would issue now, so that a person can confirm the number.
   *
   * @throws org.folkmoot.constitution.Refused when the roll is not frozen
   */
  int packsToIssue(String election);

  /**
   * Issues a pack to everyone on the roll who has a contested contest, each with a personal link in
   * a notice of poll, and opens the poll.
   *
   * @return how many packs
   * @throws org.folkmoot.constitution.Refused when the rules do not allow it now
   */
  int issue(String election, String actor);

  /** The key votes of an election are sealed to. */
  Optional<ElectionKey> key(String election);

  /** The pack a link opens; empty when the link is unknown. Changes nothing. */
  Optional<VotersPack> pack(String token);

  /**
   * What is wrong with marks, contest by contest, before they are cast; empty when they may be
   * cast.
   *
   * @param marks for each contest the candidates' numbers in order of preference (or chosen); empty
   *     means an explicit abstention
   */
  List<Refusal> check(VotersPack pack, Map<String, List<Integer>> marks);

  /** Casts a pack once; a repeated call answers as the first did and changes nothing. */
  CastResult cast(String token, Map<String, List<Integer>> marks);

  /** Papers issued and used, contest by contest; never who. */
  List<Turnout> turnout(String election);

  /**
   * Opens the box after the close with the key that one person holds. A key that was split never
   * comes here: {@link #takeOutBox} and {@link #takeOpened} stand in its place.
   *
   * @throws org.folkmoot.constitution.Refused before the close, when the share does not open it, or
   *     when the key was split
   */
  List<OpenedContest> open(String election, List<KeyShare> shares, String actor);

  /**
   * The sealed papers after the close; its hash is published. It changes nothing.
   *
   * @throws org.folkmoot.constitution.Refused before the close
   */
  BoxFile box(String election);

  /**
   * The sealed papers, to be opened elsewhere; the journal notes it with the hash.
   *
   * @throws org.folkmoot.constitution.Refused before the close
   */
  BoxFile takeOutBox(String election, String actor);

  /**
   * Takes back what trustees opened elsewhere, once it is checked against the box.
   *
   * @throws org.folkmoot.constitution.Refused when it did not come out of this box
   */
  List<OpenedContest> takeOpened(String election, OpenedBox opened, String actor);

  /** What a link opens. */
  record VotersPack(
      String id,
      Election election,
      List<Contest> contests,
      Status status,
      Optional<String> reference,
      Optional<Instant> castAt) {
    /** Whether it can be used. */
    public enum Status {
      OPEN,
      USED,
      CLOSED
    }
  }

  /** What became of a cast. */
  sealed interface CastResult {
    /**
     * It counts.
     *
     * @param again whether this pack had been cast before; the answer is then the first one's
     */
    record Counted(String reference, Instant at, boolean again) implements CastResult {}

    /** It does not, and the pack stays as it was. */
    record NotCounted(List<Refusal> why) implements CastResult {}
  }

  /** Papers of one contest. */
  record Turnout(String contest, long electorate, long issued, long used) {}

  /**
   * A contest's papers, opened and shuffled.
   *
   * @param papers the valid papers as a ballot file
   * @param rejected how many were rejected, by ground
   * @param reconciliation issued = used + unused; sealed = opened; in words, with the figures
   */
  record OpenedContest(
      String contest, BallotFile papers, Map<String, Long> rejected, List<String> reconciliation) {}
}
