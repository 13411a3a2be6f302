package org.folkmoot.register.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.folkmoot.records.BadRow;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.Reading;
import org.folkmoot.store.Database;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Takes in what a source yields, in batches of their own, so that a slow host keeps nobody else
 * from writing and a million records need no memory. Nothing of it counts until the run is done.
 */
final class Staging implements Reading {
  private static final int BATCH = 1_000;
  private static final int BAD_ROWS_LISTED = 10_000;
  private static final Duration LEFT_BEHIND = Duration.ofDays(1);

  private final Database database;
  private final String institution;
  private final String source;
  private final String token;
  private final Instant at;
  private final Qualifications qualifications;
  // By key: one statement of PostgreSQL may not touch a row twice.
  private final Map<String, StagedRecord> batch = new LinkedHashMap<>();
  private final List<BadRow> badRows = new ArrayList<>();
  private long furtherBadRows;

  Staging(
      Database database,
      String institution,
      String source,
      Instant at,
      Qualifications qualifications) {
    this.database = database;
    this.institution = institution;
    this.source = source;
    this.token = RandomId.next();
    this.at = at;
    this.qualifications = qualifications;
  }

  String token() {
    return token;
  }

  @Override
  public void person(PersonRecord person) {
    batch.put(person.key(), StagedRecord.of(person, source, qualifications));
    if (batch.size() == BATCH) {
      flush();
    }
  }

  @Override
  public void badRow(BadRow row) {
    if (badRows.size() < BAD_ROWS_LISTED) {
      badRows.add(row);
    } else {
      furtherBadRows++;
    }
  }

  List<BadRow> badRows() {
    if (furtherBadRows == 0) {
      return List.copyOf(badRows);
    }
    List<BadRow> rows = new ArrayList<>(badRows);
    rows.add(
        new BadRow(
            badRows.get(0).file(),
            0,
            "",
            "",
            furtherBadRows + " more rows could not be used and are not listed",
            "Mend the rows listed, then read the file again.",
            true));
    return rows;
  }

  /** Writes what is left of the last batch. */
  void flush() {
    List<StagedRecord> rows = List.copyOf(batch.values());
    batch.clear();
    if (rows.isEmpty()) {
      return;
    }
    database.write(
        handle -> {
          try (PreparedBatch insert =
              handle.prepareBatch(
                  """
                  INSERT INTO register_staged (institution, token, record_key, staged_at, hash,
                    given_name, family_name, date_of_birth, email, postal, language, flags,
                    affiliations, identifiers, link_values, likeness, suppressions)
                  VALUES (:institution, :token, :key, :at, :hash, :given, :family, :born, :email,
                    :postal, :language, :flags, :affiliations, :identifiers, :links, :likeness,
                    :suppressions)
                  ON CONFLICT (institution, token, record_key) DO UPDATE SET
                    hash = excluded.hash, given_name = excluded.given_name,
                    family_name = excluded.family_name, date_of_birth = excluded.date_of_birth,
                    email = excluded.email, postal = excluded.postal,
                    language = excluded.language, flags = excluded.flags,
                    affiliations = excluded.affiliations, identifiers = excluded.identifiers,
                    link_values = excluded.link_values, likeness = excluded.likeness,
                    suppressions = excluded.suppressions
                  """)) {
            for (StagedRecord row : rows) {
              insert
                  .bind("institution", institution)
                  .bind("token", token)
                  .bind("key", row.key())
                  .bind("at", at)
                  .bind("hash", row.hash())
                  .bind("given", row.given())
                  .bind("family", row.family())
                  .bind("born", row.born().map(Object::toString).orElse(null))
                  .bind("email", row.email().orElse(null))
                  .bind("postal", row.postal())
                  .bind("language", row.language())
                  .bind("flags", row.flags())
                  .bind("affiliations", row.affiliations())
                  .bind("identifiers", row.identifiers())
                  .bind("links", row.linkValues())
                  .bind("likeness", row.likeness())
                  .bind("suppressions", row.suppressions())
                  .add();
            }
            insert.execute();
          }
          return rows.size();
        });
  }

  /** Forgets what was staged, and what runs that were killed left behind a day or more ago. */
  void clear() {
    database.write(
        handle ->
            handle
                .createUpdate(
                    "DELETE FROM register_staged WHERE institution = :institution"
                        + " AND (token = :token OR staged_at < :before)")
                .bind("institution", institution)
                .bind("token", token)
                .bind("before", at.minus(LEFT_BEHIND))
                .execute());
  }
}
