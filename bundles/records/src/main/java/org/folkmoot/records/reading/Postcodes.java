package org.folkmoot.records.reading;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Postcodes of the United Kingdom: in capitals, with one space before the last three. */
public final class Postcodes {
  /** The form published by the Royal Mail (BS 7666); that the postcode exists is not asked. */
  private static final Pattern FORM =
      Pattern.compile(
          "(GIR0AA|([A-PR-UWYZ]([0-9]{1,2}|[A-HK-Y][0-9]([0-9]|[ABEHMNPRV-Y])?|[0-9][A-HJKPSTUW]))"
              + "[0-9][ABD-HJLNP-UW-Z]{2})");

  private static final Pattern OTHER_SIGNS = Pattern.compile("[^A-Z0-9]");

  private Postcodes() {}

  /** A postcode of the United Kingdom, as it should be written; empty when it is none. */
  public static Optional<String> british(String text) {
    String close =
        OTHER_SIGNS.matcher(PersonNames.tidy(text).toUpperCase(Locale.ROOT)).replaceAll("");
    if (!FORM.matcher(close).matches()) {
      return Optional.empty();
    }
    int inward = close.length() - 3;
    return Optional.of(close.substring(0, inward) + " " + close.substring(inward));
  }

  /** A postcode; one that is not British is kept as written, with advice. */
  public static Read<String> postcode(String text) {
    String written = PersonNames.tidy(text);
    if (written.isEmpty()) {
      return Read.nothing();
    }
    Optional<String> british = british(written);
    if (british.isPresent()) {
      return Read.of(british.get());
    }
    return Read.advised(
        written,
        "This is not a postcode of the United Kingdom; it is kept as written.",
        "If the address is in the United Kingdom, correct the postcode: SW1A 1AA.");
  }
}
