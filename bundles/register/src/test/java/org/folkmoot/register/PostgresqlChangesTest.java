package org.folkmoot.register;

import java.util.Map;
import org.folkmoot.store.OpenDatabase;
import org.folkmoot.store.PostgresServer;
import org.junit.jupiter.api.Tag;

/** Changes on PostgreSQL; left out where its server does not start. */
@Tag("drill")
class PostgresqlChangesTest extends ChangesTest {
  @Override
  TrialRegister open(String pack) {
    return TrialRegister.under(
        pack,
        Map.of(),
        OpenDatabase.postgresql(PostgresServer.emptyDatabase(), "postgres", "postgres"));
  }
}
