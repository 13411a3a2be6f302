package org.folkmoot.ballot.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps a voter's tracking codes with their pack, encrypted under what only their link or letter
 * holds: in clear they would lead from the marked register to the papers in the box.
 */
final class TrackingNote {
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private TrackingNote() {}

  static String write(String token, String pack, Map<String, String> codes, SecureRandom random) {
    StringBuilder lines = new StringBuilder();
    codes.forEach((contest, code) -> lines.append(contest).append('=').append(code).append('\n'));
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key(token, pack), new GCMParameterSpec(TAG_BITS, nonce));
      byte[] text = cipher.doFinal(lines.toString().getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder()
          .encodeToString(ByteBuffer.allocate(NONCE + text.length).put(nonce).put(text).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  /** The codes; empty when the vote was cast with another link or code. */
  static Optional<Map<String, String>> read(String token, String pack, String note) {
    byte[] kept = Base64.getDecoder().decode(note);
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE, key(token, pack), new GCMParameterSpec(TAG_BITS, kept, 0, NONCE));
      String lines =
          new String(cipher.doFinal(kept, NONCE, kept.length - NONCE), StandardCharsets.UTF_8);
      Map<String, String> codes = new TreeMap<>();
      lines.lines().forEach(line -> codes.put(line.split("=")[0], line.split("=")[1]));
      return Optional.of(codes);
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  private static SecretKeySpec key(String token, String pack) throws GeneralSecurityException {
    // The token has 120 random bits or more, so it needs no stretching.
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return new SecretKeySpec(
        mac.doFinal(("folkmoot tracking codes v1|" + pack).getBytes(StandardCharsets.UTF_8)),
        "AES");
  }
}
