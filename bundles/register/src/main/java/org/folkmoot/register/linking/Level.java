package org.folkmoot.register.linking;

/** How far two values of an item agree. */
public enum Level {
  /** One record or both do not say. */
  UNKNOWN("not known in both"),
  EXACT("the same"),
  /** A typing slip apart. */
  NEAR("nearly the same"),
  /** A short form, an initial, part of an address, two parts of a date. */
  PARTLY("partly the same"),
  DIFFERENT("different"),
  /** Given and family name, two address lines, or day and month, in each other's place. */
  SWAPPED("the same, but swapped");

  static final int COUNT = values().length;
  private static final Level[] VALUES = values();

  private final String words;

  Level(String words) {
    this.words = words;
  }

  /** The level in words. */
  public String words() {
    return words;
  }

  static Level of(int ordinal) {
    return VALUES[ordinal];
  }
}
