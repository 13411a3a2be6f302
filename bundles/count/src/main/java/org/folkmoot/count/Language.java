package org.folkmoot.count;

/** A language in which a count can be told. */
public enum Language {
  /** British English. */
  ENGLISH("en"),
  /** Welsh. */
  WELSH("cy");

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  /** The language tag for HTML, en or cy. */
  public String tag() {
    return tag;
  }
}
