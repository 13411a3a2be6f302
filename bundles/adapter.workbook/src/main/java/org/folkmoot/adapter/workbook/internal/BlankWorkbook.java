package org.folkmoot.adapter.workbook.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.DataFormat;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.DataValidationHelper;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * The workbook a school without exports fills in: headings this adapter recognises, one example
 * row, a list to choose the kind from, and a sheet of notes.
 */
final class BlankWorkbook {
  /** The key of the example row, which is never read as a person. */
  static final String EXAMPLE_KEY = "EXAMPLE";

  /** The sheet that explains the columns; it is not read. */
  static final String NOTES = "Notes";

  private static final int LAST_ROW = 20_000;
  private static final int CHARACTER = 256;
  private static final String[] KINDS = {
    "Pupil", "Parent", "Teacher", "Support staff", "Governor", "Volunteer", "Patient", "Resident"
  };
  private static final String[] YES_NO = {"Yes", "No"};

  /** How the cells of a column are shown. */
  private enum Form {
    TEXT,
    DATE,
    KIND,
    YES_NO
  }

  private record Column(String heading, Form form, String example, String note) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column(
              "Record number",
              Form.TEXT,
              EXAMPLE_KEY,
              "A number or code of your own that never changes and that nobody else has."),
          new Column("Forename", Form.TEXT, "Ann", "Given names."),
          new Column("Surname", Form.TEXT, "Example", "Family name."),
          new Column(
              "Date of birth",
              Form.DATE,
              "04/09/1985",
              "Day, month, year. Helps to recognise a person who is in two lists."),
          new Column("Email", Form.TEXT, "ann@example.org", "The address papers are sent to."),
          new Column("Telephone", Form.TEXT, "01632 960123", "May be left empty."),
          new Column("Address line 1", Form.TEXT, "1 Example Street", "For people without email."),
          new Column("Address line 2", Form.TEXT, "", "May be left empty."),
          new Column("Town", Form.TEXT, "Exampleton", "May be left empty."),
          new Column("Postcode", Form.TEXT, "SW1A 1AA", "May be left empty."),
          new Column(
              "Kind",
              Form.KIND,
              "Parent",
              "Why they are on the list. Somebody who is two things, such as a teacher and a"
                  + " parent, has two rows with the same record number."),
          new Column(
              "Related to",
              Form.TEXT,
              "P-0001",
              "For a parent: the record number of the pupil. A parent of two has two rows."),
          new Column("Class", Form.TEXT, "7B", "For pupils. May be left empty."),
          new Column("From", Form.DATE, "01/09/2025", "First day here. May be left empty."),
          new Column("To", Form.DATE, "", "Last day here, once it is known."),
          new Column("UPN", Form.TEXT, "", "Unique pupil number, for pupils."),
          new Column("Payroll number", Form.TEXT, "", "For staff."),
          new Column("No contact", Form.YES_NO, "No", "Yes: nothing is ever sent to them."),
          new Column("Address withheld", Form.YES_NO, "No", "Yes: the address is never shown."),
          new Column("Court order", Form.YES_NO, "No", "Yes: a person decides what is sent."),
          new Column("Deceased", Form.YES_NO, "No", "Yes, or the date of death."));

  private BlankWorkbook() {}

  /** Writes the workbook. */
  static void write(OutputStream out) throws IOException {
    try (XSSFWorkbook workbook = new XSSFWorkbook()) {
      CellStyle bold = bold(workbook);
      Sheet members = workbook.createSheet("Members");
      Row headings = members.createRow(0);
      Row example = members.createRow(1);
      for (int i = 0; i < COLUMNS.size(); i++) {
        Column column = COLUMNS.get(i);
        headings.createCell(i).setCellValue(column.heading());
        headings.getCell(i).setCellStyle(bold);
        CellStyle style = style(workbook, column.form());
        members.setDefaultColumnStyle(i, style);
        members.setColumnWidth(i, 18 * CHARACTER);
        example.createCell(i).setCellValue(column.example());
        example.getCell(i).setCellStyle(style);
        switch (column.form()) {
          case KIND -> offer(members, i, KINDS, false);
          case YES_NO -> offer(members, i, YES_NO, true);
          default -> {}
        }
      }
      members.createFreezePane(0, 1);
      notes(workbook.createSheet(NOTES), bold);
      workbook.write(out);
    }
  }

  private static void notes(Sheet notes, CellStyle bold) {
    notes.setColumnWidth(0, 20 * CHARACTER);
    notes.setColumnWidth(1, 100 * CHARACTER);
    int row = 0;
    row = note(notes, row, bold, "How to fill it in", "");
    row = note(notes, row, null, "", "One row for each person, on the sheet Members.");
    row = note(notes, row, null, "", "The row EXAMPLE shows how; delete it.");
    row = note(notes, row, null, "", "Only names and kind must be there; leave out the rest.");
    row = note(notes, row + 1, bold, "Column", "What belongs in it");
    for (Column column : COLUMNS) {
      row = note(notes, row, null, column.heading(), column.note());
    }
  }

  private static int note(Sheet notes, int row, CellStyle style, String left, String right) {
    Row line = notes.createRow(row);
    line.createCell(0).setCellValue(left);
    line.createCell(1).setCellValue(right);
    if (style != null) {
      line.getCell(0).setCellStyle(style);
      line.getCell(1).setCellStyle(style);
    }
    return row + 1;
  }

  /** Offers values to choose from; other kinds may be typed, since the list cannot know them. */
  private static void offer(Sheet sheet, int column, String[] values, boolean only) {
    DataValidationHelper helper = sheet.getDataValidationHelper();
    DataValidation offered =
        helper.createValidation(
            helper.createExplicitListConstraint(values),
            new CellRangeAddressList(1, LAST_ROW, column, column));
    offered.setShowErrorBox(only);
    offered.createErrorBox("Yes or No", "Choose Yes or No, or leave the cell empty.");
    offered.setEmptyCellAllowed(true);
    sheet.addValidationData(offered);
  }

  static CellStyle bold(XSSFWorkbook workbook) {
    CellStyle style = workbook.createCellStyle();
    Font font = workbook.createFont();
    font.setBold(true);
    style.setFont(font);
    return style;
  }

  /** Text keeps leading noughts; dates are shown day first. */
  private static CellStyle style(XSSFWorkbook workbook, Form form) {
    CellStyle style = workbook.createCellStyle();
    DataFormat formats = workbook.createDataFormat();
    style.setDataFormat(formats.getFormat(form == Form.DATE ? "dd/mm/yyyy" : "@"));
    return style;
  }
}
