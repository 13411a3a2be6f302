package org.folkmoot.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TurnstileTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // it may run over
  private final Turnstile turnstile = new Turnstile(6, nanos::get);

  @Test
  void aFullMinutesWorthMayComeAtOnceAndThenOneAtATime() {
    for (int i = 0; i < 6; i++) {
      assertThat(turnstile.admits("a")).isTrue();
    }
    assertThat(turnstile.admits("a")).isFalse();
    assertThat(turnstile.admits("b")).as("another origin").isTrue();
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    assertThat(turnstile.admits("a")).isTrue();
    assertThat(turnstile.admits("a")).isFalse();
  }

  @Test
  void aLongPauseFillsItNoFurtherThanAMinutesWorth() {
    nanos.addAndGet(Duration.ofDays(1).toNanos());
    for (int i = 0; i < 6; i++) {
      assertThat(turnstile.admits("a")).isTrue();
    }
    assertThat(turnstile.admits("a")).isFalse();
  }

  @Test
  void itForgetsOriginsRatherThanGrowWithoutEnd() {
    for (int i = 0; i < 6; i++) {
      turnstile.admits("first");
    }
    assertThat(turnstile.admits("first")).isFalse();
    for (int i = 0; i < 20_000; i++) {
      turnstile.admits("origin " + i);
    }
    assertThat(turnstile.admits("first")).isTrue();
  }
}
