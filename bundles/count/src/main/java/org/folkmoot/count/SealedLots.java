package org.folkmoot.count;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An order of lots drawn before the count, with the salt that keeps it secret until it is opened.
 *
 * <p>Publish the {@link #commitment} before the count; afterwards publish order and salt, and
 * anyone can see that the order was not chosen with the result in view.
 *
 * @param order candidate numbers in the order drawn, each once
 * @param salt random text nobody can guess, at least 16 characters without line breaks
 */
public record SealedLots(List<Integer> order, String salt) {
  public SealedLots {
    order = List.copyOf(order);
    if (order.stream().distinct().count() != order.size()) {
      throw new IllegalArgumentException("order: " + order + ", must name each candidate once");
    }
    if (salt.length() < 16 || salt.chars().anyMatch(c -> c < ' ')) {
      throw new IllegalArgumentException("salt: must be one line of at least 16 characters");
    }
  }

  /**
   * The SHA-256 hash, in hexadecimal, of the UTF-8 text {@code folkmoot lots}, line feed, the
   * numbers joined by commas, line feed, the salt.
   */
  public String commitment() {
    String numbers = order.stream().map(String::valueOf).collect(Collectors.joining(","));
    byte[] text = ("folkmoot lots\n" + numbers + "\n" + salt).getBytes(StandardCharsets.UTF_8);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  /** Whether these are the lots that were committed to. */
  public boolean opens(String publishedCommitment) {
    return commitment().equalsIgnoreCase(publishedCommitment.strip());
  }
}
