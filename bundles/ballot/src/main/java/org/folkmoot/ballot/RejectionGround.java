package org.folkmoot.ballot;

import java.util.Locale;

/** Why a paper is rejected (model election rules, FPP44 and STV44). */
public enum RejectionGround {
  /** It does not bear the features that show it to be genuine. */
  NOT_GENUINE,
  /** More votes than the voter is entitled to; where candidates are chosen. */
  TOO_MANY,
  /** No figure 1, standing alone, shows a first preference; where candidates are ranked. */
  NO_FIRST_PREFERENCE,
  /** Something on it by which the voter can be identified. */
  IDENTIFIABLE,
  /** Unmarked. */
  UNMARKED,
  /** What is meant is uncertain. */
  UNCERTAIN;

  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it is a ground for papers of a contest that is ranked, or is not. */
  public boolean appliesTo(boolean ranked) {
    return switch (this) {
      case TOO_MANY -> !ranked;
      case NO_FIRST_PREFERENCE -> ranked;
      default -> true;
    };
  }
}
