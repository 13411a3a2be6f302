package org.folkmoot.count;

import java.util.List;
import java.util.Locale;

/**
 * A question that the text of the NHS rules leaves open, with the answers that may be given to it.
 *
 * <p>The first value of each is the recommended one and holds unless a switch says otherwise.
 * {@code on} stands for it, {@code off} for the other. Only {@code nhs-stv} asks these questions:
 * the texts of the other rules settle them.
 */
public enum Interpretation {
  /** What a surplus is divided by to give the transfer value (STV47.4; NI 49(4)). */
  I1(
      "the number of papers that divides a surplus",
      "transferable",
      "transferable papers only; never above the value at which they came",
      "all",
      "all papers of the parcel; what the others would have carried is non-transferable"),
  /** When a candidate can reach the quota during an exclusion (STV49.5, 49.6; NI 51(5), 51(6)). */
  I2(
      "when votes are compared with the quota during an exclusion",
      "sub-parcel",
      "after every sub-parcel; whoever is elected gets no later one",
      "exclusion",
      "only when the exclusion is complete"),
  /** When the test for the last vacancy is made (STV50.2; NI 51(5), 52(2)). */
  I3(
      "when the majority test for the last vacancy is made",
      "between",
      "only between operations, so that votes in transit are not left out",
      "always",
      "also within an exclusion, on the votes that candidates then hold"),
  /** Which group is excluded together (STV49.12; NI 51(12)). */
  I4(
      "which group is excluded together when several would do",
      "largest",
      "the largest that leaves enough candidates",
      "smallest",
      "the smallest of two or more that leaves enough candidates"),
  /** How a tie of three or more is settled by earlier stages (STV48.1, 49.13; NI 50(1), 51(13)). */
  I5(
      "how earlier stages settle a tie of three or more",
      "narrow",
      "stage by stage, each one narrowing those still tied, then by lot",
      "once",
      "by the earliest stage at which not all were equal, then by lot"),
  /** Whether the lot for the order of surpluses also settles the order of election (STV51). */
  I6(
      "whether one lot serves the order of surpluses and the order of election",
      "one-lot",
      "one lot serves both",
      "two-lots",
      "the order of election is a question of its own"),
  /** Which groups can defer a surplus (STV47.10(b); NI 49(10)(b)). */
  I7(
      "which groups of lowest candidates can defer a surplus",
      "excludable",
      "only groups that could be excluded together and leave enough candidates",
      "any",
      "any group of two or more lowest"),
  /** What becomes of the papers when an exclusion leaves as many as vacancies (STV50.1; NI 52). */
  I8(
      "what becomes of the papers when an exclusion leaves as many candidates as vacancies",
      "stay",
      "they stay where they are, the count is over",
      "move",
      "they move first");

  private final String question;
  private final String recommended;
  private final String recommendedMeans;
  private final String other;
  private final String otherMeans;

  Interpretation(
      String question,
      String recommended,
      String recommendedMeans,
      String other,
      String otherMeans) {
    this.question = question;
    this.recommended = recommended;
    this.recommendedMeans = recommendedMeans;
    this.other = other;
    this.otherMeans = otherMeans;
  }

  /** What is asked, in words. */
  public String question() {
    return question;
  }

  /** The value that holds unless a switch says otherwise. */
  public String recommended() {
    return recommended;
  }

  /** The answers a switch may give, the recommended one first. */
  public List<String> answers() {
    return List.of(recommended, other);
  }

  /** What a value means, in words. */
  public String meaning(String value) {
    return value(value).equals(recommended) ? recommendedMeans : otherMeans;
  }

  /**
   * The value meant by what someone wrote; {@code on} is the recommended one, {@code off} the
   * other.
   *
   * @throws IllegalArgumentException naming the values there are
   */
  public String value(String written) {
    String word = written.strip().toLowerCase(Locale.ROOT);
    if (word.equals(recommended) || word.equals("on")) {
      return recommended;
    }
    if (word.equals(other) || word.equals("off")) {
      return other;
    }
    throw new IllegalArgumentException(
        "switch "
            + name()
            + ": "
            + written
            + ", must be "
            + recommended
            + " ("
            + recommendedMeans
            + ") or "
            + other
            + " ("
            + otherMeans
            + ")");
  }

  /**
   * The question of that name, I1 to I8.
   *
   * @throws IllegalArgumentException naming the questions there are
   */
  public static Interpretation named(String name) {
    for (Interpretation interpretation : values()) {
      if (interpretation.name().equalsIgnoreCase(name.strip())) {
        return interpretation;
      }
    }
    throw new IllegalArgumentException("switch: " + name + ", must be one of I1 to I8");
  }
}
