package org.folkmoot.register.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Institution;
import org.jdbi.v3.core.Handle;

/** One act on one person, outside a run, in the caller's transaction. */
final class Acting {
  /** An act belongs to no run. */
  private static final long NO_RUN = 0;

  private final Handle handle;
  private final Institution institution;
  private final Qualifications qualifications;
  private final CircumstanceRows rows;
  private final Instant at;
  private final LocalDate today;
  private final String actor;

  Acting(Handle handle, Institution institution, Instant at, String actor) {
    this.handle = handle;
    this.institution = institution;
    this.qualifications = new Qualifications(institution.constitution());
    this.rows = new CircumstanceRows(handle, institution.id());
    this.at = at;
    this.today = at.atZone(Greetings.ZONE).toLocalDate();
    this.actor = actor;
  }

  CircumstanceRows rows() {
    return rows;
  }

  Instant at() {
    return at;
  }

  /** Decides where the person stands now. Nothing is sent: whoever acts tells the person. */
  void again(Person person) {
    new Deciding(
            handle,
            institution,
            qualifications,
            NO_RUN,
            today,
            today,
            () -> today,
            at,
            actor,
            Optional.empty())
        .again(person);
  }

  /** Has the next run decide, which sends what there is to be sent. */
  void touch(Person person) {
    handle
        .createUpdate(
            "UPDATE register_person SET touched = 1"
                + " WHERE institution = :institution AND id = :id")
        .bind("institution", institution.id())
        .bind("id", person.id())
        .execute();
  }

  List<Constituency> choices(Person person) {
    List<HeldRecord> held =
        handle
            .createQuery(
                "SELECT "
                    + HeldRecord.COLUMNS
                    + " FROM register_record r WHERE r.institution = :institution"
                    + " AND r.person = :person AND r.held = 1")
            .bind("institution", institution.id())
            .bind("person", person.id())
            .map(HeldRecord.ROW)
            .list()
            .stream()
            .sorted(HeldRecord.ORDER)
            .toList();
    Map<String, Circumstances> circumstances = rows.of(List.of(person.id()), today);
    return new Eligibility(qualifications, today, () -> today)
        .choices(
            held, person.before(), circumstances.getOrDefault(person.id(), Circumstances.NONE));
  }
}
