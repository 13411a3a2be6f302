package org.folkmoot.records.reading;

import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers by which other systems know a person. */
public final class Identifiers {
  public static final String NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number";
  public static final String UPN = "upn";
  public static final String PAYROLL = "payroll";

  private static final Pattern UPN_FORM = Pattern.compile("[A-Z][0-9]{11}[0-9A-Z]");
  private static final Pattern TEN_DIGITS = Pattern.compile("[0-9]{10}");

  private Identifiers() {}

  /** An NHS number: ten digits, the last a check on the others (NHS Data Dictionary). */
  public static Read<String> nhsNumber(String text) {
    String number = text.replaceAll("[\\s\\p{Z}\\p{Cf}-]", "");
    if (number.isEmpty()) {
      return Read.nothing();
    }
    if (!TEN_DIGITS.matcher(number).matches()) {
      return Read.refused("An NHS number has ten digits.", "Correct it, or leave it empty.");
    }
    int sum = 0;
    for (int place = 0; place < 9; place++) {
      sum += (number.charAt(place) - '0') * (10 - place);
    }
    int check = (11 - sum % 11) % 11;
    return check == number.charAt(9) - '0'
        ? Read.of(number)
        : Read.refused(
            "The last digit does not agree with the other nine, so a digit is wrong.",
            "Look the number up again, or leave it empty.");
  }

  /** A unique pupil number: a letter, eleven digits, and a digit or letter (DfE UPN guide). */
  public static Read<String> upn(String text) {
    String number = text.replaceAll("[\\s\\p{Z}\\p{Cf}]", "").toUpperCase(Locale.ROOT);
    if (number.isEmpty()) {
      return Read.nothing();
    }
    return UPN_FORM.matcher(number).matches()
        ? Read.of(number)
        : Read.refused(
            "A unique pupil number is a letter followed by twelve digits.",
            "Correct it, or leave it empty.");
  }
}
