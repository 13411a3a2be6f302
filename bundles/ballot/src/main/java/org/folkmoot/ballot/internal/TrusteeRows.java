package org.folkmoot.ballot.internal;

import java.util.List;
import org.folkmoot.ballot.Trustee;
import org.jdbi.v3.core.Handle;

/** The table of who holds the shares of election keys of one institution. */
final class TrusteeRows {
  private final String institution;

  TrusteeRows(String institution) {
    this.institution = institution;
  }

  void keep(Handle handle, String election, List<Trustee> trustees) {
    handle.execute(
        "DELETE FROM ballot_trustees WHERE institution = ? AND election = ?",
        institution,
        election);
    for (Trustee trustee : trustees) {
      handle
          .createUpdate(
              "INSERT INTO ballot_trustees (institution, election, number, name, email)"
                  + " VALUES (:institution, :election, :number, :name, :email)")
          .bind("institution", institution)
          .bind("election", election)
          .bind("number", trustee.number())
          .bind("name", trustee.name())
          .bind("email", trustee.email())
          .execute();
    }
  }

  List<Trustee> of(Handle handle, String election) {
    return handle
        .createQuery(
            "SELECT number, name, email FROM ballot_trustees"
                + " WHERE institution = :institution AND election = :election ORDER BY number")
        .bind("institution", institution)
        .bind("election", election)
        .map(
            (row, context) ->
                new Trustee(row.getInt("number"), row.getString("name"), row.getString("email")))
        .list();
  }
}
