package org.folkmoot.adapter.workbook.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.RecordsContract;
import org.folkmoot.records.RecordsSource;
import org.folkmoot.records.reading.FileLimits;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class WorkbookContractTest {

  @Nested
  class Excel extends RecordsContract {
    @TempDir Path folder;

    @Override
    protected RecordsSource sourceOf(List<PersonRecord> persons) throws Exception {
      return source(file(SampleFiles.rows(persons)));
    }

    @Override
    protected RecordsSource sourceWithBadRecord(List<PersonRecord> persons) throws Exception {
      List<List<Object>> rows = SampleFiles.rows(persons);
      rows.add(2, List.of("nobody", "", "", "", "a@example.org", "parent", "", ""));
      return source(file(rows));
    }

    @Override
    protected RecordsSource sourceThatBreaksOff(List<PersonRecord> persons) throws Exception {
      Path file = file(SampleFiles.rows(persons));
      byte[] bytes = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(bytes, bytes.length * 2 / 3));
      return source(file);
    }

    private Path file(List<List<Object>> rows) throws Exception {
      return SampleFiles.xlsx(folder, "members.xlsx", rows);
    }
  }

  @Nested
  class Csv extends RecordsContract {
    @TempDir Path folder;

    @Override
    protected RecordsSource sourceOf(List<PersonRecord> persons) throws Exception {
      return source(file(SampleFiles.rows(persons)));
    }

    @Override
    protected RecordsSource sourceWithBadRecord(List<PersonRecord> persons) throws Exception {
      List<List<Object>> rows = SampleFiles.rows(persons);
      rows.add(2, List.of("nobody", "", "", "", "a@example.org", "parent", "", ""));
      return source(file(rows));
    }

    @Override
    protected RecordsSource sourceThatBreaksOff(List<PersonRecord> persons) throws Exception {
      List<List<Object>> rows = SampleFiles.rows(persons);
      rows.add(rows.size() / 2, List.of("x", "\"never closed", "", "", "", "", "", ""));
      return source(file(rows));
    }

    private Path file(List<List<Object>> rows) throws Exception {
      return SampleFiles.csv(folder, "members.csv", SampleFiles.lines(rows));
    }
  }

  private static RecordsSource source(Path file) {
    return new WorkbookSource(
        "test",
        file,
        Map.of(),
        SampleFiles.CLOCK.instant().atZone(WorkbookFormat.ZONE).toLocalDate(),
        FileLimits.USUAL);
  }
}
