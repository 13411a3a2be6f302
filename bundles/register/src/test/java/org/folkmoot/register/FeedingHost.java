package org.folkmoot.register;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.folkmoot.records.ChangeSet;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.Reading;
import org.folkmoot.records.RecordsSource;
import org.folkmoot.records.SourceFailed;

/** A host that tells what changed, as a test changes it. */
final class FeedingHost implements RecordsSource {
  private final String name;
  private final Map<String, PersonRecord> held = new LinkedHashMap<>();
  private final List<Object> history = new ArrayList<>();
  private int begins;
  boolean away;
  int snapshots;
  int feeds;

  FeedingHost(String name) {
    this.name = name;
  }

  private record Removal(String key) {}

  FeedingHost holds(Somebody somebody) {
    PersonRecord person = somebody.record();
    held.put(person.key(), person);
    history.add(person);
    return this;
  }

  FeedingHost drops(String key) {
    held.remove(key);
    history.add(new Removal(key));
    return this;
  }

  /** As hosts do it: the retired record is no longer shown. */
  FeedingHost merges(String survivor, String retired) {
    held.remove(retired);
    history.add(new ChangeSet.Merge(survivor, retired));
    return this;
  }

  /** Forgets what changed before, so that whoever is behind must read everything. */
  void forgets() {
    begins = history.size() + 1;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean tellsChanges() {
    return true;
  }

  @Override
  public Cursor snapshot(Reading reading) throws SourceFailed {
    snapshots++;
    held.values().forEach(reading::person);
    return new Cursor("at " + history.size());
  }

  @Override
  public ChangeSet changesSince(Cursor cursor, Reading reading) throws SourceFailed {
    feeds++;
    int from = Integer.parseInt(cursor.value().substring("at ".length()));
    if (from < begins) {
      return new ChangeSet(List.of(), List.of(), cursor, false);
    }
    List<String> removed = new ArrayList<>();
    List<ChangeSet.Merge> merges = new ArrayList<>();
    for (Object change : history.subList(from, history.size())) {
      if (change instanceof PersonRecord person) {
        reading.person(person);
        removed.remove(person.key());
      } else if (change instanceof ChangeSet.Merge merge) {
        merges.add(merge);
      } else {
        removed.add(((Removal) change).key());
      }
    }
    if (away) {
      throw new SourceFailed("The line went dead. Try again.");
    }
    return new ChangeSet(removed, merges, new Cursor("at " + history.size()), true);
  }
}
