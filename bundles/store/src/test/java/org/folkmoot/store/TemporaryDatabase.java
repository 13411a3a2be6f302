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

  private TemporaryDatabase(Path folder, Clock clock) {
    this.folder = folder;
    this.open = OpenDatabase.sqlite(folder.resolve("folkmoot.db"));
    this.journal = open.journal(clock);
  }

  public static TemporaryDatabase open(Clock clock) {
    try {
      return new TemporaryDatabase(Files.createTempDirectory("folkmoot-test-"), clock);
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

  /** Where {@code folkmoot.db} lies. */
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
