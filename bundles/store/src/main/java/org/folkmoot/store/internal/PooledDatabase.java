package org.folkmoot.store.internal;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.folkmoot.store.Database;
import org.folkmoot.store.Unavailable;
import org.folkmoot.store.Work;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database behind two pools of connections: those that write, and those that only read. */
public final class PooledDatabase implements Database, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PooledDatabase.class);
  private static final int SECONDS_FOR_RUNNING_WORK = 10;
  private static final String LOST_WHILE_COMMITTING =
      " This happened while the change was being made durable: look whether it was kept before"
          + " repeating it.";

  private final Engine engine;
  private final HikariDataSource writers;
  private final HikariDataSource readers;
  private final Jdbi writing;
  private final Jdbi reading;
  private final ThreadLocal<Transaction> transaction = new ThreadLocal<>();
  private final ThreadLocal<Handle> snapshot = new ThreadLocal<>();
  // Work holds the shared side, closing the exclusive one: running work ends before its connection.
  private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();
  private volatile boolean closed;

  private PooledDatabase(Engine engine, HikariDataSource writers, HikariDataSource readers) {
    this.engine = engine;
    this.writers = writers;
    this.readers = readers;
    this.writing = Mapping.on(writers).setSqlLogger(new FaultsInTransactions());
    this.reading = Mapping.on(readers);
  }

  /**
   * Opens and examines the database.
   *
   * @throws Unavailable when it cannot be reached, or is damaged
   */
  public static PooledDatabase open(Engine engine) {
    engine.prepare();
    HikariDataSource writers = null;
    HikariDataSource readers = null;
    try {
      writers = new HikariDataSource(engine.writers());
      readers = new HikariDataSource(engine.readers());
      PooledDatabase database = new PooledDatabase(engine, writers, readers);
      database.writing.useHandle(engine::examine);
      return database;
    } catch (RuntimeException e) {
      close(readers);
      close(writers);
      throw translated(engine, e, true, "");
    }
  }

  @Override
  public <T> T read(Work<T> work) {
    Transaction joined = transaction.get();
    if (joined != null) {
      return work.on(joined.handle);
    }
    Handle within = snapshot.get();
    if (within != null) {
      return work.on(within);
    }
    enter();
    try (Handle handle = reading.open()) {
      handle.begin();
      snapshot.set(handle);
      try {
        T result = work.on(handle);
        handle.commit();
        return result;
      } catch (Throwable e) {
        rollBack(handle, e);
        throw e;
      } finally {
        snapshot.remove();
      }
    } catch (RuntimeException e) {
      throw translated(engine, e, false, "");
    } finally {
      use.readLock().unlock();
    }
  }

  @Override
  public <T> T write(Work<T> work) {
    Transaction joined = transaction.get();
    if (joined != null) {
      return join(joined, work);
    }
    List<Runnable> wakeUps = new ArrayList<>();
    T result;
    enter();
    try {
      result = inTransaction(work, wakeUps);
    } finally {
      use.readLock().unlock();
    }
    wakeUps.forEach(PooledDatabase::wake);
    return result;
  }

  private <T> T inTransaction(Work<T> work, List<Runnable> wakeUps) {
    String doubt = "";
    try (Handle handle = writing.open()) {
      handle.begin();
      Transaction mine = new Transaction(handle, wakeUps);
      transaction.set(mine);
      try {
        engine.becomeOnlyWriter(handle);
        T result = work.on(handle);
        mine.refuseIfPartFailed();
        engine.beforeCommit();
        doubt = LOST_WHILE_COMMITTING;
        handle.commit();
        return result;
      } catch (Throwable e) {
        rollBack(handle, e);
        if (e instanceof RuntimeException fault && unavailable(engine, fault, true).isPresent()) {
          writers.evictConnection(handle.getConnection());
        }
        throw e;
      } finally {
        transaction.remove();
      }
    } catch (RuntimeException e) {
      throw translated(engine, e, true, doubt);
    }
  }

  private <T> T join(Transaction joined, Work<T> work) {
    try {
      return work.on(joined.handle);
    } catch (RuntimeException e) {
      joined.partFailed(e);
      throw translated(engine, e, true, "");
    } catch (Error e) {
      joined.partFailed(e);
      throw e;
    }
  }

  @Override
  public void afterCommit(Runnable wakeUp) {
    Transaction joined = transaction.get();
    if (joined == null) {
      wake(wakeUp);
    } else {
      joined.wakeUps.add(wakeUp);
    }
  }

  /** A wake-up that fails must not make a durable write look failed; its listener catches up. */
  private static void wake(Runnable wakeUp) {
    try {
      wakeUp.run();
    } catch (RuntimeException e) {
      LOG.error("A listener failed after a commit; it catches up when it is next called", e);
    }
  }

  @Override
  public synchronized void migrate(String module, Class<?> owner) {
    if (!module.matches("[a-z]+")) {
      throw new IllegalArgumentException("module '" + module + "': lower-case letters only");
    }
    if (transaction.get() != null || snapshot.get() != null) {
      throw new IllegalStateException("migrate '" + module + "' outside any read or write");
    }
    enter();
    try {
      Flyway.configure(owner.getClassLoader())
          .loggers("slf4j") // else it probes for log4j-api, which can hang without a provider
          .dataSource(writers)
          .locations("classpath:db/" + module)
          .failOnMissingLocations(true)
          .validateMigrationNaming(true)
          .ignoreMigrationPatterns(new String[0]) // newer tables than software: refused
          .table("flyway_" + module)
          .baselineOnMigrate(true) // the other modules' tables are there already
          .baselineVersion("0")
          .placeholders(engine.placeholders())
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw unavailable(engine, e, true)
          .<RuntimeException>map(why -> new Unavailable(why, e))
          .orElseGet(
              () ->
                  new IllegalStateException(
                      "The tables of '"
                          + module
                          + "' in "
                          + engine.place()
                          + " do not fit this version of the software, and were left as they are."
                          + " After a downgrade, restore the backup made before the upgrade. "
                          + e.getMessage(),
                      e));
    } catch (RuntimeException e) {
      throw translated(engine, e, true, "");
    } finally {
      use.readLock().unlock();
    }
  }

  /** Waits for running work, then lets go; work that comes later finds it {@link Unavailable}. */
  @Override
  public void close() {
    closed = true;
    boolean quiet = false;
    try {
      quiet = use.writeLock().tryLock(SECONDS_FOR_RUNNING_WORK, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!quiet) {
      LOG.warn("The database closes on unfinished work, which is rolled back");
    }
    try {
      close(readers);
      close(writers);
    } finally {
      if (quiet) {
        use.writeLock().unlock();
      }
    }
  }

  private static void close(HikariDataSource pool) {
    if (pool != null) {
      pool.close();
    }
  }

  private void enter() {
    use.readLock().lock();
    if (closed) {
      use.readLock().unlock();
      throw new Unavailable(
          "The database " + engine.place() + " is being stopped or reconfigured. Try again.", null);
    }
  }

  /** The engine may have rolled back by itself; that must not hide why. */
  private static void rollBack(Handle handle, Throwable why) {
    try {
      handle.rollback();
    } catch (RuntimeException e) {
      why.addSuppressed(e);
    }
  }

  private static RuntimeException translated(
      Engine engine, RuntimeException fault, boolean writing, String doubt) {
    if (fault instanceof Unavailable) {
      return fault;
    }
    return unavailable(engine, fault, writing)
        .<RuntimeException>map(why -> new Unavailable(why + doubt, fault))
        .orElse(fault);
  }

  private static Optional<String> unavailable(Engine engine, Throwable fault, boolean writing) {
    for (Throwable at = fault; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql) {
        Optional<String> why = engine.unavailable(sql, writing);
        if (why.isPresent()) {
          return why;
        }
        if (sql instanceof SQLTransientConnectionException) {
          return Optional.of(
              "The database " + engine.place() + " did not answer in time. Try again.");
        }
      }
    }
    return Optional.empty();
  }

  /** What one thread is writing; part of it may be done by others who joined. */
  private static final class Transaction {
    private final Handle handle;
    private final List<Runnable> wakeUps;
    private Throwable fault;
    private boolean lost;

    Transaction(Handle handle, List<Runnable> wakeUps) {
      this.handle = handle;
      this.wakeUps = wakeUps;
    }

    void partFailed(Throwable first) {
      fault = fault == null ? first : fault;
    }

    void refuseIfPartFailed() {
      if (fault != null) {
        throw new IllegalStateException(
            "A part of this write failed and its fault was caught, so none of it is kept", fault);
      }
    }
  }

  /**
   * SQLite rolls back by itself when the disk is full, and would keep each statement that follows
   * at once; so a caller that catches such a fault gets nothing more done.
   */
  private final class FaultsInTransactions implements SqlLogger {
    @Override
    public void logException(StatementContext context, SQLException fault) {
      Transaction joined = transaction.get();
      if (joined != null && engine.unavailable(fault, true).isPresent()) {
        joined.partFailed(fault);
        joined.lost = true;
      }
    }

    @Override
    public void logBeforeExecution(StatementContext context) {
      Transaction joined = transaction.get();
      if (joined != null && joined.lost) {
        joined.refuseIfPartFailed();
      }
    }
  }
}
