package org.folkmoot.count;

import java.util.List;
import java.util.OptionalLong;

/**
 * One stage of a count: what was done, which papers moved at what value, and how the votes stand.
 *
 * <p>Votes and values are exact integers in the rule's unit (see {@link CountResult}); lists are in
 * candidate order. After each stage the votes and the non-transferable vote together are the valid
 * vote; the constructor's caller has checked it.
 *
 * @param number the stage's number, from 1
 * @param action what was done
 * @param candidates whose surplus was transferred or who was excluded; empty at the first stage
 * @param why why it was they; null at the first stage
 * @param quota the quota in force at the end of the stage; none where the rule has no quota
 * @param surplus the surplus transferred; only in a transfer of a surplus
 * @param transferValue the value at which each transferable paper moved; only in a transfer of a
 *     surplus. Under the Scottish rule the part of its present value that each paper keeps
 * @param transfers the papers that moved, one entry per sub-parcel or batch, in order
 * @param votes each candidate's votes at the end of the stage
 * @param nonTransferable the non-transferable vote at the end of the stage
 * @param elected who was deemed elected in this stage or at its end, in that order
 * @param lots the lots this stage needed, with what was drawn
 */
public record CountStage(
    int number,
    Action action,
    List<Integer> candidates,
    Reason why,
    OptionalLong quota,
    OptionalLong surplus,
    OptionalLong transferValue,
    List<Transfer> transfers,
    List<Long> votes,
    long nonTransferable,
    List<CountResult.Elected> elected,
    List<DrawingOfLots.Drawn> lots) {

  public CountStage {
    candidates = List.copyOf(candidates);
    transfers = List.copyOf(transfers);
    votes = List.copyOf(votes);
    elected = List.copyOf(elected);
    lots = List.copyOf(lots);
    if ((action == Action.FIRST_PREFERENCES) != (why == null)) {
      throw new IllegalArgumentException("why: every stage but the first has its reason");
    }
  }

  /** The votes of one candidate, by number from 1. */
  public long votesOf(int candidate) {
    return votes.get(candidate - 1);
  }

  /** What is done in a stage. */
  public enum Action {
    /** The papers are sorted by first preference, or the votes counted. */
    FIRST_PREFERENCES("first"),
    /** A surplus is transferred. */
    SURPLUS("surplus"),
    /** One or more candidates are excluded. */
    EXCLUSION("exclusion");

    private final String word;

    Action(String word) {
      this.word = word;
    }

    /** One word for records: first, surplus or exclusion. */
    public String word() {
      return word;
    }
  }

  /** Why just these candidates were excluded, or just this surplus transferred. */
  public enum Reason {
    /** The largest surplus, or the only one. */
    LARGEST_SURPLUS("largest surplus"),
    /** Equal surpluses; an earlier point of the count told them apart. */
    LARGER_EARLIER("equal surpluses, more votes earlier"),
    /** Equal surpluses; a lot told them apart. */
    SURPLUS_BY_LOT("equal surpluses, by lot"),
    /** The fewest votes. */
    FEWEST_VOTES("fewest votes"),
    /** Equal fewest votes; an earlier point of the count told them apart. */
    FEWER_EARLIER("equal fewest votes, fewer earlier"),
    /** Equal fewest votes; a lot told them apart. */
    EXCLUDED_BY_LOT("equal fewest votes, by lot"),
    /** Together, with all surpluses, they cannot reach the next candidate. */
    CANNOT_CATCH_UP("together cannot reach the next");

    private final String word;

    Reason(String word) {
      this.word = word;
    }

    /** The reason in a few words, for records. */
    public String word() {
      return word;
    }
  }

  /**
   * The papers of one sub-parcel or batch that moved.
   *
   * @param value the value each paper had when it moved on, in the rule's unit
   * @param papersTo whole papers to each candidate, in candidate order
   * @param nonTransferablePapers papers with no further preference for anyone continuing
   * @param votesTo votes to each candidate, in candidate order
   * @param nonTransferable votes that became non-transferable, remainders included
   * @param votesAfter each candidate's votes after it
   * @param nonTransferableAfter the non-transferable vote after it
   */
  public record Transfer(
      long value,
      List<Long> papersTo,
      long nonTransferablePapers,
      List<Long> votesTo,
      long nonTransferable,
      List<Long> votesAfter,
      long nonTransferableAfter) {
    public Transfer {
      papersTo = List.copyOf(papersTo);
      votesTo = List.copyOf(votesTo);
      votesAfter = List.copyOf(votesAfter);
    }

    /** How many papers moved to candidates. */
    public long papersMoved() {
      return papersTo.stream().mapToLong(Long::longValue).sum();
    }
  }
}
