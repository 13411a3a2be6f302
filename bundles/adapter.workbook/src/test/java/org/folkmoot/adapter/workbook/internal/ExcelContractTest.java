package org.folkmoot.adapter.workbook.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.RecordsSource;

class ExcelContractTest extends WorkbookContract {
  @Override
  Path file(List<List<Object>> rows) throws Exception {
    return SampleFiles.xlsx(folder, "members.xlsx", rows);
  }

  @Override
  protected RecordsSource sourceThatBreaksOff(List<PersonRecord> persons) throws Exception {
    Path file = file(SampleFiles.rows(persons));
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length * 2 / 3));
    return source(file);
  }
}
