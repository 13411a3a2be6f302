package org.folkmoot.notice;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.folkmoot.notice.internal.Outbox;
import org.folkmoot.notice.internal.PostRoom;
import org.folkmoot.notice.internal.StoredLinks;
import org.folkmoot.store.TemporaryDatabase;

/**
 * A post office over a temporary database, wired as the framework would: for the tests of every
 * room. Without a carrier its mail waits; {@link #carriedBy} brings one.
 */
public final class TemporaryPostOffice implements AutoCloseable {
  private final TemporaryDatabase store;
  private final Clock clock;
  private final PersonalLinks links;
  private Outbox outbox;
  private PostOffice postOffice;

  public TemporaryPostOffice(TemporaryDatabase store, Clock clock) {
    this.store = store;
    this.clock = clock;
    this.links = new StoredLinks(store.database(), clock);
    reopen();
  }

  /** Starts another outbox on the same database, as after a restart; carriers are to be brought. */
  public void reopen() {
    outbox = new Outbox(store.database(), clock, store.folder());
    postOffice = new PostRoom(store.database(), store.journal(), clock, outbox);
  }

  public PostOffice postOffice() {
    return postOffice;
  }

  public PersonalLinks links() {
    return links;
  }

  /** Brings a carrier of the channel email for every institution. */
  public void carriedBy(Carrier carrier) {
    carriedBy(carrier, "email", "*");
  }

  public void carriedBy(Carrier carrier, String channel, String institution) {
    outbox.carrierCame(carrier, Map.of("channel", channel, "institution", institution));
  }

  public void carrierGone(Carrier carrier) {
    outbox.carrierGone(carrier);
  }

  /** Waits until nothing of an institution waits any more. */
  public void awaitSent(String institution, Duration longest) {
    long until = System.nanoTime() + longest.toNanos();
    outbox.wake();
    while (postOffice.progress(institution).waiting() > 0) {
      if (System.nanoTime() - until > 0) {
        throw new AssertionError(
            "mail still waits after " + longest + ": " + postOffice.progress(institution));
      }
      Pauses.pause(Duration.ofMillis(5));
    }
  }

  /** Looks for mail that is due now. */
  public void wake() {
    outbox.wake();
  }

  /** Stops the outbox as the framework would. */
  public void closeOutbox() {
    outbox.close();
  }

  @Override
  public void close() {
    outbox.close();
  }
}
