package org.folkmoot.notice.internal;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.folkmoot.notice.Addressee;
import org.folkmoot.notice.Carrier;
import org.folkmoot.notice.Carrier.CarrierDown;
import org.folkmoot.notice.Carrier.Outcome;
import org.folkmoot.notice.Message;
import org.folkmoot.notice.PostOffice.Letter;
import org.folkmoot.notice.Service.State;
import org.folkmoot.notice.internal.Messages.Claimed;
import org.folkmoot.notice.internal.Messages.Result;
import org.folkmoot.notice.internal.Messages.Round;
import org.folkmoot.notice.internal.Notices.SetNotice;
import org.folkmoot.store.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes due messages and hands them to one carrier, over as many sessions as it offers. */
final class Postman {
  private static final Logger LOG = LoggerFactory.getLogger(Postman.class);

  /** Tried again for so long; RFC 5321 4.5.4.1 asks for four to five days of a relay, not of us. */
  static final Duration GIVE_UP_AFTER = Duration.ofDays(3);

  private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
  private static final Duration LONGEST_WAIT = Duration.ofHours(2);

  /** Messages to one transaction: enough that the disk is not what mail waits for. */
  private static final int BATCH = 100;

  private static final long NANOS = 1_000_000_000L;
  private static final long SETTLE_AFTER_NANOS = NANOS;
  private static final long LINGER_NANOS = 2 * NANOS;
  private static final int SUSPICIOUS_DEFERRALS = 3;
  private static final long LONGEST_PAUSE_SECONDS = 60;
  private static final long SECONDS_TO_STOP = 20;

  private final Outbox outbox;
  private final Carrier carrier;
  private final String channel;
  private final Optional<String> institution;
  private final ExecutorService sessions;
  private volatile boolean stopping;
  private int running;
  private int lingering;
  private long rings;
  private int outages;
  private long pausedUntil = System.nanoTime();
  private long nextSlot = System.nanoTime();

