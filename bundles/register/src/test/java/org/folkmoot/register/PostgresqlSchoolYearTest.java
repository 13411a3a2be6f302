package org.folkmoot.register;

import java.util.Map;
import org.folkmoot.store.OpenDatabase;
import org.folkmoot.store.PostgresServer;

/** The school year on PostgreSQL; left out where its server does not start. */
class PostgresqlSchoolYearTest extends SchoolYearTest {
  @Override
  TrialRegister open(String pack, Map<String, String> changed) {
    return TrialRegister.under(
        pack,
        changed,
        OpenDatabase.postgresql(PostgresServer.emptyDatabase(), "postgres", "postgres"));
  }
}
