package org.folkmoot.adapter.workbook.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.adapter.workbook.internal.Table.Row;
import org.folkmoot.records.BadRow;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.Reading;
import org.folkmoot.records.RecordsSource;
import org.folkmoot.records.SourceFailed;
import org.folkmoot.records.reading.FileLimits;

/** One file with its mapping, read anew for each snapshot, twice through (see {@link Persons}). */
final class WorkbookSource implements RecordsSource {
  private final String name;
  private final Path file;
  private final String fileName;
  private final Map<String, String> mapping;
  private final LocalDate today;
  private final FileLimits limits;

  WorkbookSource(
      String name, Path file, Map<String, String> mapping, LocalDate today, FileLimits limits) {
    this.name = name;
    this.file = file;
    this.fileName = file.getFileName().toString();
    this.mapping = Map.copyOf(mapping);
    this.today = today;
    this.limits = limits;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Cursor snapshot(Reading reading) throws SourceFailed {
    State before = state();
    Layout layout = layout();
    RowReader rows = new RowReader(fileName, layout, Mapping.of(fileName, layout, mapping), today);
    read(rows, layout, new Persons(runs(rows, layout)), reading);
    if (!before.equals(state())) {
      throw new SourceFailed(
          fileName
              + " was changed while it was being read, so what was read may be incomplete."
              + " Wait until the export has finished and try again.");
    }
    return Cursor.NONE;
  }

  /** Refuses a file or mapping that cannot be read, before anything relies on it. */
  void check() throws SourceFailed {
    Mapping.of(fileName, layout(), mapping);
  }

  private Persons.Runs runs(RowReader rows, Layout layout) throws SourceFailed {
    Persons.Runs runs = new Persons.Runs();
    try (Table table = Table.open(file, limits)) {
      for (Optional<Row> row = table.next(); row.isPresent(); row = table.next()) {
        if (row.get().number() > layout.row()) {
          rows.key(row.get()).ifPresent(key -> runs.add(key.value()));
        }
      }
    }
    return runs;
  }

  private void read(RowReader rows, Layout layout, Persons persons, Reading reading)
      throws SourceFailed {
    if (rows.derivesKeys()) {
      reading.badRow(
          advice(
              "No column holds a record number, so one is made from the values that identify a"
                  + " person. When such a value changes, the person will look like a new one.",
              "Export the record number of your system too and map it."));
    }
    if (!rows.knowsKinds()) {
      reading.badRow(
          advice(
              "No column says why these persons are on the list, so none can become a member.",
              "Map a column to it, or say that all of them are, for example, parents."));
    }
    try (Table table = Table.open(file, limits)) {
      for (Optional<Row> row = table.next(); row.isPresent(); row = table.next()) {
        if (row.get().number() <= layout.row() || row.get().isBlank()) {
          continue;
        }
        if (table.cellsMayShift() && layout.isOutgrownBy(row.get())) {
          reading.badRow(tooWide(row.get(), layout));
        } else {
          read(row.get(), rows, persons, reading);
        }
      }
      persons.begin("").forEach(reading::person);
      persons.end().forEach(reading::person);
      table.notes().forEach(reading::badRow);
    }
  }

  private void read(Row row, RowReader rows, Persons persons, Reading reading) {
    Optional<RowReader.Key> key = rows.key(row);
    if (key.isEmpty()) {
      reading.badRow(rows.withoutKey(row));
      return;
    }
    if (key.get().value().equals(BlankWorkbook.EXAMPLE_KEY)) {
      reading.badRow(exampleRow(row));
      return;
    }
    persons.begin(key.get().value()).forEach(reading::person);
    Optional<PersonRecord> person = rows.person(row, key.get(), reading::badRow);
    if (person.isEmpty()) {
      return;
    }
    PersonRecord soFar = persons.soFar(key.get().value());
    if (soFar != null && key.get().nameOnly()) {
      reading.badRow(rows.nameAlone(row));
    } else if (soFar != null && !Persons.samePerson(soFar, person.get())) {
      reading.badRow(rows.keyOfAnother(row, soFar));
    } else {
      persons.add(person.get());
    }
  }

  private Layout layout() throws SourceFailed {
    try (Table table = Table.open(file, limits)) {
      return Layout.find(fileName, table);
    }
  }

  private BadRow advice(String problem, String cure) {
    return new BadRow(fileName, 0, "", "", problem, cure, false);
  }

  private BadRow tooWide(Row row, Layout layout) {
    return new BadRow(
        fileName,
        row.number(),
        "",
        String.join(" | ", row.cells()),
        "The row has "
            + row.cells().size()
            + " values where there are "
            + layout.headings().size()
            + " headings, so they may stand under the wrong ones.",
        "Put values with a comma in them between quotation marks, or save the file as .xlsx.",
        true);
  }

  private BadRow exampleRow(Row row) {
    return new BadRow(
        fileName,
        row.number(),
        "",
        BlankWorkbook.EXAMPLE_KEY,
        "The example row of the blank workbook is still there; it was left out.",
        "Delete the row.",
        false);
  }

  private State state() throws SourceFailed {
    try {
      return new State(Files.size(file), Files.getLastModifiedTime(file));
    } catch (NoSuchFileException missing) {
      throw new SourceFailed(fileName + " is not there. Export it again.", missing);
    } catch (IOException unreadable) {
      throw new SourceFailed(
          fileName + " cannot be opened. Check that it may be read and try again.", unreadable);
    }
  }

  private record State(long size, FileTime changed) {}
}
