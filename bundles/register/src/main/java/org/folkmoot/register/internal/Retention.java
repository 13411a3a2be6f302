package org.folkmoot.register.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.folkmoot.store.Journal;
import org.jdbi.v3.core.Handle;

/**
 * Forgets what is no longer needed, once a day, at the end of a run and in its transaction. What is
 * kept for how long is in docs/data-protection.md.
 */
final class Retention {
  private final Handle handle;
  private final Journal journal;
  private final String institution;
  private final RetentionPeriods periods;

  Retention(Handle handle, Journal journal, String institution, RetentionPeriods periods) {
    this.handle = handle;
    this.journal = journal;
    this.institution = institution;
    this.periods = periods;
  }

  void after(long run, Instant at, String actor) {
    Erasing erasing = new Erasing(handle, institution);
    erasing.again(run);
    LocalDate today = at.atZone(Greetings.ZONE).toLocalDate();
    if (!firstOf(today)) {
      return;
    }
    int former = former(erasing, today);
    int gone = gone(before(today, periods.gone()));
    int badRows = badRows(before(today, periods.badRows()));
    int settled = settled(before(today, periods.settled()));
    if (former + gone + badRows + settled > 0) {
      journal.append(
          institution,
          actor,
          "register.forgotten",
          Map.of(
              "formerMembers", Integer.toString(former),
              "records", Integer.toString(gone),
              "badRows", Integer.toString(badRows),
              "corrections", Integer.toString(settled)));
    }
  }

  private boolean firstOf(LocalDate today) {
    return handle
            .createUpdate(
                "INSERT INTO register_retention (institution, done_on)"
                    + " VALUES (:institution, :today) ON CONFLICT (institution) DO UPDATE"
                    + " SET done_on = excluded.done_on"
                    + " WHERE register_retention.done_on < excluded.done_on")
            .bind("institution", institution)
            .bind("today", today.toString())
            .execute()
        == 1;
  }

  private static long before(LocalDate today, int days) {
    return today.minusDays(days).atStartOfDay(Greetings.ZONE).toInstant().toEpochMilli();
  }

  /** Former members whom nobody holds: their history stays under the id. */
  private int former(Erasing erasing, LocalDate today) {
    List<String> persons =
        handle
            .createQuery(
                """
                SELECT p.id FROM register_person p
                WHERE p.institution = :institution AND p.state IN ('ended', 'opted-out')
                  AND p.since <= :until
                  AND NOT EXISTS (SELECT 1 FROM register_record r
                    WHERE r.institution = p.institution AND r.person = p.id AND r.held = 1)
                """)
            .bind("institution", institution)
            .bind("until", today.minusDays(periods.former()).toString())
            .mapTo(String.class)
            .list();
    erasing.forget(persons);
    return persons.size();
  }

  /** Records no source holds, of people who never were on the register or still are on it. */
  private int gone(long until) {
    String gone =
        """
        SELECT r.id FROM register_record r
        JOIN register_run u ON u.institution = r.institution AND u.number = r.changed_run
        LEFT JOIN register_person p ON p.institution = r.institution AND p.id = r.person
        WHERE r.institution = :institution AND r.held = 0 AND u.at <= :until
          AND (p.state IS NULL OR p.state NOT IN ('ended', 'opted-out'))
        """;
    update(
        "DELETE FROM register_link_value WHERE institution = :institution AND record IN ("
            + gone
            + ")",
        until);
    for (String side : List.of("left_record", "right_record")) {
      update(
          "DELETE FROM register_pair WHERE institution = :institution AND "
              + side
              + " IN ("
              + gone
              + ")",
          until);
    }
    int records =
        update(
            "DELETE FROM register_record WHERE institution = :institution AND id IN (" + gone + ")",
            until);
    if (records > 0) {
      handle
          .createUpdate(
              """
              DELETE FROM register_person WHERE institution = :institution AND state IS NULL
                AND NOT EXISTS (SELECT 1 FROM register_record r
                  WHERE r.institution = :institution AND r.person = register_person.id)
                AND NOT EXISTS (SELECT 1 FROM register_membership m
                  WHERE m.institution = :institution AND m.person = register_person.id)
                AND NOT EXISTS (SELECT 1 FROM register_erasure e
                  WHERE e.institution = :institution AND e.person = register_person.id)
              """)
          .bind("institution", institution)
          .execute();
    }
    return records;
  }

  private int badRows(long until) {
    return update(
        "DELETE FROM register_bad_row WHERE institution = :institution AND run IN"
            + " (SELECT u.number FROM register_run u"
            + " WHERE u.institution = :institution AND u.at <= :until)",
        until);
  }

  private int settled(long until) {
    return update(
        "DELETE FROM register_correction"
            + " WHERE institution = :institution AND settled IS NOT NULL AND settled <= :until",
        until);
  }

  private int update(String sql, long until) {
    return handle.createUpdate(sql).bind("institution", institution).bind("until", until).execute();
  }
}
