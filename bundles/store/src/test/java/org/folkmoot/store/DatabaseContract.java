package org.folkmoot.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every room relies on, whichever database is underneath. */
public abstract class DatabaseContract {
  private Database database;

  /** An empty database, closed by the extending class after each test. */
  protected abstract Database emptyDatabase() throws Exception;

  @BeforeEach
  void prepareTrialTables() throws Exception {
    database = emptyDatabase();
    database.migrate("trial", DatabaseContract.class);
    database.write(h -> h.execute("INSERT INTO trial_counter VALUES ('oak', 0)"));
  }

  @Test
  void whatIsWrittenIsRead() {
    database.write(h -> add(h, 5));

    assertThat(total()).isEqualTo(5);
  }

  @Test
  void nothingIsKeptOfAWriteThatFails() {
    assertThatThrownBy(
            () ->
                database.write(
                    h -> {
                      add(h, 5);
                      throw new IllegalArgumentException("no");
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no");

    assertThat(total()).isZero();
  }

  @Test
  void aWriteInsideAWriteCommitsTogetherWithIt() {
    database.write(
        outer -> {
          add(outer, 1);
          database.write(inner -> add(inner, 2));
          assertThat(totalSeenByAnother()).as("seen by others before").isZero();
          return null;
        });

    assertThat(total()).isEqualTo(3);
  }

  @Test
  void aWriteInsideAWriteIsRolledBackTogetherWithIt() {
    assertThatThrownBy(
            () ->
                database.write(
                    outer -> {
                      database.write(inner -> add(inner, 2));
                      throw new IllegalArgumentException("no");
                    }))
        .hasMessage("no");

    assertThat(total()).isZero();
  }

  @Test
  void aFailedPartThatTheCallerCaughtStillRollsBackTheWhole() {
    assertThatThrownBy(
            () ->
                database.write(
                    outer -> {
                      add(outer, 1);
                      assertThatThrownBy(
                              () ->
                                  database.write(
                                      inner -> {
                                        throw new IllegalArgumentException("part");
                                      }))
                          .hasMessage("part");
                      return add(outer, 1);
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("part");

    assertThat(total()).isZero();
  }

  @Test
  void aReadInsideAWriteSeesWhatWasWrittenSoFar() {
    long seen =
        database.write(
            h -> {
              add(h, 7);
              return total();
            });

    assertThat(seen).isEqualTo(7);
  }

  @Test
  void aReaderDoesNotSeeWhatIsNotCommitted() {
    long seen =
        database.write(
            h -> {
              add(h, 7);
              return totalSeenByAnother();
            });

    assertThat(seen).isZero();
    assertThat(total()).isEqualTo(7);
  }

  @Test
  void aReadKeepsItsSnapshotWhileOthersCommit() {
    List<Long> seen =
        database.read(
            h -> {
              long before = total(h);
              onAnotherThread(() -> database.write(w -> add(w, 7)));
              return List.of(before, total(h), total());
            });

    assertThat(seen).containsExactly(0L, 0L, 0L);
    assertThat(total()).isEqualTo(7);
  }

  @Test
  void aReadCannotWrite() {
    assertThatThrownBy(() -> database.read(h -> add(h, 7)))
        .isInstanceOf(UnableToExecuteStatementException.class);

    assertThat(total()).isZero();
  }

  @Test
  void wakeUpsComeAfterTheCommitInTheirOrder() {
    List<String> heard = new ArrayList<>();

    database.write(
        outer -> {
          database.afterCommit(() -> heard.add("first, sees " + totalSeenByAnother()));
          database.write(
              inner -> {
                database.afterCommit(() -> heard.add("second"));
                return add(inner, 1);
              });
          database.afterCommit(() -> heard.add("third"));
          assertThat(heard).isEmpty();
          return null;
        });

    assertThat(heard).containsExactly("first, sees 1", "second", "third");
  }

  @Test
  void noWakeUpComesAfterARollBack() {
    List<String> heard = new ArrayList<>();

    assertThatThrownBy(
            () ->
                database.write(
                    h -> {
                      database.afterCommit(() -> heard.add("never"));
                      throw new IllegalArgumentException("no");
                    }))
        .hasMessage("no");
    database.afterCommit(() -> heard.add("at once"));

    assertThat(heard).containsExactly("at once");
  }

  @Test
  void aWakeUpMayWriteAndItsFailureDoesNotUndoTheWriteOrStopTheNext() {
    database.write(
        h -> {
          database.afterCommit(
              () -> {
                throw new IllegalStateException("a listener at fault");
              });
          database.afterCommit(() -> database.write(later -> add(later, 10)));
          return add(h, 1);
        });

    assertThat(total()).isEqualTo(11);
  }

  @Test
  void writersTakeTurnsSoThatLookingAndThenWritingLosesNothing() throws Exception {
    int threads = 8;
    int each = 25;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        running.add(
            pool.submit(
                () -> {
                  start.await();
                  for (int i = 0; i < each; i++) {
                    database.write(
                        h -> {
                          long seen = total(h);
                          return h.execute("UPDATE trial_counter SET total = ?", seen + 1);
                        });
                  }
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> one : running) {
        one.get(60, TimeUnit.SECONDS);
      }
    } finally {
      pool.shutdownNow();
    }

    assertThat(total()).isEqualTo(threads * each);
  }

  @Test
  void migratingAgainChangesNothingAndOtherModulesHaveTablesOfTheirOwn() {
    database.write(h -> add(h, 3));
    database.migrate("trial", DatabaseContract.class);
    database.migrate("second", DatabaseContract.class);
    database.migrate("second", DatabaseContract.class);

    assertThat(total()).isEqualTo(3);
    assertThat(database.<Integer>read(h -> count(h, "second_thing"))).isZero();
  }

  @Test
  void aModuleWithoutMigrationsIsRefused() {
    assertThatThrownBy(() -> database.migrate("absent", DatabaseContract.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'absent'");
    assertThatThrownBy(() -> database.migrate("Not-Letters", DatabaseContract.class))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tablesNewerThanTheSoftwareAreRefused() {
    database.migrate("later", DatabaseContract.class);
    database.write(
        h ->
            h.execute(
                """
                INSERT INTO flyway_later (installed_rank, version, description, type, script,
                  checksum, installed_by, execution_time, success)
                VALUES (99, '7', 'from a newer release', 'SQL', 'V7__newer.sql', 1, 'x', 1, ?)
                """,
                true));

    assertThatThrownBy(() -> database.migrate("later", DatabaseContract.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("After a downgrade, restore the backup");
  }

  @Test
  void migratingInsideAWriteIsRefused() {
    assertThatThrownBy(
            () ->
                database.write(
                    h -> {
                      database.migrate("second", DatabaseContract.class);
                      return null;
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("outside");
  }

  /** As a room would keep one. */
  public record Person(
      long id,
      String institution,
      String fullName,
      Instant joined,
      LocalDate born,
      boolean active,
      byte[] picture) {}

  @Test
  void aRecordComesBackAsItWasKept() {
    Instant joined = Instant.parse("2026-10-25T00:30:00.123Z");
    LocalDate born = LocalDate.of(2012, 2, 29);
    byte[] picture = {0, -1, 7};

    long id = database.write(h -> insert(h, "Siân Ŵyn", joined, born, picture));
    Person kept = person(id);

    assertThat(kept)
        .usingRecursiveComparison()
        .isEqualTo(new Person(id, "oak", "Siân Ŵyn", joined, born, true, picture));
    assertThat(
            database.<Long>read(
                h ->
                    h.createQuery("SELECT joined FROM trial_person WHERE born = '2012-02-29'")
                        .mapTo(Long.class)
                        .one()))
        .as("instants are epoch milliseconds, dates are ISO texts")
        .isEqualTo(joined.toEpochMilli());
  }

  @Test
  void whatIsUnknownStaysUnknown() {
    long id = database.write(h -> insert(h, "A", Instant.EPOCH, null, null));

    assertThat(person(id).born()).isNull();
    assertThat(person(id).picture()).isNull();
  }

  @Test
  void aBrokenRuleOfATableIsTheCallersFaultNotTheDatabases() {
    database.write(h -> insert(h, "A", Instant.EPOCH, null, null));

    assertThatThrownBy(() -> database.write(h -> insert(h, "A", Instant.EPOCH, null, null)))
        .isInstanceOf(UnableToExecuteStatementException.class);
    assertThatThrownBy(
            () ->
                database.write(
                    h ->
                        h.execute(
                            "INSERT INTO trial_note (institution, person) VALUES ('oak', 999)")))
        .as("foreign keys are enforced")
        .isInstanceOf(UnableToExecuteStatementException.class);
    assertThat(database.<Integer>read(h -> count(h, "trial_note"))).isZero();
    assertThat(database.<Integer>read(h -> count(h, "trial_person"))).isEqualTo(1);
  }

  @Test
  void manyRowsStreamInsideARead() {
    database.write(
        h -> {
          var batch =
              h.prepareBatch(
                  "INSERT INTO trial_person (institution, full_name, joined, active)"
                      + " VALUES ('oak', :name, :joined, :active)");
          IntStream.range(0, 5_000)
              .forEach(
                  i ->
                      batch
                          .bind("name", "person " + i)
                          .bind("joined", Instant.ofEpochMilli(i))
                          .bind("active", i % 2 == 0)
                          .add());
          return batch.execute();
        });

    long active =
        database.read(
            h -> {
              try (var people =
                  h.createQuery("SELECT * FROM trial_person").mapTo(Person.class).stream()) {
                return people.filter(Person::active).count();
              }
            });

    assertThat(active).isEqualTo(2_500);
  }

  private Person person(long id) {
    return database.read(
        h ->
            h.createQuery("SELECT * FROM trial_person WHERE id = :id")
                .bind("id", id)
                .mapTo(Person.class)
                .one());
  }

  private static long insert(
      Handle handle, String name, Instant joined, LocalDate born, byte[] picture) {
    return handle
        .createQuery(
            """
            INSERT INTO trial_person (institution, full_name, joined, born, active, picture)
            VALUES ('oak', :name, :joined, :born, :active, :picture) RETURNING id
            """)
        .bind("name", name)
        .bind("joined", joined)
        .bindByType("born", born, LocalDate.class)
        .bind("active", true)
        .bindByType("picture", picture, byte[].class)
        .mapTo(Long.class)
        .one();
  }

  private long total() {
    return database.read(DatabaseContract::total);
  }

  private long totalSeenByAnother() {
    return onAnotherThread(this::total);
  }

  private static long total(Handle handle) {
    return handle.createQuery("SELECT total FROM trial_counter").mapTo(Long.class).one();
  }

  private static int add(Handle handle, int more) {
    return handle.execute("UPDATE trial_counter SET total = total + ?", more);
  }

  private static int count(Handle handle, String table) {
    return handle.createQuery("SELECT count(*) FROM " + table).mapTo(Integer.class).one();
  }

  private static <T> T onAnotherThread(Callable<T> work) {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      return other.submit(work).get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("the other thread", e);
    } finally {
      other.shutdownNow();
    }
  }
}
