package org.folkmoot.records;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract on a host in memory, and that it notices sources that break each rule. */
class RecordsContractTest {

  /** A host that remembers every change, as a good one does. */
  private static class Host implements RecordsSource {
    List<PersonRecord> persons;
    int badAfter = -1;
    int breaksAfter = -1;
    private final List<Object> history = new ArrayList<>();

    Host(List<PersonRecord> persons) {
      this.persons = persons;
    }

    @Override
    public String name() {
      return "host";
    }

    @Override
    public Cursor snapshot(Reading reading) throws SourceFailed {
      for (int i = 0; i < persons.size(); i++) {
        if (i == breaksAfter) {
          throw new SourceFailed("The host went away after " + i + " persons. Try again.");
        }
        reading.person(copy(persons.get(i)));
        if (i == badAfter) {
          reading.badRow(new BadRow("host", i, "", "?", "It has no name.", "Name it.", true));
        }
      }
      return new Cursor("at " + history.size());
    }

    @Override
    public boolean tellsChanges() {
      return true;
    }

    @Override
    public ChangeSet changesSince(Cursor cursor, Reading reading) {
      if (!cursor.value().matches("at \\d+")) {
        return new ChangeSet(List.of(), List.of(), cursor, false);
      }
      List<String> removed = new ArrayList<>();
      int from = Integer.parseInt(cursor.value().substring(3));
      for (Object change : history.subList(from, history.size())) {
        if (change instanceof PersonRecord person) {
          reading.person(person);
        } else {
          removed.add((String) change);
        }
      }
      return new ChangeSet(removed, List.of(), new Cursor("at " + history.size()), true);
    }

    void become(List<PersonRecord> after) {
      Map<String, PersonRecord> old = new HashMap<>();
      persons.forEach(person -> old.put(person.key(), person));
      for (PersonRecord person : after) {
        if (!person.equals(old.remove(person.key()))) {
          history.add(person);
        }
      }
      history.addAll(old.keySet());
      persons = after;
    }
  }

  /** A new object each time, as a host that reads its store would make. */
  private static PersonRecord copy(PersonRecord p) {
    return new PersonRecord(
        p.key(),
        p.identifiers(),
        p.name(),
        p.dateOfBirth(),
        p.addresses(),
        p.contacts(),
        p.affiliations(),
        p.flags(),
        p.changed());
  }

  private static class ContractOfHost extends RecordsContract {
    Host host(List<PersonRecord> persons) {
      return new Host(persons);
    }

    @Override
    protected RecordsSource sourceOf(List<PersonRecord> persons) {
      return host(persons);
    }

    @Override
    protected RecordsSource sourceWithBadRecord(List<PersonRecord> persons) {
      Host host = host(persons);
      host.badAfter = 0;
      return host;
    }

    @Override
    protected RecordsSource sourceThatBreaksOff(List<PersonRecord> persons) {
      Host host = host(persons);
      host.breaksAfter = persons.size() / 2;
      return host;
    }

    @Override
    protected void nowHolds(RecordsSource source, List<PersonRecord> persons) {
      ((Host) source).become(persons);
    }
  }

  @Nested
  class AGoodHost extends ContractOfHost {}

  @Test
  void aSourceThatYieldsSomebodyTwiceIsFound() {
    assertThatThrownBy(
            () ->
                withHost(
                        persons ->
                            new Host(persons) {
                              @Override
                              public Cursor snapshot(Reading reading) throws SourceFailed {
                                super.snapshot(reading);
                                return super.snapshot(reading);
                              }
                            })
                    .rule1EveryPersonIsYieldedOnceAsTheHostHasThem())
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void aSourceThatEndsEarlyInSilenceIsFound() {
    assertThatThrownBy(
            () ->
                withHost(
                        persons ->
                            new Host(persons) {
                              @Override
                              public Cursor snapshot(Reading reading) {
                                reading.person(persons.get(0));
                                return Cursor.NONE;
                              }
                            })
                    .rule1ASourceThatBreaksOffFailsAndSaysSo())
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void aSourceThatDropsABadRecordInSilenceIsFound() {
    assertThatThrownBy(
            () ->
                withHost(
                        persons ->
                            new Host(persons) {
                              @Override
                              public Cursor snapshot(Reading reading) throws SourceFailed {
                                badAfter = -1;
                                return super.snapshot(reading);
                              }
                            })
                    .rule2ABadRecordIsReportedAndTheGoodOnesAroundItAreYielded())
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void aSourceThatKeepsWhatItYieldedIsFound() {
    List<PersonRecord> kept = new ArrayList<>();
    assertThatThrownBy(
            () ->
                withHost(
                        persons ->
                            new Host(persons) {
                              @Override
                              public Cursor snapshot(Reading reading) throws SourceFailed {
                                CollectedReading all = new CollectedReading();
                                Cursor cursor = super.snapshot(all);
                                kept.addAll(all.persons());
                                kept.forEach(reading::person);
                                return cursor;
                              }
                            })
                    .rule4RecordsAlreadyYieldedAreNotKept())
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void aSourceThatTakesAnyCursorForItsOwnIsFound() {
    assertThatThrownBy(
            () ->
                withHost(
                        persons ->
                            new Host(persons) {
                              @Override
                              public ChangeSet changesSince(Cursor cursor, Reading reading) {
                                return new ChangeSet(List.of(), List.of(), cursor, true);
                              }
                            })
                    .rule5AnUnknownCursorAsksForASnapshot())
        .isInstanceOf(AssertionError.class);
  }

  private static RecordsContract withHost(
      java.util.function.Function<List<PersonRecord>, Host> make) {
    return new ContractOfHost() {
      @Override
      Host host(List<PersonRecord> persons) {
        return make.apply(persons);
      }
    };
  }
}
