package org.folkmoot.records.reading;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Email addresses and telephone numbers: whether they could be real, not whether they answer. */
public final class Contacts {
  private static final Pattern IN_ANGLES = Pattern.compile("[^<>]*<([^<>]+)>");
  private static final Pattern SEVERAL = Pattern.compile("[;,\\s]");
  private static final Pattern LOCAL =
      Pattern.compile("[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "([\\p{L}\\p{N}]([\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?\\.)+[\\p{L}][\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}]");
  private static final String EMAIL_CURE = "Write one address such as ann.smith@example.org.";

  private Contacts() {}

  /** An email address, without {@code mailto:} or a name round it (RFC 5321 sizes). */
  public static Read<String> email(String text) {
    String address = PersonNames.tidy(text);
    Matcher angles = IN_ANGLES.matcher(address);
    if (angles.matches()) {
      address = angles.group(1).strip();
    }
    if (address.regionMatches(true, 0, "mailto:", 0, 7)) {
      address = address.substring(7);
    }
    if (address.isEmpty()) {
      return Read.nothing();
    }
    int at = address.lastIndexOf('@');
    if (at < 0) {
      return Read.refused("An email address has an @ in it.", EMAIL_CURE);
    }
    if (address.indexOf('@') != at || SEVERAL.matcher(address).find()) {
      return Read.refused("There is more here than one email address.", EMAIL_CURE);
    }
    String local = address.substring(0, at);
    String domain = address.substring(at + 1);
    if (local.length() > 64
        || address.length() > 254
        || !LOCAL.matcher(local).matches()
        || !DOMAIN.matcher(domain).matches()) {
      return Read.refused("No mail could be delivered to this address.", EMAIL_CURE);
    }
    return Read.of(address);
  }

  /**
   * A telephone number, as written; seven digits at least, and an extension may stand behind it.
   */
  public static Read<String> telephone(String text) {
    String number = PersonNames.tidy(text);
    if (number.isEmpty()) {
      return Read.nothing();
    }
    long digits = number.chars().filter(Character::isDigit).count();
    if (digits < 7 || digits > 20 || number.length() > 60) {
      return Read.refused(
          "This cannot be a telephone number.", "Write one number, such as 01632 960 123.");
    }
    return Read.of(number);
  }
}
