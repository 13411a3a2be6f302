package org.folkmoot.app.demo;

/** A step of the year did not go as it should; the message says which and what was seen. */
public final class StepFailed extends Exception {
  private static final long serialVersionUID = 1L;

  StepFailed(String message) {
    super(message);
  }

  StepFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
