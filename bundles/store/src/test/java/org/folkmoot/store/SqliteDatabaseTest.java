package org.folkmoot.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.RandomAccessFile;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseTest extends DatabaseContract {
  private static final String INSERT = "INSERT INTO second_thing VALUES (?)";

  @TempDir Path folder;
  private OpenDatabase open;

  @Override
  protected Database emptyDatabase() {
    open = OpenDatabase.sqlite(file());
    return open.database();
  }

  @AfterEach
  void close() {
    open.close();
  }

  private Path file() {
    return folder.resolve("data/folkmoot.db");
  }

  @Test
  void anAcknowledgedWriteSurvivesTheProcessAndThePower() {
    Work<String> journalMode = h -> pragma(h, "journal_mode");
    Work<String> synchronous = h -> pragma(h, "synchronous");
    Work<String> foreignKeys = h -> pragma(h, "foreign_keys");

    assertThat(open.database().write(journalMode)).isEqualTo("wal");
    assertThat(open.database().write(synchronous)).as("2 is FULL").isEqualTo("2");
    assertThat(open.database().write(foreignKeys)).isEqualTo("1");
    assertThat(open.database().read(journalMode)).isEqualTo("wal");
    assertThat(open.database().<String>read(h -> pragma(h, "query_only"))).isEqualTo("1");
  }

  @Test
  void aDatabaseOpenedAgainHoldsWhatWasWritten() {
    open.database().migrate("second", DatabaseContract.class);
    open.database().write(h -> h.execute(INSERT, "oak"));
    open.close();
    open = OpenDatabase.sqlite(file());

    assertThat(things()).isEqualTo(1);
  }

  @Test
  void onlyTheOwnerMayReadTheFiles() throws Exception {
    assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
        "left out: this file system has no POSIX permissions");
    for (String name : new String[] {"folkmoot.db", "folkmoot.db-wal", "folkmoot.db-shm"}) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(file().resolveSibling(name))))
          .as(name)
          .isEqualTo("rw-------");
    }
  }

  @Test
  void nothingIsAcknowledgedOnceTheFileIsGone() throws Exception {
    open.database().migrate("second", DatabaseContract.class);
    Path aside = file().resolveSibling("aside.db");
    Files.move(file(), aside);

    assertThatThrownBy(() -> open.database().write(h -> h.execute(INSERT, "oak")))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("was removed or replaced");

    Files.createFile(file());
    assertThatThrownBy(() -> open.database().write(h -> h.execute(INSERT, "oak")))
        .as("another file in its place")
        .isInstanceOf(Unavailable.class);

    Files.move(aside, file(), StandardCopyOption.REPLACE_EXISTING);
    open.database().write(h -> h.execute(INSERT, "ash"));
    assertThat(things()).as("only the write that was acknowledged").isEqualTo(1);
  }

  @Test
  void aFullDatabaseSaysSoKeepsNothingOfTheWriteAndRecovers() {
    open.database().migrate("second", DatabaseContract.class);
    open.database().write(h -> h.execute(INSERT, "kept"));

    assertThatThrownBy(
            () ->
                open.database()
                    .write(
                        h -> {
                          h.execute(INSERT, "small");
                          allowNoMorePages(h);
                          return h.execute(INSERT, "x".repeat(1_000_000));
                        }))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("no room")
        .hasMessageContaining("Free some space");

    assertThat(things()).isEqualTo(1);
    open.database().write(h -> h.execute(INSERT, "x".repeat(1_000_000)));
    assertThat(things()).isEqualTo(2);
  }

  @Test
  void aFullDatabaseWhoseFaultWasCaughtStillCommitsNothing() {
    open.database().migrate("second", DatabaseContract.class);

    assertThatThrownBy(
            () ->
                open.database()
                    .write(
                        h -> {
                          h.execute(INSERT, "before");
                          allowNoMorePages(h);
                          assertThatThrownBy(() -> h.execute(INSERT, "x".repeat(1_000_000)))
                              .isInstanceOf(JdbiException.class);
                          return h.execute(INSERT, "after");
                        }))
        .isInstanceOf(Unavailable.class);

    assertThat(things()).isZero();
  }

  @Test
  void aDamagedFileIsNotOpened() throws Exception {
    open.database().migrate("second", DatabaseContract.class);
    open.database()
        .write(
            h -> {
              for (int i = 0; i < 2_000; i++) {
                h.execute(INSERT, "institution " + i);
              }
              return null;
            });
    open.close();
    try (RandomAccessFile bytes = new RandomAccessFile(file().toFile(), "rw")) {
      bytes.seek(bytes.length() - 4_096);
      bytes.write(new byte[4_096]);
    }

    assertThatThrownBy(() -> OpenDatabase.sqlite(file()))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("damaged")
        .hasMessageContaining("restore the newest backup");
  }

  @Test
  void aFileThatIsNoDatabaseIsLeftAlone() throws Exception {
    Path letter = Files.writeString(folder.resolve("letter.txt"), "Dear parents, ".repeat(1_000));

    assertThatThrownBy(() -> OpenDatabase.sqlite(letter))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("no SQLite database");
    assertThat(letter).content().startsWith("Dear parents");
  }

  @Test
  void aFolderThatCannotBeMadeSaysWhatToCheck() throws Exception {
    Path inTheWay = Files.createFile(folder.resolve("in-the-way"));

    assertThatThrownBy(() -> OpenDatabase.sqlite(inTheWay.resolve("folkmoot.db")))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("Check that the disk is mounted");
  }

  @Test
  void aClosedDatabaseIsUnavailable() {
    Journal journal = open.journal(Clock.systemUTC());
    open.close();

    assertThatThrownBy(() -> journal.head("oak"))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("Try again");
  }

  private int things() {
    return open.database()
        .read(h -> h.createQuery("SELECT count(*) FROM second_thing").mapTo(Integer.class).one());
  }

  private static void allowNoMorePages(Handle handle) {
    String pages = pragma(handle, "page_count");
    pragma(handle, "max_page_count = " + pages);
  }

  private static String pragma(Handle handle, String name) {
    return handle.createQuery("PRAGMA " + name).mapTo(String.class).one();
  }
}
