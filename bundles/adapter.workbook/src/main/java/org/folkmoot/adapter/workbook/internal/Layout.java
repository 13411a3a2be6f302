package org.folkmoot.adapter.workbook.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.folkmoot.records.SourceFailed;
import org.folkmoot.records.reading.PersonNames;

/**
 * Where the headings stand and what they are called.
 *
 * @param row the row of the headings; those above it are title lines
 * @param headings one for each column; a column without one is called by its letter
 */
record Layout(long row, List<String> headings) {
  private static final int LOOKED_AT = 30;

  /** Enough headings that are recognised end the search at once. */
  private static final int CERTAIN = 3;

  /**
   * Finds the headings among the first rows: the row with most headings that are recognised, or
   * else the first row with more than one value.
   */
  static Layout find(String file, Table table) throws SourceFailed {
    Table.Row best = null;
    Table.Row firstWide = null;
    Table.Row first = null;
    long most = 0;
    Optional<Table.Row> next = table.next();
    for (int i = 0; i < LOOKED_AT && next.isPresent() && most < CERTAIN; i++) {
      Table.Row row = next.get();
      long recognised = row.cells().stream().filter(Meaning::recognises).count();
      long filled = row.cells().stream().filter(cell -> !cell.isBlank()).count();
      if (recognised > most) {
        most = recognised;
        best = row;
      }
      firstWide = firstWide == null && filled > 1 ? row : firstWide;
      first = first == null && filled > 0 ? row : first;
      next = table.next();
    }
    Table.Row chosen = most > 1 ? best : firstWide != null ? firstWide : first;
    if (chosen == null) {
      throw new SourceFailed(
          file + " has no headings: its first rows are empty. Put the headings in the first row.");
    }
    return new Layout(chosen.number(), named(chosen.cells()));
  }

  /** The column of a heading, whatever its case. */
  Optional<Integer> column(String heading) {
    String sought = PersonNames.tidy(heading).toLowerCase(Locale.ROOT);
    for (int i = 0; i < headings.size(); i++) {
      if (headings.get(i).toLowerCase(Locale.ROOT).equals(sought)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /** Whether a row has values beyond the last heading. */
  boolean isOutgrownBy(Table.Row row) {
    return row.cells().size() > headings.size()
        && row.cells().subList(headings.size(), row.cells().size()).stream()
            .anyMatch(cell -> !cell.isBlank());
  }

  private static List<String> named(List<String> cells) {
    List<String> names = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < cells.size(); i++) {
      String written = PersonNames.tidy(cells.get(i));
      String name = written.isEmpty() ? "Column " + letters(i) : written;
      String unique = name;
      for (int n = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); n++) {
        unique = name + " (" + n + ")";
      }
      names.add(unique);
    }
    return names;
  }

  private static String letters(int column) {
    StringBuilder letters = new StringBuilder();
    for (int c = column + 1; c > 0; c = (c - 1) / 26) {
      letters.insert(0, (char) ('A' + (c - 1) % 26));
    }
    return letters.toString();
  }
}
