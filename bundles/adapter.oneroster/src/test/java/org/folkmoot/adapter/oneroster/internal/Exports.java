package org.folkmoot.adapter.oneroster.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.folkmoot.records.CollectedReading;
import org.folkmoot.records.SourceFailed;
import org.folkmoot.records.reading.FileLimits;

/** Exports for tests. */
final class Exports {
  static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

  private Exports() {}

  static void csv(Path folder, String name, String headings, List<String> rows) throws IOException {
    Files.writeString(folder.resolve(name), headings + "\r\n" + String.join("\r\n", rows));
  }

  /** All CSV files of a folder as a zip beside them, each under a folder of its own. */
  static Path zip(Path folder, String under) throws IOException {
    Path file = Files.createTempFile("export", ".zip");
    file.toFile().deleteOnExit();
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file));
        Stream<Path> files = Files.list(folder)) {
      for (Path csv : files.filter(f -> f.toString().endsWith(".csv")).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(under + csv.getFileName()));
        Files.copy(csv, zip);
      }
    }
    return file;
  }

  static CollectedReading read(Path place, String... organisations) throws SourceFailed {
    return CollectedReading.of(
        new OneRosterSource("test", place, Set.of(organisations), TODAY, FileLimits.USUAL));
  }
}
