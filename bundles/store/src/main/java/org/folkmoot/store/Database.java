package org.folkmoot.store;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The one database of an installation, SQLite or PostgreSQL.
 *
 * <p>SQL given to it must run on both (see docs/decisions). Instants are stored as BIGINT epoch
 * milliseconds, dates as ISO-8601 text, identifiers as text; {@code Instant} and {@code LocalDate}
 * are bound and read that way, and {@code mapTo} takes any record. Writers take turns over the
 * whole installation, so what a write has looked at stays true until its commit; a write is short.
 */
@ProviderType
public interface Database {

  /**
   * Reads from one consistent snapshot. Called inside another {@code read} on the same thread it
   * shares its snapshot; inside a {@code write} it sees what that has written so far. Results that
   * are streamed must be consumed inside the work.
   *
   * @throws Unavailable when the database cannot be reached
   */
  <T> T read(Work<T> work);

  /**
   * Does the work in one transaction and returns only when it is durable. Called inside another
   * {@code write} on the same thread it joins that transaction: all of it commits, or none, even if
   * the failure of a part was caught. Called inside a {@code read} it is a transaction of its own,
   * which the snapshot of that read does not see.
   *
   * @throws Unavailable when the database cannot be reached or cannot store (a full disk); nothing
   *     of the work is kept
   */
  <T> T write(Work<T> work);

  /**
   * Runs the wake-up once the transaction of this thread is durable; at once where there is none;
   * not at all when it is rolled back. Wake-ups run in their order, on the same thread; one that
   * fails is logged and does not stop the next.
   */
  void afterCommit(Runnable wakeUp);

  /**
   * Brings the tables of one module up to date from {@code db/<module>} in the class path of its
   * bundle. Forward only; safe to call at every start; not inside a read or write. The migrations
   * may use the placeholders {@code ${id}}, the type of a generated key, and {@code ${bytes}}.
   *
   * @param module lower-case letters only; also names the module's migration table
   * @param owner any class of the bundle that carries the migrations
   * @throws IllegalStateException when the migrations are missing, were changed after they were
   *     applied, or are older than the tables
   */
  void migrate(String module, Class<?> owner);
}
