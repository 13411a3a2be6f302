package org.folkmoot.records.reading;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates as British records write them.
 *
 * <p>Read are {@code 2012-09-04} (also with a time behind it), {@code 4/9/2012} with stroke, dot or
 * hyphen, {@code 04-Sep-2012}, {@code 4 September 2012}, {@code 20120904} and the day number Excel
 * keeps inside. Day comes before month. Nothing is guessed: a month above twelve, a year of two
 * digits or a day that does not exist is refused.
 */
public final class Dates {
  private static final List<DateTimeFormatter> FORMS =
      List.of(
          strict("uuuu-M-d"),
          strict("uuuu/M/d"),
          strict("d/M/uuuu"),
          strict("d-M-uuuu"),
          strict("d.M.uuuu"),
          strict("d-MMM-uuuu"),
          strict("d-MMMM-uuuu"),
          strict("d MMM uuuu"),
          strict("d MMMM uuuu"));

  private static final Pattern TIME_BEHIND =
      Pattern.compile("^(\\S+)[T ]\\d{1,2}:\\d{2}.*$", Pattern.CASE_INSENSITIVE);
  private static final Pattern SEPT = Pattern.compile("\\bsept\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern ORDINAL =
      Pattern.compile("^(\\d{1,2})(st|nd|rd|th) ", Pattern.CASE_INSENSITIVE);
  private static final Pattern COMPACT = Pattern.compile("(19|20)\\d{6}");
  private static final Pattern DAY_NUMBER = Pattern.compile("\\d{5}(\\.\\d+)?");
  private static final Pattern SHORT_YEAR =
      Pattern.compile("\\d{1,2}[/. -](\\d{1,2}|\\p{L}{3,})[/. -]\\d{2}");
  private static final Pattern MONTH_FIRST =
      Pattern.compile("(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})");

  /**
   * Day 0 of Excel's count: it believes 1900 was a leap year, so days after it are one too many.
   */
  private static final LocalDate EXCEL_ZERO = LocalDate.of(1899, 12, 30);

  private static final int FIRST_DAY_AFTER_FALSE_LEAP_DAY = 61;
  private static final int EARLIEST_YEAR = 1900;
  private static final int LATEST_YEAR = 2199;

  private Dates() {}

  /** A date in any of the forms above. */
  public static Read<LocalDate> date(String text) {
    String written = PersonNames.tidy(text);
    if (written.isEmpty()) {
      return Read.nothing();
    }
    Matcher withTime = TIME_BEHIND.matcher(written);
    String day = withTime.matches() ? withTime.group(1) : written;
    day = SEPT.matcher(day).replaceFirst("Sep");
    day = ORDINAL.matcher(day).replaceFirst("$1 ");
    if (COMPACT.matcher(day).matches()) {
      day = day.substring(0, 4) + "-" + day.substring(4, 6) + "-" + day.substring(6);
    }
    if (DAY_NUMBER.matcher(day).matches()) {
      return Read.of(fromExcel(Double.parseDouble(day)));
    }
    for (DateTimeFormatter form : FORMS) {
      ParsePosition place = new ParsePosition(0);
      if (form.parseUnresolved(day, place) != null && place.getIndex() == day.length()) {
        return resolved(day, form);
      }
    }
    return notADate(day);
  }

  /** A date of birth: a date that is not after today and not more than 120 years ago. */
  public static Read<LocalDate> ofBirth(String text, LocalDate today) {
    Read<LocalDate> read = date(text);
    if (read.value().isPresent()) {
      LocalDate date = read.value().get();
      if (date.isAfter(today)) {
        return Read.refused(
            "A date of birth cannot be in the future.", "Correct the date in your records.");
      }
      if (date.isBefore(today.minusYears(120))) {
        return Read.refused(
            "This would make the person more than 120 years old.",
            "Correct the date in your records, or leave it empty if it is not known.");
      }
    }
    return read;
  }

  /** The date of the day number Excel keeps inside (1900 system). */
  public static LocalDate fromExcel(double dayNumber) {
    long day = (long) Math.floor(dayNumber);
    return EXCEL_ZERO.plusDays(day < FIRST_DAY_AFTER_FALSE_LEAP_DAY ? day + 1 : day);
  }

  private static Read<LocalDate> resolved(String day, DateTimeFormatter form) {
    try {
      return plausible(LocalDate.parse(day, form));
    } catch (DateTimeException noSuchDay) {
      return notADate(day);
    }
  }

  private static Read<LocalDate> notADate(String day) {
    return Read.refused(problem(day), "Write it as day, month and four-digit year: 04/09/2012.");
  }

  private static Read<LocalDate> plausible(LocalDate date) {
    if (date.getYear() < EARLIEST_YEAR || date.getYear() > LATEST_YEAR) {
      return Read.refused(
          "The year " + date.getYear() + " cannot be right.",
          "Correct the year, or leave the date empty if it is not known.");
    }
    return Read.of(date);
  }

  private static String problem(String day) {
    if (SHORT_YEAR.matcher(day).matches()) {
      return "The year has two digits, so the century is not certain.";
    }
    Matcher monthFirst = MONTH_FIRST.matcher(day);
    if (monthFirst.matches()
        && Integer.parseInt(monthFirst.group(2)) > 12
        && Integer.parseInt(monthFirst.group(1)) <= 12) {
      return "There is no month " + monthFirst.group(2) + "; dates are read day first.";
    }
    return "This is not a date that exists.";
  }

  private static DateTimeFormatter strict(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }
}
