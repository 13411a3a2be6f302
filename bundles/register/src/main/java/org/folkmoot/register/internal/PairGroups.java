package org.folkmoot.register.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Which entries of the register are, or may be, one person. */
final class PairGroups {
  private final Handle handle;
  private final String institution;

  PairGroups(Handle handle, String institution) {
    this.handle = handle;
    this.institution = institution;
  }

  /**
   * Entries joined with this one, those that wait with it for a decision, and theirs: if one may be
   * two and two may be three, a vote of one and a vote of three may be of one person.
   */
  List<String> others(String person) {
    Set<String> found = new LinkedHashSet<>();
    Deque<String> toSee = new ArrayDeque<>(List.of(person));
    found.add(person);
    while (!toSee.isEmpty()) {
      String next = toSee.remove();
      for (String other : joined(next)) {
        if (found.add(other)) {
          toSee.add(other);
        }
      }
      for (String other : waiting(next)) {
        if (found.add(other)) {
          toSee.add(other);
        }
      }
    }
    found.remove(person);
    return List.copyOf(found);
  }

  /** The entry at the end of the joins; empty for one that was not joined to another. */
  Optional<String> sameAs(String person) {
    Set<String> seen = new HashSet<>(Set.of(person));
    Optional<String> stays = into(person);
    while (stays.isPresent() && seen.add(stays.get())) {
      Optional<String> next = into(stays.get());
      if (next.isEmpty()) {
        return stays;
      }
      stays = next;
    }
    return stays;
  }

  private Optional<String> into(String person) {
    return handle
        .createQuery(
            "SELECT same_as FROM register_person WHERE institution = :institution AND id = :id"
                + " AND same_as IS NOT NULL")
        .bind("institution", institution)
        .bind("id", person)
        .mapTo(String.class)
        .findOne();
  }

  private Set<String> joined(String person) {
    Set<String> joined = new LinkedHashSet<>();
    into(person).ifPresent(joined::add);
    handle
        .createQuery(
            "SELECT id FROM register_person WHERE institution = :institution"
                + " AND same_as IS NOT NULL AND same_as = :id")
        .bind("institution", institution)
        .bind("id", person)
        .mapTo(String.class)
        .forEach(joined::add);
    return joined;
  }

  private List<String> waiting(String person) {
    return handle
        .createQuery(
            """
            SELECT o.person FROM register_record r
            JOIN register_pair q ON q.institution = r.institution AND q.left_record = r.id
            JOIN register_record o ON o.institution = r.institution AND o.id = q.right_record
            WHERE r.institution = :institution AND r.person = :person AND q.standing = 'waiting'
            UNION
            SELECT o.person FROM register_record r
            JOIN register_pair q ON q.institution = r.institution AND q.right_record = r.id
            JOIN register_record o ON o.institution = r.institution AND o.id = q.left_record
            WHERE r.institution = :institution AND r.person = :person AND q.standing = 'waiting'
            """)
        .bind("institution", institution)
        .bind("person", person)
        .mapTo(String.class)
        .list();
  }

  /** Marks the waiting pairs of this entry and of those joined with it. */
  boolean hold(String person) {
    Set<String> one = new LinkedHashSet<>(List.of(person));
    Deque<String> toSee = new ArrayDeque<>(one);
    while (!toSee.isEmpty()) {
      joined(toSee.remove()).stream().filter(one::add).forEach(toSee::add);
    }
    int marked = 0;
    for (String side : List.of("left_record", "right_record")) {
      marked +=
          handle
              .createUpdate(
                  "UPDATE register_pair SET held = held + 1 WHERE institution = :institution"
                      + " AND standing = 'waiting' AND "
                      + side
                      + " IN (SELECT r.id FROM register_record r"
                      + " WHERE r.institution = :institution AND r.person IN (<persons>))")
              .bind("institution", institution)
              .bindList("persons", List.copyOf(one))
              .execute();
    }
    return marked > 0;
  }
}
