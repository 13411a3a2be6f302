package org.folkmoot.register.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.folkmoot.records.RecordsSink;
import org.folkmoot.records.RecordsSink.Membership;
import org.folkmoot.records.SourceFailed;
import org.folkmoot.register.Enrolment;
import org.folkmoot.store.Database;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells each host who of its records are members, one record at a time and outside any run. What
 * was told last is kept, so that nothing is told twice without need and nothing is forgotten.
 */
final class WritingBack {
  private static final Logger LOG = LoggerFactory.getLogger(WritingBack.class);
  private static final int PAGE = 200;
  private static final int FAILURES_IN_A_ROW = 3;
  private static final int LONGEST_PROBLEM = 500;
  private static final Duration SHORTEST_WAIT = Duration.ofMinutes(5);
  private static final int DOUBLINGS = 8; // to a wait of about a day
  private static final long MINUTES_BETWEEN_FULL_LOOKS = 15;

  private static final String DIFFERENCES =
      """
      FROM register_record r
      JOIN register_person p ON p.institution = r.institution AND p.id = r.person
      LEFT JOIN register_written w ON w.institution = r.institution AND w.source = r.source
        AND w.record_key = r.record_key
      WHERE r.institution = :institution AND r.source = :source AND r.held = 1
        AND ((p.state = 'member' AND (w.constituency IS NULL OR w.constituency <> p.constituency
              OR w.since <> p.since OR w.ended IS NOT NULL))
          OR (COALESCE(p.state, '') <> 'member' AND w.constituency IS NOT NULL
              AND w.ended IS NULL))
      """;

  private final Database database;
  private final String institution;
  private final Clock clock;
  private final Map<RecordsSink, String> sinks = new ConcurrentHashMap<>();
  private final AtomicBoolean stale = new AtomicBoolean(true);
  private volatile long lookedAtMinute = Long.MIN_VALUE / 2;

  WritingBack(Database database, String institution, Clock clock) {
    this.database = database;
    this.institution = institution;
    this.clock = clock;
  }

  private record Due(Membership membership, int attempts) {}

  void bind(RecordsSink sink, String source) {
    sinks.put(sink, source);
    stale.set(true);
  }

  void unbind(RecordsSink sink) {
    sinks.remove(sink);
  }

  boolean hasSinks() {
    return !sinks.isEmpty();
  }

  /** Somebody's membership has changed. */
  void changed() {
    stale.set(true);
  }

  /** Writes what is due, where there may be any: after changes, after failures, now and then. */
  void look(long minute) {
    boolean due =
        minute - lookedAtMinute >= MINUTES_BETWEEN_FULL_LOOKS || stale.get() || failedIsDue();
    if (!due) {
      return;
    }
    lookedAtMinute = minute;
    write();
  }

  /** Writes everything that is due. */
  void write() {
    stale.set(false);
    sinks.forEach((sink, source) -> write(sink, source));
  }

