package org.folkmoot.register;

import java.util.List;
import java.util.stream.Stream;
import org.folkmoot.records.BadRow;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.Reading;
import org.folkmoot.records.RecordsSource;

/** A source that holds what a test gave it. */
record ListedSource(String name, List<PersonRecord> persons, List<BadRow> badRows)
    implements RecordsSource {
  static ListedSource of(String name, Somebody... persons) {
    return new ListedSource(name, Stream.of(persons).map(Somebody::record).toList(), List.of());
  }

  @Override
  public Cursor snapshot(Reading reading) {
    badRows.forEach(reading::badRow);
    persons.forEach(reading::person);
    return Cursor.NONE;
  }
}
