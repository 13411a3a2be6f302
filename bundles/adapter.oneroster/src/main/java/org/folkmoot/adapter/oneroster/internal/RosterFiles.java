package org.folkmoot.adapter.oneroster.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.folkmoot.records.SourceFailed;
import org.folkmoot.records.reading.FileKind;
import org.folkmoot.records.reading.FileLimits;
import org.folkmoot.records.reading.TextFile;

/**
 * The CSV files of one export, found by name whatever its case, in a folder or anywhere in a zip.
 */
final class RosterFiles implements AutoCloseable {
  private final Map<String, TextFile.Opening> files;
  private final AutoCloseable archive;
  private final String name;

  private RosterFiles(String name, Map<String, TextFile.Opening> files, AutoCloseable archive) {
    this.name = name;
    this.files = files;
    this.archive = archive;
  }

  static RosterFiles open(Path place, FileLimits limits) throws SourceFailed {
    String name = place.getFileName().toString();
    try {
      if (Files.isDirectory(place)) {
        return folder(name, place);
      }
      if (!Files.exists(place)) {
        throw new SourceFailed(name + " is not there. Check the scheduled export.");
      }
      FileKind kind = FileKind.of(place);
      if (kind != FileKind.ZIP) {
        throw new SourceFailed(
            name
                + " is "
                + kind.words()
                + ", not a zip of OneRoster files. Export OneRoster CSV and upload the zip as it"
                + " is.");
      }
      limits.checkZip(place, entry -> false);
      return zip(name, place);
    } catch (IOException unreadable) {
      throw new SourceFailed(
          name + " cannot be opened. Check that it may be read and try again.", unreadable);
    }
  }

  private static RosterFiles folder(String name, Path folder) throws IOException {
    Map<String, TextFile.Opening> files = new HashMap<>();
    List<Path> found;
    try (Stream<Path> listed = Files.list(folder)) {
      found = listed.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : found) {
      files.put(key(file.getFileName().toString()), () -> Files.newInputStream(file));
    }
    return new RosterFiles(name, files, () -> {});
  }

  /** Where two entries have one name, the one nearer to the top is meant. */
  private static RosterFiles zip(String name, Path file) throws IOException {
    ZipFile zip = new ZipFile(file.toFile());
    Map<String, ZipEntry> nearest = new HashMap<>();
    zip.stream()
        .filter(entry -> !entry.isDirectory() && !entry.getName().startsWith("__MACOSX/"))
        .forEach(
            entry ->
                nearest.merge(key(entry.getName()), entry, (a, b) -> depth(a) <= depth(b) ? a : b));
    Map<String, TextFile.Opening> files = new HashMap<>();
    nearest.forEach((key, entry) -> files.put(key, () -> zip.getInputStream(entry)));
    return new RosterFiles(name, files, zip);
  }

  /** The file, such as {@code users.csv}. */
  Optional<TextFile.Opening> file(String csv) {
    return Optional.ofNullable(files.get(key(csv)));
  }

  /** What the folder or zip is called. */
  String name() {
    return name;
  }

  @Override
  public void close() throws SourceFailed {
    try {
      archive.close();
    } catch (Exception unreadable) {
      throw new SourceFailed(name + " could not be closed. Try again.", unreadable);
    }
  }

  private static long depth(ZipEntry entry) {
    return entry.getName().chars().filter(c -> c == '/').count();
  }

  private static String key(String path) {
    return path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }
}
