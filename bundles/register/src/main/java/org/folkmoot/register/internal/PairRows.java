package org.folkmoot.register.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.folkmoot.register.Reviews.Standing;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The pairs of records that wait for a person, or were decided by one. */
final class PairRows {
  static final String COLUMNS =
      "q.id, q.left_record, q.right_record, q.weight, q.guard, q.standing, q.since, q.decided_by,"
          + " q.reason, q.held";

  static final RowMapper<Row> ROW =
      (row, context) -> {
        long weight = row.getLong("weight");
        boolean weighed = !row.wasNull();
        return new Row(
            row.getLong("left_record"),
            row.getLong("right_record"),
            weighed ? Optional.of(weight) : Optional.empty(),
            row.getString("guard"),
            standing(row.getString("standing")),
            Instant.ofEpochMilli(row.getLong("since")),
            Optional.ofNullable(row.getString("decided_by")),
            row.getString("reason"),
            row.getInt("held"));
      };

  private final Handle handle;
  private final String institution;

  PairRows(Handle handle, String institution) {
    this.handle = handle;
    this.institution = institution;
  }

  /**
   * A row.
   *
   * @param weight in hundredths of log2 odds; empty where it was not weighed
   * @param guard why weight alone does not join the two; may be empty
   * @param decidedBy who decided, or took a decision back
   * @param held votes that waited for the decision
   */
  record Row(
      long left,
      long right,
      Optional<Long> weight,
      String guard,
      Standing standing,
      Instant since,
      Optional<String> decidedBy,
      String reason,
      int held) {

    String id() {
      return PairRows.id(left, right);
    }
  }

  /** The same in every run, for records keep their number. */
  static String id(long one, long other) {
    return Math.min(one, other) + "-" + Math.max(one, other);
  }

