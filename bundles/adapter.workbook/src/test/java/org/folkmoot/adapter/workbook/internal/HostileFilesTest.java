package org.folkmoot.adapter.workbook.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.folkmoot.adapter.workbook.internal.SampleFiles.FORMAT;
import static org.folkmoot.adapter.workbook.internal.SampleFiles.csv;
import static org.folkmoot.adapter.workbook.internal.SampleFiles.read;
import static org.folkmoot.adapter.workbook.internal.SampleFiles.xlsx;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.folkmoot.records.CollectedReading;
import org.folkmoot.records.SourceFailed;
import org.folkmoot.records.reading.FileLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are damaged, mistaken or meant to harm: each is refused in words that help. */
class HostileFilesTest {
  private static final List<List<Object>> ONE_PERSON =
      List.of(List.of("ID", "Surname", "Forename", "Kind"), List.of("1", "Smith", "Ann", "Parent"));
  @TempDir Path folder;

  @Test
  void anEmptyFile() throws Exception {
    refused(Files.createFile(folder.resolve("empty.xlsx")), "empty.xlsx is empty");
  }

  @Test
  void aFileOfEmptyRows() throws Exception {
    refused(csv(folder, "blank.csv", "", ",,", ""), "no headings");
  }

  @Test
  void aFileThatIsNotThere() {
    refused(folder.resolve("gone.csv"), "gone.csv is not there");
  }

  @Test
  void anOldExcelFile() throws Exception {
    Path file = folder.resolve("old.xls");
    try (HSSFWorkbook workbook = new HSSFWorkbook();
        OutputStream out = Files.newOutputStream(file)) {
      workbook.createSheet("x");
      workbook.write(out);
    }
    refused(file, "Save it as .xlsx");
  }

  @Test
  void aRenamedPdf() throws Exception {
    refused(
        Files.writeString(folder.resolve("list.xlsx"), "%PDF-1.7\n%\u00e2\n1 0 obj"),
        "a PDF document, whatever its name says");
  }

  @Test
  void aWebPageCalledXls() throws Exception {
    refused(csv(folder, "report.xls", "<html><table><tr><td>ID</td>"), "a web page");
  }

  @Test
  void aTruncatedWorkbook() throws Exception {
    byte[] whole = Files.readAllBytes(xlsx(folder, "whole.xlsx", ONE_PERSON));
    for (int part : List.of(3, 2)) {
      Path file =
          Files.write(folder.resolve("cut.xlsx"), Arrays.copyOf(whole, whole.length / part));
      refused(file, "cut.xlsx is damaged or was cut short");
    }
  }

  @Test
  void aWordDocumentOrOtherArchive() throws Exception {
    refused(zip("letter.docx", "word/document.xml", "<w/>"), "not an Excel workbook");
  }

  @Test
  void aWorkbookWhoseSheetIsBrokenInside() throws Exception {
    Path file = xlsx(folder, "broken.xlsx", ONE_PERSON);
    replaceInSheet(file, "</sheetData>", "<row r=\"3\"><c><v>1</c></row></sheetData>");
    refused(file, "damaged at or after row");
  }

