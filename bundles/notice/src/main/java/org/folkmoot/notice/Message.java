package org.folkmoot.notice;

import java.util.Locale;
import java.util.Map;

/**
 * One message to one person. No value holds CR, LF or NUL except the two bodies.
 *
 * @param id Message-ID without angle brackets; the same on every try
 * @param fromName the institution
 * @param from sender's address
 * @param to the addressee
 * @param text plain text, lines ending in LF
 * @param html the same content
 * @param headers further headers, such as Auto-Submitted
 */
public record Message(
    String id,
    String fromName,
    String from,
    Addressee to,
    String subject,
    String text,
    String html,
    Locale language,
    Map<String, String> headers) {
  public Message {
    headers = Map.copyOf(headers);
    refuseControls("id", id);
    refuseControls("fromName", fromName);
    refuseControls("from", from);
    refuseControls("to", to.name() + to.email().orElse(""));
    refuseControls("subject", subject);
    headers.forEach((name, value) -> refuseControls(name, name + value));
  }

  private static void refuseControls(String field, String value) {
    if (value.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
      throw new IllegalArgumentException(
          "message: " + field + " holds a line break or NUL (RFC 5322 2.2)");
    }
  }
}
