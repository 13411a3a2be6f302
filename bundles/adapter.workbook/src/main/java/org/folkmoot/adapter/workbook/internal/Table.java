package org.folkmoot.adapter.workbook.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.folkmoot.records.BadRow;
import org.folkmoot.records.SourceFailed;
import org.folkmoot.records.reading.FileKind;
import org.folkmoot.records.reading.FileLimits;

/** The rows of a file, one after another. */
interface Table extends AutoCloseable {

  /**
   * A row.
   *
   * @param number as Excel counts it, the first being 1
   * @param cells what stands in its cells; dates as 2012-09-04, numbers without grouping
   */
  record Row(long number, List<String> cells) {
    /** What stands in a column; empty beyond the last cell. */
    String cell(int column) {
      return column < cells.size() ? cells.get(column) : "";
    }

    boolean isBlank() {
      return cells.stream().allMatch(String::isBlank);
    }
  }

  /** The next row; rows without any value may be left out. */
  Optional<Row> next() throws SourceFailed;

  /** Whether a stray separator can push values under the wrong heading. */
  boolean cellsMayShift();

  /** Advice on the file as far as it was read. */
  List<BadRow> notes();

  @Override
  void close() throws SourceFailed;

  /** Opens the file by what it is, whatever it is called. */
  static Table open(Path file, FileLimits limits) throws SourceFailed {
    String name = file.getFileName().toString();
    FileKind kind;
    try {
      if (Files.isDirectory(file)) {
        throw new SourceFailed(name + " is a folder. Choose a file in it.");
      }
      kind = FileKind.of(file);
    } catch (NoSuchFileException missing) {
      throw new SourceFailed(name + " is not there. Export it again.", missing);
    } catch (IOException unreadable) {
      throw new SourceFailed(
          name + " cannot be opened. Check that it may be read and try again.", unreadable);
    }
    return switch (kind) {
      case ZIP -> ExcelTable.open(file, limits);
      case TEXT -> CsvTable.open(file, limits);
      case EMPTY ->
          throw new SourceFailed(
              name + " is empty: it holds not one character. Export it again and look inside.");
      case OLD_OFFICE, HTML, XML ->
          throw new SourceFailed(
              name
                  + " is "
                  + kind.words()
                  + ", which cannot be read. Open it in Excel, without a password if it has one."
                  + " Save it as .xlsx (Excel Workbook) and upload that.");
      case PDF, PICTURE, GZIP, BINARY ->
          throw new SourceFailed(
              name
                  + " is "
                  + kind.words()
                  + ", whatever its name says. Export the list as an Excel workbook (.xlsx) or as"
                  + " CSV and upload that.");
    };
  }
}
