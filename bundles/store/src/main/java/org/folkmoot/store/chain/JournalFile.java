package org.folkmoot.store.chain;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An exported journal: a first line with the institution, a line for each entry, a last line with
 * the head.
 *
 * <pre>
 * folkmoot-journal v1 oak
 * 1 TAB 2026-09-07T11:00:00Z TAB Sam Reed TAB election.created TAB {"election":"..."} TAB hash
 * head 1 hash
 * </pre>
 *
 * <p>Within a field, a backslash, tab, line feed and carriage return are written {@code \\ \t \n
 * \r}.
 */
public final class JournalFile {
  private static final String FORM = "folkmoot-journal v1 ";
  private static final int FIELDS = 6;

  private JournalFile() {}

  /** The first line. */
  public static String first(String institution) {
    return FORM + written(institution) + "\n";
  }

  /** The line of an entry. */
  public static String line(ChainLink link, String hash) {
    return link.number()
        + "\t"
        + Instant.ofEpochMilli(link.at())
        + "\t"
        + written(link.actor())
        + "\t"
        + written(link.act())
        + "\t"
        + written(link.facts())
        + "\t"
        + hash
        + "\n";
  }

  /** The last line. */
  public static String last(long number, String hash) {
    return "head " + number + " " + hash + "\n";
  }

  private static String written(String field) {
    return field
        .replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  private static String read(String field) {
    StringBuilder out = new StringBuilder(field.length());
    for (int i = 0; i < field.length(); i++) {
      char letter = field.charAt(i);
      if (letter != '\\' || i + 1 == field.length()) {
        out.append(letter);
        continue;
      }
      char next = field.charAt(++i);
      out.append(
          switch (next) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> next;
          });
    }
    return out.toString();
  }

  /**
   * What a check found.
   *
   * @param entries how many entries are sound, up to the first fault
   * @param head the hash of the last sound entry
   * @param fault the first fault, with its line
   * @param unknownHeads those of the heads to look for that no sound entry has
   */
  public record Checked(
      String institution,
      long entries,
      String head,
      Optional<String> fault,
      Set<String> unknownHeads) {
    public boolean sound() {
      return fault.isEmpty() && unknownHeads.isEmpty();
    }
  }

  /**
   * Checks an exported journal up to its first fault.
   *
   * @param heads that somebody outside has kept: each must be the hash of an entry
   * @param each is given every sound entry
   */
  public static Checked check(BufferedReader file, Set<String> heads, Consumer<ChainLink> each)
      throws IOException {
    Set<String> missing = new HashSet<>(heads);
    missing.remove(ChainLink.EMPTY);
    String first = file.readLine();
    if (first == null || !first.startsWith(FORM)) {
      return new Checked(
          "",
          0,
          ChainLink.EMPTY,
          Optional.of(
              "line 1: this is no exported journal; one begins \""
                  + FORM.strip()
                  + "\" and the institution"),
          missing);
    }
    String institution = read(first.substring(FORM.length()));
    long number = 0;
    String head = ChainLink.EMPTY;
    int at = 1;
    for (String line = file.readLine(); ; line = file.readLine()) {
      at++;
      Optional<String> fault;
      if (line == null) {
        fault = Optional.of("the file is cut off: its last line must be \"head NUMBER HASH\"");
      } else if (line.startsWith("head ")) {
        fault = end(line, number, head);
        if (fault.isEmpty() && file.readLine() != null) {
          at++;
          fault = Optional.of("something stands after the head");
        }
        return new Checked(institution, number, head, atLine(at, fault), missing);
      } else {
        String[] fields = line.split("\t", -1);
        fault = fault(fields, number);
        if (fault.isEmpty()) {
          ChainLink link =
              new ChainLink(
                  institution,
                  Long.parseLong(fields[0]),
                  Instant.parse(fields[1]).toEpochMilli(),
                  read(fields[2]),
                  read(fields[3]),
                  read(fields[4]));
          String hash = link.hashAfter(head);
          if (hash.equals(fields[5])) {
            number = link.number();
            head = hash;
            missing.remove(hash);
            each.accept(link);
            continue;
          }
          fault =
              Optional.of(
                  "entry "
                      + link.number()
                      + " ("
                      + link.act()
                      + ") does not follow from what it says and the entry before it: it was"
                      + " altered or moved, or the one before it was");
        }
      }
      return new Checked(institution, number, head, atLine(at, fault), missing);
    }
  }

  private static Optional<String> atLine(int line, Optional<String> fault) {
    return fault.map(said -> "line " + line + ": " + said);
  }

  private static Optional<String> fault(String[] fields, long before) {
    if (fields.length != FIELDS || !fields[0].matches("\\d{1,18}")) {
      return Optional.of(
          "an entry has "
              + FIELDS
              + " fields between tabs, beginning with its number; this line has "
              + fields.length);
    }
    long number = Long.parseLong(fields[0]);
    if (number > before + 1) {
      return Optional.of(
          number == before + 2
              ? "entry " + (before + 1) + " is missing before entry " + number
              : "entries "
                  + (before + 1)
                  + " to "
                  + (number - 1)
                  + " are missing before entry "
                  + number);
    }
    if (number <= before) {
      return Optional.of("entry " + number + " stands after entry " + before + ": out of order");
    }
    try {
      Instant.parse(fields[1]);
      return Optional.empty();
    } catch (DateTimeException e) {
      return Optional.of("\"" + fields[1] + "\" is no instant");
    }
  }

  private static Optional<String> end(String line, long number, String head) {
    String[] words = line.split(" ", -1);
    if (words.length != 3 || !words[1].matches("\\d{1,18}")) {
      return Optional.of("the head must be \"head NUMBER HASH\"");
    }
    long last = Long.parseLong(words[1]);
    if (last > number) {
      return Optional.of(
          "the head names entry "
              + last
              + ", but the last entry here is "
              + number
              + ": the newest are missing");
    }
    return last < number || !words[2].equals(head)
        ? Optional.of("the head is not that of entry " + number + ", the last one here")
        : Optional.empty();
  }
}
