package org.folkmoot.register;

import java.util.ArrayList;
import java.util.List;
import org.folkmoot.records.BadRow;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.Reading;
import org.folkmoot.records.RecordsSource.Cursor;
import org.folkmoot.register.internal.Joined;

/** What the applications say as a source, by given name. */
final class Reread implements Reading {
  private final Joined joined;
  private final List<String> names = new ArrayList<>();

  Reread(TrialApplications trial) {
    joined = new Joined(trial.institution, trial.database);
  }

  List<String> snapshot() {
    names.clear();
    joined.snapshot(this);
    return List.copyOf(names);
  }

  String place() {
    return joined.snapshot(this).value();
  }

  List<String> since(String place) {
    names.clear();
    joined.changesSince(new Cursor(place), this);
    return List.copyOf(names);
  }

  boolean complete(String place) {
    return joined.changesSince(new Cursor(place), this).complete();
  }

  @Override
  public void person(PersonRecord person) {
    names.add(person.name().given());
  }

  @Override
  public void badRow(BadRow row) {
    throw new AssertionError("an application is never a bad row: " + row);
  }
}
