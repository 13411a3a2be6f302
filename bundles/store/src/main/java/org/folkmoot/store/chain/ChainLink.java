package org.folkmoot.store.chain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * One entry of a journal as it is hashed.
 *
 * <p>An entry's hash is SHA-256 over eight texts, each as UTF-8 after its length in four bytes, big
 * end first: the previous hash, institution, number, epoch milliseconds, actor, act and the facts
 * as stored, after the word {@value #FORM}. The length makes each boundary part of what is hashed.
 *
 * @param at epoch milliseconds
 * @param facts as JSON, the names sorted
 */
public record ChainLink(
    String institution, long number, long at, String actor, String act, String facts) {
  /** What stands before the first entry. */
  public static final String EMPTY = "0".repeat(64);

  private static final String FORM = "folkmoot-journal-1";

  /** The hash this entry has after one with that hash. */
  public String hashAfter(String previous) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part :
          List.of(
              FORM,
              previous,
              institution,
              Long.toString(number),
              Long.toString(at),
              actor,
              act,
              facts)) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
