package org.folkmoot.register.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.records.ChangeSet;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.RecordsSource;

/** Several deliveries of one source as one: of each key what came last. */
record Folded(Map<String, Optional<PersonRecord>> last, List<ChangeSet.Merge> merges) {
  static Folded of(List<InboxJournal.Taken> deliveries) {
    Map<String, Optional<PersonRecord>> last = new LinkedHashMap<>();
    List<ChangeSet.Merge> merges = new ArrayList<>();
    for (InboxJournal.Taken taken : deliveries) {
      PackedRecords.Delivery delivery = PackedRecords.unpacked(taken.contents());
      delivery.upserts().forEach(person -> last.put(person.key(), Optional.of(person)));
      delivery.removed().forEach(key -> last.put(key, Optional.empty()));
      merges.addAll(delivery.merges());
    }
    return new Folded(last, merges);
  }

  /** What a source that pushes has sent does not move the place where its feed is read on. */
  void into(Staging staging, Optional<Staging.Standing> standing) {
    last.forEach(
        (key, person) -> person.ifPresentOrElse(staging::person, () -> staging.removed(key)));
    merges.forEach(staging::merged);
    staging.ended(standing.map(Staging.Standing::place).orElse(RecordsSource.Cursor.NONE));
  }
}