  Postman(Outbox outbox, Carrier carrier, String channel, Optional<String> institution) {
    this.outbox = outbox;
    this.carrier = carrier;
    this.channel = channel;
    this.institution = institution;
    this.sessions =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread =
                  new Thread(work, "outbox-" + channel + institution.map(i -> "-" + i).orElse(""));
              thread.setDaemon(true);
              return thread;
            });
  }

  String channel() {
    return channel;
  }

  Optional<String> institution() {
    return institution;
  }

  private Round round() {
    return new Round(
        channel, institution, institution.isPresent() ? Set.of() : outbox.withOwnCarrier(channel));
  }

  /** Starts as many sessions as there is work for. */
  void look() {
    int free;
    int idle;
    synchronized (this) {
      if (stopping || System.nanoTime() - pausedUntil < 0) {
        return;
      }
      free = Math.max(1, carrier.sessions()) - running;
      idle = lingering;
    }
    if (free + idle <= 0) {
      return;
    }
    int batch = batch();
    int due = outbox.messages().due(round(), outbox.clock().instant(), (free + idle) * batch);
    if (due == 0) {
      return;
    }
    synchronized (this) {
      rings++;
      notifyAll();
    }
    int wanted = Math.min(free, (due + batch - 1) / batch - idle);
    for (int i = 0; i < wanted; i++) {
      synchronized (this) {
        if (stopping) {
          return;
        }
        running++;
      }
      sessions.execute(this::runOnce);
    }
  }

  /** Small where a relay is slow, so that little is held and little is sent twice after a kill. */
  private int batch() {
    return carrier
        .perSecond()
        .map(rate -> Math.max(1, Math.min(BATCH, (int) Math.ceil(rate))))
        .orElse(BATCH);
  }

  void stop() {
    synchronized (this) {
      stopping = true;
      notifyAll();
    }
    sessions.shutdown();
  }

  void awaitEnd() {
    try {
      if (!sessions.awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
        LOG.warn(
            "A session of carrier {} did not end within {} s; what it holds is sent later by another",
            channel,
            SECONDS_TO_STOP);
        sessions.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void runOnce() {
    Run run = new Run();
    try {
      run.work();
    } catch (Unavailable e) {
      LOG.error("The outbox waits for the database: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("A session of carrier {} broke off; it is opened again", channel, e);
    } finally {
      run.end();
      synchronized (this) {
        running--;
      }
    }
  }

  private synchronized void pause() {
    long seconds = Math.min(LONGEST_PAUSE_SECONDS, 1L << Math.min(outages, 10));
    outages++;
    pausedUntil = System.nanoTime() + seconds * NANOS;
  }

  private synchronized void up() {
    outages = 0;
  }

  /** Waits for this message's turn under the carrier's rate; false when it is time to stop. */
  private boolean awaitTurn() {
    Optional<Double> rate = carrier.perSecond();
    if (rate.isEmpty()) {
      return !stopping;
    }
    long interval = (long) (NANOS / Math.max(0.001, rate.get()));
    synchronized (this) {
      long now = System.nanoTime();
      long slot = nextSlot - now > 0 ? nextSlot : now;
      nextSlot = slot + interval;
      return waitUntil(slot);
    }
  }

  private boolean waitUntil(long nanoTime) {
    synchronized (this) {
      long left = nanoTime - System.nanoTime();
      while (left > 0 && !stopping) {
        try {
          TimeUnit.NANOSECONDS.timedWait(this, left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return false;
        }
        left = nanoTime - System.nanoTime();
      }
      return !stopping;
    }
  }

  /** One session's work, from the first message to the last. */
  private final class Run {
    private final Deque<Claimed> left = new ArrayDeque<>();
    private final List<Result> results = new ArrayList<>();
    private Carrier.Session session;
    private long settled = System.nanoTime();
    private int deferrals;
    private String held = "";

    void work() {
      while (!stopping) {
        if (left.isEmpty()) {
          left.addAll(settleAndClaim());
        }
        if (left.isEmpty()) {
          if (session == null || !linger()) {
            return;
          }
          continue;
        }
        if (session == null && !open()) {
          return;
        }
        if (!awaitTurn()) {
          return;
        }
        handOver(left.poll());
        if (System.nanoTime() - settled > SETTLE_AFTER_NANOS) {
          settle();
        }
      }
    }

    private boolean open() {
      try {
        session = carrier.open();
        deferrals = 0;
        up();
        return true;
      } catch (CarrierDown e) {
        held = "the carrier is down: " + e.getMessage();
        LOG.warn("Carrier {} is down, mail waits: {}", channel, e.getMessage());
        pause();
        return false;
      }
    }

    /** Keeps the session a moment for what is queued next; true when there may be something. */
    private boolean linger() {
      long until = System.nanoTime() + LINGER_NANOS;
      synchronized (Postman.this) {
        long heard = rings;
        lingering++;
        try {
          while (!stopping && heard == rings && until - System.nanoTime() > 0) {
            TimeUnit.NANOSECONDS.timedWait(Postman.this, until - System.nanoTime());
          }
          return !stopping && heard != rings;
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return false;
        } finally {
          lingering--;
        }
      }
    }

    private void handOver(Claimed claimed) {
      Instant now;
      Message message;
      try {
        message = write(claimed);
      } catch (GeneralSecurityException | RuntimeException e) {
        if (e instanceof Unavailable) {
          left.addFirst(claimed);
          throw (Unavailable) e;
        }
        LOG.error("Message {} cannot be written", claimed.id(), e);
        results.add(
            failed(
                claimed, "the message cannot be written: " + e.getMessage() + ". Give it again."));
        return;
      }
      Outcome outcome;
      try {
        outcome = session.hand(message);
      } catch (RuntimeException e) {
        LOG.error("Carrier {} broke on message {}", channel, claimed.id(), e);
        outcome = new Outcome.Deferred("the carrier broke: " + e);
        closeSession();
      }
      now = outbox.clock().instant();
      if (outcome instanceof Outcome.Handed handed) {
        deferrals = 0;
        results.add(
            new Result(
                claimed.id(),
                State.SENT,
                now,
                null,
                Hashes.sha256(message.text()),
                handed.explanation()));
      } else if (outcome instanceof Outcome.Failed failure) {
        deferrals = 0;
        results.add(failed(claimed, failure.explanation()));
      } else {
        results.add(deferred(claimed, outcome.explanation(), now));
        // Is it these messages, or is the relay gone? Opening anew tells, before more time out.
        if (++deferrals >= SUSPICIOUS_DEFERRALS) {
          closeSession();
        }
      }
    }

    private Result failed(Claimed claimed, String explanation) {
      return new Result(
          claimed.id(), State.FAILED, outbox.clock().instant(), null, null, explanation);
    }

    private Result deferred(Claimed claimed, String explanation, Instant now) {
      if (Duration.between(claimed.queued(), now).compareTo(GIVE_UP_AFTER) >= 0) {
        return failed(
            claimed,
            "given up after 3 days and " + (claimed.attempts() + 1) + " tries: " + explanation);
      }
      return new Result(
          claimed.id(),
          State.DEFERRED,
          now,
          now.plus(backOff(claimed.attempts())),
          null,
          explanation);
    }

    private List<Claimed> settleAndClaim() {
      List<Claimed> claimed = new ArrayList<>();
      retried(
          () ->
              claimed.addAll(
                  outbox
                      .messages()
                      .settleAndClaim(results, round(), outbox.clock().instant(), batch())));
      results.clear();
      settled = System.nanoTime();
      return claimed;
    }

    private void settle() {
      retried(() -> outbox.messages().settle(results));
      results.clear();
      settled = System.nanoTime();
    }

    /** What was handed over must be written down: waits for a full disk to have room again. */
    private void retried(Runnable work) {
      while (true) {
        try {
          work.run();
          return;
        } catch (Unavailable e) {
          LOG.error(
              "{} results wait for the database; no more is sent meanwhile: {}",
              results.size(),
              e.getMessage());
          if (!waitUntil(System.nanoTime() + NANOS)) {
            throw e;
          }
        }
      }
    }

    /** Writes down, puts back, and closes, whatever happened. */
    void end() {
      try {
        outbox.messages().settle(results);
        outbox.messages().release(left, held, outbox.clock().instant());
      } catch (RuntimeException e) {
        LOG.error(
            "{} messages were handed over or claimed and could not be written down; each may be sent"
                + " once more, unchanged",
            results.size() + left.size(),
            e);
      } finally {
        outbox.messages().letGo(results, left);
        closeSession();
      }
    }

    private void closeSession() {
      if (session != null) {
        Carrier.Session closing = session;
        session = null;
        try {
          closing.close();
        } catch (RuntimeException e) {
          LOG.warn("A session of carrier {} did not close properly", channel, e);
        }
      }
    }
  }

  private static Duration backOff(int attempts) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempts, 10));
    Duration capped = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    // Jitter: a relay that turned a thousand away should not meet them all again in one second.
    return Duration.ofMillis(
        (long) (capped.toMillis() * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
  }

  private Message write(Claimed claimed) throws GeneralSecurityException {
    SetNotice notice =
        outbox
            .notices()
            .find(claimed.notice())
            .orElseThrow(() -> new IllegalStateException("its notice is gone"));
    Packed.Unpacked secret = Packed.unpack(outbox.seal().open(claimed.place(), claimed.sealed()));
    Locale language = Locale.forLanguageTag(claimed.language());
    Letter letter = notice.in(language).letter(secret.facts());
    String email = secret.lines().get(0);
    Opened opened = notice.opened();
    Addressee to =
        new Addressee(
            claimed.reference(),
            claimed.name(),
            email.isEmpty() ? Optional.empty() : Optional.of(email),
            secret.lines().subList(1, secret.lines().size()),
            language);
    String domain = opened.sender().substring(opened.sender().indexOf('@') + 1);
    return new Message(
        claimed.id() + "@" + domain,
        opened.senderName(),
        opened.sender(),
        to,
        letter.subject(),
        letter.text(),
        letter.html(),
        language,
        Map.of("Auto-Submitted", "auto-generated"));
  }
}
