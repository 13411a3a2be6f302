package org.folkmoot.notice;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A way of sending, registered as a service with the properties {@code channel} (email, print,
 * folder) and {@code institution} (an id, or {@code *} for all).
 *
 * <p>Rules, tested by {@code CarrierContract}: a message is {@link Outcome.Handed} only after the
 * other side took responsibility for it (SMTP: 250 after DATA); a passing fault is {@link
 * Outcome.Deferred}, a lasting one {@link Outcome.Failed}; a fault of one message never spoils the
 * next; a session is used by one thread.
 */
@ConsumerType
public interface Carrier {
  Session open() throws CarrierDown;

  /** How many sessions the outbox may use side by side. */
  default int sessions() {
    return 1;
  }

  /** Messages a second over all sessions; empty means no limit. */
  default Optional<Double> perSecond() {
    return Optional.empty();
  }

  /** A connection kept for many messages. */
  interface Session extends AutoCloseable {
    Outcome hand(Message message);

    @Override
    void close();
  }

  /** What became of a message. */
  sealed interface Outcome {
    String explanation();

    /** The other side has it. */
    record Handed(String explanation) implements Outcome {}

    /** Try again later. */
    record Deferred(String explanation) implements Outcome {}

    /** Trying again is of no use. */
    record Failed(String explanation) implements Outcome {}
  }

  /** The relay or printer cannot be reached at all; everything waits. */
  final class CarrierDown extends Exception {
    private static final long serialVersionUID = 1L;

    public CarrierDown(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