  static String word(Standing standing) {
    return standing.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Standing standing(String word) {
    return Standing.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Takes two records. */
  interface Pairs {
    void pair(long one, long other);
  }

  /** Pairs that no rule may join, because a person said so or took a joining back. */
  void keptApart(Pairs pairs) {
    handle
        .createQuery(
            "SELECT left_record, right_record FROM register_pair WHERE institution = :institution"
                + " AND decided_by IS NOT NULL AND standing <> 'one-person'")
        .bind("institution", institution)
        .map(
            (row, context) -> {
              pairs.pair(row.getLong(1), row.getLong(2));
              return true;
            })
        .forEach(read -> {});
  }

  /** The persons of such pairs, each two as their ids in order with a space between. */
  void keptApartPersons(Consumer<String> between) {
    handle
        .createQuery(
            """
            SELECT a.person, b.person FROM register_pair q
            JOIN register_record a ON a.institution = q.institution AND a.id = q.left_record
            JOIN register_record b ON b.institution = q.institution AND b.id = q.right_record
            WHERE q.institution = :institution AND q.decided_by IS NOT NULL
              AND q.standing <> 'one-person'
            """)
        .bind("institution", institution)
        .map(
            (row, context) -> {
              String one = row.getString(1);
              String other = row.getString(2);
              return one.compareTo(other) < 0 ? one + " " + other : other + " " + one;
            })
        .forEach(between);
  }

  /** Everything that waits. */
  List<Row> waiting() {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + " FROM register_pair q WHERE q.institution = :institution"
                + " AND q.standing = 'waiting'")
        .bind("institution", institution)
        .map(ROW)
        .list();
  }

  Optional<Row> find(String id) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + " FROM register_pair q WHERE q.institution = :institution AND q.id = :id")
        .bind("institution", institution)
        .bind("id", id)
        .map(ROW)
        .findOne();
  }

  /** Every row with one of the records on either side. */
  List<Row> of(Collection<Long> records) {
    return LinkingClusters.slices(List.copyOf(records)).stream()
        .flatMap(
            some ->
                handle
                    .createQuery(
                        "SELECT %1$s FROM register_pair q WHERE q.institution = :institution"
                                .formatted(COLUMNS)
                            + " AND q.left_record IN (<records>) UNION SELECT %1$s FROM"
                                .formatted(COLUMNS)
                            + " register_pair q WHERE q.institution = :institution"
                            + " AND q.right_record IN (<records>)")
                    .bind("institution", institution)
                    .bindList("records", some)
                    .map(ROW)
                    .list()
                    .stream())
        .distinct()
        .toList();
  }

  boolean decidedToBeOne(long record, Collection<Long> others) {
    return of(List.of(record)).stream()
        .filter(row -> row.standing() == Standing.ONE_PERSON)
        .anyMatch(row -> others.contains(row.left() == record ? row.right() : row.left()));
  }

  /** What a decision rests on has gone: whoever decided is asked again. */
  void contradicted(long record) {
    handle
        .createUpdate(
            "UPDATE register_pair SET standing = 'waiting', guard = :guard"
                + " WHERE institution = :institution AND standing = 'one-person'"
                + " AND (left_record = :record OR right_record = :record)")
        .bind("guard", PairGuard.CONTRADICTED.name())
        .bind("institution", institution)
        .bind("record", record)
        .execute();
  }

  /** Pairs nobody decided go with either of their records. */
  void forgetGone() {
    if (!anyWait()) {
      return;
    }
    List<Long> gone =
        handle
            .createQuery(
                "SELECT id FROM register_record WHERE institution = :institution AND pending > 0"
                    + " AND pending = 2")
            .bind("institution", institution)
            .mapTo(Long.class)
            .list();
    forgetUndecided(gone);
  }

  void forgetUndecided(Collection<Long> records) {
    for (List<Long> some : LinkingClusters.slices(List.copyOf(records))) {
      for (String side : List.of("left_record", "right_record")) {
        handle
            .createUpdate(
                "DELETE FROM register_pair WHERE institution = :institution AND standing ="
                    + " 'waiting' AND decided_by IS NULL AND "
                    + side
                    + " IN (<records>)")
            .bind("institution", institution)
            .bindList("records", some)
            .execute();
      }
    }
  }

  boolean anyWait() {
    return handle
        .createQuery(
            "SELECT id FROM register_pair WHERE institution = :institution"
                + " AND standing = 'waiting' LIMIT 1")
        .bind("institution", institution)
        .mapTo(String.class)
        .findOne()
        .isPresent();
  }

  /** What a rule, a weight or a decision has joined meanwhile needs no answer any more. */
  void forgetTogether(Collection<Long> records) {
    if (!anyWait()) {
      return;
    }
    for (List<Long> some : LinkingClusters.slices(List.copyOf(records))) {
      handle
          .createUpdate(
              """
              DELETE FROM register_pair WHERE institution = :institution AND standing = 'waiting'
                AND left_record IN (<records>)
                AND EXISTS (SELECT 1 FROM register_record a, register_record b
                  WHERE a.institution = :institution AND a.id = register_pair.left_record
                    AND b.institution = :institution AND b.id = register_pair.right_record
                    AND a.person = b.person)
              """)
          .bind("institution", institution)
          .bindList("records", some)
          .execute();
    }
  }

  void forget(Collection<String> ids) {
    try (PreparedBatch delete =
        handle.prepareBatch(
            "DELETE FROM register_pair WHERE institution = :institution AND id = :id")) {
      for (String id : ids) {
        delete.bind("institution", institution).bind("id", id).add();
      }
      if (delete.size() > 0) {
        delete.execute();
      }
    }
  }

  int countWaiting() {
    return handle
        .createQuery(
            "SELECT COUNT(*) FROM register_pair WHERE institution = :institution"
                + " AND standing = 'waiting'")
        .bind("institution", institution)
        .mapTo(Integer.class)
        .one();
  }

  /** Those whose votes wait first, then the likeliest; what was decided newest first. */
  List<Row> page(Standing standing, int offset, int limit) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + " FROM register_pair q WHERE q.institution = :institution"
                + " AND q.standing = :standing ORDER BY "
                + (standing == Standing.WAITING
                    ? "CASE WHEN q.held > 0 THEN 0 ELSE 1 END, COALESCE(q.weight, 0) DESC, q.id"
                    : "q.decided_at DESC, q.id")
                + " LIMIT :limit OFFSET :offset")
        .bind("institution", institution)
        .bind("standing", word(standing))
        .bind("limit", limit)
        .bind("offset", offset)
        .map(ROW)
        .list();
  }

  /** Writes rows as they now are. */
  void keep(Collection<Row> rows, Instant at) {
    try (PreparedBatch insert =
        handle.prepareBatch(
            "INSERT INTO register_pair (institution, id, left_record, right_record, weight, guard,"
                + " standing, since, decided_by, decided_at, reason, held) VALUES (:institution,"
                + " :id, :left, :right, :weight, :guard, :standing, :since, :decidedBy, :decidedAt,"
                + " :reason, :held) ON CONFLICT (institution, id) DO UPDATE SET"
                + " weight = excluded.weight, guard = excluded.guard,"
                + " standing = excluded.standing, decided_by = excluded.decided_by,"
                + " decided_at = excluded.decided_at, reason = excluded.reason,"
                + " held = excluded.held")) {
      for (Row row : rows) {
        insert
            .bind("institution", institution)
            .bind("id", row.id())
            .bind("left", Math.min(row.left(), row.right()))
            .bind("right", Math.max(row.left(), row.right()))
            .bind("weight", row.weight().orElse(null))
            .bind("guard", row.guard())
            .bind("standing", word(row.standing()))
            .bind("since", row.since())
            .bind("decidedBy", row.decidedBy().orElse(null))
            .bind("decidedAt", row.decidedBy().isPresent() ? at : null)
            .bind("reason", row.reason())
            .bind("held", row.held())
            .add();
      }
      if (insert.size() > 0) {
        insert.execute();
      }
    }
  }
}
