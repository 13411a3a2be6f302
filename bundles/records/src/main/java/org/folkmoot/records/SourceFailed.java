package org.folkmoot.records;

/** A source could not be read to the end; the message says what, where and what to do. */
public final class SourceFailed extends Exception {
  private static final long serialVersionUID = 1L;

  public SourceFailed(String message) {
    super(message);
  }

  public SourceFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
