package org.folkmoot.store;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The one database of an installation, SQLite or PostgreSQL.
 *
 * <p>SQL given to it must run on both (see docs/decisions). Instants are stored as BIGINT epoch
 * milliseconds, dates as ISO-8601 text, identifiers as text.
 */
@ProviderType
public interface Database {

  /**
   * Reads from one consistent snapshot.
   *
   * @throws Unavailable when the database cannot be reached
   */
  <T> T read(Work<T> work);

  /**
   * Does the work in one transaction and returns only when it is durable. Called inside another
   * {@code write} on the same thread it joins that transaction: all of it commits, or none.
   *
   * @throws Unavailable when the database cannot be reached or cannot store (a full disk); nothing
   *     of the work is kept
   */
  <T> T write(Work<T> work);

  /**
   * Runs the wake-up once the transaction of this thread is durable; at once where there is none;
   * not at all when it is rolled back.
   */
  void afterCommit(Runnable wakeUp);

  /**
   * Brings the tables of one module up to date from {@code db/<module>} in the class path of its
   * bundle. Forward only; safe to call at every start.
   *
   * @param module letters only; also names the module's migration table
   * @param owner any class of the bundle that carries the migrations
   */
  void migrate(String module, Class<?> owner);
}
