package org.folkmoot.register.linking;

import java.util.BitSet;
import java.util.Optional;

/** The rules that keep records apart, or before a person, whatever they weigh. */
final class Guards {
  private final Corpus corpus;
  private final Corpus.Column[] columns;
  private final boolean families;
  private final BitSet commonNames = new BitSet(); // numbers of given names that many people have
  private final Corpus.Column givenNames;
  private final Corpus.Column births;

  Guards(Corpus corpus, Weights weights, boolean families) {
    this.corpus = corpus;
    this.columns = corpus.columns().toArray(new Corpus.Column[0]);
    this.families = families;
    this.givenNames = plain(Item.GIVEN_NAME);
    this.births = plain(Item.DATE_OF_BIRTH);
    if (givenNames != null) {
      Weights.OfItem of = weights.of(Item.GIVEN_NAME);
      for (int number = 1; number < givenNames.counts.length; number++) {
        commonNames.set(number, of.common(givenNames.fingerprint(number)));
      }
    }
  }

  private Corpus.Column plain(Item item) {
    int column = corpus.column(item);
    return column < 0 || columns[column].opaque() ? null : columns[column];
  }

  /** The first rule that speaks against linking the two by themselves. */
  Optional<Guard> of(long pattern, int a, int b) {
    if (corpus.identifiersDiffer(a, b)) {
      return Optional.of(Guard.IDENTIFIERS_DIFFER);
    }
    Level given = Level.UNKNOWN;
    Level surname = Level.UNKNOWN;
    Level birth = Level.UNKNOWN;
    boolean sameHousehold = false;
    boolean sameNumber = false;
    int agreeing = 0;
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
        agreeing += agrees(level) ? 1 : 0;
      } else if (item.identifier()) {
        agreeing += level == Level.EXACT || level == Level.NEAR ? 1 : 0;
        sameNumber |= level == Level.EXACT;
      } else if (item.household()) {
        sameHousehold |= level == Level.EXACT || level == Level.NEAR || level == Level.SWAPPED;
      }
    }
    if (!families) {
      return agreeing < 1 ? Optional.of(Guard.TOO_LITTLE) : Optional.empty();
    }
    boolean sameBirth =
        birth == Level.EXACT || birth == Level.NEAR || birth == Level.SWAPPED;
    // Twins have not the same number; a number and a date of birth are two things that agree.
    boolean proven = sameNumber && sameBirth;
    if (!proven && sameBirth && twoNames(given, a, b)) {
      return Optional.of(Guard.TWINS);
    }
    if (!proven && given == Level.DIFFERENT) {
      return Optional.of(
          sameHousehold || birth != Level.UNKNOWN ? Guard.RELATIVES : Guard.GIVEN_NAMES_DIFFER);
    }
    if (birth == Level.DIFFERENT || birth == Level.PARTLY && !sameYear(a, b)) {
      return Optional.of(
          agrees(given) && agrees(surname) ? Guard.NAMESAKES : Guard.BIRTHS_DIFFER);
    }
    // Without a given name a record may be of either twin.
    return agreeing < 2 || given == Level.UNKNOWN && !sameNumber
        ? Optional.of(Guard.TOO_LITTLE)
        : Optional.empty();
  }

  /**
   * Whether two given names are two people's: they are no forms of one name and more than a slip of
   * the keys apart. Harry and Larry are one slip apart, but many are called either; a slip makes a
   * name that hardly anybody has.
   */
  private boolean twoNames(Level given, int a, int b) {
    if (given == Level.DIFFERENT) {
      return true;
    }
    if (given != Level.NEAR && given != Level.PARTLY || givenNames == null) {
      return false;
    }
    int one = givenNames.numbers[a];
    int other = givenNames.numbers[b];
    return (given == Level.PARTLY || commonNames.get(one) && commonNames.get(other))
        && !givenNames.dictionary.formsOfOne(one, other);
  }

  private static boolean agrees(Level level) {
    return switch (level) {
      case EXACT, NEAR, PARTLY, SWAPPED -> true;
      case UNKNOWN, DIFFERENT -> false;
    };
  }

  private boolean sameYear(int a, int b) {
    String one = births.dictionary.value(births.numbers[a]);
    String other = births.dictionary.value(births.numbers[b]);
    return one.regionMatches(0, other, 0, 4);
  }
}
