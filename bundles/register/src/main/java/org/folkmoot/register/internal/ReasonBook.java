package org.folkmoot.register.internal;

import java.util.HashSet;
import java.util.Set;
import org.folkmoot.constitution.Label;
import org.jdbi.v3.core.Handle;

/** Keeps each reason once, however many persons it stands beside. */
final class ReasonBook {
  private final Handle handle;
  private final String institution;
  private final Set<String> written = new HashSet<>();

  ReasonBook(Handle handle, String institution) {
    this.handle = handle;
    this.institution = institution;
  }

  String id(Label reason, String rule) {
    String id = Fingerprint.of(reason.en(), reason.cy(), rule);
    if (written.add(id)) {
      handle
          .createUpdate(
              "INSERT INTO register_reason (institution, id, en, cy, rule)"
                  + " VALUES (:institution, :id, :en, :cy, :rule)"
                  + " ON CONFLICT (institution, id) DO NOTHING")
          .bind("institution", institution)
          .bind("id", id)
          .bind("en", reason.en())
          .bind("cy", reason.cy())
          .bind("rule", rule)
          .execute();
    }
    return id;
  }
}
