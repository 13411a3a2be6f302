package org.folkmoot.register.internal;

import java.security.SecureRandom;

/** Ids that say nothing of what they name: 100 random bits in Crockford's base 32. */
final class RandomId {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
  private static final int LENGTH = 20;

  private RandomId() {}

  static String next() {
    byte[] bytes = new byte[LENGTH];
    RANDOM.nextBytes(bytes);
    StringBuilder id = new StringBuilder(LENGTH);
    for (byte b : bytes) {
      id.append(DIGITS[b & 31]);
    }
    return id.toString();
  }
}
