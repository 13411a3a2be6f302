package org.folkmoot.adapter.workbook.internal;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.folkmoot.records.BadRow;
import org.folkmoot.records.SourceFailed;
import org.folkmoot.records.reading.FileLimits;
import org.folkmoot.records.reading.TextFile;

/** A CSV file: encoding and separator found, quotation marks taken as Excel takes them. */
final class CsvTable implements Table {
  private static final char[] SEPARATORS = {',', ';', '\t'};
  private static final int SAMPLE = 1 << 16;
  private static final int SAMPLE_ROWS = 30;
  private static final int ACCENTED_EXAMPLES = 3;

  private final String name;
  private final FileLimits limits;
  private final TextFile file;
  private final TextFile.Text text;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final Set<String> accented = new LinkedHashSet<>();
  private long row;

  private CsvTable(
      String name, FileLimits limits, TextFile file, TextFile.Text text, CSVParser parser) {
    this.name = name;
    this.limits = limits;
    this.file = file;
    this.text = text;
    this.parser = parser;
    this.records = parser.iterator();
  }

  static CsvTable open(Path path, FileLimits limits) throws SourceFailed {
    String name = path.getFileName().toString();
    try {
      TextFile file = TextFile.of(() -> Files.newInputStream(path));
      String sample = sample(file);
      Optional<Character> told = toldSeparator(sample);
      char separator = told.isPresent() ? told.get() : likeliestSeparator(sample);
      TextFile.Text text = file.read((long) limits.columns() * limits.cellCharacters());
      try {
        CsvTable table =
            new CsvTable(name, limits, file, text, CSVParser.parse(text, format(separator)));
        if (told.isPresent()) {
          table.records.next(); // "sep=;" is for Excel, which neither shows nor counts it
        }
        return table;
      } catch (IOException | RuntimeException failed) {
        text.close();
        throw failed;
      }
    } catch (IOException | UncheckedIOException unreadable) {
      throw new SourceFailed(name + " cannot be read. Export it again.", unreadable);
    }
  }

  @Override
  public Optional<Row> next() throws SourceFailed {
    CSVRecord record;
    try {
      if (!records.hasNext()) {
        return Optional.empty();
      }
      record = records.next();
    } catch (UncheckedIOException | IllegalStateException broken) {
      throw broken(broken);
    }
    text.next();
    row++;
    if (row > limits.rows()) {
      throw new SourceFailed(
          name + " has more than " + limits.rows() + " rows. Split it into several files.");
    }
    if (record.size() > limits.columns()) {
      throw new SourceFailed(
          "Row "
              + row
              + " of "
              + name
              + " has more than "
              + limits.columns()
              + " columns. Export only the columns that are needed.");
    }
    List<String> cells = new ArrayList<>(record.size());
    for (String cell : record) {
      if (cell.length() > limits.cellCharacters()) {
        throw tooLong();
      }
      if (!file.certain() && accented.size() < ACCENTED_EXAMPLES && isAccented(cell)) {
        accented.add(cell.strip());
      }
      cells.add(cell);
    }
    return Optional.of(new Row(row, cells));
  }

  @Override
  public boolean cellsMayShift() {
    return true;
  }

  @Override
  public List<BadRow> notes() {
    if (file.certain()) {
      return List.of();
    }
    return List.of(
        new BadRow(
            name,
            0,
            "",
            String.join(", ", accented),
            "The file is not in UTF-8; it was read as windows-1252, as Excel writes it.",
            "Look whether names with accents came out right. If not, save the file as"
                + " \u201cCSV UTF-8\u201d or as .xlsx.",
            false));
  }

  @Override
  public void close() throws SourceFailed {
    try {
      parser.close();
    } catch (IOException unreadable) {
      throw new SourceFailed(name + " could not be closed. Try again.", unreadable);
    }
  }

  private SourceFailed broken(RuntimeException broken) {
    Throwable cause = broken.getCause() == null ? broken : broken.getCause();
    if (cause instanceof TextFile.RecordTooLong) {
      return tooLong();
    }
    return new SourceFailed(
        name
            + " cannot be read beyond row "
            + row
            + ", probably because a quotation mark there is never closed."
            + " Mend that row, or save the file as .xlsx.",
        cause);
  }

  private SourceFailed tooLong() {
    return new SourceFailed(
        name
            + " has a cell of more than "
            + limits.cellCharacters()
            + " characters at or after row "
            + Math.max(1, row)
            + ", more than Excel can hold; perhaps a quotation mark is never closed."
            + " Mend that row and try again.");
  }

  private static String sample(TextFile file) throws IOException {
    char[] start = new char[SAMPLE];
    int length = 0;
    try (TextFile.Text text = file.read(SAMPLE)) {
      for (int n = 0; n >= 0 && length < SAMPLE; ) {
        n = text.read(start, length, SAMPLE - length);
        length += Math.max(0, n);
      }
    }
    return new String(start, 0, length);
  }

  /** Excel's own hint, a first line such as {@code sep=;}. */
  private static Optional<Character> toldSeparator(String sample) {
    return sample.matches("(?is)^\"?sep=.\"?[\\r\\n].*")
        ? Optional.of(sample.charAt(sample.indexOf('=') + 1))
        : Optional.empty();
  }

  /** The separator by which most rows have the same number of columns, more than one. */
  private static char likeliestSeparator(String sample) {
    char likeliest = ',';
    long best = 0;
    for (char separator : SEPARATORS) {
      long score = score(sample, separator);
      if (score > best) {
        best = score;
        likeliest = separator;
      }
    }
    return likeliest;
  }

  private static long score(String sample, char separator) {
    List<Integer> widths = new ArrayList<>();
    long recognised = 0;
    try (CSVParser parser = CSVParser.parse(new StringReader(sample), format(separator))) {
      for (CSVRecord record : parser) {
        if (record.size() > 1) {
          widths.add(record.size());
        }
        for (String cell : record) {
          recognised += Meaning.recognises(cell) ? 1 : 0;
        }
        if (widths.size() >= SAMPLE_ROWS) {
          break;
        }
      }
    } catch (IOException | UncheckedIOException | IllegalStateException cutAtSampleEnd) {
      // The sample may end inside quotation marks; what was seen until then still counts.
      return recognised * 1_000 + agreement(widths);
    }
    return recognised * 1_000 + agreement(widths);
  }

  private static long agreement(List<Integer> widths) {
    return widths.stream()
        .mapToLong(width -> widths.stream().filter(width::equals).count())
        .max()
        .orElse(0);
  }

  private static CSVFormat format(char separator) {
    return CSVFormat.DEFAULT
        .builder()
        .setDelimiter(separator)
        .setIgnoreEmptyLines(false)
        .setTrailingData(true)
        .get();
  }

  private static boolean isAccented(String cell) {
    return cell.chars().anyMatch(c -> c > 127);
  }
}
