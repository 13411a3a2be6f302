package org.folkmoot.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** An SQLite database and its journal in a folder of their own, deleted when closed: for tests. */
public final class TemporaryDatabase implements AutoCloseable {
  private final Path folder;
  private final OpenDatabase open;
  private final Journal journal;

  private TemporaryDatabase(Path folder, OpenDatabase open, Clock clock) {
    this.folder = folder;
    this.open = open;
    this.journal = open.journal(clock);
  }

  public static TemporaryDatabase open(Clock clock) {
    Path folder = newFolder();
    return new TemporaryDatabase(folder, OpenDatabase.sqlite(folder.resolve("folkmoot.db")), clock);
  }

  /** Another database, such as PostgreSQL, with a folder for what lies beside it. */
  public static TemporaryDatabase over(OpenDatabase database, Clock clock) {
    return new TemporaryDatabase(newFolder(), database, clock);
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("folkmoot-test-");
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for a temporary database", e);
    }
  }

  public Database database() {
    return open.database();
  }

  public Journal journal() {
    return journal;
  }

  /** Where {@code folkmoot.db} lies, if it is SQLite, and keys. */
  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    open.close();
    try (Stream<Path> found = Files.walk(folder)) {
      List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a temporary database was not deleted: " + folder, e);
    }
  }
}
