package org.folkmoot.register.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.folkmoot.records.ChangeSet;
import org.folkmoot.register.internal.LinkingClusters.Absorbed;
import org.jdbi.v3.core.Handle;

/**
 * Merges of records in a host, as it tells them (an HL7 A40): the key given up and the one that
 * lives on. They are remembered, so that either may come again, or first come later.
 */
final class HostMerges {
  private final Handle handle;
  private final String institution;
  private final String source;
  private final long run;
  private final LinkingLog log;

  HostMerges(Handle handle, String institution, String source, long run, LinkingLog log) {
    this.handle = handle;
    this.institution = institution;
    this.source = source;
    this.run = run;
    this.log = log;
  }

  /** Keeps what the host said last; returns how much of it is news. */
  int remember(List<ChangeSet.Merge> merges) {
    int news = 0;
    for (ChangeSet.Merge merge : merges) {
      if (!merge.survivor().equals(merge.retired())) {
        news += remember(merge);
      }
    }
    return news;
  }

  private int remember(ChangeSet.Merge merge) {
    String retired = merge.retired();
    Optional<String> onwards = survivorOf(merge.survivor());
    // The host takes an earlier merge back the other way round: the key it gave up lives again.
    boolean reversed = onwards.filter(retired::equals).isPresent();
    if (reversed) {
      update(
          "DELETE FROM register_merge WHERE institution = :institution AND source = :source"
              + " AND retired = :one",
          merge.survivor(),
          "");
    }
    String survivor = reversed ? merge.survivor() : onwards.orElse(merge.survivor());
    if (survivorOf(retired).filter(survivor::equals).isPresent()) {
      return 0;
    }
    update(
        "INSERT INTO register_merge (institution, source, retired, survivor, run, done)"
            + " VALUES (:institution, :source, :one, :other, :run, 0)"
            + " ON CONFLICT (institution, source, retired) DO UPDATE SET"
            + " survivor = excluded.survivor, run = excluded.run, done = 0",
        retired,
        survivor);
    // Whatever was merged into the key now given up goes on to where it goes.
    update(
        "UPDATE register_merge SET survivor = :other, done = 0"
            + " WHERE institution = :institution AND source = :source AND survivor = :one",
        retired,
        survivor);
    return 1;
  }

  private Optional<String> survivorOf(String key) {
    return handle
        .createQuery(
            "SELECT survivor FROM register_merge WHERE institution = :institution"
                + " AND source = :source AND retired = :key")
        .bind("institution", institution)
        .bind("source", source)
        .bind("key", key)
        .mapTo(String.class)
        .findOne();
  }

  private int update(String sql, String one, String other) {
    var update =
        handle
            .createUpdate(sql)
            .bind("institution", institution)
            .bind("source", source)
            .bind("one", one);
    if (sql.contains(":other")) {
      update.bind("other", other);
    }
    if (sql.contains(":run")) {
      update.bind("run", run);
    }
    return update.execute();
  }

  private record Pair(String retired, Optional<Long> gone, long stays) {}

  /**
   * Makes one person of every merge whose survivor is held by now; returns the entries of the
   * register that end by it.
   */
  List<Absorbed> join() {
    List<Absorbed> absorbed = new ArrayList<>();
    List<Pair> pairs =
        handle
            .createQuery(
                """
                SELECT m.retired, r.id AS gone, s.id AS stays FROM register_merge m
                JOIN register_record s ON s.institution = m.institution AND s.source = m.source
                  AND s.record_key = m.survivor AND s.held = 1
                LEFT JOIN register_record r ON r.institution = m.institution
                  AND r.source = m.source AND r.record_key = m.retired
                WHERE m.institution = :institution AND m.source = :source
                  AND (m.done = 0 OR r.held = 1)
                ORDER BY m.retired
                """)
            .bind("institution", institution)
            .bind("source", source)
            .map(
                (row, context) -> {
                  long gone = row.getLong("gone");
                  return new Pair(
                      row.getString("retired"),
                      row.wasNull() ? Optional.empty() : Optional.of(gone),
                      row.getLong("stays"));
                })
            .list();
    for (Pair pair : pairs) {
      pair.gone().ifPresent(gone -> join(gone, pair.stays(), absorbed));
      update(
          "UPDATE register_merge SET done = 1 WHERE institution = :institution"
              + " AND source = :source AND retired = :one",
          pair.retired(),
          "");
    }
    log.write();
    return absorbed;
  }

