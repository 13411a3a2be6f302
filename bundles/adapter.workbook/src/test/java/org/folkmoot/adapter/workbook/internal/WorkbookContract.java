package org.folkmoot.adapter.workbook.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.RecordsContract;
import org.folkmoot.records.RecordsSource;
import org.folkmoot.records.reading.FileLimits;
import org.junit.jupiter.api.io.TempDir;

/** The contract on files of one kind. */
abstract class WorkbookContract extends RecordsContract {
  @TempDir Path folder;

  /** A file of these rows, the first being headings. */
  abstract Path file(List<List<Object>> rows) throws Exception;

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

  static RecordsSource source(Path file) {
    return new WorkbookSource("test", file, Map.of(), SampleFiles.TODAY, FileLimits.USUAL);
  }
}
