package org.folkmoot.register.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.folkmoot.records.ChangeSet;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.register.Enrolment;
import org.folkmoot.store.Database;
import org.jdbi.v3.core.Handle;

/** What hosts have pushed, durable before they are answered, until it is applied. */
final class InboxJournal {
  /** A delivery that fails so often is set aside, so that those behind it go on. */
  static final int TRIES = 3;

  private static final int AT_ONCE = 200;
  private static final int LONGEST_PROBLEM = 500;
  // No host repeats a delivery after so long.
  private static final Duration REMEMBERED = Duration.ofDays(90);

  private final Database database;
  private final String institution;

  InboxJournal(Database database, String institution) {
    this.database = database;
    this.institution = institution;
  }

  /** A delivery as taken. */
  record Taken(String source, long number, int attempts, byte[] contents) {}

  void take(
      Handle handle,
      String source,
      String delivery,
      List<PersonRecord> upserts,
      List<String> removed,
      List<ChangeSet.Merge> merges,
      Instant at) {
    handle
        .createUpdate(
            """
            INSERT INTO register_delivery (institution, source, delivery, number, taken_at, state,
              attempts, problem, contents)
            VALUES (:institution, :source, :delivery,
              (SELECT COALESCE(MAX(d.number), 0) + 1 FROM register_delivery d
               WHERE d.institution = :institution),
              :at, 'waiting', 0, '', :contents)
            ON CONFLICT (institution, source, delivery) DO NOTHING
            """)
        .bind("institution", institution)
        .bind("source", source)
        .bind("delivery", delivery)
        .bind("at", at)
        .bind(
            "contents", PackedRecords.packed(new PackedRecords.Delivery(upserts, removed, merges)))
        .execute();
  }

  /** The eldest deliveries of each source; one that has failed before comes alone. */
  List<List<Taken>> next() {
    return database.read(
        handle -> {
          List<List<Taken>> next = new ArrayList<>();
          handle
              .createQuery(
                  "SELECT DISTINCT source FROM register_delivery"
                      + " WHERE institution = :institution AND state <> 'applied'"
                      + " AND state = 'waiting' ORDER BY source")
              .bind("institution", institution)
              .mapTo(String.class)
              .list()
              .forEach(source -> next.add(next(handle, source)));
          return next;
        });
  }

  private List<Taken> next(Handle handle, String source) {
    List<Taken> waiting =
        handle
            .createQuery(
                "SELECT number, attempts, contents FROM register_delivery"
                    + " WHERE institution = :institution AND source = :source"
                    + " AND state <> 'applied' AND state = 'waiting' ORDER BY number LIMIT "
                    + AT_ONCE)
            .bind("institution", institution)
            .bind("source", source)
            .map(
                (row, context) -> new Taken(source, row.getLong(1), row.getInt(2), row.getBytes(3)))
            .list();
    return waiting.get(0).attempts() > 0 ? waiting.subList(0, 1) : waiting;
  }

  /** Marks as applied, in the run's transaction; false when another node was quicker. */
  boolean applied(Handle handle, List<Taken> batch) {
    return handle
            .createUpdate(
                "UPDATE register_delivery SET state = 'applied', contents = NULL, problem = ''"
                    + " WHERE institution = :institution AND state = 'waiting'"
                    + " AND number IN (<numbers>)")
            .bind("institution", institution)
            .bindList("numbers", batch.stream().map(Taken::number).toList())
            .execute()
        == batch.size();
  }

  /** Notes a failure; true when the delivery is set aside by it. */
  boolean failed(Taken taken, String problem) {
    boolean aside = taken.attempts() + 1 >= TRIES;
    database.write(
        handle ->
            handle
                .createUpdate(
                    "UPDATE register_delivery SET attempts = attempts + 1, problem = :problem,"
                        + " state = :state WHERE institution = :institution AND number = :number"
                        + " AND state = 'waiting'")
                .bind("problem", problem.substring(0, Math.min(problem.length(), LONGEST_PROBLEM)))
                .bind("state", aside ? "aside" : "waiting")
                .bind("institution", institution)
                .bind("number", taken.number())
                .execute());
    return aside;
  }

  /** Lets everything set aside wait again, in its old place. */
  int retry(Handle handle) {
    return handle
        .createUpdate(
            "UPDATE register_delivery SET state = 'waiting', attempts = 0"
                + " WHERE institution = :institution AND state <> 'applied' AND state = 'aside'")
        .bind("institution", institution)
        .execute();
  }

  /**
   * Forgets what was applied, and what was set aside and mended by nobody, so long ago.
   *
   * @return how many deliveries were set aside and are given up
   */
  int forgetOld(Handle handle, Instant at) {
    long before = at.minus(REMEMBERED).toEpochMilli();
    int givenUp =
        handle
            .createUpdate(
                "UPDATE register_delivery SET state = 'applied', contents = NULL, problem = ''"
                    + " WHERE institution = :institution AND state <> 'applied'"
                    + " AND state = 'aside' AND taken_at < :before")
            .bind("institution", institution)
            .bind("before", before)
            .execute();
    handle
        .createUpdate(
            "DELETE FROM register_delivery WHERE institution = :institution"
                + " AND state = 'applied' AND taken_at < :before"
                // The newest number must stay, for the next is counted from it.
                + " AND number < (SELECT MAX(d.number) FROM register_delivery d"
                + " WHERE d.institution = :institution)")
        .bind("institution", institution)
        .bind("before", before)
        .execute();
    return givenUp;
  }

  Enrolment.Deliveries state() {
    return database.read(
        handle ->
            new Enrolment.Deliveries(
                count(handle, "waiting"), count(handle, "aside"), problem(handle)));
  }

  private int count(Handle handle, String state) {
    return handle
        .createQuery(
            "SELECT COUNT(*) FROM register_delivery WHERE institution = :institution"
                + " AND state <> 'applied' AND state = :state")
        .bind("institution", institution)
        .bind("state", state)
        .mapTo(Integer.class)
        .one();
  }

  private Optional<String> problem(Handle handle) {
    return handle
        .createQuery(
            "SELECT source || ': ' || problem FROM register_delivery"
                + " WHERE institution = :institution AND state <> 'applied' AND problem <> ''"
                + " ORDER BY number DESC LIMIT 1")
        .bind("institution", institution)
        .mapTo(String.class)
        .findOne();
  }
}
