package org.folkmoot.register.internal;

import java.util.HashMap;
import java.util.Map;
import org.folkmoot.constitution.Label;
import org.jdbi.v3.core.Handle;

/** Keeps each reason once, however many persons it stands beside. */
final class ReasonBook {
  private static final int REMEMBERED = 10_000;

  private final Handle handle;
  private final String institution;
  private final Map<Reason, String> ids = new HashMap<>();

  ReasonBook(Handle handle, String institution) {
    this.handle = handle;
    this.institution = institution;
  }

  String id(Label reason, String rule) {
    Reason asked = new Reason(reason, rule);
    String known = ids.get(asked);
    if (known != null) {
      return known;
    }
    if (ids.size() == REMEMBERED) {
      ids.clear(); // reasons with dates in them are as many as days
    }
    String id = Fingerprint.of(reason.en(), reason.cy(), rule);
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
    ids.put(asked, id);
    return id;
  }

  private record Reason(Label reason, String rule) {}
}
