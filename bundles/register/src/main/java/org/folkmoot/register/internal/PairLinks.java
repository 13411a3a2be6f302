package org.folkmoot.register.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.folkmoot.register.Reviews.Standing;
import org.folkmoot.register.internal.PairRows.Row;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The links that stand without anybody having decided them, from the log. */
final class PairLinks {
  /** A link counts while both records have one person, and only once however often it was made. */
  static final String SELECT =
      """
      SELECT l.record, l.other_record, l.evidence, n.at FROM register_link l
      JOIN register_record a ON a.institution = l.institution AND a.id = l.record
      JOIN register_record b ON b.institution = l.institution AND b.id = l.other_record
      LEFT JOIN register_run n ON n.institution = l.institution AND n.number = l.run
      WHERE l.institution = :institution AND l.act = 'link' AND a.person = b.person
        AND NOT EXISTS (SELECT 1 FROM register_link x WHERE x.institution = l.institution
          AND x.record IN (l.record, l.other_record)
          AND x.other_record IN (l.record, l.other_record)
          AND (x.run > l.run OR (x.run = l.run AND x.number > l.number)))
        AND NOT EXISTS (SELECT 1 FROM register_pair q WHERE q.institution = l.institution
          AND q.left_record IN (l.record, l.other_record)
          AND q.right_record IN (l.record, l.other_record))
      """;

  static final RowMapper<Row> ROW =
      (row, context) -> {
        long one = row.getLong(1);
        long other = row.getLong(2);
        String evidence = row.getString(3);
        return new Row(
            Math.min(one, other),
            Math.max(one, other),
            LinkingEvidence.weight(evidence),
            "",
            Standing.LINKED,
            Instant.ofEpochMilli(row.getLong(4)),
            Optional.empty(),
            evidence,
            0);
      };

  private PairLinks() {}

  /** The newest links. */
  static List<Row> newest(Handle handle, String institution, int offset, int limit) {
    return handle
        .createQuery(SELECT + " ORDER BY l.run DESC, l.number DESC LIMIT :limit OFFSET :offset")
        .bind("institution", institution)
        .bind("limit", limit)
        .bind("offset", offset)
        .map(ROW)
        .list();
  }

  /** The links among the records of one person; unsorted, lest SQLite walk all links in order. */
  static List<Row> of(Handle handle, String institution, String person) {
    return handle
        .createQuery(SELECT + " AND a.person = :person")
        .bind("institution", institution)
        .bind("person", person)
        .map(ROW)
        .list();
  }
}
