package org.folkmoot.adapter.workbook.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.adapter.workbook.internal.Table.Row;
import org.folkmoot.records.BadRow;
import org.folkmoot.records.RecordsSource;
import org.folkmoot.records.SourceFailed;
import org.folkmoot.records.UploadFormat;
import org.folkmoot.records.reading.FileLimits;
import org.folkmoot.records.reading.PersonNames;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Excel workbooks and CSV files for the office. */
@Component
public final class WorkbookFormat implements UploadFormat {
  static final ZoneId ZONE = ZoneId.of("Europe/London");
  static final List<String> ENDINGS = List.of(".xlsx", ".xlsm", ".csv", ".tsv", ".txt");
  private static final String EXCEL =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  private static final int EXAMPLES = 3;
  private static final int EXAMPLE_ROWS = 50;
  private static final int EXAMPLE_LENGTH = 80;

  private final Clock clock;
  private final FileLimits limits;

  @Activate
  public WorkbookFormat(@Reference Clock clock) {
    this(clock, FileLimits.USUAL);
  }

  WorkbookFormat(Clock clock, FileLimits limits) {
    this.clock = clock;
    this.limits = limits;
  }

  @Override
  public String id() {
    return "workbook";
  }

  @Override
  public String title() {
    return "Excel workbook or CSV file";
  }

  @Override
  public List<String> endings() {
    return ENDINGS;
  }

  @Override
  public List<Column> columns(Path file) throws SourceFailed {
    Layout layout;
    try (Table table = Table.open(file, limits)) {
      layout = Layout.find(file.getFileName().toString(), table);
    }
    List<List<String>> examples = examples(file, layout);
    Map<String, Meaning> suggested = Meaning.suggest(layout.headings());
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < layout.headings().size(); i++) {
      String heading = layout.headings().get(i);
      String word = suggested.containsKey(heading) ? suggested.get(heading).word() : "";
      columns.add(new Column(heading, examples.get(i), word));
    }
    return columns;
  }

  @Override
  public List<Field> fields() {
    return Arrays.stream(Meaning.values())
        .map(meaning -> new Field(meaning.word(), meaning.title()))
        .toList();
  }

  @Override
  public RecordsSource open(String name, Path file, Map<String, String> mapping)
      throws SourceFailed {
    WorkbookSource source =
        new WorkbookSource(name, file, mapping, LocalDate.now(clock.withZone(ZONE)), limits);
    source.check();
    return source;
  }

  @Override
  public Optional<Download> template() {
    return Optional.of(new ExcelDownload("membership.xlsx", out -> BlankWorkbook.write(out)));
  }

  @Override
  public Optional<Download> badRows(List<BadRow> rows) {
    List<BadRow> kept = List.copyOf(rows);
    return Optional.of(
        new ExcelDownload("rows-to-mend.xlsx", out -> BadRowsWorkbook.write(out, kept)));
  }

  private List<List<String>> examples(Path file, Layout layout) throws SourceFailed {
    List<List<String>> examples = new ArrayList<>();
    layout.headings().forEach(heading -> examples.add(new ArrayList<>()));
    int seen = 0;
    try (Table table = Table.open(file, limits)) {
      for (Optional<Row> row = table.next();
          row.isPresent() && seen < EXAMPLE_ROWS;
          row = table.next()) {
        if (row.get().number() <= layout.row()) {
          continue;
        }
        seen++;
        for (int i = 0; i < examples.size(); i++) {
          String value = PersonNames.tidy(row.get().cell(i));
          if (!value.isEmpty() && examples.get(i).size() < EXAMPLES) {
            examples.get(i).add(value.substring(0, Math.min(EXAMPLE_LENGTH, value.length())));
          }
        }
      }
    }
    return examples;
  }

  /** Writes a workbook. */
  private interface Writing {
    void to(OutputStream out) throws IOException;
  }

  private record ExcelDownload(String fileName, Writing writing) implements Download {
    @Override
    public String mediaType() {
      return EXCEL;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      writing.to(out);
    }
  }
}
