package org.folkmoot.office.internal;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A list as a file for a spreadsheet, in which no cell can start a formula. */
public final class SafeCsv implements AutoCloseable {
  private static final String STARTS_A_FORMULA = "=+-@\t\r\n";

  private final CSVPrinter printer;

  private SafeCsv(CSVPrinter printer) {
    this.printer = printer;
  }

  /** Answers a request with a file; with a byte order mark, without which Excel spoils accents. */
  public static SafeCsv download(
      HttpServletResponse response, String fileName, List<String> headings) throws IOException {
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
    response.getWriter().write('\uFEFF');
    SafeCsv csv = new SafeCsv(new CSVPrinter(response.getWriter(), CSVFormat.EXCEL));
    csv.row(headings);
    return csv;
  }

  public void row(List<?> cells) throws IOException {
    for (Object cell : cells) {
      printer.print(safe(String.valueOf(cell)));
    }
    printer.println();
  }

  /** A row from where no checked exception can pass. */
  public void write(List<?> cells) {
    try {
      row(cells);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** OWASP, CSV Injection: an apostrophe before it makes a spreadsheet take a cell as text. */
  static String safe(String cell) {
    return !cell.isEmpty() && STARTS_A_FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
  }

  @Override
  public void close() throws IOException {
    printer.flush();
  }
}
