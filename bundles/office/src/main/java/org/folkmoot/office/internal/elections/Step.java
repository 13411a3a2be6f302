package org.folkmoot.office.internal.elections;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

/**
 * One step of an election in the task list.
 *
 * @param key its word in wording and address
 * @param href where it is done or seen; empty while there is nothing to see
 * @param by the latest day; null where there is none
 * @param close the moment it ends, for the poll alone; else null
 * @param detail what to do, or what was done, in a sentence; may be empty
 */
public record Step(
    String key, String href, State state, LocalDate by, Instant close, String detail) {

  /** Where a step stands. */
  public enum State {
    DONE,
    /** To be done now. */
    NOW,
    /** Runs by itself: nothing to do but wait. */
    RUNNING,
    /** To be done now, but its latest day has passed. */
    LATE,
    LATER,
    NOT_NEEDED;

    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Whether it is the step the election stands at. */
  public boolean current() {
    return state == State.NOW || state == State.RUNNING || state == State.LATE;
  }

  /** The colour of its tag. */
  public String kind() {
    return switch (state) {
      case NOW -> "yellow";
      case LATE -> "red";
      default -> "";
    };
  }
}
