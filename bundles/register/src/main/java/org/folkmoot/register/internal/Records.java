package org.folkmoot.register.internal;

import java.sql.SQLException;
import java.util.List;
import org.folkmoot.constitution.Refused;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Brings the records of one source to what its snapshot says, marking what that touches. */
final class Records {
  private static final int PAGE = 1_000;
  private static final int WORTH_ANALYSING = 1_000;
  private static final String CHANGED =
      "(r.hash <> s.hash OR r.held = 0)"; // somebody may come back with an unchanged record

  private final Handle handle;
  private final String institution;
  private final String source;
  private final String token;
  private final long run;

  Records(Handle handle, String institution, String source, String token, long run) {
    this.handle = handle;
    this.institution = institution;
    this.source = source;
    this.token = token;
    this.run = run;
  }

  /** How many rows the snapshot has. */
  int staged() {
    return handle
        .createQuery(
            "SELECT COUNT(*) FROM register_staged"
                + " WHERE institution = :institution AND token = :token")
        .bind("institution", institution)
        .bind("token", token)
        .mapTo(Integer.class)
        .one();
  }

  /** How many rows the source had last time. */
  int held() {
    return handle
        .createQuery(
            "SELECT COUNT(*) FROM register_record"
                + " WHERE institution = :institution AND source = :source AND held = 1")
        .bind("institution", institution)
        .bind("source", source)
        .mapTo(Integer.class)
        .one();
  }

  /** An emptied or cut-off export must not end memberships (docs/data-protection.md). */
  void refuseFall(int largestPercent, int smallestRows) {
    int before = held();
    int now = staged();
    int fall = before - now;
    boolean emptied = before > 0 && now == 0;
    if (emptied || (fall > smallestRows && fall * 100L > before * (long) largestPercent)) {
      throw new Refused(
          "the source '"
              + source
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

  /** Applies the snapshot; returns how many of its records were new or changed. */
  int apply(int staged) {
    analyse("register_staged", staged);
    update(
        """
        UPDATE register_record SET held = 0, pending = 2, email = NULL, postal = '',
          changed_run = :run
        WHERE institution = :institution AND source = :source AND held = 1
          AND NOT EXISTS (SELECT 1 FROM register_staged s WHERE s.institution = :institution
            AND s.token = :token AND s.record_key = register_record.record_key)
        """);
    int changed =
        update(
            """
            UPDATE register_record SET hash = s.hash, given_name = s.given_name,
              family_name = s.family_name, date_of_birth = s.date_of_birth, email = s.email,
              postal = s.postal, language = s.language, flags = s.flags,
              affiliations = s.affiliations, identifiers = s.identifiers,
              link_values = s.link_values, likeness = s.likeness, suppressions = s.suppressions,
              held = 1, pending = 1, changed_run = :run
            FROM register_staged s
            WHERE register_record.institution = :institution
              AND register_record.source = :source
              AND s.institution = :institution AND s.token = :token
              AND s.record_key = register_record.record_key
              AND %s
            """
                .formatted(CHANGED.replace("r.", "register_record.")));
    int added =
        update(
            """
            INSERT INTO register_record (institution, id, source, record_key, hash, given_name,
              family_name, date_of_birth, email, postal, language, flags, affiliations,
              identifiers, link_values, likeness, suppressions, person, held, pending, changed_run,
              outcome)
            SELECT s.institution,
              (SELECT i.records FROM register_institution i WHERE i.institution = :institution)
                + ROW_NUMBER() OVER (ORDER BY s.record_key),
              :source, s.record_key, s.hash, s.given_name, s.family_name, s.date_of_birth,
              s.email, s.postal, s.language, s.flags, s.affiliations, s.identifiers,
              s.link_values, s.likeness, s.suppressions, NULL, 1, 1, :run, NULL
            FROM register_staged s
            WHERE s.institution = :institution AND s.token = :token
              AND NOT EXISTS (SELECT 1 FROM register_record r WHERE r.institution = :institution
                AND r.source = :source AND r.record_key = s.record_key)
            """);
    handle
        .createUpdate(
            "UPDATE register_institution SET records = records + :added"
                + " WHERE institution = :institution")
        .bind("added", added)
        .bind("institution", institution)
        .execute();
    update(
        """
        UPDATE register_person SET touched = 1 WHERE institution = :institution AND id IN
          (SELECT r.person FROM register_record r
           WHERE r.institution = :institution AND r.pending > 0
             AND COALESCE(r.person, '') <> '')
        """);
    analyse("register_record", changed + added);
    replaceLinkValues();
    analyse("register_link_value", changed + added);
    return changed + added;
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
    update(
        "UPDATE register_record SET pending = 0 WHERE institution = :institution AND pending > 0");
  }

  private int update(String sql) {
    var update = handle.createUpdate(sql).bind("institution", institution);
    if (sql.contains(":source")) {
      update.bind("source", source);
    }
    if (sql.contains(":token")) {
      update.bind("token", token);
    }
    if (sql.contains(":run")) {
      update.bind("run", run);
    }
    return update.execute();
  }

  private void replaceLinkValues() {
    update(
        """
        DELETE FROM register_link_value WHERE institution = :institution AND record IN
          (SELECT r.id FROM register_record r
           WHERE r.institution = :institution AND r.pending > 0 AND r.pending = 1
             AND COALESCE(r.person, '') <> '')
        """);
    long after = 0;
    List<Linkable> page;
    do {
      page =
          handle
              .createQuery(
                  "SELECT id, link_values FROM register_record WHERE institution = :institution"
                      + " AND pending > 0 AND pending = 1 AND id > :after ORDER BY id LIMIT "
                      + PAGE)
              .bind("institution", institution)
              .bind("after", after)
              .map((row, context) -> new Linkable(row.getLong(1), row.getString(2)))
              .list();
      insertLinkValues(page);
      after = page.isEmpty() ? after : page.get(page.size() - 1).id();
    } while (page.size() == PAGE);
  }

  private void insertLinkValues(List<Linkable> page) {
    try (PreparedBatch insert =
        handle.prepareBatch(
            "INSERT INTO register_link_value (institution, link_value, record, rule)"
                + " VALUES (:institution, :value, :record, :rule)")) {
      for (Linkable record : page) {
        for (String link : HeldRecord.words(record.links(), " ")) {
          String[] ruleAndValue = link.split("=", 2);
          insert
              .bind("institution", institution)
              .bind("value", ruleAndValue[1])
              .bind("record", record.id())
              .bind("rule", ruleAndValue[0])
              .add();
        }
      }
      if (insert.size() > 0) {
        insert.execute();
      }
    }
  }

  private record Linkable(long id, String links) {}
}
