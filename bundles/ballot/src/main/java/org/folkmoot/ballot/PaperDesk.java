package org.folkmoot.ballot;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Institution;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The paper channel of one institution's polls: packs printed, slips received, papers read into the
 * box. Service property {@code institution}.
 *
 * <p>The register code stands on the return slip alone. A slip is taken when it comes; its paper is
 * put on a pile and read after the close, from papers that carry no code, by two people apart. What
 * the rules do not allow is refused with {@link org.folkmoot.constitution.Refused}.
 */
@ProviderType
public interface PaperDesk {
  Institution institution();

  /** How far the printing of packs has come. */
  Printing printing(String election);

  /**
   * Makes codes for packs that wait and prints them as one PDF; only the hashes of the codes are
   * kept. A pack printed before gets new codes, and the old are void.
   *
   * @return empty when none waits
   */
  Optional<Batch> print(String election, Order order, String actor);

  /**
   * Puts a voter's pack with those to be printed; their link goes on working until one of the two
   * has come back.
   */
  void wantPaper(String election, String member, boolean largePrint, String actor);

  /**
   * Replaces a paper that was spoilt or lost, or issues a tendered one to somebody in whose name a
   * vote has come in already.
   */
  void replace(String election, String member, Replacement kind, String reason, String actor);

  /** Takes a return slip: the first that comes in for a pack counts, whichever the channel. */
  Receipt receive(String election, String slip, Contents contents, String actor);

  /** What came of the slips so far. */
  Map<Outcome, Long> received(String election);

  /** The lists that the rules ask for: spoilt, lost, tendered, disqualified. */
  List<Listed> list(String election, PaperList list);

  /** Whether voters return a declaration of identity with their paper. */
  boolean declarationAsked(Constituency constituency);

  /** The piles of papers, contest by contest, as far as they have been read. */
  List<Pile> piles(String election);

  /**
   * Reads one paper of a pile; twice by different people, a third time where those two differ.
   *
   * @param paper the running number written on its back
   * @param reading its marks, or the ground on which it is rejected
   * @return whether the readings of this paper agree; empty while it was read once
   */
  Optional<Boolean> read(String contest, int paper, Reading reading, String actor);

  /** Takes back all readings of one paper, which are then made again. */
  void readAgain(String contest, int paper, String actor);

  /**
   * Puts the papers read into the box in random order, in one transaction. Nothing is received or
   * read afterwards.
   *
   * @param despiteDifferences whether to go on although papers and slips differ in number
   */
  void seal(String election, boolean despiteDifferences, String actor);

  /** The order in which packs are printed. */
  enum Order {
    NAME,
    POSTCODE
  }

  /** Why a paper is replaced. */
  enum Replacement {
    SPOILT,
    LOST,
    TENDERED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What was in the envelope beside the slip. */
  enum Contents {
    COMPLETE,
    /** The declaration of identity is missing, or not signed and dated. */
    NO_DECLARATION,
    NO_PAPER
  }

  /** What became of a slip. */
  enum Outcome {
    RECEIVED,
    /** A vote had come in online; the paper is disqualified. */
    VOTED_ONLINE,
    /** A paper of the same voter had come in; this one is disqualified. */
    VOTED_ON_PAPER,
    /** The slip was replaced by another; disqualified. */
    REPLACED,
    NO_DECLARATION,
    NO_PAPER,
    /** A tendered paper: kept apart, not counted. */
    TENDERED,
    AFTER_CLOSE,
    UNKNOWN;

    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the paper goes to the packet of disqualified documents. */
    public boolean disqualified() {
      return switch (this) {
        case VOTED_ONLINE, VOTED_ON_PAPER, REPLACED, NO_DECLARATION, NO_PAPER -> true;
        case RECEIVED, TENDERED, AFTER_CLOSE, UNKNOWN -> false;
      };
    }
  }

  /** The lists of documents that are sealed up at the close. */
  enum PaperList {
    SPOILT,
    LOST,
    TENDERED,
    DISQUALIFIED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * How far printing has come.
   *
   * @param waiting packs to be printed
   * @param printed packs printed so far
   * @param atOnce how many go into one batch
   */
  record Printing(long waiting, long printed, int atOnce) {}

  /** A batch of packs to be printed. */
  record Batch(int packs, byte[] pdf) {
    public Batch {
      pdf = pdf.clone();
    }

    @Override
    public byte[] pdf() {
      return pdf.clone();
    }
  }

  /**
   * What became of one slip.
   *
   * @param number the slip's; empty when it is not known
   * @param earlier when the vote that counts came in, where there was one
   */
  record Receipt(Outcome outcome, Instant at, Optional<Long> number, Optional<Instant> earlier) {}

  /**
   * A line of a list.
   *
   * @param number of the slip concerned
   * @param replacement number of the slip that took its place, once it is printed
   * @param note the reason given, or the outcome's word
   */
  record Listed(
      String name, Optional<Long> number, Optional<Long> replacement, String note, Instant at) {}

  /** What somebody read on a paper. */
  sealed interface Reading {
    /** Candidates' numbers in order of preference, or as chosen. */
    record Marks(List<Integer> marks) implements Reading {
      public Marks {
        marks = List.copyOf(marks);
      }
    }

    /** It is rejected. */
    record Rejected(RejectionGround ground) implements Reading {}
  }

  /**
   * The papers of one contest.
   *
   * @param slips how many slips were received whose papers are in this pile
   * @param readOnce numbers of papers read once, with who read them
   * @param agreed how many papers have two readings that agree
   * @param differing numbers of papers whose readings differ
   * @param rejected of the agreed, how many are rejected, by ground
   * @param sealed whether they are in the box
   */
  record Pile(
      String contest,
      long slips,
      Map<Integer, String> readOnce,
      Set<Integer> agreed,
      Set<Integer> differing,
      Map<RejectionGround, Long> rejected,
      boolean sealed) {
    /** How many papers were read at all. */
    public long papers() {
      return (long) readOnce.size() + agreed.size() + differing.size();
    }

    /** The number that a new paper gets. */
    public int next() {
      int highest = 0;
      for (Set<Integer> some : List.of(readOnce.keySet(), agreed, differing)) {
        for (int paper : some) {
          highest = Math.max(highest, paper);
        }
      }
      return highest + 1;
    }
  }
}
