package org.folkmoot.store.internal;

import com.zaxxer.hikari.HikariConfig;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What SQLite and PostgreSQL do differently; everything else is in {@link PooledDatabase}. */
public interface Engine {

  /** Where the data are, as it may be shown to an operator: no password. */
  String place();

  /** Makes ready what the connections need, such as a folder. */
  void prepare();

  HikariConfig writers();

  HikariConfig readers();

  /** What differs in migrations: {@code id}, the type of a generated key, and {@code bytes}. */
  Map<String, String> placeholders();

  /** Refuses a database that cannot be trusted with an acknowledged vote. */
  void examine(Handle writer);

  /** Makes this transaction the only writer until its end. */
  void becomeOnlyWriter(Handle writer);

  /** The last look before a commit is taken as durable. */
  void beforeCommit();

  /**
   * Whether this fault means that the database is away or cannot store, as a sentence that says
   * what to do; empty when the SQL itself was wrong.
   */
  Optional<String> unavailable(SQLException fault, boolean writing);
}
