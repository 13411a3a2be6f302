package org.folkmoot.register.linking;

/** Why records are not linked by themselves, whatever their weight. */
public enum Guard {
  /** A conflict on a verified identifier vetoes: two people, whatever else agrees. */
  IDENTIFIERS_DIFFER("verified identifiers differ: these are two people", true),
  TWINS("date of birth agrees but given names differ: perhaps twins", false),
  /** A shared family address never merges two people, nor do all families come before a person. */
  RELATIVES("given names differ and the date of birth does not agree: two people", true),
  GIVEN_NAMES_DIFFER("given names differ and the date of birth is not known in both", false),
  NAMESAKES("names agree but dates of birth differ: perhaps namesakes, or father and son", false),
  BIRTHS_DIFFER("dates of birth differ by more than a slip of the keys", false),
  TOO_LITTLE(
      "the given name is not known in both, or of given name, family name, date of birth and"
          + " identifier fewer than two agree",
      false),
  COMPANY(
      "linking them would put records together that must be kept apart or reviewed first", false);

  private final String words;
  private final boolean vetoes;

  Guard(String words, boolean vetoes) {
    this.words = words;
    this.vetoes = vetoes;
  }

  /** The reason in words. */
  public String words() {
    return words;
  }

  /** Whether it rests on a difference, and not on too little being known. */
  boolean keepsApart() {
    return this != TOO_LITTLE && this != COMPANY;
  }

  /** Whether the pair is not even to be reviewed. */
  public boolean vetoes() {
    return vetoes;
  }
}
