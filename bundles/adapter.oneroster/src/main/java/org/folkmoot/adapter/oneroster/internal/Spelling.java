package org.folkmoot.adapter.oneroster.internal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which known word a misspelt one was meant to be. */
final class Spelling {
  /** A short word becomes another by one letter, so only long ones may be two letters off. */
  private static final int LONG = 8;

  private static final int SHORT = 5;

  private Spelling() {}

  /** The one nearest word; empty where none is near or two are equally near. */
  static Optional<String> nearest(String word, List<String> known) {
    String sought = word.toLowerCase(Locale.ROOT);
    int allowed = sought.length() >= LONG ? 2 : sought.length() >= SHORT ? 1 : 0;
    int best = allowed + 1;
    Optional<String> nearest = Optional.empty();
    for (String candidate : known) {
      int distance = distance(sought, candidate.toLowerCase(Locale.ROOT));
      if (distance < best) {
        best = distance;
        nearest = Optional.of(candidate);
      } else if (distance == best) {
        nearest = Optional.empty();
      }
    }
    return nearest;
  }

  /** Levenshtein's distance: letters added, dropped or changed. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
