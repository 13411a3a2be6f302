package org.folkmoot.store;

/**
 * The outside world is down: the database cannot be reached or cannot store. Nothing was kept,
 * unless the connection was lost in the middle of a commit, which the message then says.
 */
public final class Unavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Unavailable(String whatAndWhatToDo, Throwable cause) {
    super(whatAndWhatToDo, cause);
  }
}
