package org.folkmoot.register.linking;

/** An item of a record that is compared with the same item of another. */
public enum Item {
  GIVEN_NAME("given name", Kind.NAME),
  SURNAME("family name", Kind.NAME),
  MIDDLE_NAME("middle name", Kind.NAME),
  DATE_OF_BIRTH("date of birth", Kind.DATE),
  SEX("sex", Kind.WORD),
  HOUSE_NUMBER("house number", Kind.CODE),
  ADDRESS_LINE_1("first address line", Kind.TEXT),
  ADDRESS_LINE_2("second address line", Kind.TEXT),
  SUBURB("suburb or town", Kind.TEXT),
  POSTCODE("postcode", Kind.CODE),
  STATE("state or county", Kind.WORD),
  TELEPHONE("telephone", Kind.CODE),
  EMAIL("email address", Kind.EMAIL),
  /** A number given to one person by somebody; it may be mistyped, unlike a verified one. */
  IDENTIFIER("identifier", Kind.CODE),
  SECOND_IDENTIFIER("second identifier", Kind.CODE),
  THIRD_IDENTIFIER("third identifier", Kind.CODE);

  /** How its values are compared. */
  enum Kind {
    NAME,
    DATE,
    WORD,
    CODE,
    TEXT,
    EMAIL
  }

  private final String words;
  private final Kind kind;

  Item(String words, Kind kind) {
    this.words = words;
    this.kind = kind;
  }

  /** What people call it. */
  public String words() {
    return words;
  }

  /** Whether a value can be compared: a date must be in a known form, anything else not blank. */
  public boolean understands(String value) {
    return Folding.fold(this, value) != null;
  }

  Kind kind() {
    return kind;
  }

  boolean identifier() {
    return this == IDENTIFIER || this == SECOND_IDENTIFIER || this == THIRD_IDENTIFIER;
  }

  /** Whether a family under one roof has it in common. */
  boolean shared() {
    return switch (this) {
      case HOUSE_NUMBER, ADDRESS_LINE_1, ADDRESS_LINE_2, SUBURB, POSTCODE, TELEPHONE, EMAIL -> true;
      default -> false;
    };
  }

  /** Whether agreement on it alone, of two people, says that they have to do with each other. */
  boolean household() {
    return switch (this) {
      case ADDRESS_LINE_1, ADDRESS_LINE_2, POSTCODE, TELEPHONE, EMAIL -> true;
      default -> false;
    };
  }

  /** Whether it is worth looking up other records by it; sex and state are too coarse. */
  boolean blocks() {
    return kind != Kind.WORD && this != HOUSE_NUMBER && this != MIDDLE_NAME;
  }

  /** The item whose place a clerk may take for this one's. */
  Item partner() {
    return switch (this) {
      case GIVEN_NAME -> SURNAME;
      case SURNAME -> GIVEN_NAME;
      case ADDRESS_LINE_1 -> ADDRESS_LINE_2;
      case ADDRESS_LINE_2 -> ADDRESS_LINE_1;
      default -> null;
    };
  }
}
