package org.folkmoot.records.reading;

import java.util.Locale;
import java.util.Set;

/** A yes or a no, as people write it. */
public final class YesNo {
  private static final Set<String> YES =
      Set.of("yes", "y", "true", "t", "1", "x", "on", "\u2713", "\u2714", "ydy", "oes", "ie");
  private static final Set<String> NO =
      Set.of("no", "n", "false", "f", "0", "off", "none", "-", "n/a", "na", "nac oes", "nage");

  private YesNo() {}

  /**
   * Whether something that protects a person applies. An empty cell says nothing. What is neither
   * yes nor no is taken as yes, with advice: to protect one person too many does less harm.
   */
  public static Read<Boolean> protects(String text) {
    String word = PersonNames.tidy(text).toLowerCase(Locale.ROOT);
    if (word.isEmpty()) {
      return Read.nothing();
    }
    if (YES.contains(word)) {
      return Read.of(true);
    }
    if (NO.contains(word)) {
      return Read.of(false);
    }
    return Read.advised(
        true,
        "This is neither yes nor no; to be on the safe side it is taken as yes.",
        "Write Yes, No, or nothing.");
  }
}