  private void join(long gone, long stays, List<Absorbed> absorbed) {
    retire(gone);
    Optional<String> before = personOf(gone);
    Optional<String> after = personOf(stays);
    if (before.isEmpty() || before.equals(after)) {
      before.ifPresent(this::touch);
      return;
    }
    if (after.isEmpty()) {
      assign("id = :record", stays, "", before.get());
      touch(before.get());
      log.linked(stays, before.get(), null, gone, LinkRule.HOST_MERGE.word());
      return;
    }
    String lasting = elder(before.get(), after.get());
    String ending = lasting.equals(before.get()) ? after.get() : before.get();
    assign("person = :ending", 0, ending, lasting);
    touch(lasting);
    log.linked(gone, lasting, ending, stays, LinkRule.HOST_MERGE.word());
    boolean onRegister =
        handle
                .createUpdate(
                    "DELETE FROM register_person"
                        + " WHERE institution = :institution AND id = :id AND state IS NULL")
                .bind("institution", institution)
                .bind("id", ending)
                .execute()
            == 0;
    if (onRegister) {
      Absorbed pair = new Absorbed(ending, lasting);
      LinkingClusters.rememberWhoStays(handle, institution, pair);
      absorbed.add(pair);
    }
  }

  /** A record given up contradicts nobody and finds nobody; its opt-out is respected still. */
  private void retire(long record) {
    handle
        .createUpdate(
            "UPDATE register_record SET held = 0, pending = 2, hash = '', email = NULL,"
                + " postal = '', date_of_birth = NULL, identifiers = '', link_values = '',"
                + " likeness = '',"
                + " changed_run = :run WHERE institution = :institution AND id = :record")
        .bind("run", run)
        .bind("institution", institution)
        .bind("record", record)
        .execute();
    handle
        .createUpdate(
            "DELETE FROM register_link_value"
                + " WHERE institution = :institution AND record = :record")
        .bind("institution", institution)
        .bind("record", record)
        .execute();
  }

  private Optional<String> personOf(long record) {
    return handle
        .createQuery(
            "SELECT COALESCE(person, '') FROM register_record"
                + " WHERE institution = :institution AND id = :record")
        .bind("institution", institution)
        .bind("record", record)
        .mapTo(String.class)
        .findOne()
        .filter(person -> !person.isEmpty());
  }

  private void assign(String which, long record, String ending, String person) {
    var update =
        handle
            .createUpdate(
                "UPDATE register_record SET person = :person"
                    + " WHERE institution = :institution AND "
                    + which)
            .bind("person", person)
            .bind("institution", institution);
    if (which.contains(":record")) {
      update.bind("record", record);
    } else {
      update.bind("ending", ending);
    }
    update.execute();
  }

  /** A member before anybody else on the register, those before the rest, then the longer known. */
  private String elder(String one, String other) {
    return handle
        .createQuery(
            """
            SELECT p.id FROM register_person p
            WHERE p.institution = :institution AND p.id IN (:one, :other)
            ORDER BY CASE WHEN p.state IN ('member', 'opted-out') THEN 0
                WHEN p.state IS NOT NULL THEN 1 ELSE 2 END,
              (SELECT MIN(r.id) FROM register_record r
               WHERE r.institution = p.institution AND r.person = p.id), p.id
            LIMIT 1
            """)
        .bind("institution", institution)
        .bind("one", one)
        .bind("other", other)
        .mapTo(String.class)
        .one();
  }

  private void touch(String person) {
    handle
        .createUpdate(
            "UPDATE register_person SET touched = 1"
                + " WHERE institution = :institution AND id = :person")
        .bind("institution", institution)
        .bind("person", person)
        .execute();
  }
}
