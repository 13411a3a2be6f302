package org.folkmoot.adapter.oneroster.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.RecordsSource;

class FolderContractTest extends OneRosterContract {
  @Override
  RecordsSource source(Path exported) {
    return read(exported);
  }

  @Override
  protected RecordsSource sourceThatBreaksOff(List<PersonRecord> persons) throws Exception {
    Path users = write(persons, List.of()).resolve("users.csv");
    Files.writeString(users, Files.readString(users) + "\r\nx,active,true,\"never closed,,,");
    return read(folder);
  }
}
