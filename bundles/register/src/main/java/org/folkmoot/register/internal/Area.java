package org.folkmoot.register.internal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The area an institution serves, as the postcodes in it.
 *
 * @param version changes whenever an answer may
 */
record Area(String version, Set<String> beginnings, Packed postcodes) {
  private static final Pattern FORM = Pattern.compile("[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}");

  /** Of an institution that has named none. */
  static final Area NONE = new Area("", Set.of(), new Packed(new long[0]));

  /** Where the holder of a postcode lives; the postcode may be written in any way. */
  Residence residence(String written) {
    Optional<String> postcode = postcode(written);
    if (postcode.isEmpty()) {
      return Residence.NOT_KNOWN;
    }
    return begins(postcode.get()) || postcodes.hold(postcode.get())
        ? Residence.INSIDE
        : Residence.OUTSIDE;
  }

  private boolean begins(String postcode) {
    int gap = postcode.indexOf(' ');
    return beginnings.contains(postcode)
        || beginnings.contains(postcode.substring(0, gap))
        || beginnings.contains(postcode.substring(0, gap + 2));
  }

  /** In capitals with one space; empty when it is no postcode. */
  static Optional<String> postcode(String written) {
    String bare = written.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    if (!FORM.matcher(bare).matches()) {
      return Optional.empty();
    }
    int gap = bare.length() - 3;
    return Optional.of(bare.substring(0, gap) + " " + bare.substring(gap));
  }

  /** Postcodes as numbers in order: all 1.8 million of the country take 14 megabytes. */
  static final class Packed {
    private static final int SIGNS = 37;
    private final long[] sorted;

    Packed(long[] numbers) {
      this.sorted = numbers.clone();
      Arrays.sort(sorted);
    }

    boolean hold(String postcode) {
      return Arrays.binarySearch(sorted, number(postcode)) >= 0;
    }

    int size() {
      return sorted.length;
    }

    static long number(String postcode) {
      long number = 0;
      for (int i = 0; i < postcode.length(); i++) {
        char c = postcode.charAt(i);
        int sign = c == ' ' ? 0 : c <= '9' ? c - '0' + 1 : c - 'A' + 11;
        number = number * SIGNS + sign;
      }
      return number;
    }
  }
}
