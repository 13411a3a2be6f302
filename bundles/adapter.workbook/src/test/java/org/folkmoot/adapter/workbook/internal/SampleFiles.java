package org.folkmoot.adapter.workbook.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.folkmoot.records.Affiliation;
import org.folkmoot.records.CollectedReading;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.SourceFailed;

/** Files for tests. */
final class SampleFiles {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC);
  static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
  static final WorkbookFormat FORMAT = new WorkbookFormat(CLOCK);
  static final List<Object> HEADINGS =
      List.of("ID", "Forename", "Surname", "DOB", "Email", "Kind", "Related to", "From");

  private SampleFiles() {}

  static Path csv(Path folder, String name, String... lines) throws IOException {
    return csv(folder, name, StandardCharsets.UTF_8, lines);
  }

  static Path csv(Path folder, String name, Charset charset, String... lines) throws IOException {
    return Files.write(folder.resolve(name), String.join("\r\n", lines).getBytes(charset));
  }

  /** A workbook of one sheet; dates become cells that Excel shows as dates. */
  static Path xlsx(Path folder, String name, List<? extends List<?>> rows) throws IOException {
    Path file = folder.resolve(name);
    try (SXSSFWorkbook workbook = new SXSSFWorkbook();
        OutputStream out = Files.newOutputStream(file)) {
      CellStyle date = workbook.createCellStyle();
      date.setDataFormat(workbook.createDataFormat().getFormat("dd/mm/yyyy"));
      Sheet sheet = workbook.createSheet("Export");
      for (int r = 0; r < rows.size(); r++) {
        Row row = sheet.createRow(r);
        for (int c = 0; c < rows.get(r).size(); c++) {
          Object value = rows.get(r).get(c);
          if (value instanceof LocalDate day) {
            row.createCell(c).setCellValue(day);
            row.getCell(c).setCellStyle(date);
          } else if (value instanceof Number number) {
            row.createCell(c).setCellValue(number.doubleValue());
          } else if (!value.equals("")) {
            row.createCell(c).setCellValue(value.toString());
          }
        }
      }
      workbook.write(out);
    }
    return file;
  }

  /** Rows under {@link #HEADINGS}. */
  static List<List<Object>> rows(List<PersonRecord> persons) {
    List<List<Object>> rows = new ArrayList<>();
    rows.add(HEADINGS);
    for (PersonRecord person : persons) {
      Affiliation why = person.affiliations().get(0);
      rows.add(
          List.of(
              person.key(),
              person.name().given(),
              person.name().family(),
              person.dateOfBirth().map(Object.class::cast).orElse(""),
              person.email().orElse(""),
              why.attributes().getOrDefault("role", why.kind()),
              why.of().orElse(""),
              why.from().map(Object.class::cast).orElse("")));
    }
    return rows;
  }

  static String[] lines(List<List<Object>> rows) {
    return rows.stream()
        .map(row -> String.join(",", row.stream().map(Object::toString).toList()))
        .toArray(String[]::new);
  }

  static CollectedReading read(Path file) throws SourceFailed {
    return read(file, Map.of());
  }

  static CollectedReading read(Path file, Map<String, String> mapping) throws SourceFailed {
    return CollectedReading.of(FORMAT.open("upload", file, mapping));
  }
}
