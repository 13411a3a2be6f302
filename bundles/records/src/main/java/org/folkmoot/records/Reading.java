package org.folkmoot.records;

/**
 * Takes what a source yields, in the source's order, while it is being read. What a method throws
 * reaches the caller of the source unchanged.
 */
public interface Reading {
  /** A person. A key that came before in the same reading replaces what came then. */
  void person(PersonRecord person);

  /** A row or value that could not be used; the reading goes on. */
  void badRow(BadRow row);
}
