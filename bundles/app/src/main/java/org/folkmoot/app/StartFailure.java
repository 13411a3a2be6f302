package org.folkmoot.app;

/** Why a distribution could not be started, in words for whoever runs it. */
public final class StartFailure extends Exception {
  private static final long serialVersionUID = 1;

  StartFailure(String reason) {
    super(reason);
  }

  StartFailure(String reason, Throwable cause) {
    super(reason, cause);
  }
}
