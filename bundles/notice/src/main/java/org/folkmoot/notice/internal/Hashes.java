package org.folkmoot.notice.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** SHA-256 and random words. */
final class Hashes {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567"; // RFC 4648, lower case
  static final int TOKEN_LENGTH = 32;

  private Hashes() {}

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing from this Java", e);
    }
  }

  static String sha256(String text) {
    return HexFormat.of().formatHex(sha256(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** 160 random bits in 32 letters and digits that survive any mail program and any hand. */
  static String randomWord() {
    byte[] bytes = new byte[TOKEN_LENGTH * 5 / 8];
    RANDOM.nextBytes(bytes);
    StringBuilder word = new StringBuilder(TOKEN_LENGTH);
    int buffer = 0;
    int bits = 0;
    for (byte b : bytes) {
      buffer = buffer << 8 | b & 0xff;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        word.append(BASE32.charAt(buffer >> bits & 31));
      }
      buffer &= (1 << bits) - 1;
    }
    return word.toString();
  }

  static boolean isWord(String token) {
    return token.length() == TOKEN_LENGTH && token.chars().allMatch(c -> BASE32.indexOf(c) >= 0);
  }
}
