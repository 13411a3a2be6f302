package org.folkmoot.office.internal.elections;

import java.util.List;

/** A table for a spreadsheet, in which nothing that somebody typed is taken for a formula. */
public final class CsvTable {
  // The mark tells Excel that the file is UTF-8; without it Welsh names come out garbled.
  private final StringBuilder out = new StringBuilder("\uFEFF");

  public CsvTable(String... headings) {
    row(List.of(headings));
  }

  /** One more row. */
  public CsvTable row(List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      out.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
    }
    out.append("\r\n");
    return this;
  }

  /** The whole table. */
  public String text() {
    return out.toString();
  }

  private static String cell(String value) {
    // OWASP, CSV injection: these characters at the head of a cell make it a formula.
    boolean formula = !value.isEmpty() && "=+-@\t\r\n".indexOf(value.charAt(0)) >= 0;
    return "\"" + (formula ? "'" : "") + value.replace("\"", "\"\"") + "\"";
  }
}
