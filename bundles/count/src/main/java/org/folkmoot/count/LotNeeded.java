package org.folkmoot.count;

/**
 * A count that cannot go on until a lot is drawn.
 *
 * <p>The count itself never draws one. Draw it before witnesses, add the candidate drawn with
 * {@link CountSettings#withLotDrawn}, and count again: the count is the same up to this point.
 */
public final class LotNeeded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient DrawingOfLots question;

  /** A count stopped by this question. */
  public LotNeeded(DrawingOfLots question) {
    super(
        "stage "
            + question.stage()
            + ": candidates "
            + question.tied()
            + " are tied ("
            + question.why()
            + "); draw a lot: the one drawn "
            + question.drawnOneIs());
    this.question = question;
  }

  /** The question to answer. */
  public DrawingOfLots question() {
    return question;
  }
}
