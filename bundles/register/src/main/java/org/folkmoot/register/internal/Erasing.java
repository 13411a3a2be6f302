package org.folkmoot.register.internal;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * Deletes what is held about people and leaves their ids. A record its source still holds stays as
 * a shell of key, hash and fingerprints: the next run finds it unchanged and takes nothing in.
 */
final class Erasing {
  private static final int AT_ONCE = 500;

  private final Handle handle;
  private final String institution;

  Erasing(Handle handle, String institution) {
    this.handle = handle;
    this.institution = institution;
  }

  /** Erases what is left of people whom no source holds; should one come back, all begins anew. */
  void forget(List<String> persons) {
    for (int from = 0; from < persons.size(); from += AT_ONCE) {
      blank(persons.subList(from, Math.min(from + AT_ONCE, persons.size())), 0);
    }
  }

  /** Erases the details of some people for good, whatever their sources say later. */
  void erase(List<String> persons, long at) {
    for (int from = 0; from < persons.size(); from += AT_ONCE) {
      List<String> some = persons.subList(from, Math.min(from + AT_ONCE, persons.size()));
      blank(some, 1);
      update(
              "INSERT INTO register_erasure (institution, person, at)"
                  + " SELECT p.institution, p.id, CAST(:at AS BIGINT) FROM register_person p"
                  + " WHERE p.institution = :institution AND p.id IN (<persons>)"
                  + " ON CONFLICT (institution, person) DO NOTHING",
              some)
          .bind("at", at)
          .execute();
    }
  }

  /**
   * Erases again what a run has taken in of people erased before: their source still holds them,
   * and has changed their record.
   */
  void again(long run) {
    List<String> back =
        handle
            .createQuery(
                """
                SELECT p.id FROM register_erasure e JOIN register_person p
                  ON p.institution = e.institution AND p.id = e.person
                WHERE e.institution = :institution
                  AND (p.words <> '' OR p.state IS NOT NULL)
                """)
            .bind("institution", institution)
            .mapTo(String.class)
            .list();
    for (int from = 0; from < back.size(); from += AT_ONCE) {
      List<String> some = back.subList(from, Math.min(from + AT_ONCE, back.size()));
      blank(some, 0);
      update(
              "DELETE FROM register_membership WHERE institution = :institution"
                  + " AND person IN (<persons>) AND run = :run",
              some)
          .bind("run", run)
          .execute();
    }
  }

  /**
   * Leaves the ids.
   *
   * @param touched 1 for those whom the next run must look at, for the totals of their sources
   */
  private void blank(List<String> persons, int touched) {
    String theirs =
        " IN (SELECT r.id FROM register_record r"
            + " WHERE r.institution = :institution AND r.person IN (<persons>))";
    update(
            "DELETE FROM register_link_value WHERE institution = :institution AND record" + theirs,
            persons)
        .execute();
    for (String side : List.of("left_record", "right_record")) {
      update(
              "DELETE FROM register_pair WHERE institution = :institution AND " + side + theirs,
              persons)
          .execute();
    }
    for (String table : List.of("choice", "suspension", "admission", "move")) {
      update(
              "DELETE FROM register_"
                  + table
                  + " WHERE institution = :institution AND person IN (<persons>)",
              persons)
          .execute();
    }
    update(
            "DELETE FROM register_record"
                + " WHERE institution = :institution AND person IN (<persons>) AND held = 0",
            persons)
        .execute();
    update(
            """
            UPDATE register_record SET given_name = '', family_name = '', date_of_birth = NULL,
              email = NULL, postal = '', language = '', flags = '', affiliations = '',
              identifiers = '', link_values = '', likeness = '- - - -', outcome = NULL
            WHERE institution = :institution AND person IN (<persons>)
            """,
            persons)
        .execute();
    update(
            """
            UPDATE register_person SET given_name = '', family_name = '', words = '', email = NULL,
              postal = '', language = '', state = NULL, constituency = NULL, since = NULL,
              reason = NULL, answer_by = NULL, review_on = NULL, touched = :touched
            WHERE institution = :institution AND id IN (<persons>)
            """,
            persons)
        .bind("touched", touched)
        .execute();
  }

  private Update update(String sql, List<String> persons) {
    return handle.createUpdate(sql).bind("institution", institution).bindList("persons", persons);
  }
}
