package org.folkmoot.page;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Map;

/** What a bundle says to people in one language. */
public final class Words {
  private final Language language;
  private final Map<String, String> phrases;

  Words(Language language, Map<String, String> phrases) {
    this.language = language;
    this.phrases = phrases;
  }

  /** The language spoken. */
  public Language language() {
    return language;
  }

  /**
   * A phrase with its arguments in their places: numbers, dates and moments in words of the
   * language, anything else as it prints. A key that is not worded is a fault of the program.
   */
  public String say(String key, Object... arguments) {
    return fill(pattern(key), arguments);
  }

  /** A phrase for a number of things: the number is {@code {0}}, the arguments follow from {1}. */
  public String plural(String key, long count, Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = count;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return fill(pattern(key + "[" + language.pluralCategory(count) + "]"), all);
  }

  /** Whether this key is worded. */
  public boolean knows(String key) {
    return phrases.containsKey(key);
  }

  /** A value as it stands in a sentence of this language. */
  public String shown(Object value) {
    if (value instanceof Number number) {
      return Numbers.grouped(number);
    }
    if (value instanceof Instant instant) {
      return DateWords.moment(instant, language);
    }
    if (value instanceof ZonedDateTime moment) {
      return DateWords.moment(moment.toInstant(), language);
    }
    if (value instanceof LocalDate day) {
      return DateWords.day(day, language);
    }
    return String.valueOf(value);
  }

  private String pattern(String key) {
    String pattern = phrases.get(key);
    if (pattern == null) {
      throw new IllegalArgumentException("wording: " + key + " is not worded in " + language.tag());
    }
    return pattern;
  }

  private String fill(String pattern, Object... arguments) {
    StringBuilder filled = new StringBuilder(pattern.length() + 32);
    int from = 0;
    for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', from)) {
      int close = pattern.indexOf('}', open);
      if (close < 0) {
        break;
      }
      filled.append(pattern, from, open);
      int place = Integer.parseInt(pattern, open + 1, close, 10);
      if (place >= arguments.length) {
        throw new IllegalArgumentException(
            "wording: no argument {" + place + "} was given for: " + pattern);
      }
      filled.append(shown(arguments[place]));
      from = close + 1;
    }
    return filled.append(pattern, from, pattern.length()).toString();
  }
}
