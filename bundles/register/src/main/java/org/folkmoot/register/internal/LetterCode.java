package org.folkmoot.register.internal;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * The code in a letter: 24 random characters of Crockford's base 32, which are 120 bits, and one
 * that shows a slip (Luhn's sum, mod 32: it finds every wrong character and every swap of two
 * neighbours but 0 and Z). In groups of five, to be typed with or without them.
 */
record LetterCode(String characters) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int RANDOM_CHARACTERS = 24;
  private static final int GROUP = 5;

  static LetterCode made() {
    byte[] bytes = new byte[RANDOM_CHARACTERS];
    RANDOM.nextBytes(bytes);
    StringBuilder code = new StringBuilder(RANDOM_CHARACTERS + 1);
    for (byte b : bytes) {
      code.append(DIGITS.charAt(b & 31));
    }
    int check = (DIGITS.length() - sum(code + "0")) % DIGITS.length();
    return new LetterCode(code.append(DIGITS.charAt(check)).toString());
  }

  /** What somebody typed; empty when it is no code, or has a slip. */
  static Optional<LetterCode> typed(String text) {
    StringBuilder code = new StringBuilder();
    for (char c : text.toUpperCase(Locale.ROOT).toCharArray()) {
      char meant = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
      if (DIGITS.indexOf(meant) >= 0) {
        code.append(meant);
      } else if (Character.isLetterOrDigit(c)) {
        return Optional.empty();
      }
      if (code.length() > RANDOM_CHARACTERS + 1) {
        return Optional.empty();
      }
    }
    return code.length() == RANDOM_CHARACTERS + 1 && sum(code.toString()) == 0
        ? Optional.of(new LetterCode(code.toString()))
        : Optional.empty();
  }

  private static int sum(String code) {
    int base = DIGITS.length();
    int sum = 0;
    for (int i = 0; i < code.length(); i++) {
      int value = DIGITS.indexOf(code.charAt(i));
      // Every second from the right, the check character itself not, counts double.
      int weighed = (code.length() - i) % 2 == 0 ? 2 * value : value;
      sum += weighed / base + weighed % base;
    }
    return sum % base;
  }

  /** By what the code is known again; the code itself is stored nowhere. */
  String hash() {
    return Fingerprint.of("letter", characters);
  }

  /** As it is printed. */
  @Override
  public String toString() {
    StringBuilder groups = new StringBuilder();
    for (int i = 0; i < characters.length(); i += GROUP) {
      groups.append(i == 0 ? "" : "-").append(characters, i, i + GROUP);
    }
    return groups.toString();
  }
}
