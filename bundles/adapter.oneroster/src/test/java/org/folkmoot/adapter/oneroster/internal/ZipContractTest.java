package org.folkmoot.adapter.oneroster.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.RecordsSource;

class ZipContractTest extends OneRosterContract {
  @Override
  RecordsSource source(Path exported) throws Exception {
    return read(Exports.zip(exported, "export/"));
  }

  @Override
  protected RecordsSource sourceThatBreaksOff(List<PersonRecord> persons) throws Exception {
    Path zip = Exports.zip(write(persons, List.of()), "");
    byte[] bytes = Files.readAllBytes(zip);
    Files.write(zip, Arrays.copyOf(bytes, bytes.length * 2 / 3));
    return read(zip);
  }
}
