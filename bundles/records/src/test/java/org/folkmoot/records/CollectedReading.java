package org.folkmoot.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A reading that keeps what it is given, for tests. */
public final class CollectedReading implements Reading {
  private final List<PersonRecord> persons = new ArrayList<>();
  private final List<BadRow> badRows = new ArrayList<>();

  @Override
  public void person(PersonRecord person) {
    persons.add(person);
  }

  @Override
  public void badRow(BadRow row) {
    badRows.add(row);
  }

  /** The persons in the order they came. */
  public List<PersonRecord> persons() {
    return List.copyOf(persons);
  }

  /** Everything reported, advice included. */
  public List<BadRow> badRows() {
    return List.copyOf(badRows);
  }

  /** The rows left out. */
  public List<BadRow> lostRows() {
    return badRows.stream().filter(BadRow::lost).toList();
  }

  /** The person with the key. */
  public Optional<PersonRecord> person(String key) {
    return persons.stream().filter(person -> person.key().equals(key)).findFirst();
  }

  /** The keys in the order they came. */
  public List<String> keys() {
    return persons.stream().map(PersonRecord::key).toList();
  }

  /** Reads a whole source. */
  public static CollectedReading of(RecordsSource source) throws SourceFailed {
    CollectedReading reading = new CollectedReading();
    source.snapshot(reading);
    return reading;
  }
}
