package org.folkmoot.election;

import java.time.LocalDate;
import java.util.List;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Label;

/**
 * Who may vote in an election, frozen on the qualifying date, each with a reason.
 *
 * @param hash SHA-256 over the entries in order, lower-case hex
 */
public record ElectoralRoll(
    String election, LocalDate qualifyingDate, List<Entry> entries, String hash) {
  public ElectoralRoll {
    entries = List.copyOf(entries);
  }

  /** One voter. */
  public record Entry(
      String member, String name, Constituency constituency, Label reason, String rule) {}

  public long electorate(Constituency constituency) {
    return entries.stream().filter(entry -> entry.constituency() == constituency).count();
  }
}
