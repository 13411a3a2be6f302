package org.folkmoot.register.linking.command;

/** What was asked cannot be done as it was asked. */
final class WrongCall extends RuntimeException {
  private static final long serialVersionUID = 1;

  WrongCall(String message) {
    super(message);
  }
}
