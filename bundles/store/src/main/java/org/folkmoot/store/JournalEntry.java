package org.folkmoot.store;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** One act in the journal of an institution; {@code number} counts from 1 within it. */
public record JournalEntry(
    String institution,
    long number,
    Instant at,
    String actor,
    String act,
    Map<String, String> facts,
    String hash) {
  public JournalEntry {
    facts = Collections.unmodifiableMap(new TreeMap<>(facts));
  }
}
