package org.folkmoot.register.linking;

/** Why records are not linked by themselves, whatever their weight. */
public enum Guard {
  /** A conflict on a verified identifier vetoes: two people, whatever else agrees. */
  IDENTIFIERS_DIFFER("verified identifiers differ: these are two people", true),
  TWINS("family name and date of birth agree but given names differ: perhaps twins", false),
  RELATIVES("an address or contact agrees but given names differ: perhaps one family", false),
  GIVEN_NAMES_DIFFER("given names differ: perhaps two people", false),
  NAMESAKES("names agree but dates of birth differ: perhaps namesakes, or father and son", false),
  BIRTHS_DIFFER("dates of birth differ by more than a slip of the keys", false),
  TOO_LITTLE(
      "fewer than two of given name, family name, date of birth and identifier agree", false),
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

  /** Whether the pair is not even to be reviewed. */
  public boolean vetoes() {
    return vetoes;
  }
}
