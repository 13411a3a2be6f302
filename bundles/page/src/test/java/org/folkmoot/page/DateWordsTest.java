package org.folkmoot.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

class DateWordsTest {
  @Test
  void aDeadlineIsSaidInBothLanguages() {
    Instant close = Instant.parse("2026-06-12T16:00:00Z");
    assertThat(DateWords.moment(close, Language.EN)).isEqualTo("5pm on Friday 12 June 2026");
    assertThat(DateWords.moment(close, Language.CY)).isEqualTo("5pm ddydd Gwener 12 Mehefin 2026");
  }

  @Test
  void middayAndMidnightAreWords() {
    Instant midday = Instant.parse("2026-11-24T12:00:00Z");
    assertThat(DateWords.moment(midday, Language.EN))
        .isEqualTo("midday on Tuesday 24 November 2026");
    assertThat(DateWords.moment(midday, Language.CY))
        .isEqualTo("hanner dydd ddydd Mawrth 24 Tachwedd 2026");
    Instant midnight = Instant.parse("2026-11-24T00:00:00Z");
    assertThat(DateWords.moment(midnight, Language.EN))
        .isEqualTo("midnight at the start of Tuesday 24 November 2026");
    assertThat(DateWords.moment(midnight, Language.CY))
        .isEqualTo("hanner nos ar ddechrau dydd Mawrth 24 Tachwedd 2026");
  }

  @Test
  void theHourThatComesTwiceSaysWhichItIs() {
    assertThat(DateWords.moment(Instant.parse("2026-10-25T00:30:00Z"), Language.EN))
        .isEqualTo("1:30am (BST) on Sunday 25 October 2026");
    assertThat(DateWords.moment(Instant.parse("2026-10-25T01:30:00Z"), Language.EN))
        .isEqualTo("1:30am (GMT) on Sunday 25 October 2026");
  }

  @Test
  void aClockTimeIsShort() {
    assertThat(DateWords.clock(LocalTime.of(0, 5), Language.EN)).isEqualTo("12:05am");
    assertThat(DateWords.clock(LocalTime.of(12, 5), Language.EN)).isEqualTo("12:05pm");
    assertThat(DateWords.clock(LocalTime.of(23, 59), Language.CY)).isEqualTo("11:59pm");
    assertThat(DateWords.shortDay(LocalDate.of(2026, 2, 1), Language.CY))
        .isEqualTo("1 Chwefror 2026");
  }
}
