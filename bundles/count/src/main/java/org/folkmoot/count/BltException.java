package org.folkmoot.count;

import java.io.IOException;

/**
 * A ballot file that is not well formed: where the fault is, and what should have stood there.
 *
 * <p>Lines and columns are counted from 1; a column counts characters, a tab as one.
 */
public final class BltException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;
  private final String expected;

  /** A fault at a place, with what was expected there and what was found instead. */
  public BltException(int line, int column, String expected, String found) {
    super("line " + line + ", column " + column + ": expected " + expected + ", found " + found);
    this.line = line;
    this.column = column;
    this.expected = expected;
  }

  /** The line of the fault, from 1. */
  public int line() {
    return line;
  }

  /** The column of the fault, from 1. */
  public int column() {
    return column;
  }

  /** What should have stood there, in words. */
  public String expected() {
    return expected;
  }
}
