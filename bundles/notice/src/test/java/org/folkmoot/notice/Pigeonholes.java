package org.folkmoot.notice;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A carrier that keeps what it is handed, and can be told to behave otherwise: for tests. */
public final class Pigeonholes implements Carrier {
  private final List<Message> kept = new CopyOnWriteArrayList<>();
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private final int sessions;
  private final Optional<Double> perSecond;
  private volatile boolean down;
  private volatile Function<Message, Optional<Outcome>> instead = message -> Optional.empty();

  public Pigeonholes() {
    this(1, Optional.empty());
  }

  public Pigeonholes(int sessions, Optional<Double> perSecond) {
    this.sessions = sessions;
    this.perSecond = perSecond;
  }

  /** What was handed over, in order. */
  public List<Message> kept() {
    return List.copyOf(kept);
  }

  /** What was handed over for one person. */
  public List<Message> of(String reference) {
    return kept.stream().filter(message -> message.to().reference().equals(reference)).toList();
  }

  /** Gives an outcome instead of keeping a message, where the function has one. */
  public void instead(Function<Message, Optional<Outcome>> outcome) {
    this.instead = outcome;
  }

  public void down(boolean isDown) {
    this.down = isDown;
  }

  /** How often a session was opened. */
  public int timesOpened() {
    return opened.get();
  }

  /** How many sessions are open. */
  public int nowOpen() {
    return open.get();
  }

  @Override
  public int sessions() {
    return sessions;
  }

  @Override
  public Optional<Double> perSecond() {
    return perSecond;
  }

  @Override
  public Session open() throws CarrierDown {
    if (down) {
      throw new CarrierDown("the pigeonholes are locked", null);
    }
    opened.incrementAndGet();
    open.incrementAndGet();
    return new Session() {
      @Override
      public Outcome hand(Message message) {
        Optional<Outcome> other = instead.apply(message);
        if (other.isPresent()) {
          return other.get();
        }
        kept.add(message);
        return new Outcome.Handed("kept");
      }

      @Override
      public void close() {
        open.decrementAndGet();
      }
    };
  }
}