  @Test
  void aZipBomb() throws Exception {
    Path file = xlsx(folder, "bomb.xlsx", ONE_PERSON);
    try (FileSystem zip = FileSystems.newFileSystem(file);
        OutputStream out = Files.newOutputStream(zip.getPath("xl/worksheets/sheet2.xml"))) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        out.write(zeros);
      }
    }
    refused(file, "no more than 500 times are allowed");
  }

  @Test
  void anEntityThatUnfoldsWithoutEnd() throws Exception {
    Path file = xlsx(folder, "laughs.xlsx", ONE_PERSON);
    replaceInSheet(
        file,
        "<worksheet",
        "<!DOCTYPE w [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><worksheet");
    replaceInSheet(
        file, "<sheetData>", "<sheetData><row r=\"1\"><c t=\"str\"><v>&b;</v></c></row>");
    refused(file, "damaged");
  }

  @Test
  void anEntityThatReadsAFileOfThisMachine() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "Secretname");
    Path file = xlsx(folder, "outside.xlsx", ONE_PERSON);
    replaceInSheet(
        file,
        "<worksheet",
        "<!DOCTYPE w [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]><worksheet");
    replaceInSheet(
        file, "<sheetData>", "<sheetData><row r=\"1\"><c t=\"str\"><v>&x;</v></c></row>");
    refused(file, "damaged");
  }

  @Test
  void aFormulaInANameIsNeverEvaluatedAndItsSavedValueIsRead() throws Exception {
    Path file = folder.resolve("formula.xlsx");
    try (XSSFWorkbook workbook = new XSSFWorkbook();
        OutputStream out = Files.newOutputStream(file)) {
      var sheet = workbook.createSheet();
      var headings = sheet.createRow(0);
      headings.createCell(0).setCellValue("ID");
      headings.createCell(1).setCellValue("Surname");
      headings.createCell(2).setCellValue("Kind");
      var row = sheet.createRow(1);
      row.createCell(0).setCellValue("1");
      row.createCell(1).setCellFormula("UPPER(\"smith\")");
      row.getCell(1).setCellValue("Saved");
      row.createCell(2).setCellValue("Parent");
      var error = sheet.createRow(2);
      error.createCell(0).setCellValue("2");
      error.createCell(1).setCellFormula("1/0");
      error.getCell(1).setCellErrorValue((byte) 7);
      workbook.write(out);
    }
    CollectedReading reading = read(file);
    assertThat(reading.persons()).extracting(p -> p.name().family()).containsExactly("Saved");
    assertThat(reading.lostRows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.value()).isEqualTo("#DIV/0!");
              assertThat(row.problem()).contains("Excel shows an error");
            });
  }

  @Test
  void aNumberThatWouldFillTheMemoryIsNotWrittenOut() throws Exception {
    for (String number : List.of("1E999999999", "1E-999999999", "1E401")) {
      Path file = xlsx(folder, "huge.xlsx", ONE_PERSON);
      replaceInSheet(
          file,
          "</sheetData>",
          "<row r=\"3\"><c r=\"A3\"><v>"
              + number
              + "</v></c><c r=\"B3\" t=\"str\"><v>Jones</v></c>"
              + "<c r=\"C3\" t=\"str\"><v>Bob</v></c>"
              + "<c r=\"D3\" t=\"str\"><v>Parent</v></c></row></sheetData>");
      assertThat(read(file).keys()).containsExactly("1", number);
    }
  }

  @Test
  void aFormulaInACsvNameIsLeftOut() throws Exception {
    Path file =
        csv(folder, "f.csv", "ID,Surname,Kind", "1,=cmd|'/c calc'!A1,Parent", "2,Smith,Parent");
    CollectedReading reading = read(file);
    assertThat(reading.keys()).containsExactly("2");
    assertThat(reading.lostRows())
        .singleElement()
        .satisfies(row -> assertThat(row.problem()).contains("formula"));
  }

  @Test
  void aCellOfFortyThousandCharacters() throws Exception {
    String longCell = "x".repeat(40_000);
    refused(csv(folder, "long.csv", "ID,Surname", "1," + longCell), "more than 32767 characters");
    Path file = xlsx(folder, "long.xlsx", ONE_PERSON);
    replaceInSheet(
        file,
        "</sheetData>",
        "<row r=\"3\"><c t=\"str\"><v>" + longCell + "</v></c></row></sheetData>");
    refused(file, "more than 32767 characters");
  }

  @Test
  void aValueTooLongForItsFieldIsReportedAndTheRestRead() throws Exception {
    Path file =
        csv(folder, "v.csv", "ID,Surname,Kind,Address", "1,Smith,Parent," + "x".repeat(2_000));
    CollectedReading reading = read(file);
    assertThat(reading.keys()).containsExactly("1");
    assertThat(reading.badRows()).singleElement().satisfies(r -> assertThat(r.lost()).isFalse());
  }

  @Test
  void aLineWithoutEnd() throws Exception {
    Path file = folder.resolve("line.csv");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write("ID,Surname\r\n1,\"".getBytes(StandardCharsets.UTF_8));
      byte[] x = new byte[1 << 20];
      Arrays.fill(x, (byte) 'x');
      for (int i = 0; i < 20; i++) {
        out.write(x);
      }
    }
    refused(file, "more than 32767 characters");
  }

  @Test
  void tooManyRowsOrColumns() throws Exception {
    FileLimits small = new FileLimits(5, 3, 100, 100, 1 << 20, 1 << 20, 100);
    WorkbookFormat format = new WorkbookFormat(SampleFiles.CLOCK, small);
    List<List<String>> six = Collections.nCopies(7, List.of("ID", "Surname", "Smith"));
    List<List<String>> wide = List.of(List.of("ID", "Surname", "Kind", "DOB"));
    for (Path file :
        List.of(
            xlsx(folder, "rows.xlsx", six),
            csv(
                folder,
                "rows.csv",
                six.stream().map(r -> String.join(",", r)).toArray(String[]::new)))) {
      assertThatThrownBy(() -> CollectedReading.of(format.open("x", file, Map.of())))
          .isInstanceOf(SourceFailed.class)
          .hasMessageContaining("more than 5 rows");
    }
    for (Path file :
        List.of(xlsx(folder, "wide.xlsx", wide), csv(folder, "wide.csv", "ID,Surname,Kind,DOB"))) {
      assertThatThrownBy(() -> format.open("x", file, Map.of()))
          .isInstanceOf(SourceFailed.class)
          .hasMessageContaining("more than 3 columns");
    }
  }

  private static void refused(Path file, String words) {
    assertThatThrownBy(() -> CollectedReading.of(FORMAT.open("upload", file, Map.of())))
        .isInstanceOf(SourceFailed.class)
        .hasMessageContaining(words)
        .hasMessageContaining(file.getFileName().toString())
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(file.getParent().toString()));
  }

  private Path zip(String name, String entry, String text) throws Exception {
    Path file = folder.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static void replaceInSheet(Path file, String old, String with) throws Exception {
    try (FileSystem zip = FileSystems.newFileSystem(file)) {
      Path sheet = zip.getPath("xl/worksheets/sheet1.xml");
      String xml = Files.readString(sheet);
      assertThat(xml).contains(old);
      Files.writeString(
          sheet,
          xml.replaceFirst(
              java.util.regex.Pattern.quote(old), java.util.regex.Matcher.quoteReplacement(with)));
    }
  }
}
