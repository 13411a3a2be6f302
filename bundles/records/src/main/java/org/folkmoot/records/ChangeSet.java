package org.folkmoot.records;

import java.util.List;

/**
 * What a change feed said beside the upserts given to {@link Reading}.
 *
 * @param removed keys the host no longer holds
 * @param merges records the host has found to be one person
 * @param next where the next changes begin
 * @param complete whether everything up to {@code next} was told; false asks for a snapshot
 */
public record ChangeSet(
    List<String> removed, List<Merge> merges, RecordsSource.Cursor next, boolean complete) {
  public ChangeSet {
    removed = List.copyOf(removed);
    merges = List.copyOf(merges);
  }

  /** Two records of one person: the key that lives on, and the one given up. */
  public record Merge(String survivor, String retired) {}
}
