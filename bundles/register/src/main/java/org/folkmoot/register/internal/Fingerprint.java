package org.folkmoot.register.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * What stands for a value where only its sameness matters. It keeps values out of sight; it does
 * not hide a short number from somebody who tries them all (docs/data-protection.md).
 */
final class Fingerprint {
  private static final int BYTES = 16;
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
  // Looking the algorithm up costs more than hashing a name.
  private static final ThreadLocal<MessageDigest> DIGEST =
      ThreadLocal.withInitial(Fingerprint::sha256);

  private Fingerprint() {}

  /** 128 bits of SHA-256 over the parts, each with its length so that no two lists run together. */
  static String of(String... parts) {
    MessageDigest digest = DIGEST.get();
    byte[] all = new byte[128];
    int end = 0;
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      int length = bytes.length;
      if (end + 4 + length > all.length) {
        all = Arrays.copyOf(all, Math.max(all.length * 2, end + 4 + length));
      }
      all[end++] = (byte) (length >>> 24);
      all[end++] = (byte) (length >>> 16);
      all[end++] = (byte) (length >>> 8);
      all[end++] = (byte) length;
      System.arraycopy(bytes, 0, all, end, length);
      end += length;
    }
    digest.update(all, 0, end);
    return TEXT.encodeToString(Arrays.copyOf(digest.digest(), BYTES));
  }

  /** The same over bytes whose boundaries are marked already. */
  static String of(byte[] bytes, int length) {
    MessageDigest digest = DIGEST.get();
    digest.update(bytes, 0, length);
    return TEXT.encodeToString(Arrays.copyOf(digest.digest(), BYTES));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
