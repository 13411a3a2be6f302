package org.folkmoot.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.folkmoot.records.RecordsSink.Membership;
import org.junit.jupiter.api.Test;

/**
 * What every {@link RecordsSink} must do; each test bears the number of the rule it proves. An
 * adapter's test extends this class and writes the two hooks.
 */
public abstract class RecordsSinkContract {
  private static final LocalDate JOINED = LocalDate.of(2026, 9, 7);
  private static final Membership MEMBER = new Membership("k-1", "users", JOINED, Optional.empty());

  /** A sink of a host that holds persons under these keys and knows no membership yet. */
  protected abstract RecordsSink sinkOf(List<String> keys) throws Exception;

  /** A sink whose host cannot be reached. */
  protected abstract RecordsSink sinkThatIsAway() throws Exception;

  private RecordsSink sink() throws Exception {
    return sinkOf(List.of("k-1", "k-2"));
  }

  @Test
  protected void rule1WhatWasWrittenIsReadAgain() throws Exception {
    RecordsSink sink = sink();
    sink.upsert(MEMBER);
    assertThat(sink.read("k-1")).contains(MEMBER);
    assertThat(sink.read("k-2")).isEmpty();
  }

  @Test
  protected void rule2WritingTheSameTwiceIsWritingItOnce() throws Exception {
    RecordsSink sink = sink();
    sink.upsert(MEMBER);
    sink.upsert(MEMBER);
    assertThat(sink.read("k-1")).contains(MEMBER);
  }

  @Test
  protected void rule3ALaterMembershipTakesThePlaceOfTheEarlierOne() throws Exception {
    RecordsSink sink = sink();
    Membership moved = new Membership("k-1", "workers", JOINED.plusDays(30), Optional.empty());
    Membership ended =
        new Membership("k-1", "workers", JOINED.plusDays(30), Optional.of(JOINED.plusDays(60)));
    Membership again = new Membership("k-1", "users", JOINED.plusDays(90), Optional.empty());
    sink.upsert(MEMBER);
    for (Membership next : List.of(moved, ended, ended, again)) {
      sink.upsert(next);
      assertThat(sink.read("k-1")).contains(next);
    }
  }

  @Test
  protected void rule4AKeyWithoutMembershipReadsAsEmpty() throws Exception {
    assertThat(sink().read("k-1")).isEmpty();
    assertThat(sink().read("never heard of")).isEmpty();
  }

  @Test
  protected void rule5AHostThatIsAwayFailsAndSaysSo() throws Exception {
    RecordsSink away = sinkThatIsAway();
    assertThatThrownBy(() -> away.upsert(MEMBER))
        .isInstanceOf(SourceFailed.class)
        .satisfies(e -> assertThat(e.getMessage()).isNotBlank());
  }
}
