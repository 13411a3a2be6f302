package org.folkmoot.register.internal;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * What the register's tables hold about one person, by kind. A statement names every column with
 * the name under which it is shown; of another person it gives nothing but the key of a record.
 */
enum HeldPart {
  PERSON(
      """
      SELECT p.id AS "number", p.given_name AS "given-name", p.family_name AS "family-name",
        p.email AS "email", p.postal AS "address", p.language AS "language", p.state AS "state",
        p.constituency AS "constituency", p.since AS "since", s.en AS "reason", s.rule AS "rule",
        p.answer_by AS "answer-by"
      FROM register_person p
      LEFT JOIN register_reason s ON s.institution = p.institution AND s.id = p.reason
      WHERE p.institution = :institution AND p.id = :person
      """),
  RECORDS(
      """
      SELECT r.source AS "source", r.record_key AS "key",
        CASE WHEN r.held = 1 THEN 'yes' ELSE 'no' END AS "held-now",
        r.given_name AS "given-name", r.family_name AS "family-name",
        r.date_of_birth AS "date-of-birth", r.email AS "email", r.postal AS "address",
        r.language AS "language", r.flags AS "flags", r.affiliations AS "affiliations",
        r.identifiers AS "fingerprints-of-numbers", r.link_values AS "fingerprints-for-linking",
        r.likeness AS "fingerprints-for-comparing",
        r.suppressions AS "fingerprints-for-opting-out", s.en AS "outcome", s.rule AS "rule",
        r.changed_run AS "changed-in-run"
      FROM register_record r
      LEFT JOIN register_reason s ON s.institution = r.institution AND s.id = r.outcome
      WHERE r.institution = :institution AND r.person = :person ORDER BY r.id
      """),
  LINKS(
      """
      SELECT u.at AS "at", l.act AS "act", r.source AS "source", r.record_key AS "key",
        o.source AS "other-source", o.record_key AS "other-key", l.evidence AS "evidence"
      FROM register_link l
      JOIN register_record r ON r.institution = l.institution AND r.id = l.record
      LEFT JOIN register_record o ON o.institution = l.institution AND o.id = l.other_record
      LEFT JOIN register_run u ON u.institution = l.institution AND u.number = l.run
      WHERE l.institution = :institution AND r.person = :person ORDER BY l.run, l.number
      """),
  HISTORY(
      """
      SELECT m.state AS "state", m.constituency AS "constituency", m.since AS "since",
        s.en AS "reason", s.rule AS "rule", m.at AS "at", m.actor AS "by"
      FROM register_membership m
      JOIN register_reason s ON s.institution = m.institution AND s.id = m.reason
      WHERE m.institution = :institution AND m.person = :person ORDER BY m.number
      """),
  DECISIONS(
      """
      SELECT 'suspended' AS "act", x.at AS "at", x.actor AS "by", x.ground AS "ground",
        x.until AS "until"
      FROM register_suspension x
      WHERE x.institution = :institution AND x.person = :person
      UNION ALL
      SELECT 'chose', y.at, y.actor, y.constituency, NULL
      FROM register_choice y WHERE y.institution = :institution AND y.person = :person
      UNION ALL
      SELECT 'admitted', z.at, z.actor, NULL, NULL
      FROM register_admission z WHERE z.institution = :institution AND z.person = :person
      """),
  APPLICATIONS(
      """
      SELECT a.received AS "at", a.ground AS "ground", a.given_name AS "given-name",
        a.family_name AS "family-name", a.date_of_birth AS "date-of-birth", a.email AS "email",
        a.address AS "address", a.postcode AS "postcode", a.language AS "language",
        a.state AS "state", a.reason AS "reason", a.settled_by AS "by"
      FROM register_application a
      WHERE a.institution = :institution AND a.identity IN (
        SELECT r.record_key FROM register_record r
        WHERE r.institution = :institution AND r.person = :person AND r.source = 'joined')
      ORDER BY a.received
      """),
  CORRECTIONS(
      """
      SELECT c.asked AS "at", c.wish AS "wish", c.sources AS "sources", c.answer AS "answer",
        c.settled_by AS "by"
      FROM register_correction c
      WHERE c.institution = :institution AND c.person = :person ORDER BY c.asked
      """),
  OPT_OUTS(
      """
      SELECT x.since AS "since", x.suppressed AS "fingerprint" FROM register_suppression x
      JOIN register_record r ON r.institution = x.institution
        AND r.suppressions LIKE '%' || x.suppressed || '%'
      WHERE x.institution = :institution AND r.person = :person ORDER BY x.suppressed
      """);

  private final String statement;

  HeldPart(String statement) {
    this.statement = statement;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  List<Map<String, String>> entries(Handle handle, String institution, String person) {
    return handle
        .createQuery(statement)
        .bind("institution", institution)
        .bind("person", person)
        .map((row, context) -> entry(row))
        .list();
  }

  private static Map<String, String> entry(ResultSet row) throws SQLException {
    ResultSetMetaData columns = row.getMetaData();
    Map<String, String> entry = new LinkedHashMap<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String name = columns.getColumnLabel(i);
      String value = row.getString(i);
      entry.put(
          name,
          value == null
              ? ""
              : name.equals("at") ? Instant.ofEpochMilli(Long.parseLong(value)).toString() : value);
    }
    return entry;
  }
}
