package org.folkmoot.ballot;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The code by which a voter finds their sealed paper in the published list: derived from the sealed
 * paper, so whoever holds the box can work it out again. It tells nothing of the marks.
 */
public final class TrackingCode {
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 16;
  private static final int GROUP = 4;

  private TrackingCode() {}

  /** The first 80 bits of the SHA-256 of a sealed paper, in four groups of four characters. */
  public static String of(byte[] sealed) {
    byte[] digest;
    try {
      digest = MessageDigest.getInstance("SHA-256").digest(sealed);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    StringBuilder code = new StringBuilder();
    long buffer = 0;
    int bits = 0;
    int next = 0;
    for (int i = 0; i < LENGTH; i++) {
      if (bits < 5) {
        buffer = (buffer << 8) | (digest[next++] & 0xff);
        bits += 8;
      }
      bits -= 5;
      code.append(i > 0 && i % GROUP == 0 ? "-" : "");
      code.append(DIGITS.charAt((int) (buffer >> bits) & 31));
    }
    return code.toString();
  }
}
