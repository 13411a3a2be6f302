package org.folkmoot.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL server for the tests of this process; it ends with the process. */
public final class PostgresServer {
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static EmbeddedPostgres server;
  private static String fault = "";

  private PostgresServer() {}

  /** The URL of a database of its own, as user postgres; without a server the test is left out. */
  public static synchronized String emptyDatabase() {
    if (server == null && fault.isEmpty()) {
      try {
        server = EmbeddedPostgres.start();
      } catch (IOException | RuntimeException e) {
        fault = e.toString();
      }
    }
    assumeTrue(fault.isEmpty(), "left out: PostgreSQL does not start here: " + fault);
    String name = "trial_" + DATABASES.incrementAndGet();
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new AssertionError("no database for the test", e);
    }
    return "jdbc:postgresql://localhost:" + server.getPort() + "/" + name;
  }
}
