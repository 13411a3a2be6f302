package org.folkmoot.store.internal;

import com.zaxxer.hikari.HikariConfig;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.folkmoot.store.Unavailable;
import org.jdbi.v3.core.Handle;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteException;

/** The embedded database: one file, one writer, four readers. */
public final class Sqlite implements Engine {
  private static final String NATIVE_LIBRARY_FOLDER = "org.sqlite.tmpdir";
  private static final int READERS = 4;
  // Kibibytes, below 0 by SQLite's custom; taken only as needed. In the usual 2 MB a hospital's
  // indexes do not fit, and enrolling it would write the same pages over and over.
  private static final int WRITER_CACHE = -256 * 1024;
  private static final int BUSY_MILLISECONDS = 5_000;
  // Older versions can lose commits when the log is reset while another connection writes.
  private static final int[] OLDEST_VERSION = {3, 51, 3};

  private final Path file;
  private volatile Object fileKey;

  public Sqlite(Path file) {
    this.file = file.toAbsolutePath().normalize();
  }

  @Override
  public String place() {
    return file.toString();
  }

  @Override
  public void prepare() {
    Path folder = file.getParent();
    try {
      Files.createDirectories(folder);
      if (System.getProperty(NATIVE_LIBRARY_FOLDER) == null) {
        // The driver unpacks its native library; the common /tmp may forbid execution and is
        // shared.
        Path libraries = Files.createDirectories(folder.resolve("sqlite"));
        System.setProperty(NATIVE_LIBRARY_FOLDER, libraries.toString());
      }
      if (Files.notExists(file)) {
        Files.createFile(file, ownerOnly()); // the log beside it inherits these permissions
      }
      fileKey = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (IOException e) {
      throw new Unavailable(
          "The database file "
              + file
              + " cannot be made or read: "
              + e
              + ". Check that the disk is mounted and that the account which runs Folkmoot may write"
              + " to the folder.",
          e);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  @Override
  public HikariConfig writers() {
    SQLiteConfig config = config();
    // Takes the lock at the start: a transaction that read first could not be upgraded to write.
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.setCacheSize(WRITER_CACHE);
    HikariConfig pool = pool("store-writer", config);
    pool.setMaximumPoolSize(1);
    return pool;
  }

  @Override
  public HikariConfig readers() {
    HikariConfig pool = pool("store-readers", config());
    pool.setMaximumPoolSize(READERS);
    pool.setConnectionInitSql("PRAGMA query_only=1");
    return pool;
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(BUSY_MILLISECONDS);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY); // no member's name in a temporary file
    return config;
  }

  private HikariConfig pool(String name, SQLiteConfig config) {
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    HikariConfig pool = new HikariConfig();
    pool.setPoolName(name);
    pool.setDataSource(source);
    pool.setMaxLifetime(0);
    return pool;
  }

  @Override
  public Map<String, String> placeholders() {
    return Map.of("id", "INTEGER", "bytes", "BLOB");
  }

  @Override
  public void examine(Handle writer) {
    String version = writer.createQuery("SELECT sqlite_version()").mapTo(String.class).one();
    if (isTooOld(version)) {
      throw new IllegalStateException(
          "The SQLite library is "
              + version
              + "; 3.51.3 or newer is required, because older ones can lose a committed change."
              + " Replace the sqlite-jdbc bundle.");
    }
    List<String> faults = new ArrayList<>();
    for (String line : writer.createQuery("PRAGMA integrity_check(5)").mapTo(String.class).list()) {
      if (!line.equals("ok")) {
        faults.add(line);
      }
    }
    if (!faults.isEmpty()) {
      throw new Unavailable(damaged() + " The integrity check found: " + faults, null);
    }
  }

  static boolean isTooOld(String version) {
    int[] parts = Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
    return Arrays.compare(parts, OLDEST_VERSION) < 0;
  }

  @Override
  public void becomeOnlyWriter(Handle writer) {
    // There is one connection that writes, and its transactions are IMMEDIATE.
  }

  /**
   * A deleted file goes on taking commits until the process ends, and then they are gone; so a
   * commit counts only while the file is the one that was opened.
   */
  @Override
  public void beforeCommit() {
    try {
      Object now = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      if (!Objects.equals(now, fileKey)) {
        throw new Unavailable(removed(), null);
      }
    } catch (NoSuchFileException e) {
      throw new Unavailable(removed(), e);
    } catch (IOException e) {
      throw new Unavailable(unreachable(), e);
    }
  }

  @Override
  public Optional<String> unavailable(SQLException fault, boolean writing) {
    if (!(fault instanceof SQLiteException sqlite)) {
      return Optional.empty();
    }
    // The low byte is the kind, the rest says more about it: https://www.sqlite.org/rescode.html
    return switch (sqlite.getResultCode().code & 0xff) {
      case 5 ->
          Optional.of(
              "Another process holds the database file "
                  + file
                  + ". End it (a backup, a second Folkmoot on the same data folder), then try again.");
      case 8 ->
          writing
              ? Optional.of(
                  "The database file "
                      + file
                      + " can only be read. Check the disk and the permissions of the file.")
              : Optional.empty();
      case 10, 14 -> Optional.of(unreachable());
      case 11, 26 -> Optional.of(damaged());
      case 13 ->
          Optional.of(
              "There is no room to store the database file "
                  + file
                  + ". Free some space on that disk, then try again.");
      default -> Optional.empty();
    };
  }

  private String unreachable() {
    return "The database file "
        + file
        + " cannot be read or written. Check that the disk is mounted and sound.";
  }

  private String removed() {
    return "The database file "
        + file
        + " was removed or replaced while Folkmoot was running. Stop Folkmoot, put the file back or"
        + " restore the newest backup, and start again.";
  }

  private String damaged() {
    return "The database file "
        + file
        + " is damaged or is no SQLite database. Keep a copy of it, and restore the newest backup.";
  }
}
