package org.folkmoot.office.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.folkmoot.records.UploadFormat.Column;
import org.folkmoot.store.Database;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that were uploaded and wait to be enrolled from, for a day at most, readable by nobody but
 * the program; and what the columns of each list were said to mean.
 */
@Component(service = Uploads.class)
public final class Uploads {
  private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
  private static final Duration KEPT = Duration.ofHours(24);
  private static final int LONGEST_FILE_NAME = 100;
  private static final int LONGEST_NAME_ON_DISK = 80;

  private final Database database;
  private final Clock clock;
  private final Path folder;
  private final ScheduledExecutorService broom;

  @Activate
  public Uploads(
      BundleContext bundle,
      // For its tables, which hold these too.
      @Reference Accounts accounts,
      @Reference Database database,
      @Reference(policyOption = ReferencePolicyOption.GREEDY) Clock clock) {
    this.database = database;
    this.clock = clock;
    this.folder = DataFolder.of(bundle).privateFolder("uploads");
    this.broom =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "office-uploads");
              thread.setDaemon(true);
              return thread;
            });
    broom.scheduleWithFixedDelay(this::sweep, 0, 1, TimeUnit.HOURS);
  }

  /** One file that waits. */
  public record Upload(
      String id,
      String institution,
      String format,
      String source,
      String fileName,
      String actor,
      Instant at) {}

  /** Takes a file in. */
  Upload take(
      String institution,
      String format,
      String source,
      String submittedName,
      String actor,
      InputStream content)
      throws IOException {
    Upload upload =
        new Upload(
            UUID.randomUUID().toString(),
            institution,
            format,
            source,
            fileName(submittedName),
            actor,
            clock.instant());
    // The row comes first: the sweep deletes files that no row knows.
    database.write(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO office_uploads"
                        + " (id, institution, format, source, file_name, actor, at)"
                        + " VALUES (:id, :institution, :format, :source, :fileName, :actor, :at)")
                .bindMethods(upload)
                .execute());
    Path file = file(upload);
    Files.createDirectory(file.getParent());
    DataFolder.newPrivateFile(file);
    try (OutputStream out = Files.newOutputStream(file)) {
      content.transferTo(out);
    }
    return upload;
  }

  /** The same upload, now known to be of another format. */
  Upload of(Upload upload, String format) {
    if (upload.format().equals(format)) {
      return upload;
    }
    database.write(
        handle ->
            handle.execute(
                "UPDATE office_uploads SET format = ? WHERE id = ?", format, upload.id()));
    return new Upload(
        upload.id(),
        upload.institution(),
        format,
        upload.source(),
        upload.fileName(),
        upload.actor(),
        upload.at());
  }

  Optional<Upload> upload(String institution, String id) {
    return database
        .read(
            handle ->
                handle
                    .createQuery(
                        "SELECT id, institution, format, source, file_name, actor, at"
                            + " FROM office_uploads WHERE institution = :institution AND id = :id")
                    .bind("institution", institution)
                    .bind("id", id)
                    .mapTo(Upload.class)
                    .findOne())
        .filter(upload -> Files.isRegularFile(file(upload)));
  }

  /** Those of an institution that wait, newest first. */
  List<Upload> waiting(String institution) {
    return database
        .read(
            handle ->
                handle
                    .createQuery(
                        "SELECT id, institution, format, source, file_name, actor, at"
                            + " FROM office_uploads WHERE institution = :institution"
                            + " ORDER BY at DESC")
                    .bind("institution", institution)
                    .mapTo(Upload.class)
                    .list())
        .stream()
        .filter(upload -> Files.isRegularFile(file(upload)))
        .toList();
  }

  Path file(Upload upload) {
    return folder.resolve(upload.id()).resolve(nameOnDisk(upload.fileName()));
  }

  /** Under a POSIX locale Java has no paths with letters beyond ASCII; so none has any here. */
  static String nameOnDisk(String fileName) {
    String plain = fileName.replaceAll("[^A-Za-z0-9._-]", "_");
    return plain.substring(Math.max(0, plain.length() - LONGEST_NAME_ON_DISK));
  }

  /** Lets a file go: it was enrolled from, or is not wanted. */
  void drop(Upload upload) {
    delete(folder.resolve(upload.id()));
    database.write(
        handle -> handle.execute("DELETE FROM office_uploads WHERE id = ?", upload.id()));
  }

  /** What these columns of this list were said to mean when it last came. */
  Optional<Map<String, String>> mapping(String institution, String source, List<Column> columns) {
    Map<String, String> kept = new LinkedHashMap<>();
    database.read(
        handle -> {
          handle
              .createQuery(
                  "SELECT heading, field FROM office_mappings WHERE institution = :institution"
                      + " AND source = :source AND headings_hash = :hash ORDER BY position")
              .bind("institution", institution)
              .bind("source", source)
              .bind("hash", hash(columns))
              .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
              .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
          return null;
        });
    return kept.isEmpty() ? Optional.empty() : Optional.of(kept);
  }

  void keepMapping(
      String institution, String source, List<Column> columns, Map<String, String> mapping) {
    String hash = hash(columns);
    database.write(
        handle -> {
          handle.execute(
              "DELETE FROM office_mappings"
                  + " WHERE institution = ? AND source = ? AND headings_hash = ?",
              institution,
              source,
              hash);
          int position = 0;
          for (Map.Entry<String, String> entry : mapping.entrySet()) {
            handle.execute(
                "INSERT INTO office_mappings"
                    + " (institution, source, headings_hash, position, heading, field)"
                    + " VALUES (?, ?, ?, ?, ?, ?)",
                institution,
                source,
                hash,
                position++,
                entry.getKey(),
                entry.getValue());
          }
          return null;
        });
  }

  @Deactivate
  void deactivate() {
    broom.shutdownNow();
  }

  /** Deletes what has waited for too long, and files that no row knows any more. */
  void sweep() {
    try {
      Instant oldest = clock.instant().minus(KEPT);
      List<String> kept =
          database.write(
              handle -> {
                handle
                    .createUpdate("DELETE FROM office_uploads WHERE at < :oldest")
                    .bind("oldest", oldest)
                    .execute();
                return handle
                    .createQuery("SELECT id FROM office_uploads")
                    .mapTo(String.class)
                    .list();
              });
      try (Stream<Path> folders = Files.list(folder)) {
        for (Path one : folders.toList()) {
          String name = one.getFileName().toString();
          if (name.length() == 36 && !kept.contains(name)) {
            delete(one);
          }
        }
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("uploaded files that are no longer wanted could not be swept; tried again later", e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (java.nio.file.NoSuchFileException gone) {
      LOG.debug("an uploaded file was gone already: {}", folder.getFileName());
    } catch (IOException e) {
      throw new UncheckedIOException("an uploaded file could not be deleted: " + folder, e);
    }
  }

  /** Only the last part of what a browser says, without what a file system could take ill. */
  private static String fileName(String submitted) {
    String last = submitted.replaceFirst("^.*[/\\\\]", "").replaceAll("[^\\p{L}\\p{N}._() -]", "_");
    String kept = last.replaceFirst("^[. ]+", "").strip();
    if (kept.length() > LONGEST_FILE_NAME) {
      kept = kept.substring(kept.length() - LONGEST_FILE_NAME);
    }
    return kept.isEmpty() ? "upload" : kept;
  }

  private static String hash(List<Column> columns) {
    StringBuilder headings = new StringBuilder();
    for (Column column : columns) {
      headings.append(column.heading().length()).append(':').append(column.heading());
    }
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(headings.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
