package org.folkmoot.register.linking;

import java.util.List;

/** How two records of a corpus agree in each item, as one number of three bits an item. */
final class Comparison {
  private static final int BITS = 3;
  private static final int MASK = 7;

  private final Corpus.Column[] columns;
  private final int[] partners; // for each column that comes first in a swap, the other's place

  Comparison(Corpus corpus) {
    List<Corpus.Column> all = corpus.columns();
    columns = all.toArray(new Corpus.Column[0]);
    partners = new int[columns.length];
    for (int i = 0; i < columns.length; i++) {
      int partner = corpus.column(columns[i].item.partner());
      boolean comparable =
          partner > i
              && !columns[i].opaque()
              && columns[i].dictionary == columns[partner].dictionary;
      partners[i] = comparable ? partner : -1;
    }
  }

  static int level(long pattern, int column) {
    return (int) (pattern >>> column * BITS) & MASK;
  }

  private static long with(long pattern, int column, Level level) {
    return pattern & ~((long) MASK << column * BITS) | (long) level.ordinal() << column * BITS;
  }

  long pattern(int a, int b) {
    long pattern = 0;
    for (int i = 0; i < columns.length; i++) {
      pattern |= (long) columns[i].compare(a, b).ordinal() << i * BITS;
    }
    for (int i = 0; i < columns.length; i++) {
      if (partners[i] >= 0 && apart(pattern, i) && apart(pattern, partners[i])) {
        pattern = swapped(pattern, i, partners[i], a, b);
      }
    }
    return pattern;
  }

  private static boolean apart(long pattern, int column) {
    int level = level(pattern, column);
    return level == Level.DIFFERENT.ordinal() || level == Level.UNKNOWN.ordinal();
  }

  /**
   * Two values in each other's place count once, in the first item. One of the four may be missing.
   */
  private long swapped(long pattern, int first, int second, int a, int b) {
    Corpus.Column one = columns[first];
    Corpus.Column other = columns[second];
    Level there = one.dictionary.compare(one.numbers[a], other.numbers[b]);
    Level back = one.dictionary.compare(other.numbers[a], one.numbers[b]);
    boolean crosswise =
        (there == Level.EXACT || there == Level.NEAR)
            && (back == Level.EXACT || back == Level.NEAR);
    if (!crosswise) {
      return pattern;
    }
    return with(with(pattern, first, Level.SWAPPED), second, Level.UNKNOWN);
  }
}
