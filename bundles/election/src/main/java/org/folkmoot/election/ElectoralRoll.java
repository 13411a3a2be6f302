package org.folkmoot.election;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Label;

/**
 * Who may vote in an election, frozen on the qualifying date, each with a reason.
 *
 * @param hash SHA-256 of {@link #canonical} in UTF-8, lower-case hex
 */
public record ElectoralRoll(
    String election, LocalDate qualifyingDate, List<Entry> entries, String hash) {
  public ElectoralRoll {
    entries = List.copyOf(entries);
  }

  /** The hash of a roll with these entries. */
  public static String hash(List<Entry> entries) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(written(entries).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * The text that is hashed: a line for each voter in order, of id, name and constituency (users,
   * workers, community), with a tab between and a line feed after each.
   */
  public String canonical() {
    return written(entries);
  }

  private static String written(List<Entry> entries) {
    StringBuilder text = new StringBuilder();
    for (Entry entry : entries) {
      text.append(entry.member())
          .append('\t')
          .append(entry.name())
          .append('\t')
          .append(entry.constituency().word())
          .append('\n');
    }
    return text.toString();
  }

  /** Whoever answers for the roll found it right: by name, on this roll and no other. */
  public record SignOff(String name, String hash, Instant at, String actor) {}

  /** One voter. */
  public record Entry(
      String member, String name, Constituency constituency, Label reason, String rule) {}

  public long electorate(Constituency constituency) {
    return entries.stream().filter(entry -> entry.constituency() == constituency).count();
  }
}
