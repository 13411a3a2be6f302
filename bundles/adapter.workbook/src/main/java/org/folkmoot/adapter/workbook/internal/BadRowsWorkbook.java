package org.folkmoot.adapter.workbook.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.folkmoot.records.BadRow;

/** The rows that need mending as a workbook to work through, those left out first. */
final class BadRowsWorkbook {
  private static final List<String> HEADINGS =
      List.of("Left out", "File", "Row", "Column", "Value", "What is wrong", "What to do");
  private static final int[] WIDTHS = {10, 24, 8, 22, 30, 60, 60};
  private static final int CHARACTER = 256;

  /** So many a person can work through; the last row then says how many more there are. */
  static final int MOST = 50_000;

  private BadRowsWorkbook() {}

  static void write(OutputStream out, List<BadRow> rows) throws IOException {
    try (XSSFWorkbook workbook = new XSSFWorkbook()) {
      CellStyle bold = BlankWorkbook.bold(workbook);
      Sheet sheet = workbook.createSheet("Rows to mend");
      Row headings = sheet.createRow(0);
      for (int i = 0; i < HEADINGS.size(); i++) {
        headings.createCell(i).setCellValue(HEADINGS.get(i));
        headings.getCell(i).setCellStyle(bold);
        sheet.setColumnWidth(i, WIDTHS[i] * CHARACTER);
      }
      List<BadRow> lostFirst =
          rows.stream().sorted((a, b) -> Boolean.compare(b.lost(), a.lost())).limit(MOST).toList();
      for (BadRow bad : lostFirst) {
        write(sheet.createRow(sheet.getLastRowNum() + 1), bad);
      }
      if (rows.size() > MOST) {
        Row more = sheet.createRow(sheet.getLastRowNum() + 1);
        more.createCell(1).setCellValue("and " + (rows.size() - MOST) + " more");
      }
      sheet.createFreezePane(0, 1);
      workbook.write(out);
    }
  }

  private static void write(Row row, BadRow bad) {
    row.createCell(0).setCellValue(bad.lost() ? "yes" : "no");
    row.createCell(1).setCellValue(safe(bad.file()));
    if (bad.row() > 0) {
      row.createCell(2).setCellValue(bad.row());
    }
    row.createCell(3).setCellValue(safe(bad.column()));
    row.createCell(4).setCellValue(safe(bad.value()));
    row.createCell(5).setCellValue(safe(bad.problem()));
    row.createCell(6).setCellValue(safe(bad.cure()));
  }

  /** Text no spreadsheet program takes for a formula, here or after it was saved as CSV. */
  static String safe(String text) {
    return text.matches("(?s)^[=+\\-@\\t\\r\\n].*") ? "'" + text : text;
  }
}
