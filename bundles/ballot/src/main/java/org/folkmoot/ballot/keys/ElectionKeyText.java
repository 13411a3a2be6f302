package org.folkmoot.ballot.keys;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.folkmoot.ballot.ElectionKey;
import org.folkmoot.constitution.Refused;

/** The public half of an election key as one line of text, which the ceremony gives the office. */
public final class ElectionKeyText {
  private static final Pattern FORM =
      Pattern.compile(
          "folkmoot-election-key v1 shares=(\\d{1,2}) threshold=(\\d{1,2}) key=([0-9a-f]{64})"
              + " check=([0-9a-f]{8})");

  private ElectionKeyText() {}

  public static String write(ElectionKey key) {
    String body =
        "folkmoot-election-key v1 shares="
            + key.shares()
            + " threshold="
            + key.threshold()
            + " key="
            + key.fingerprint();
    return body + " check=" + Checksum.of(body);
  }

  /**
   * Finds the key in a text; what stands around it does not matter.
   *
   * @throws Refused when there is none, when it is a trustee's secret share instead, or when its
   *     checksum does not fit
   */
  public static ElectionKey read(String text) {
    String line = text.replaceAll("\\s+", " ");
    if (line.contains("folkmoot-key-share")) {
      throw new Refused(
          "this is a trustee's secret share, not the public key",
          "a share must never meet the server on which votes are cast",
          "Choose public-key.txt. Treat this share as seen by others: hold the ceremony again.");
    }
    Matcher key = FORM.matcher(line);
    if (!key.find()) {
      throw new Refused(
          "no public key was found in the text",
          "a public key is one line beginning \"folkmoot-election-key v1\"",
          "Choose the file public-key.txt that the ceremony wrote, or paste its line whole.");
    }
    String body = key.group().substring(0, key.group().lastIndexOf(" check="));
    int shares = Integer.parseInt(key.group(1));
    int threshold = Integer.parseInt(key.group(2));
    if (!Checksum.of(body).equals(key.group(4)) || threshold < 1 || threshold > shares) {
      throw new Refused(
          "the public key is damaged: its checksum does not fit",
          "the last eight characters are a checksum of the rest",
          "Compare it with the file public-key.txt, or choose the file itself.");
    }
    return new ElectionKey(HexFormat.of().parseHex(key.group(3)), shares, threshold);
  }
}
