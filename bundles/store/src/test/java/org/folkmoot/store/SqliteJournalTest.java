package org.folkmoot.store;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteJournalTest extends JournalContract {
  @TempDir Path folder;
  private OpenDatabase open;

  @Override
  protected OpenDatabase openEmpty() {
    open = OpenDatabase.sqlite(folder.resolve("folkmoot.db"));
    return open;
  }

  @AfterEach
  void close() {
    open.close();
  }
}
