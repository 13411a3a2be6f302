package org.folkmoot.page;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Days and moments in words, in Europe/London. */
public final class DateWords {
  /** The zone in which every deadline is said. */
  public static final ZoneId ZONE = ZoneId.of("Europe/London");

  private static final List<String> EN_DAYS =
      List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");
  private static final List<String> CY_DAYS =
      List.of("Llun", "Mawrth", "Mercher", "Iau", "Gwener", "Sadwrn", "Sul");
  private static final List<String> EN_MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");
  private static final List<String> CY_MONTHS =
      List.of(
          "Ionawr",
          "Chwefror",
          "Mawrth",
          "Ebrill",
          "Mai",
          "Mehefin",
          "Gorffennaf",
          "Awst",
          "Medi",
          "Hydref",
          "Tachwedd",
          "Rhagfyr");

  private DateWords() {}

  /**
   * A moment as a deadline says it: "5pm on Friday 12 June 2026", "5pm ddydd Gwener 12 Mehefin
   * 2026". Midnight says which end of the day it is; the hour that comes twice in October says
   * which of the two.
   */
  public static String moment(Instant instant, Language language) {
    ZonedDateTime local = instant.atZone(ZONE);
    LocalDate day = local.toLocalDate();
    LocalTime time = local.toLocalTime();
    if (time.getHour() == 0 && time.getMinute() == 0) {
      return language == Language.CY
          ? "hanner nos ar ddechrau " + day(day, language)
          : "midnight at the start of " + day(day, language);
    }
    String which = "";
    if (ZONE.getRules().getValidOffsets(local.toLocalDateTime()).size() > 1) {
      which = ZONE.getRules().isDaylightSavings(instant) ? " (BST)" : " (GMT)";
    }
    // After a time Welsh uses the soft mutation for "on": dydd becomes ddydd.
    return language == Language.CY
        ? clock(time, language) + which + " d" + day(day, language)
        : clock(time, language) + which + " on " + day(day, language);
  }

  /** "Friday 12 June 2026", "dydd Gwener 12 Mehefin 2026". */
  public static String day(LocalDate day, Language language) {
    DayOfWeek weekday = day.getDayOfWeek();
    return language == Language.CY
        ? "dydd " + CY_DAYS.get(weekday.getValue() - 1) + " " + shortDay(day, language)
        : EN_DAYS.get(weekday.getValue() - 1) + " " + shortDay(day, language);
  }

  /** "12 June 2026", "12 Mehefin 2026". */
  public static String shortDay(LocalDate day, Language language) {
    List<String> months = language == Language.CY ? CY_MONTHS : EN_MONTHS;
    return day.getDayOfMonth() + " " + months.get(day.getMonthValue() - 1) + " " + day.getYear();
  }

  /** "5pm", "5:30pm", "midday", "midnight"; "hanner dydd", "hanner nos". */
  public static String clock(LocalTime time, Language language) {
    int hour = time.getHour();
    int minute = time.getMinute();
    if (minute == 0 && hour == 12) {
      return language == Language.CY ? "hanner dydd" : "midday";
    }
    if (minute == 0 && hour == 0) {
      return language == Language.CY ? "hanner nos" : "midnight";
    }
    String minutes = minute == 0 ? "" : String.format(Locale.ROOT, ":%02d", minute);
    return (hour % 12 == 0 ? 12 : hour % 12) + minutes + (hour < 12 ? "am" : "pm");
  }

  /** The month a person typed: its number, or its name (or first three letters) in a language. */
  static OptionalInt month(String typed) {
    String month = typed.strip().toLowerCase(Locale.ROOT);
    if (month.matches("\\d{1,2}")) {
      return OptionalInt.of(Integer.parseInt(month));
    }
    if (month.length() < 3) {
      return OptionalInt.empty();
    }
    for (List<String> months : List.of(EN_MONTHS, CY_MONTHS)) {
      for (int i = 0; i < months.size(); i++) {
        String name = months.get(i).toLowerCase(Locale.ROOT);
        if (name.equals(month) || name.substring(0, 3).equals(month)) {
          return OptionalInt.of(i + 1);
        }
      }
    }
    return OptionalInt.empty();
  }
}
