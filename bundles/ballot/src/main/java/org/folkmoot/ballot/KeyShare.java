package org.folkmoot.ballot;

import java.util.Arrays;

/**
 * One trustee's share of the private half; with a single key, the private half itself. Its text
 * form is one line that can be kept in a file, printed or typed, with a checksum against slips.
 *
 * @param number from 1
 * @param shares how many there are
 * @param threshold how many open the box
 * @param fingerprint of the election key it belongs to
 */
public record KeyShare(int number, int shares, int threshold, String fingerprint, byte[] secret) {
  public KeyShare {
    secret = secret.clone();
  }

  @Override
  public byte[] secret() {
    return secret.clone();
  }

  /** Overwrites the secret in memory; the share is good for nothing afterwards. */
  public void wipe() {
    Arrays.fill(secret, (byte) 0);
  }
}
