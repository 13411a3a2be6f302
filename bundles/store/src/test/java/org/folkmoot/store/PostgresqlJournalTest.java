package org.folkmoot.store;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;

class PostgresqlJournalTest extends JournalContract {
  private OpenDatabase open;

  @Override
  protected OpenDatabase openEmpty() throws SQLException {
    open = OpenDatabase.postgresql(PostgresServer.emptyDatabase(), "postgres", "");
    return open;
  }

  @AfterEach
  void close() {
    if (open != null) {
      open.close();
    }
  }
}
