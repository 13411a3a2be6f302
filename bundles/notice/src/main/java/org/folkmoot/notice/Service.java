package org.folkmoot.notice;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Proof that a notice was given to one person, or why not.
 *
 * @param reference the caller's id of the person
 * @param channel email, print, folder; empty when there was no way to reach the person
 * @param state where it stands
 * @param at when the state was reached
 * @param textHash SHA-256 of the text as sent, lower-case hex
 * @param explanation the relay's answer, or why the person was not served
 */
public record Service(
    String notice,
    String reference,
    String name,
    String channel,
    State state,
    Instant at,
    Optional<String> textHash,
    String explanation) {

  /** Where a message stands. */
  public enum State {
    QUEUED,
    SENDING,
    SENT,
    DEFERRED,
    FAILED,
    UNREACHABLE;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
