package org.folkmoot.ballot;

import java.util.HexFormat;

/**
 * The public half of an election key (X25519), to which votes are sealed.
 *
 * @param publicKey 32 bytes
 * @param shares into how many shares the private half was split
 * @param threshold how many of them open the box
 */
public record ElectionKey(byte[] publicKey, int shares, int threshold) {
  public ElectionKey {
    if (publicKey.length != 32) {
      throw new IllegalArgumentException("election key: an X25519 public key has 32 bytes");
    }
    if (threshold < 1 || threshold > shares) {
      throw new IllegalArgumentException(
          "election key: threshold " + threshold + " of " + shares + " shares");
    }
    publicKey = publicKey.clone();
  }

  @Override
  public byte[] publicKey() {
    return publicKey.clone();
  }

  /** The public key as hex, for notices and for comparing by eye. */
  public String fingerprint() {
    return HexFormat.of().formatHex(publicKey);
  }
}
