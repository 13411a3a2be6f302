package org.folkmoot.app.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that goes on by itself and can be put forward. */
public final class DemonstrationClock extends Clock {
  static final ZoneId ZONE = ZoneId.of("Europe/London");

  private final Clock real = Clock.systemUTC();
  private final AtomicReference<Duration> ahead;
  private final ZoneId zone;

  private DemonstrationClock(AtomicReference<Duration> ahead, ZoneId zone) {
    this.ahead = ahead;
    this.zone = zone;
  }

  private static DemonstrationClock ahead(Duration by) {
    return new DemonstrationClock(new AtomicReference<>(by), ZoneOffset.UTC);
  }

  /** A clock that shows the real time until it is put forward. */
  public static DemonstrationClock showingTheTime() {
    return ahead(Duration.ZERO);
  }

  /** A clock that begins at a moment. */
  public static DemonstrationClock beginningAt(LocalDate day, LocalTime time) {
    return ahead(Duration.between(Instant.now(), day.atTime(time).atZone(ZONE)));
  }

  /** Puts the clock forward to a moment; it never goes back. */
  public void goTo(LocalDate day, LocalTime time) {
    Duration to = Duration.between(instant(), day.atTime(time).atZone(ZONE));
    if (to.isNegative()) {
      throw new IllegalArgumentException("the demonstration's clock does not go back to " + day);
    }
    goOn(to);
  }

  public void goOn(Duration by) {
    ahead.updateAndGet(now -> now.plus(by));
  }

  ZonedDateTime local() {
    return instant().atZone(ZONE);
  }

  @Override
  public Instant instant() {
    return real.instant().plus(ahead.get());
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new DemonstrationClock(ahead, other);
  }
}
