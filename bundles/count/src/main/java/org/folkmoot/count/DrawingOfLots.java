package org.folkmoot.count;

import java.util.List;

/**
 * A question that the papers cannot answer: which of the tied candidates the lot falls on.
 *
 * @param stage the stage that waits for it, from 1
 * @param purpose what happens to the candidate drawn
 * @param tied the numbers of the tied candidates, lowest first
 */
public record DrawingOfLots(int stage, Purpose purpose, List<Integer> tied) {

  public DrawingOfLots {
    if (stage < 1) {
      throw new IllegalArgumentException("stage: " + stage + ", must be at least 1");
    }
    tied = tied.stream().sorted().toList();
    if (tied.size() < 2) {
      throw new IllegalArgumentException("tied: " + tied + ", a lot needs at least two");
    }
  }

  /** What happens to the candidate drawn. */
  public enum Purpose {
    /** The candidate drawn is excluded. */
    EXCLUSION("exclusion", "equal lowest votes, now and at every stage that could tell them apart"),
    /** The surplus of the candidate drawn is transferred first. */
    SURPLUS(
        "surplus", "equal surpluses, and equal votes at every stage that could tell them apart"),
    /** The candidate drawn is elected, as if by one more vote. */
    ELECTION("election", "equal votes, and fewer places than candidates"),
    /** The candidate drawn comes first in the order of election. */
    ORDER(
        "order", "equal surpluses, and equal votes at every stage: the order of election is open");

    private final String word;
    private final String why;

    Purpose(String word, String why) {
      this.word = word;
      this.why = why;
    }

    /** One word for records: exclusion, surplus, election or order. */
    public String word() {
      return word;
    }
  }

  /** Why the papers cannot answer it, in words. */
  public String why() {
    return purpose.why;
  }

  /** What the candidate drawn gets, in words. */
  public String drawnOneIs() {
    return switch (purpose) {
      case EXCLUSION -> "is excluded";
      case SURPLUS -> "has the surplus transferred first";
      case ELECTION -> "is elected";
      case ORDER -> "comes first in the order of election";
    };
  }

  /**
   * An answered question.
   *
   * @param question what was asked
   * @param drawn the number of the candidate the lot fell on
   */
  public record Drawn(DrawingOfLots question, int drawn) {
    public Drawn {
      if (!question.tied().contains(drawn)) {
        throw new IllegalArgumentException(
            "drawn: " + drawn + ", must be one of the tied " + question.tied());
      }
    }
  }
}
