package org.folkmoot.register;

import org.folkmoot.store.OpenDatabase;
import org.folkmoot.store.PostgresServer;
import org.junit.jupiter.api.Tag;

/** Joining on PostgreSQL; left out where its server does not start. */
@Tag("drill")
class PostgresqlJoiningTest extends JoiningTest {
  @Override
  TrialApplications open(String pack) {
    return new TrialApplications(
        pack, OpenDatabase.postgresql(PostgresServer.emptyDatabase(), "postgres", "postgres"));
  }
}
