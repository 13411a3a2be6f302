package org.folkmoot.register.internal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Label;
import org.folkmoot.register.EnrolmentRun.Change;

/** What a run has changed so far. */
final class Tally {
  /** Changes listed by name; the counts go on. */
  static final int LISTED = 1_000;

  private final Map<Change.Kind, Integer> counts = new EnumMap<>(Change.Kind.class);
  private final List<Listed> listed = new ArrayList<>();

  /** A change with the ids under which it is stored. */
  record Listed(Change change, String person, String reason) {}

  void add(
      Change.Kind kind,
      Person person,
      String name,
      Constituency constituency,
      Label reason,
      String reasonId) {
    counts.merge(kind, 1, Integer::sum);
    if (listed.size() < LISTED) {
      listed.add(new Listed(new Change(kind, name, constituency, reason), person.id(), reasonId));
    }
  }

  int count(Change.Kind kind) {
    return counts.getOrDefault(kind, 0);
  }

  boolean empty() {
    return counts.isEmpty();
  }

  List<Listed> listed() {
    return listed;
  }
}