  private boolean failedIsDue() {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT 1 FROM register_written WHERE institution = :institution"
                        + " AND attempts > 0 AND due <= :now LIMIT 1")
                .bind("institution", institution)
                .bind("now", clock.instant())
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }

  private void write(RecordsSink sink, String source) {
    forgetGone(source);
    Instant begun = clock.instant();
    String after = "";
    int failures = 0;
    List<Due> page;
    do {
      page = due(source, after);
      for (Due due : page) {
        after = due.membership().key();
        Optional<String> problem = tell(sink, due.membership());
        note(source, due, problem);
        failures = problem.isPresent() ? failures + 1 : 0;
        if (failures == FAILURES_IN_A_ROW) {
          LOG.warn(
              "The host behind '{}' takes no membership of {}: {}. It is tried again later.",
              source,
              institution,
              problem.get());
          return;
        }
      }
    } while (page.size() == PAGE && sinks.containsKey(sink));
    forgetFailures(source, begun);
  }

  /** What failed, was due and is no difference any more has settled itself. */
  private void forgetFailures(String source, Instant begun) {
    for (String act :
        List.of(
            "UPDATE register_written SET attempts = 0, due = 0, problem = ''"
                + " WHERE constituency IS NOT NULL",
            "DELETE FROM register_written WHERE constituency IS NULL")) {
      database.write(
          handle ->
              handle
                  .createUpdate(
                      act
                          + " AND institution = :institution AND source = :source"
                          + " AND attempts > 0 AND due <= :begun")
                  .bind("institution", institution)
                  .bind("source", source)
                  .bind("begun", begun)
                  .execute());
    }
  }

  private static Optional<String> tell(RecordsSink sink, Membership membership) {
    try {
      sink.upsert(membership);
      return Optional.empty();
    } catch (SourceFailed e) {
      return Optional.of(e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("An adapter failed while membership was written back", e);
      return Optional.of("the adapter failed: " + e);
    }
  }

  private List<Due> due(String source, String after) {
    LocalDate today = clock.instant().atZone(Greetings.ZONE).toLocalDate();
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT r.record_key, p.state, p.constituency, p.since, w.constituency AS told,"
                        + " w.since AS told_since, w.attempts "
                        + DIFFERENCES
                        + " AND (w.due IS NULL OR w.due <= :now) AND r.record_key > :after"
                        + " ORDER BY r.record_key LIMIT "
                        + PAGE)
                .bind("institution", institution)
                .bind("source", source)
                .bind("now", clock.instant())
                .bind("after", after)
                .map(
                    (row, context) -> {
                      boolean member = "member".equals(row.getString("state"));
                      Optional<LocalDate> since =
                          Optional.ofNullable(row.getString("since")).map(LocalDate::parse);
                      return new Due(
                          member
                              ? new Membership(
                                  row.getString("record_key"),
                                  row.getString("constituency"),
                                  since.orElse(today),
                                  Optional.empty())
                              : new Membership(
                                  row.getString("record_key"),
                                  row.getString("told"),
                                  LocalDate.parse(row.getString("told_since")),
                                  Optional.of(since.orElse(today))),
                          row.getInt("attempts"));
                    })
                .list());
  }

  private void note(String source, Due due, Optional<String> problem) {
    Instant again =
        clock.instant().plus(SHORTEST_WAIT.multipliedBy(1L << Math.min(due.attempts(), DOUBLINGS)));
    Membership told = due.membership();
    String sql =
        problem.isPresent()
            ? "INSERT INTO register_written (institution, source, record_key, attempts, due,"
                + " problem) VALUES (:institution, :source, :key, 1, :due, :problem)"
                + " ON CONFLICT (institution, source, record_key) DO UPDATE SET"
                + " attempts = register_written.attempts + 1, due = excluded.due,"
                + " problem = excluded.problem"
            : "INSERT INTO register_written (institution, source, record_key, constituency, since,"
                + " ended, attempts, due, problem) VALUES (:institution, :source, :key,"
                + " :constituency, :since, :ended, 0, 0, '')"
                + " ON CONFLICT (institution, source, record_key) DO UPDATE SET"
                + " constituency = excluded.constituency, since = excluded.since,"
                + " ended = excluded.ended, attempts = 0, due = 0, problem = ''";
    database.write(
        handle -> {
          var update =
              handle
                  .createUpdate(sql)
                  .bind("institution", institution)
                  .bind("source", source)
                  .bind("key", told.key());
          if (problem.isPresent()) {
            String text = problem.get();
            update
                .bind("due", again)
                .bind("problem", text.substring(0, Math.min(text.length(), LONGEST_PROBLEM)));
          } else {
            update
                .bind("constituency", told.constituency())
                .bind("since", told.since().toString())
                .bind("ended", told.ended().map(LocalDate::toString).orElse(null));
          }
          return update.execute();
        });
  }

  /**
   * A record the host no longer holds has nothing to be told; if it comes back, it is told anew.
   */
  private void forgetGone(String source) {
    String gone =
        " FROM register_written WHERE institution = :institution AND source = :source"
            + " AND NOT EXISTS (SELECT 1 FROM register_record r"
            + " WHERE r.institution = register_written.institution"
            + " AND r.source = register_written.source"
            + " AND r.record_key = register_written.record_key AND r.held = 1)";
    boolean any =
        database.read(
            handle ->
                handle
                    .createQuery("SELECT 1" + gone + " LIMIT 1")
                    .bind("institution", institution)
                    .bind("source", source)
                    .mapTo(Integer.class)
                    .findOne()
                    .isPresent());
    if (any) {
      database.write(
          handle ->
              handle
                  .createUpdate("DELETE" + gone)
                  .bind("institution", institution)
                  .bind("source", source)
                  .execute());
    }
  }

  Enrolment.WriteBack state() {
    return database.read(
        handle ->
            new Enrolment.WriteBack(
                sinks.values().stream().distinct().mapToInt(s -> waiting(handle, s)).sum(),
                handle
                    .createQuery(
                        "SELECT COUNT(*) FROM register_written"
                            + " WHERE institution = :institution AND attempts > 0")
                    .bind("institution", institution)
                    .mapTo(Integer.class)
                    .one(),
                handle
                    .createQuery(
                        "SELECT source || ': ' || problem FROM register_written"
                            + " WHERE institution = :institution AND attempts > 0"
                            + " ORDER BY due DESC LIMIT 1")
                    .bind("institution", institution)
                    .mapTo(String.class)
                    .findOne()));
  }

  private int waiting(Handle handle, String source) {
    return handle
        .createQuery("SELECT COUNT(*) " + DIFFERENCES)
        .bind("institution", institution)
        .bind("source", source)
        .mapTo(Integer.class)
        .one();
  }
}
