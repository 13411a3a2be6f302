package org.folkmoot.register.linking;

import java.util.Optional;

/** The rules that keep records apart, or before a person, whatever they weigh. */
final class Guards {
  private Guards() {}

  static Optional<Guard> of(Corpus corpus, Corpus.Column[] columns, long pattern, int a, int b) {
    if (corpus.identifiersDiffer(a, b)) {
      return Optional.of(Guard.IDENTIFIERS_DIFFER);
    }
    Level given = Level.UNKNOWN;
    Level surname = Level.UNKNOWN;
    Level birth = Level.UNKNOWN;
    boolean sameHousehold = false;
    int agreeing = 0;
    Corpus.Column births = null;
    for (int i = 0; i < columns.length; i++) {
      Level level = Level.of(Comparison.level(pattern, i));
      Item item = columns[i].item;
      if (item == Item.GIVEN_NAME) {
        given = level;
        agreeing += level == Level.SWAPPED ? 2 : agrees(level) ? 1 : 0;
      } else if (item == Item.SURNAME) {
        surname = level;
        agreeing += agrees(level) ? 1 : 0;
      } else if (item == Item.DATE_OF_BIRTH) {
        birth = level;
        births = columns[i];
        agreeing += agrees(level) ? 1 : 0;
      } else if (item.identifier()) {
        agreeing += level == Level.EXACT || level == Level.NEAR ? 1 : 0;
      } else if (item.household()) {
        sameHousehold |= level == Level.EXACT || level == Level.NEAR || level == Level.SWAPPED;
      }
    }
    if (given == Level.DIFFERENT) {
      boolean sameBirth = birth == Level.EXACT;
      return Optional.of(
          sameBirth && agrees(surname)
              ? Guard.TWINS
              : sameHousehold ? Guard.RELATIVES : Guard.GIVEN_NAMES_DIFFER);
    }
    if (birth == Level.DIFFERENT || birth == Level.PARTLY && !sameYear(births, a, b)) {
      return Optional.of(agrees(given) && agrees(surname) ? Guard.NAMESAKES : Guard.BIRTHS_DIFFER);
    }
    return agreeing < 2 ? Optional.of(Guard.TOO_LITTLE) : Optional.empty();
  }

  private static boolean agrees(Level level) {
    return switch (level) {
      case EXACT, NEAR, PARTLY, SWAPPED -> true;
      case UNKNOWN, DIFFERENT -> false;
    };
  }

  private static boolean sameYear(Corpus.Column births, int a, int b) {
    String one = births.dictionary.value(births.numbers[a]);
    String other = births.dictionary.value(births.numbers[b]);
    return one.regionMatches(0, other, 0, 4);
  }
}
