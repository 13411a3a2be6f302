package org.folkmoot.register.linking.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.folkmoot.records.reading.TextFile;
import org.folkmoot.register.linking.Item;

/** A file of persons, one a row. */
final class PersonFile {
  private static final long LONGEST_ROW = 1 << 20;
  private static final char[] SEPARATORS = {',', ';', '\t'};

  private final String name;
  private final Headings headings;
  private final List<String> ids = new ArrayList<>();
  private final List<String[]> rows = new ArrayList<>(); // by item, in the order of Item
  private final List<String> notes = new ArrayList<>();
  private int badDates;

  private PersonFile(String name, Headings headings) {
    this.name = name;
    this.headings = headings;
  }

  static PersonFile read(Path path, Map<Item, String> told, String idColumn) throws WrongFile {
    String name = path.getFileName().toString();
    long row = 0;
    try {
      TextFile text = TextFile.of(() -> Files.newInputStream(path));
      char separator = separator(text);
      try (TextFile.Text reader = text.read(LONGEST_ROW);
          CSVParser parser = CSVParser.parse(reader, format(separator))) {
        PersonFile file = null;
        Map<String, Long> rowOfId = new HashMap<>();
        for (CSVRecord record : parser) {
          reader.next();
          row++;
          if (file == null) {
            file = new PersonFile(name, new Headings(name, record.toList(), told, idColumn));
          } else if (record.size() > 1 || !record.get(0).isBlank()) {
            file.take(record, row, rowOfId);
          }
        }
        if (file == null) {
          throw new WrongFile(name + " is empty. Its first row must name the columns.");
        }
        if (!text.certain()) {
          file.notes.add(name + " is not in UTF-8; it was read as windows-1252");
        }
        return file;
      }
    } catch (NoSuchFileException missing) {
      throw new WrongFile(path + ": there is no such file. Look whether the name is right.", missing);
    } catch (IOException | UncheckedIOException | IllegalStateException unreadable) {
      throw new WrongFile(
          "%s, after row %d: cannot be read (%s). Look for a quotation mark that is never closed."
              .formatted(name, row, unreadable.getMessage()),
          unreadable);
    }
  }

  private void take(CSVRecord record, long row, Map<String, Long> rowOfId) throws WrongFile {
    if (record.size() > headings.width()) {
      throw new WrongFile(
          "%s, row %d: %d cells, but the first row names %d columns. Put a cell that holds the separator in quotation marks."
              .formatted(name, row, record.size(), headings.width()));
    }
    String id = cell(record, headings.id());
    if (id.isEmpty()) {
      throw new WrongFile(
          "%s, row %d, column \"%s\": the record has no id. Fill it in, or name another column by --id."
              .formatted(name, row, headings.column(headings.id())));
    }
    Long before = rowOfId.putIfAbsent(id, row);
    if (before != null) {
      throw new WrongFile(
          "%s, row %d, column \"%s\": the id \"%s\" is in row %d already, and a pair would not say which is meant. Name a column of different values by --id."
              .formatted(name, row, headings.column(headings.id()), id, before));
    }
    String[] values = new String[Item.values().length];
    headings.places().forEach((item, place) -> values[item.ordinal()] = cell(record, place));
    String birth = values[Item.DATE_OF_BIRTH.ordinal()];
    if (birth != null && !birth.isEmpty() && !Item.DATE_OF_BIRTH.understands(birth)) {
      if (badDates++ == 0) {
        notes.add(
            "%s, row %d, column \"%s\": \"%s\" is no date in the forms 19560409, 1956-04-09 or 9/4/1956; taken as not known"
                .formatted(
                    name, row, headings.column(headings.places().get(Item.DATE_OF_BIRTH)), birth));
      }
    }
    ids.add(id);
    rows.add(values);
  }

  private static String cell(CSVRecord record, int place) {
    return place < record.size() ? record.get(place).strip() : "";
  }

  /** The separator that occurs most in the first row. */
  private static char separator(TextFile text) throws IOException {
    StringBuilder first = new StringBuilder();
    try (TextFile.Text reader = text.read(LONGEST_ROW)) {
      for (int c = reader.read(); c >= 0 && c != '\n' && first.length() < LONGEST_ROW / 2; ) {
        first.append((char) c);
        c = reader.read();
      }
    }
    char likeliest = ',';
    long most = 0;
    for (char separator : SEPARATORS) {
      long times = first.chars().filter(c -> c == separator).count();
      if (times > most) {
        most = times;
        likeliest = separator;
      }
    }
    return likeliest;
  }

  private static CSVFormat format(char separator) {
    return CSVFormat.DEFAULT
        .builder()
        .setDelimiter(separator)
        .setIgnoreSurroundingSpaces(true)
        .setIgnoreEmptyLines(false)
        .get();
  }

  String name() {
    return name;
  }

  Headings headings() {
    return headings;
  }

  int size() {
    return ids.size();
  }

  String id(int record) {
    return ids.get(record);
  }

  String[] values(int record, List<Item> items) {
    String[] all = rows.get(record);
    return items.stream().map(item -> all[item.ordinal()]).toArray(String[]::new);
  }

  List<String> notes() {
    List<String> all = new ArrayList<>(notes);
    if (badDates > 1) {
      all.add("%s: %,d dates of birth could not be read".formatted(name, badDates));
    }
    return all;
  }
}
