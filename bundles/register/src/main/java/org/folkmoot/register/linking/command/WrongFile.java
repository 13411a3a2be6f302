package org.folkmoot.register.linking.command;

/** A file cannot be read or written: which, where, and what to do. */
final class WrongFile extends Exception {
  private static final long serialVersionUID = 1;

  WrongFile(String message) {
    super(message);
  }

  WrongFile(String message, Throwable cause) {
    super(message, cause);
  }
}
