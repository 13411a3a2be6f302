package org.folkmoot.register.internal;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** How names are compared and found. */
final class Names {
  private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

  private Names() {}

  /** Lower case without accents and marks; hosts write MÜLLER, Muller and Müller. */
  static String folded(String name) {
    StringBuilder folded = new StringBuilder(name.length());
    boolean gap = false;
    String decomposed =
        Normalizer.isNormalized(name, Normalizer.Form.NFD)
            ? name
            : Normalizer.normalize(name, Normalizer.Form.NFD);
    for (int i = 0; i < decomposed.length(); i++) {
      char c = decomposed.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        if (gap && folded.length() > 0) {
          folded.append(' ');
        }
        folded.append(c);
        gap = false;
      } else {
        gap |= Character.isWhitespace(c) || c == '-';
      }
    }
    return folded.toString().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether two given names may be of one person: the same, or one the beginning of the other.
   * Twins share a date of birth and often their family's email address; their given names differ.
   */
  static boolean agree(String given, String other) {
    String a = folded(given);
    String b = folded(other);
    return !a.isEmpty() && !b.isEmpty() && (a.startsWith(b) || b.startsWith(a));
  }

  /** What a person is found and sorted by. */
  static String words(String given, String family, String email) {
    String first = folded(given);
    String last = folded(family);
    return (last + ", " + first + " " + last + " " + email.toLowerCase(Locale.ROOT)).strip();
  }

  /** A value on one line: a line break in a name must never reach a header of a mail. */
  static String oneLine(String value) {
    return BREAKS.matcher(value).find()
        ? BREAKS.matcher(value).replaceAll(" ").strip()
        : value.strip();
  }
}
