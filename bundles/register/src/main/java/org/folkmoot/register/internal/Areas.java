package org.folkmoot.register.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.folkmoot.constitution.Refused;
import org.folkmoot.constitution.ServedArea;
import org.folkmoot.store.Database;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The area of one institution, kept as postcodes in the database. The directory is read again only
 * when the file or the codes have changed; while it is away, what was read last stands.
 */
final class Areas {
  private static final Logger LOG = LoggerFactory.getLogger(Areas.class);
  private static final int BATCH = 5_000;

  private final Database database;
  private final String institution;
  private final ServedArea served;
  private Optional<Area> known = Optional.empty();

  Areas(Database database, String institution, ServedArea served) {
    this.database = database;
    this.institution = institution;
    this.served = served;
  }

  private record Edition(String codes, String file, long size, long modified, String hash) {
    boolean same(String otherCodes, String otherFile, long otherSize, long otherModified) {
      return codes.equals(otherCodes)
          && file.equals(otherFile)
          && size == otherSize
          && modified == otherModified;
    }
  }

  /**
   * The area as the directory has it now.
   *
   * @throws Refused when the directory cannot be read and never was
   */
  synchronized Area now(Instant at) {
    if (!served.named()) {
      return Area.NONE;
    }
    String beginnings = String.join(",", new TreeSet<>(served.postcodes()));
    if (served.directory().isEmpty()) {
      return new Area(Fingerprint.of(beginnings), served.postcodes(), new Area.Packed(new long[0]));
    }
    Edition edition = edition(at);
    String version = Fingerprint.of(edition.hash(), edition.codes(), beginnings);
    if (known.filter(area -> area.version().equals(version)).isEmpty()) {
      known = Optional.of(new Area(version, served.postcodes(), postcodes()));
    }
    return known.get();
  }

  private Edition edition(Instant at) {
    String codes = String.join(",", new TreeSet<>(served.codes()));
    Path file = Path.of(served.directory().orElseThrow());
    Optional<Edition> before = before();
    try {
      long size = Files.size(file);
      long modified = Files.getLastModifiedTime(file).toMillis();
      if (before.isPresent() && before.get().same(codes, file.toString(), size, modified)) {
        return before.get();
      }
      return read(file, codes, size, modified, at);
    } catch (IOException e) {
      if (before.filter(edition -> edition.codes().equals(codes)).isPresent()) {
        LOG.warn(
            "{}: the postcode directory {} cannot be read; the postcodes read last stand",
            institution,
            file,
            e);
        return before.get();
      }
      throw new Refused(
          "the postcode directory " + file + " cannot be read: " + e,
          PostcodeDirectory.RULE,
          "Put the .csv of the ONS Postcode Directory there, or correct areaFile.");
    }
  }

  private Edition read(Path file, String codes, long size, long modified, Instant at)
      throws IOException {
    List<String> inside = new ArrayList<>();
    String hash = new PostcodeDirectory(file).read(served.codes(), inside::add);
    Edition edition = new Edition(codes, file.toString(), size, modified, hash);
    database.write(
        handle -> {
          replace(handle, new TreeSet<>(inside));
          remember(handle, edition, at);
          return edition;
        });
    LOG.info("{}: {} postcodes lie in the area served", institution, inside.size());
    return edition;
  }

  private void replace(Handle handle, TreeSet<String> postcodes) {
    handle
        .createUpdate("DELETE FROM register_area_postcode WHERE institution = :institution")
        .bind("institution", institution)
        .execute();
    try (PreparedBatch insert =
        handle.prepareBatch(
            "INSERT INTO register_area_postcode (institution, postcode)"
                + " VALUES (:institution, :postcode)")) {
      for (String postcode : postcodes) {
        insert.bind("institution", institution).bind("postcode", postcode).add();
        if (insert.size() == BATCH) {
          insert.execute();
        }
      }
      if (insert.size() > 0) {
        insert.execute();
      }
    }
  }

  private void remember(Handle handle, Edition edition, Instant at) {
    handle
        .createUpdate(
            """
            INSERT INTO register_area (institution, codes, file, size, modified, hash, read_at)
            VALUES (:institution, :codes, :file, :size, :modified, :hash, :at)
            ON CONFLICT (institution) DO UPDATE SET codes = excluded.codes, file = excluded.file,
              size = excluded.size, modified = excluded.modified, hash = excluded.hash,
              read_at = excluded.read_at
            """)
        .bind("institution", institution)
        .bind("codes", edition.codes())
        .bind("file", edition.file())
        .bind("size", edition.size())
        .bind("modified", edition.modified())
        .bind("hash", edition.hash())
        .bind("at", at)
        .execute();
  }

  private Optional<Edition> before() {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT codes, file, size, modified, hash FROM register_area"
                        + " WHERE institution = :institution")
                .bind("institution", institution)
                .map(
                    (row, context) ->
                        new Edition(
                            row.getString(1),
                            row.getString(2),
                            row.getLong(3),
                            row.getLong(4),
                            row.getString(5)))
                .findOne());
  }

  private Area.Packed postcodes() {
    return database.read(
        handle -> {
          try (LongStream numbers =
              handle
                  .createQuery(
                      "SELECT postcode FROM register_area_postcode"
                          + " WHERE institution = :institution")
                  .bind("institution", institution)
                  .map((row, context) -> Area.Packed.number(row.getString(1)))
                  .stream()
                  .mapToLong(Long::longValue)) {
            return new Area.Packed(numbers.toArray());
          }
        });
  }
}
