package org.folkmoot.ballot.keys;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.folkmoot.ballot.KeyShare;
import org.folkmoot.constitution.Refused;

/** A key share as one line of text that can be kept in a file, printed or typed. */
public final class KeyShareText {
  private static final Pattern FORM =
      Pattern.compile(
          "folkmoot-key-share v1 share=(\\d{1,2})/(\\d{1,2}) threshold=(\\d{1,2})"
              + " key=([0-9a-f]{64}) secret=([0-9a-f]{64}) check=([0-9a-f]{8})");

  private KeyShareText() {}

  public static String write(KeyShare share) {
    String body =
        "folkmoot-key-share v1 share="
            + share.number()
            + "/"
            + share.shares()
            + " threshold="
            + share.threshold()
            + " key="
            + share.fingerprint()
            + " secret="
            + HexFormat.of().formatHex(share.secret());
    return body + " check=" + Checksum.of(body);
  }

  /**
   * Finds the share in a text; what stands around it does not matter.
   *
   * @throws Refused when there is none, or its checksum does not fit
   */
  public static KeyShare read(String text) {
    Matcher line = FORM.matcher(text.replaceAll("\\s+", " "));
    if (!line.find()) {
      throw new Refused(
          "no key share was found in the text",
          "a key share is one line beginning \"folkmoot-key-share v1\"",
          "Choose the key file that was saved when the key was made, or paste its line whole.");
    }
    String body = line.group().substring(0, line.group().lastIndexOf(" check="));
    if (!Checksum.of(body).equals(line.group(6))) {
      throw new Refused(
          "the key share is damaged: its checksum does not fit",
          "the last eight characters are a checksum of the rest",
          "Compare it with the saved file or the printed form, character by character.");
    }
    return new KeyShare(
        Integer.parseInt(line.group(1)),
        Integer.parseInt(line.group(2)),
        Integer.parseInt(line.group(3)),
        line.group(4),
        HexFormat.of().parseHex(line.group(5)));
  }
}
