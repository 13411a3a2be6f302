package org.folkmoot.ballot;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import org.folkmoot.store.OpenDatabase;
import org.folkmoot.store.TemporaryDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Two channels on PostgreSQL; left out where its server does not start. */
class PostgresqlChannelsTest extends ChannelsTest {
  private static EmbeddedPostgres server;
  private static int databases;

  @BeforeAll
  static void start() {
    try {
      server = EmbeddedPostgres.start();
    } catch (IOException | RuntimeException e) {
      assumeTrue(false, "left out: PostgreSQL does not start here: " + e);
    }
  }

  @AfterAll
  static void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  @Override
  TemporaryDatabase database(Clock clock) {
    String name = "channels_" + ++databases;
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new AssertionError("no database for the test", e);
    }
    return TemporaryDatabase.over(
        OpenDatabase.postgresql(
            "jdbc:postgresql://localhost:" + server.getPort() + "/" + name, "postgres", "postgres"),
        clock);
  }
}
