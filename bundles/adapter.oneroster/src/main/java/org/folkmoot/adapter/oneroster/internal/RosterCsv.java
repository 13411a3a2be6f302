package org.folkmoot.adapter.oneroster.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.folkmoot.records.BadRow;
import org.folkmoot.records.SourceFailed;
import org.folkmoot.records.reading.FileLimits;
import org.folkmoot.records.reading.PersonNames;
import org.folkmoot.records.reading.TextFile;

/** One of the files of an export, row by row; headings a letter or two off are understood. */
final class RosterCsv implements AutoCloseable {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(false).setTrailingData(true).get();

  private final String file;
  private final FileLimits limits;
  private final TextFile.Text text;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final Map<String, Integer> columns = new HashMap<>();
  private final Map<String, String> written = new HashMap<>();
  private long number;

  private RosterCsv(String file, FileLimits limits, TextFile.Text text) throws IOException {
    this.file = file;
    this.limits = limits;
    this.text = text;
    this.parser = CSVParser.parse(text, FORMAT);
    this.records = parser.iterator();
  }

  /** A row of the file. */
  final class Row {
    private final long at;
    private final CSVRecord record;

    private Row(long at, CSVRecord record) {
      this.at = at;
      this.record = record;
    }

    /** What stands under a heading of the specification; empty where the file lacks it. */
    String get(String column) {
      Integer index = columns.get(column);
      return index == null || index >= record.size() ? "" : PersonNames.tidy(record.get(index));
    }

    long number() {
      return at;
    }

    /** A value that was put up with, or left out by itself. */
    BadRow advice(String column, String value, String problem, String cure) {
      return new BadRow(file, at, writtenAs(column), value, problem, cure, false);
    }

    /** The row left out. */
    BadRow lost(String column, String problem, String cure) {
      return new BadRow(file, at, writtenAs(column), get(column), problem, cure, true);
    }
  }

  /**
   * Opens a file and reads its headings.
   *
   * @param known the headings of the specification that matter
   * @param faults where misspelt headings and an uncertain encoding are reported
   */
  static RosterCsv open(
      String file,
      TextFile.Opening opening,
      List<String> known,
      FileLimits limits,
      Consumer<BadRow> faults)
      throws SourceFailed {
    try {
      TextFile found = TextFile.of(opening);
      TextFile.Text text = found.read((long) limits.columns() * limits.cellCharacters());
      try {
        RosterCsv csv = new RosterCsv(file, limits, text);
        if (!found.certain()) {
          faults.accept(
              new BadRow(
                  file,
                  0,
                  "",
                  "",
                  "The file is not in UTF-8, as OneRoster asks; it was read as windows-1252.",
                  "Look whether names with accents came out right; export in UTF-8.",
                  false));
        }
        csv.headings(known, faults);
        return csv;
      } catch (IOException | SourceFailed | RuntimeException failed) {
        text.close();
        throw failed;
      }
    } catch (IOException unreadable) {
      throw new SourceFailed(file + " cannot be read. Export it again.", unreadable);
    }
  }

  /** Whether a heading of the specification is there. */
  boolean has(String column) {
    return columns.containsKey(column);
  }

  /** The next row that is not blank. */
  Optional<Row> next() throws SourceFailed {
    for (Optional<CSVRecord> record = record(); record.isPresent(); record = record()) {
      for (String cell : record.get()) {
        if (!cell.isBlank()) {
          return Optional.of(new Row(number, record.get()));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<CSVRecord> record() throws SourceFailed {
    CSVRecord record;
    try {
      if (!records.hasNext()) {
        return Optional.empty();
      }
      record = records.next();
    } catch (UncheckedIOException | IllegalStateException broken) {
      throw new SourceFailed(
          file
              + " cannot be read beyond row "
              + number
              + ", probably because a quotation mark there is never closed. Export it again.",
          broken);
    }
    text.next();
    number++;
    if (number > limits.rows()) {
      throw new SourceFailed(
          file + " has more than " + limits.rows() + " rows. Export one school at a time.");
    }
    if (record.size() > limits.columns()) {
      throw new SourceFailed(
          "Row " + number + " of " + file + " has more than " + limits.columns() + " columns.");
    }
    for (String cell : record) {
      if (cell.length() > limits.cellCharacters()) {
        throw new SourceFailed(
            "Row "
                + number
                + " of "
                + file
                + " has a value of more than "
                + limits.cellCharacters()
                + " characters; perhaps a quotation mark is never closed. Export it again.");
      }
    }
    return Optional.of(record);
  }

  private void headings(List<String> known, Consumer<BadRow> faults) throws SourceFailed {
    Optional<CSVRecord> first = record();
    if (first.isEmpty()) {
      throw new SourceFailed(file + " is empty; not even headings are in it. Export it again.");
    }
    List<String> headings = new ArrayList<>();
    first.get().forEach(cell -> headings.add(PersonNames.tidy(cell)));
    for (int i = 0; i < headings.size(); i++) {
      for (String column : known) {
        if (bare(column).equals(bare(headings.get(i)))) {
          take(column, i, headings.get(i));
        }
      }
    }
    for (int i = 0; i < headings.size(); i++) {
      if (!headings.get(i).isEmpty() && !columns.containsValue(i)) {
        misspelt(headings.get(i), i, known, faults);
      }
    }
  }

  private void misspelt(String heading, int index, List<String> known, Consumer<BadRow> faults) {
    Optional<String> meant =
        Spelling.nearest(heading, known.stream().filter(column -> !has(column)).toList());
    if (meant.isPresent()) {
      take(meant.get(), index, heading);
      faults.accept(
          new BadRow(
              file,
              1,
              heading,
              heading,
              "This heading is misspelt; it was read as " + meant.get() + ".",
              "Ask the supplier of the export to write " + meant.get() + ".",
              false));
    }
  }

  private void take(String column, int index, String heading) {
    columns.putIfAbsent(column, index);
    written.putIfAbsent(column, heading);
  }

  private String writtenAs(String column) {
    return written.getOrDefault(column, column);
  }

  private static String bare(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  @Override
  public void close() throws SourceFailed {
    try {
      parser.close();
    } catch (IOException unreadable) {
      throw new SourceFailed(file + " could not be closed. Try again.", unreadable);
    }
  }
}
