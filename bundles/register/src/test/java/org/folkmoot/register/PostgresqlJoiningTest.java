package org.folkmoot.register;

import org.folkmoot.store.OpenDatabase;
import org.folkmoot.store.PostgresServer;

/** Joining on PostgreSQL; left out where its server does not start. */
class PostgresqlJoiningTest extends JoiningTest {
  @Override
  TrialApplications open(String pack) {
    return new TrialApplications(
        pack, OpenDatabase.postgresql(PostgresServer.emptyDatabase(), "postgres", "postgres"));
  }
}
