package org.folkmoot.ballot;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.ballot.box.BoxFile;
import org.folkmoot.ballot.box.OpenedBox;
import org.folkmoot.ballot.box.PaperAccount;
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

  /**
   * The pack a link opens, or the code of a letter in its place; empty when it is not known.
   * Changes nothing.
   */
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

  /** The account of papers, by contest, of those that are contested. */
  Map<String, PaperAccount> account(String election);

  /**
   * Voids a voter's link and printed codes and sends a new link to the address on the register; the
   * trustees are told. Refused once the pack is used, after the close, or without an address.
   *
   * @param reason why, for the journal and the trustees
   */
  void reissue(String election, String member, String reason, String actor);

  /**
   * "I have lost my link": sends a new link for each unused pack to the address it was sent to, if
   * that is this address. It tells nobody whether there was one; a pack is sent at most three an
   * hour.
   */
  void sendLinksTo(String email);

  /**
   * The voter behind a link would rather have paper; the link goes on working.
   *
   * @throws org.folkmoot.constitution.Refused when the link opens nothing, or the pack is used
   */
  void wantPaper(String token, boolean largePrint);

  /** Whom {@link #remind} would reach now: only how many. */
  Reminding reminding(String election);

  /**
   * Reminds those who have not voted, without showing them to anybody; not twice within two days.
   *
   * @return how many
   */
  int remind(String election, String actor);

  /**
   * The codes of all sealed papers, contest by contest, each list sorted, so that voters can find
   * theirs; empty before the close, and until papers that came in are in the box.
   */
  Optional<TrackingCodes> trackingCodes(String election);

  /** Lets the voters' addresses go that were kept for this poll; called when it is declared. */
  void forgetAddresses(String election);

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

  /**
   * What a link opens.
   *
   * @param usedBy the channel by which it came back
   * @param paperAsked whether a paper was asked for or printed
   * @param tracking tracking codes by contest; only for the link or code the vote was cast with
   */
  record VotersPack(
      String id,
      Election election,
      List<Contest> contests,
      Status status,
      Optional<String> reference,
      Optional<Instant> castAt,
      Optional<Channel> usedBy,
      boolean paperAsked,
      Map<String, String> tracking) {
    public VotersPack {
      contests = List.copyOf(contests);
      tracking = Map.copyOf(tracking);
    }

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

  /** A way by which a vote comes in. */
  enum Channel {
    ONLINE,
    PAPER;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Papers of one contest.
   *
   * @param issued how many were given one
   * @param onPaper of those used, how many on paper
   */
  record Turnout(String contest, long electorate, long issued, long used, long onPaper) {
    /** Of those used, how many online. */
    public long online() {
      return used - onPaper;
    }
  }

  /**
   * Reminders of one election.
   *
   * @param unused how many packs have not come back and can be sent mail
   * @param last when the last reminder was sent
   * @param from when the next may be sent
   */
  record Reminding(int unused, Optional<Instant> last, Optional<Instant> from) {}

  /**
   * The codes of the sealed papers.
   *
   * @param byContest sorted lists, by contest
   * @param hash of the sealed box, as {@link #box} has it
   */
  record TrackingCodes(Map<String, List<String>> byContest, String hash) {}

  /**
   * A contest's papers, opened and shuffled.
   *
   * @param papers the valid papers as a ballot file
   * @param rejected how many were rejected, by ground: on opening, and on paper before
   * @param reconciliation the account of papers, see {@link PaperAccount#reconcile}
   */
  record OpenedContest(
      String contest, BallotFile papers, Map<String, Long> rejected, List<String> reconciliation) {}
}
