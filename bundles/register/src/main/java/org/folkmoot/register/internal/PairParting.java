package org.folkmoot.register.internal;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Takes records out of a person and gives them an entry of their own: the one they had before they
 * were joined, where it ended by that, so that its history, links and papers go on.
 */
final class PairParting {
  private final Handle handle;
  private final String institution;

  PairParting(Handle handle, String institution) {
    this.handle = handle;
    this.institution = institution;
  }

  /** Both persons are then to be decided anew; answers the one the records have now. */
  String leave(String person, Collection<Long> records) {
    Optional<String> former = former(records);
    String own = former.orElseGet(RandomId::next);
    if (former.isPresent()) {
      handle
          .createUpdate(
              "UPDATE register_person SET same_as = NULL, touched = 1"
                  + " WHERE institution = :institution AND id = :id")
          .bind("institution", institution)
          .bind("id", own)
          .execute();
    } else {
      LinkingClusters.found(handle, institution, List.of(own));
    }
    for (List<Long> some : LinkingClusters.slices(List.copyOf(records))) {
      handle
          .createUpdate(
              "UPDATE register_record SET person = :own"
                  + " WHERE institution = :institution AND id IN (<ids>)")
          .bind("own", own)
          .bind("institution", institution)
          .bindList("ids", some)
          .execute();
    }
    LinkingClusters.touch(handle, institution, List.of(person));
    return own;
  }

  /** The newest entry of these records that ended because they were joined to another. */
  private Optional<String> former(Collection<Long> records) {
    return handle
        .createQuery(
            """
            SELECT p.id FROM register_link l
            JOIN register_person p ON p.institution = l.institution AND p.id = l.former
            WHERE l.institution = :institution AND l.record IN (<records>)
              AND p.same_as IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM register_record r
                WHERE r.institution = :institution AND r.person = p.id)
            ORDER BY l.run DESC, l.number DESC
            """)
        .bind("institution", institution)
        .bindList("records", List.copyOf(records))
        .mapTo(String.class)
        .findFirst();
  }
}
