package org.folkmoot.store;

import java.nio.file.Path;
import java.time.Clock;
import org.folkmoot.store.internal.ChainedJournal;
import org.folkmoot.store.internal.PooledDatabase;
import org.folkmoot.store.internal.Postgresql;
import org.folkmoot.store.internal.Sqlite;

/** A database opened by plain Java, where there is no framework: commands and tests. Close it. */
public final class OpenDatabase implements AutoCloseable {
  private final PooledDatabase database;

  private OpenDatabase(PooledDatabase database) {
    this.database = database;
  }

  /**
   * Opens the file, and makes it where there is none.
   *
   * @throws Unavailable when the file cannot be reached, or is damaged
   */
  public static OpenDatabase sqlite(Path file) {
    return new OpenDatabase(PooledDatabase.open(new Sqlite(file)));
  }

  /**
   * Opens a PostgreSQL database that exists.
   *
   * @param url {@code jdbc:postgresql://host/database}
   * @throws Unavailable when the server cannot be reached or refuses the account
   */
  public static OpenDatabase postgresql(String url, String user, String password) {
    return new OpenDatabase(PooledDatabase.open(new Postgresql(url, user, password)));
  }

  public Database database() {
    return database;
  }

  public Journal journal(Clock clock) {
    return new ChainedJournal(database, clock);
  }

  @Override
  public void close() {
    database.close();
  }
}
