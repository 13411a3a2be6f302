package org.folkmoot.count;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The real elections beside the project; tests that need them are skipped where they are absent.
 */
final class SharedElections {
  static final Path FOLDER =
      Path.of(System.getProperty("folkmoot.shared", "../../../shared"), "data", "count");

  private SharedElections() {}

  /** Says so, and skips the test, where the elections are not there. */
  static void needed() {
    Assumptions.assumeTrue(
        Files.isDirectory(FOLDER), "skipped: no real elections in " + FOLDER.toAbsolutePath());
  }

  static String text(String path) {
    try {
      return Files.readString(FOLDER.resolve(path));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static BallotFile ballots(String path) {
    try {
      return BallotFile.read(FOLDER.resolve(path));
    } catch (IOException broken) {
      throw new UncheckedIOException(path, broken);
    }
  }

  /** The rows of a comma-separated file without its heading. */
  static List<List<String>> rows(String path) {
    return text(path).lines().skip(1).map(SharedElections::cells).toList();
  }

  static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (char c : line.toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }

  /** The names, without suffix, of all files of a folder that have it. */
  static List<String> names(String folder, String suffix) {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(suffix))
          .map(name -> name.substring(0, name.length() - suffix.length()))
          .sorted()
          .toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The lots of the reference sheets: the lowest number of the tied. */
  static CountSettings lowestNumberDrawn() {
    return CountSettings.standard().withLots(IntStream.rangeClosed(1, 100).boxed().toList());
  }
}
