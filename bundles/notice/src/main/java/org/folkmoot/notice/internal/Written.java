package org.folkmoot.notice.internal;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;

/**
 * Days and times written out in English and Welsh, as public bodies write them: "5pm on Friday 12
 * June 2026". The JDK's own Welsh lacks the mutation after "on", and may be missing at run time.
 */
final class Written {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final List<String> DAYS =
      List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");
  private static final List<String> DAYS_CY =
      List.of("Llun", "Mawrth", "Mercher", "Iau", "Gwener", "Sadwrn", "Sul");
  private static final List<String> MONTHS =
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
  private static final List<String> MONTHS_CY =
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

  private Written() {}

  static String day(LocalDate day, Locale language) {
    return (welsh(language) ? "dydd " : "") + weekdayAndDate(day, language);
  }

  static String moment(ZonedDateTime moment, Locale language) {
    ZonedDateTime local = moment.withZoneSameInstant(LONDON);
    boolean welsh = welsh(language);
    String on = (welsh ? " ddydd " : " on ") + weekdayAndDate(local.toLocalDate(), language);
    LocalTime time = local.toLocalTime();
    if (time.getHour() == 0 && time.getMinute() == 0) {
      // A bare "midnight on Friday" leaves open which end of Friday is meant.
      return (welsh ? "hanner nos ar ddechrau dydd " : "midnight at the start of ")
          + weekdayAndDate(local.toLocalDate(), language);
    }
    if (time.getHour() == 12 && time.getMinute() == 0) {
      return (welsh ? "hanner dydd" : "midday") + on;
    }
    int hour = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
    String minutes = time.getMinute() == 0 ? "" : String.format(":%02d", time.getMinute());
    return hour + minutes + (time.getHour() < 12 ? "am" : "pm") + on;
  }

  private static String weekdayAndDate(LocalDate day, Locale language) {
    boolean welsh = welsh(language);
    return (welsh ? DAYS_CY : DAYS).get(day.getDayOfWeek().getValue() - 1)
        + " "
        + day.getDayOfMonth()
        + " "
        + (welsh ? MONTHS_CY : MONTHS).get(day.getMonthValue() - 1)
        + " "
        + day.getYear();
  }

  private static boolean welsh(Locale language) {
    return "cy".equals(language.getLanguage());
  }
}
