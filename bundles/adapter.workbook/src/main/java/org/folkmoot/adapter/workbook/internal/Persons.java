package org.folkmoot.adapter.workbook.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.folkmoot.records.PersonRecord;

/**
 * Rows with the same key are one person. Rows that stand together are joined as they pass. A key
 * that comes back later was noted in a first pass over the file, eight bytes for each run of rows,
 * and its person is held until the last of its rows; so each person is yielded once and nobody else
 * is held.
 */
final class Persons {

  /** The keys of a first pass. */
  static final class Runs {
    private long[] hashes = new long[1_024];
    private int count;
    private String last = "";

    /** Notes the key of the next row. */
    void add(String key) {
      if (key.equals(last)) {
        return;
      }
      last = key;
      if (count == hashes.length) {
        hashes = Arrays.copyOf(hashes, count * 2);
      }
      hashes[count++] = hash(key);
    }

    /** How often each key that comes back does so; two keys with one hash only wait longer. */
    Map<Long, Integer> recurring() {
      long[] sorted = Arrays.copyOf(hashes, count);
      Arrays.sort(sorted);
      Map<Long, Integer> recurring = new HashMap<>();
      for (int i = 1; i < sorted.length; i++) {
        if (sorted[i] == sorted[i - 1]) {
          recurring.merge(sorted[i], 1, Integer::sum);
        }
      }
      recurring.replaceAll((hash, again) -> again + 1);
      return recurring;
    }
  }

  private final Map<Long, Integer> runsLeft;
  private final Map<String, PersonRecord> held = new LinkedHashMap<>();
  private String lastKey = "";

  Persons(Runs runs) {
    this.runsLeft = runs.recurring();
  }

  /** Begins a row of the key; what is returned is complete and can be yielded. */
  List<PersonRecord> begin(String key) {
    if (key.equals(lastKey)) {
      return List.of();
    }
    List<PersonRecord> complete = finish(lastKey);
    lastKey = key;
    return complete;
  }

  /** The person of this key so far, or null before the first good row. */
  PersonRecord soFar(String key) {
    return held.get(key);
  }

  /** Adds what a row says of the person. */
  void add(PersonRecord person) {
    held.merge(person.key(), person, Persons::joined);
  }

  /** The rest, at the end of the file. */
  List<PersonRecord> end() {
    List<PersonRecord> rest = new ArrayList<>(held.values());
    held.clear();
    return rest;
  }

  private List<PersonRecord> finish(String key) {
    Long hash = hash(key);
    Integer left = runsLeft.get(hash);
    if (left != null && left > 1) {
      runsLeft.put(hash, left - 1);
      return List.of();
    }
    runsLeft.remove(hash);
    PersonRecord complete = held.remove(key);
    return complete == null ? List.of() : List.of(complete);
  }

  /** Whether two rows of one key can be one person: the given names agree, or one is an initial. */
  static boolean samePerson(PersonRecord a, PersonRecord b) {
    String first = firstWord(a.name().given());
    String second = firstWord(b.name().given());
    return first.isEmpty()
        || second.isEmpty()
        || first.equals(second)
        || (first.length() == 1 && second.startsWith(first))
        || (second.length() == 1 && first.startsWith(second));
  }

  private static String firstWord(String given) {
    return given.toLowerCase(Locale.ROOT).replaceFirst("[ .].*", "");
  }

  private static PersonRecord joined(PersonRecord first, PersonRecord next) {
    return new PersonRecord(
        first.key(),
        union(first.identifiers(), next.identifiers()),
        first.name(),
        first.dateOfBirth().or(next::dateOfBirth),
        union(first.addresses(), next.addresses()),
        union(first.contacts(), next.contacts()),
        union(first.affiliations(), next.affiliations()),
        Set.copyOf(union(List.copyOf(first.flags()), List.copyOf(next.flags()))),
        first.changed());
  }

  private static <T> List<T> union(List<T> first, List<T> next) {
    Set<T> all = new LinkedHashSet<>(first);
    all.addAll(next);
    return List.copyOf(all);
  }

  /** FNV-1a in 64 bits, then mixed as SplitMix64 does. */
  private static long hash(String key) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return hash ^ (hash >>> 31);
  }
}
