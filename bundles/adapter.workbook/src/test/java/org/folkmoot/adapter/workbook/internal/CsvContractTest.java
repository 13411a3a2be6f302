package org.folkmoot.adapter.workbook.internal;

import java.nio.file.Path;
import java.util.List;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.RecordsSource;

class CsvContractTest extends WorkbookContract {
  @Override
  Path file(List<List<Object>> rows) throws Exception {
    return SampleFiles.csv(folder, "members.csv", SampleFiles.lines(rows));
  }

  @Override
  protected RecordsSource sourceThatBreaksOff(List<PersonRecord> persons) throws Exception {
    List<List<Object>> rows = SampleFiles.rows(persons);
    rows.add(rows.size() / 2, List.of("x", "\"never closed", "", "", "", "", "", ""));
    return source(file(rows));
  }
}
