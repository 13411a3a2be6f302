package org.folkmoot.constitution;

/**
 * How the seats of one constituency's third are filled.
 *
 * @param constituency whose third
 * @param kind elected (binding), advised (an advisory ballot, then a co-option by the body),
 *     appointed by someone named in the label, or held by office
 * @param number how many seats; exactly one entry of a third may say {@link #REST}
 * @param label what such a seat is called
 * @param rule where the rule stands
 */
public record SeatsOfThird(
    Constituency constituency, SeatKind kind, int number, Label label, String rule) {

  /** All seats of the third that no other entry takes. */
  public static final int REST = -1;

  public SeatsOfThird {
    if (number < REST) {
      throw new IllegalArgumentException("seats: a number of seats is not negative");
    }
  }

  /** How a seat is filled. */
  public enum SeatKind {
    ELECTED,
    ADVISED,
    APPOINTED,
    BY_OFFICE;

    /** Whether members are balloted for it. */
    public boolean balloted() {
      return this == ELECTED || this == ADVISED;
    }
  }
}
