package org.folkmoot.constitution;

/**
 * A lawful no: what was asked for, and the rule that forbids it.
 *
 * @param reason in plain words, with the figures: "notice of poll on 4 May is 14 working days
 *     before the close; rule pack england-maintained-school asks for 15"
 * @param rule where the rule stands, such as "SI 2012/1034 Sch 1 para 7" or "rule pack tripartite,
 *     timetable"
 * @param remedy what to do instead, in plain words
 */
public record Refusal(String reason, String rule, String remedy) {
  public Refusal {
    if (reason.isBlank() || rule.isBlank() || remedy.isBlank()) {
      throw new IllegalArgumentException("refusal: reason, rule and remedy must be said");
    }
  }

  @Override
  public String toString() {
    return reason + " (" + rule + "). " + remedy;
  }
}
