package org.folkmoot.notice;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for what other threads do. */
public final class Pauses {
  private Pauses() {}

  public static void pause(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting", e);
    }
  }

  /** Waits until something is so; says what did not come when it does not. */
  public static void until(String what, Duration longest, BooleanSupplier isSo) {
    long until = System.nanoTime() + longest.toNanos();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() - until > 0) {
        throw new AssertionError("not within " + longest + ": " + what);
      }
      pause(Duration.ofMillis(5));
    }
  }
}
