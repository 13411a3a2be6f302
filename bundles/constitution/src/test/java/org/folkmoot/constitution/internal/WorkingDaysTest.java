package org.folkmoot.constitution.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.folkmoot.constitution.ElectionStep;
import org.folkmoot.constitution.Institutions;
import org.folkmoot.constitution.Nation;
import org.folkmoot.constitution.StepDays;
import org.folkmoot.constitution.TestCalendar;
import org.folkmoot.constitution.WorkingDays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingDaysTest {
  private static final WorkingDays DAYS = TestCalendar.workingDays();

  /** As published at gov.uk/bank-holidays; a substitute day stands for the day it replaces. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ENGLAND|2018|01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26
          ENGLAND|2019|01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26
          ENGLAND|2020|01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28
          ENGLAND|2021|01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28
          ENGLAND|2022|01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27
          ENGLAND|2023|01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26
          ENGLAND|2024|01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26
          ENGLAND|2025|01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26
          ENGLAND|2026|01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28
          ENGLAND|2027|01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28
          ENGLAND|2028|01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26
          SCOTLAND|2020|01-01 01-02 04-10 05-08 05-25 08-03 11-30 12-25 12-28
          SCOTLAND|2021|01-01 01-04 04-02 05-03 05-31 08-02 11-30 12-27 12-28
          SCOTLAND|2022|01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27
          SCOTLAND|2023|01-02 01-03 04-07 05-01 05-08 05-29 08-07 11-30 12-25 12-26
          SCOTLAND|2024|01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26
          SCOTLAND|2025|01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26
          SCOTLAND|2026|01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28
          SCOTLAND|2027|01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28
          SCOTLAND|2028|01-03 01-04 04-14 05-01 05-29 08-07 11-30 12-25 12-26
          NORTHERN_IRELAND|2020|01-01 03-17 04-10 04-13 05-08 05-25 07-13 08-31 12-25 12-28
          NORTHERN_IRELAND|2021|01-01 03-17 04-02 04-05 05-03 05-31 07-12 08-30 12-27 12-28
          NORTHERN_IRELAND|2022|01-03 03-17 04-15 04-18 05-02 06-02 06-03 07-12 08-29 09-19 12-26 12-27
          NORTHERN_IRELAND|2023|01-02 03-17 04-07 04-10 05-01 05-08 05-29 07-12 08-28 12-25 12-26
          NORTHERN_IRELAND|2024|01-01 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26
          NORTHERN_IRELAND|2025|01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26
          NORTHERN_IRELAND|2026|01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28
          NORTHERN_IRELAND|2027|01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28
          NORTHERN_IRELAND|2028|01-03 03-17 04-14 04-17 05-01 05-29 07-12 08-28 12-25 12-26
          """)
  void theBankHolidaysOnWeekdaysAreThosePublished(Nation nation, int year, String published) {
    assertThat(weekdaysOff(nation, year))
        .containsExactlyElementsOf(
            Arrays.stream(published.split(" "))
                .map(day -> MonthDay.parse("--" + day).atYear(year))
                .toList());
  }

  @Test
  void walesKeepsTheHolidaysOfEngland() {
    for (int year = 2012; year <= 2030; year++) {
      assertThat(weekdaysOff(Nation.WALES, year)).isEqualTo(weekdaysOff(Nation.ENGLAND, year));
    }
  }

  private static List<LocalDate> weekdaysOff(Nation nation, int year) {
    return Stream.iterate(LocalDate.of(year, 1, 1), day -> day.plusDays(1))
        .limit(LocalDate.of(year, 1, 1).lengthOfYear())
        .filter(day -> day.getDayOfWeek().getValue() < DayOfWeek.SATURDAY.getValue())
        .filter(day -> !DAYS.isWorkingDay(day, nation))
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .toList();
  }

  @Test
  void aDayOffSaysWhy() {
    assertThat(DAYS.notWorkingBecause(LocalDate.of(2022, 9, 19), Nation.ENGLAND).orElseThrow())
        .containsIgnoringCase("funeral");
    assertThat(DAYS.notWorkingBecause(LocalDate.of(2024, 6, 1), Nation.ENGLAND))
        .contains("Saturday");
    assertThat(DAYS.notWorkingBecause(LocalDate.of(2024, 6, 2), Nation.ENGLAND)).contains("Sunday");
    assertThat(DAYS.notWorkingBecause(LocalDate.of(2024, 6, 3), Nation.ENGLAND)).isEmpty();
    for (Nation nation : Nation.values()) {
      for (LocalDate day : weekdaysOff(nation, 2022)) {
        assertThat(DAYS.notWorkingBecause(day, nation).orElseThrow())
            .isNotBlank()
            .isNotEqualTo("undefined");
      }
    }
  }

  /** Five published elections; the source of each is in docs/rule-packs.md. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "RUH Bath, 2024-07-29, 2024-06-03, 2024-06-19, 2024-06-20, 2024-06-24, 2024-07-08",
    "Midlands Partnership, 2024-07-19, 2024-05-23, 2024-06-11, 2024-06-12, 2024-06-14, 2024-06-28",
    "Great Western, 2012-11-14, 2012-09-19, 2012-10-05, 2012-10-08, 2012-10-10, 2012-10-24",
    "EPUT, 2019-06-20, 2019-04-23, 2019-05-10, 2019-05-13, 2019-05-15, 2019-05-30",
    "Countess of Chester, 2013-07-26, 2013-05-31, 2013-06-18, 2013-06-19, 2013-06-21, 2013-07-05"
  })
  void theTimetableOfARealElectionComesOutToTheDay(
      String trust,
      LocalDate close,
      LocalDate notice,
      LocalDate nominations,
      LocalDate statement,
      LocalDate withdrawals,
      LocalDate poll) {
    assertThat(
            StepDays.latest(Institutions.pack("nhs-foundation-trust"), Nation.ENGLAND, close, DAYS))
        .as(trust)
        .containsExactly(
            Map.entry(ElectionStep.NOTICE_OF_ELECTION, notice),
            Map.entry(ElectionStep.NOMINATIONS_CLOSE, nominations),
            Map.entry(ElectionStep.STATEMENT_OF_CANDIDATES, statement),
            Map.entry(ElectionStep.WITHDRAWALS_CLOSE, withdrawals),
            Map.entry(ElectionStep.NOTICE_OF_POLL, poll),
            Map.entry(ElectionStep.CLOSE_OF_POLL, close));
  }

  @Test
  void countingBackAndCountingBetweenAgree() {
    Random random = new Random(20120901);
    List<Nation> nations = List.of(Nation.values());
    for (int i = 0; i < 5_000; i++) {
      Nation nation = nations.get(random.nextInt(nations.size()));
      LocalDate day = LocalDate.of(2012, 1, 1).plusDays(random.nextInt(15 * 365));
      int count = random.nextInt(60);
      LocalDate before = DAYS.before(day, count, nation);
      if (DAYS.isWorkingDay(day, nation)) {
        assertThat(DAYS.between(before, day, nation)).as("%s, %d", day, count).isEqualTo(count);
      } else if (count > 0) {
        assertThat(DAYS.between(before, day, nation)).as("%s, %d", day, count).isEqualTo(count - 1);
      }
      assertThat(count == 0 || DAYS.isWorkingDay(before, nation)).isTrue();
      assertThat(DAYS.between(day, before, nation)).isEqualTo(-DAYS.between(before, day, nation));
    }
  }

  @Test
  void zeroWorkingDaysBeforeIsTheDayItselfAndFewerAreRefused() {
    LocalDate sunday = LocalDate.of(2024, 6, 2);
    assertThat(DAYS.before(sunday, 0, Nation.ENGLAND)).isEqualTo(sunday);
    assertThatThrownBy(() -> DAYS.before(sunday, -1, Nation.ENGLAND))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aBankHolidayProclaimedLaterCountsFromTheSettings() {
    LocalDate day = LocalDate.of(2028, 6, 6);
    assertThat(DAYS.isWorkingDay(day, Nation.ENGLAND)).isTrue();
    WorkingDays with =
        new UkWorkingDays(List.of(BankHoliday.of("2028-06-06 england,wales A day of thanks")));
    assertThat(with.notWorkingBecause(day, Nation.WALES)).contains("A day of thanks");
    assertThat(with.isWorkingDay(day, Nation.SCOTLAND)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"'2028-13-06 all X'", "'2028-06-06 mars X'", "'2028-06-06 all'", "''"})
  void aProclamationThatCannotBeReadIsRefused(String line) {
    assertThatThrownBy(() -> BankHoliday.of(line)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aYearIsReckonedOnceOnly() {
    WorkingDays fresh = new UkWorkingDays();
    fresh.isWorkingDay(LocalDate.of(2025, 1, 1), Nation.ENGLAND);
    long start = System.nanoTime();
    for (int i = 0; i < 100_000; i++) {
      fresh.isWorkingDay(LocalDate.of(2025, 1, 1).plusDays(i % 365), Nation.ENGLAND);
    }
    assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
  }
}
