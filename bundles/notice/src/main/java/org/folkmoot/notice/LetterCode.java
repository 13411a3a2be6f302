package org.folkmoot.notice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * What stands in a letter where mail has a link: a code that is typed. 24 random characters of
 * Crockford's base 32, which are 120 bits, and one that shows a slip (Luhn's sum, mod 32: it finds
 * every wrong character and every swap of two neighbours but 0 and Z). In groups of five, to be
 * typed with or without them.
 */
public final class LetterCode {
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 25;
  private static final int GROUP = 5;

  private final String characters;

  private LetterCode(String characters) {
    this.characters = characters;
  }

  /** A new code. */
  public static LetterCode made(SecureRandom random) {
    byte[] bytes = new byte[LENGTH - 1];
    random.nextBytes(bytes);
    StringBuilder code = new StringBuilder(LENGTH);
    for (byte b : bytes) {
      code.append(DIGITS.charAt(b & 31));
    }
    int check = (DIGITS.length() - sum(code + "0")) % DIGITS.length();
    return new LetterCode(code.append(DIGITS.charAt(check)).toString());
  }

  /**
   * What somebody typed or a scanner read: any case and grouping, O for 0 and I or L for 1; empty
   * when it is no code, or its check character does not fit.
   */
  public static Optional<LetterCode> typed(String text) {
    StringBuilder code = new StringBuilder(LENGTH);
    for (char c : text.toUpperCase(Locale.ROOT).toCharArray()) {
      char meant = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
      if (DIGITS.indexOf(meant) >= 0) {
        code.append(meant);
      } else if (Character.isLetterOrDigit(c)) {
        return Optional.empty();
      }
      if (code.length() > LENGTH) {
        return Optional.empty();
      }
    }
    return code.length() == LENGTH && sum(code.toString()) == 0
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

  /**
   * By what it is known again; the code itself is stored nowhere.
   *
   * @param purpose a word, so that a code for one purpose is never known for another
   */
  public String hash(String purpose) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest((purpose + " code " + characters).getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** As it stands in an address or a QR code, without groups. */
  public String plain() {
    return characters;
  }

  /** As it is printed, in groups. */
  @Override
  public String toString() {
    StringBuilder groups = new StringBuilder();
    for (int i = 0; i < characters.length(); i += GROUP) {
      groups.append(i == 0 ? "" : "-").append(characters, i, i + GROUP);
    }
    return groups.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LetterCode code && code.characters.equals(characters);
  }

  @Override
  public int hashCode() {
    return characters.hashCode();
  }
}
