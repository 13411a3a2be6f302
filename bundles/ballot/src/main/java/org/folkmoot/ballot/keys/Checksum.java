package org.folkmoot.ballot.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The eight characters at the end of a line that show a slip of the pen. */
final class Checksum {
  private Checksum() {}

  static String of(String body) {
    return HexFormat.of().formatHex(sha256(body.getBytes(StandardCharsets.US_ASCII)), 0, 4);
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
