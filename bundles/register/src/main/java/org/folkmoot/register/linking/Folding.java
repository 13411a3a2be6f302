package org.folkmoot.register.linking;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values as they are compared: without case, accents, punctuation and the habits of hosts. */
final class Folding {
  private static final Pattern DAY_FIRST =
      Pattern.compile("(\\d{1,2})[/. -](\\d{1,2})[/. -](\\d{4})");
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})[/.-](\\d{1,2})[/.-](\\d{1,2})(?:[T ].*)?");
  private static final int NATIONAL_NUMBER = 10;

  private Folding() {}

  /** The value as it is compared; null where it says nothing. */
  static String fold(Item item, String value) {
    if (value == null || value.isBlank()) {
      return null;
    }
    String folded =
        switch (item.kind()) {
          case NAME, TEXT -> words(value);
          case DATE -> date(value);
          case CODE -> item == Item.TELEPHONE ? telephone(value) : code(value);
          case WORD -> item == Item.SEX ? sex(value) : words(value);
          case EMAIL -> value.strip().toLowerCase(Locale.ROOT);
        };
    return folded == null || folded.isEmpty() ? null : folded;
  }

  private static String words(String value) {
    String plain = ascii(value) ? value : Normalizer.normalize(value, Normalizer.Form.NFD);
    StringBuilder folded = new StringBuilder(plain.length());
    boolean gap = false;
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        if (gap && folded.length() > 0) {
          folded.append(' ');
        }
        folded.append(Character.toLowerCase(c));
        gap = false;
      } else {
        // An apostrophe or an accent stands inside a word: O'Neil is one word.
        gap |= Character.isWhitespace(c) || c == '-' || c == ',' || c == '.' || c == '/';
      }
    }
    return folded.toString();
  }

  private static boolean ascii(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }

  private static String code(String value) {
    StringBuilder kept = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        kept.append(Character.toUpperCase(c));
      }
    }
    return kept.toString();
  }

  /** The last ten digits: 020 7946 0000 and +44 20 7946 0000 are one number. */
  private static String telephone(String value) {
    String digits = value.replaceAll("\\D", "").replaceFirst("^0+", "");
    return digits.substring(Math.max(0, digits.length() - NATIONAL_NUMBER));
  }

  private static String sex(String value) {
    String word = value.strip().toLowerCase(Locale.ROOT);
    return switch (word) {
      case "m", "male", "man", "boy", "1" -> "m";
      case "f", "female", "woman", "girl", "2" -> "f";
      case "u", "unknown", "not known", "not specified", "not stated", "0", "9" -> null;
      default -> word;
    };
  }

  /** Eight digits, year first; the day need not exist, since a mistyped one still says much. */
  static String date(String value) {
    String given = value.strip();
    if (figures(given, 0, 8) && given.length() == 8) {
      return given;
    }
    if (given.length() == 10
        && given.charAt(4) == '-'
        && given.charAt(7) == '-'
        && figures(given, 0, 4)
        && figures(given, 5, 7)
        && figures(given, 8, 10)) {
      return given.substring(0, 4) + given.substring(5, 7) + given.substring(8);
    }
    Matcher yearFirst = YEAR_FIRST.matcher(given);
    if (yearFirst.matches()) {
      return yearFirst.group(1) + two(yearFirst.group(2)) + two(yearFirst.group(3));
    }
    Matcher dayFirst = DAY_FIRST.matcher(given);
    if (dayFirst.matches()) {
      return dayFirst.group(3) + two(dayFirst.group(2)) + two(dayFirst.group(1));
    }
    return null;
  }

  private static boolean figures(String value, int from, int to) {
    if (value.length() < to) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static String two(String digits) {
    return digits.length() == 1 ? "0" + digits : digits;
  }

  /** The words of an address in order of the alphabet. */
  static String[] tokens(String folded) {
    String[] tokens = folded.split(" ");
    Arrays.sort(tokens);
    return tokens;
  }

  /** 64 bits that stand for a value: FNV-1a, mixed once more. */
  static long fingerprint(String value) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < value.length(); i++) {
      hash = (hash ^ value.charAt(i)) * 0x100000001b3L;
    }
    return mix(hash);
  }

  static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
