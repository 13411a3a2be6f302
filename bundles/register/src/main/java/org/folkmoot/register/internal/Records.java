package org.folkmoot.register.internal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.folkmoot.constitution.Refused;
import org.jdbi.v3.core.Handle;

/** Brings the records of one source to what was read of it, marking what that touches. */
final class Records {
  private static final int WORTH_ANALYSING = 1_000;

  /** A column of a record, and what it holds. */
  private record Column(String name, Function<StagedRecord, String> value) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("hash", StagedRecord::hash),
          new Column("given_name", StagedRecord::given),
          new Column("family_name", StagedRecord::family),
          new Column("date_of_birth", r -> r.born().map(Object::toString).orElse(null)),
          new Column("email", r -> r.email().orElse(null)),
          new Column("postal", StagedRecord::postal),
          new Column("language", StagedRecord::language),
          new Column("flags", StagedRecord::flags),
          new Column("affiliations", StagedRecord::affiliations),
          new Column("identifiers", StagedRecord::identifiers),
          new Column("link_values", StagedRecord::linkValues),
          new Column("likeness", StagedRecord::likeness),
          new Column("suppressions", StagedRecord::suppressions));

  private final Handle handle;
  private final String institution;
  private final Staging staging;
  private final long run;
  private int added;
  private int changed;
  private int gone;

  Records(Handle handle, String institution, Staging staging, long run) {
    this.handle = handle;
    this.institution = institution;
    this.staging = staging;
    this.run = run;
  }

  /** How many records were new or changed. */
  int changed() {
    return added + changed;
  }

  boolean nothingChanged() {
    return added + changed + gone == 0;
  }

  /** An emptied or cut-off export must not end memberships (docs/data-protection.md). */
  void refuseFall(int largestPercent, int smallestRows) {
    int fall = -staging.rise();
    if (fall <= 0) {
      return;
    }
    int before = held(fall <= smallestRows ? fall + 1 : Integer.MAX_VALUE);
    int now = before - fall;
    if (now == 0 || (fall > smallestRows && fall * 100L > before * (long) largestPercent)) {
      throw new Refused(
          "the source '"
              + staging.source()
              + "' holds "
              + now
              + " persons, "
              + fall
              + " fewer than the "
              + before
              + " of last time; nothing was changed",
          "enrolment: a fall of more than "
              + largestPercent
              + " % and "
              + smallestRows
              + " rows, or to nothing, is refused",
          "Check that the export is whole and read it again. If so many have really left, have"
              + " the limit largestFallPercent raised for one run.");
    }
  }

  /** How many records the source had last time, counted no further than the limit. */
  private int held(int limit) {
    return handle
        .createQuery(
            "SELECT COUNT(*) FROM (SELECT 1 FROM register_record WHERE institution = :institution"
                + " AND source = :source AND held = 1 LIMIT :limit) AS held")
        .bind("institution", institution)
        .bind("source", staging.source())
        .bind("limit", limit)
        .mapTo(Integer.class)
        .one();
  }

  /** For each key the host has given up, the key that lives on. */
  Map<String, String> survivors() {
    Map<String, String> survivors = new HashMap<>();
    handle
        .createQuery(
            "SELECT retired, survivor FROM register_merge"
                + " WHERE institution = :institution AND source = :source")
        .bind("institution", institution)
        .bind("source", staging.source())
        .map((row, context) -> survivors.put(row.getString(1), row.getString(2)))
        .forEach(before -> {});
    return survivors;
  }

  /** Applies what was read. */
  void apply(Map<String, String> survivors) {
    List<Long> gone = staging.gone();
    this.gone = gone.size();
    release(gone);
    write(survivors);
    if (changed + this.gone > 0) {
      handle
          .createUpdate(
              """
              UPDATE register_person SET touched = 1 WHERE institution = :institution AND id IN
                (SELECT r.person FROM register_record r
                 WHERE r.institution = :institution AND r.pending > 0
                   AND COALESCE(r.person, '') <> '')
              """)
          .bind("institution", institution)
          .execute();
    }
    analyse("register_record", changed());
    analyse("register_link_value", changed());
  }

  private void release(List<Long> gone) {
    try (Batch update =
        new Batch(
            handle,
            "UPDATE register_record SET held = 0, pending = 2, email = NULL, postal = '',"
                + " changed_run = ? WHERE institution = ? AND id = ?")) {
      gone.forEach(id -> update.add(run, institution, id));
      update.execute();
    }
  }

  private void write(Map<String, String> survivors) {
    long first = lastId();
    try (Batch insert =
            new Batch(
                handle,
                "INSERT INTO register_record (institution, id, source, record_key, "
                    + COLUMNS.stream().map(Column::name).collect(Collectors.joining(", "))
                    + ", held, pending, changed_run) VALUES (?, ?, ?, ?, "
                    + "?, ".repeat(COLUMNS.size())
                    + "1, 1, ?)");
        Batch update =
            new Batch(
                handle,
                "UPDATE register_record SET "
                    + COLUMNS.stream()
                        .map(column -> column.name() + " = ?")
                        .collect(Collectors.joining(", "))
                    + ", held = 1, pending = 1, changed_run = ? WHERE institution = ? AND id = ?");
        Batch forgotten =
            new Batch(
                handle, "DELETE FROM register_link_value WHERE institution = ? AND record = ?");
        Batch values =
            new Batch(
                handle,
                "INSERT INTO register_link_value (institution, link_value, record, rule)"
                    + " VALUES (?, ?, ?, ?)")) {
      staging.differences(
          survivors,
          page -> {
            List<Long> ids = new ArrayList<>();
            for (Staging.Difference difference : page) {
              long id = difference.id() == 0 ? first + ++added : difference.id();
              ids.add(id);
              if (difference.id() == 0) {
                insert.add(inserted(id, difference.record()));
              } else {
                changed++;
                update.add(updated(id, difference.record()));
                forgotten.add(institution, id);
              }
            }
            forgotten.execute();
            for (int i = 0; i < page.size(); i++) {
              for (String link : HeldRecord.words(page.get(i).record().linkValues(), " ")) {
                int between = link.indexOf('=');
                String rule = link.substring(0, between);
                values.add(institution, link.substring(between + 1), ids.get(i), rule);
              }
            }
          });
      insert.execute();
      update.execute();
      values.execute();
    }
    if (added > 0) {
      handle
          .createUpdate(
              "UPDATE register_institution SET records = records + :added"
                  + " WHERE institution = :institution")
          .bind("added", added)
          .bind("institution", institution)
          .execute();
    }
  }

  private Object[] inserted(long id, StagedRecord record) {
    List<Object> row = new ArrayList<>();
    row.add(institution);
    row.add(id);
    row.add(staging.source());
    row.add(record.key());
    COLUMNS.forEach(column -> row.add(column.value().apply(record)));
    row.add(run);
    return row.toArray();
  }

  private Object[] updated(long id, StagedRecord record) {
    List<Object> row = new ArrayList<>();
    COLUMNS.forEach(column -> row.add(column.value().apply(record)));
    row.add(run);
    row.add(institution);
    row.add(id);
    return row.toArray();
  }

  private long lastId() {
    return handle
        .createQuery("SELECT records FROM register_institution WHERE institution = :institution")
        .bind("institution", institution)
        .mapTo(Long.class)
        .one();
  }

  /**
   * PostgreSQL plans by what it last knew of a table, which after a large change is nothing: the
   * second run of 5,000 records took 37 seconds without this. SQLite plans by the indexes alone,
   * and does worse when told more.
   */
  void analyse(String table, int rowsChanged) {
    if (rowsChanged >= WORTH_ANALYSING && postgresql()) {
      handle.execute("ANALYZE " + table);
    }
  }

  private boolean postgresql() {
    try {
      return handle.getConnection().getMetaData().getDatabaseProductName().equals("PostgreSQL");
    } catch (SQLException e) {
      throw new IllegalStateException("the database does not say what it is", e);
    }
  }

  /** Nothing is pending between runs. */
  void settle() {
    handle
        .createUpdate(
            "UPDATE register_record SET pending = 0"
                + " WHERE institution = :institution AND pending > 0")
        .bind("institution", institution)
        .execute();
  }
}
