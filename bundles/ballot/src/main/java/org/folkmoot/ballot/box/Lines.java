package org.folkmoot.ballot.box;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.folkmoot.constitution.Refused;

/** A text of lines "word value" in a fixed order, read line by line, and its hash. */
final class Lines {
  private final String what;
  private final String remedy;
  private final List<String> lines;
  private int next;

  Lines(String what, String remedy, String text) {
    this.what = what;
    this.remedy = remedy;
    this.lines = text.lines().toList();
  }

  /** Whether the next line begins with a word. */
  boolean at(String word) {
    return next < lines.size()
        && (lines.get(next).equals(word) || lines.get(next).startsWith(word + " "));
  }

  /** The value of the next line, which must begin with the word. */
  String take(String word) {
    if (!at(word)) {
      throw fault(
          "\""
              + word
              + "\" was expected"
              + (next < lines.size() ? "" : ", but the file ends before it"));
    }
    String line = lines.get(next++);
    return line.length() > word.length() ? line.substring(word.length() + 1) : "";
  }

  long number(String word) {
    String value = take(word);
    if (!value.matches("\\d{1,10}")) {
      next--;
      throw fault("\"" + word + "\" must be a number, not \"" + value + "\"");
    }
    return Long.parseLong(value);
  }

  Refused fault(String found) {
    return new Refused(what + ", line " + (next + 1) + ": " + found, "its form", remedy);
  }

  /** A value of one line: whatever got into a name, it must not begin a line of its own. */
  static String oneLine(String value) {
    return value.replaceAll("[\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}\\x{FFFD}]", " ").strip();
  }

  static String sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
