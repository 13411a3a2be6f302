package org.folkmoot.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.ref.WeakReference;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.folkmoot.records.PersonRecord.Contact;
import org.folkmoot.records.PersonRecord.PersonName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link RecordsSource} must do; each test bears the number of the rule it proves.
 *
 * <p>An adapter's test extends this class and writes {@link #sourceOf}: put the given persons into
 * your host or file, in its own format, and return a source that reads it. The rest are hooks: how
 * much of a person your format can say, a bad record, a host that breaks off, changes.
 */
public abstract class RecordsContract {

  /** A source that holds exactly these persons, in this order. */
  protected abstract RecordsSource sourceOf(List<PersonRecord> persons) throws Exception;

  /**
   * A source that holds these persons and, after the first of them, one record that cannot be read
   * as a person (a row without a name, a message that cannot be parsed).
   */
  protected abstract RecordsSource sourceWithBadRecord(List<PersonRecord> persons) throws Exception;

  /** A source that holds many persons but whose host or file breaks off before their end. */
  protected abstract RecordsSource sourceThatBreaksOff(List<PersonRecord> persons) throws Exception;

  /** What your format can say of a person; by default everything. */
  protected PersonRecord asHeld(PersonRecord person) {
    return person;
  }

  /** For a source that tells changes: from now on its host holds exactly these persons. */
  protected void nowHolds(RecordsSource source, List<PersonRecord> persons) throws Exception {
    throw new UnsupportedOperationException(
        source.name() + " tells changes, so its test must override nowHolds (rule 5)");
  }

  /** Three persons of a school: a pupil, a parent of that pupil, and a member of staff. */
  protected static List<PersonRecord> aSchool() {
    return List.of(
        person("p-1", "Siân", "Ŵyn-O'Brien", LocalDate.of(2012, 2, 29), "", pupil()),
        person(
            "g-1",
            "Ann Mary",
            "de la Cruz",
            LocalDate.of(1980, 12, 31),
            "ann@example.org",
            parentOf("p-1")),
        person("s-1", "Joe", "Li", LocalDate.of(1975, 1, 1), "joe.li@example.org", staff()));
  }

  /** So many members of staff, with keys s-1, s-2 and so on. */
  protected static List<PersonRecord> staff(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            n ->
                person(
                    "s-" + n,
                    "Given" + n,
                    "Family" + n,
                    LocalDate.of(1950, 1, 1).plusDays(n % 15_000),
                    "p" + n + "@example.org",
                    staff()))
        .toList();
  }

  @Test
  void rule1EveryPersonIsYieldedOnceAsTheHostHasThem() throws Exception {
    List<PersonRecord> persons = aSchool();
    CollectedReading reading = CollectedReading.of(sourceOf(persons));
    assertThat(reading.persons())
        .containsExactlyInAnyOrderElementsOf(persons.stream().map(this::asHeld).toList());
    assertThat(reading.lostRows()).isEmpty();
  }

  @Test
  void rule1NobodyIsYieldedFromAnEmptyHost() throws Exception {
    assertThat(CollectedReading.of(sourceOf(List.of())).persons()).isEmpty();
  }

  @Test
  void rule1ASourceThatBreaksOffFailsAndSaysSo() throws Exception {
    RecordsSource source = sourceThatBreaksOff(staff(500));
    assertThatThrownBy(() -> source.snapshot(new CollectedReading()))
        .isInstanceOf(SourceFailed.class)
        .satisfies(failed -> assertThat(failed.getMessage()).hasSizeGreaterThan(20));
  }

  @Test
  void rule1WhatTheReaderThrowsReachesTheCallerUnchanged() throws Exception {
    RecordsSource source = sourceOf(aSchool());
    IllegalStateException full = new IllegalStateException("the reader's store is full");
    assertThatThrownBy(
            () ->
                source.snapshot(
                    new Reading() {
                      @Override
                      public void person(PersonRecord person) {
                        throw full;
                      }

                      @Override
                      public void badRow(BadRow row) {}
                    }))
        .isSameAs(full);
  }

  @Test
  void rule2ABadRecordIsReportedAndTheGoodOnesAroundItAreYielded() throws Exception {
    List<PersonRecord> persons = aSchool();
    CollectedReading reading = CollectedReading.of(sourceWithBadRecord(persons));
    assertThat(reading.keys())
        .containsExactlyInAnyOrderElementsOf(persons.stream().map(PersonRecord::key).toList());
    assertThat(reading.lostRows()).hasSize(1);
    BadRow bad = reading.lostRows().get(0);
    assertThat(bad.file()).isNotBlank().doesNotContain("/").doesNotContain("\\");
    assertThat(bad.problem()).isNotBlank();
    assertThat(bad.cure()).isNotBlank();
  }

  @Test
  void rule3TwoSnapshotsOfUnchangedRecordsAreTheSame() throws Exception {
    RecordsSource source = sourceWithBadRecord(aSchool());
    CollectedReading first = CollectedReading.of(source);
    CollectedReading second = CollectedReading.of(source);
    assertThat(second.persons()).isEqualTo(first.persons());
    assertThat(second.badRows()).isEqualTo(first.badRows());
  }

  @Test
  void rule4RecordsAlreadyYieldedAreNotKept() throws Exception {
    int many = 5_000;
    RecordsSource source = sourceOf(staff(many));
    List<WeakReference<PersonRecord>> yielded = new ArrayList<>();
    int[] kept = {-1};
    source.snapshot(
        new Reading() {
          @Override
          public void person(PersonRecord person) {
            if (yielded.size() == many - 1) {
              kept[0] = stillHeld(yielded);
            }
            yielded.add(new WeakReference<>(person));
          }

          @Override
          public void badRow(BadRow row) {}
        });
    assertThat(yielded).hasSize(many);
    assertThat(kept[0]).as("records kept of %d yielded", many - 1).isBetween(0, many / 10);
  }

  @Test
  void rule5AnUnknownCursorAsksForASnapshot() throws Exception {
    RecordsSource source = sourceOf(aSchool());
    CollectedReading reading = new CollectedReading();
    ChangeSet changes =
        source.changesSince(new RecordsSource.Cursor("not a cursor of this source"), reading);
    assertThat(changes.complete()).isFalse();
    assertThat(changes.removed()).isEmpty();
    assertThat(changes.merges()).isEmpty();
  }

  @Test
  void rule5ChangesAreOnlyWhatCameAfterTheCursor() throws Exception {
    List<PersonRecord> before = aSchool();
    RecordsSource source = sourceOf(before);
    assumeTrue(source.tellsChanges(), "this source tells no changes; a snapshot is taken instead");
    RecordsSource.Cursor cursor = source.snapshot(new CollectedReading());

    PersonRecord renamed = renamed(before.get(1), "Ann Mary", "Jones");
    nowHolds(source, List.of(before.get(0), renamed));

    CollectedReading reading = new CollectedReading();
    ChangeSet changes = source.changesSince(cursor, reading);
    assertThat(changes.complete()).isTrue();
    assertThat(reading.persons()).containsExactly(asHeld(renamed));
    assertThat(changes.removed()).containsExactly(before.get(2).key());

    CollectedReading later = new CollectedReading();
    ChangeSet nothing = source.changesSince(changes.next(), later);
    assertThat(nothing.complete()).isTrue();
    assertThat(later.persons()).isEmpty();
    assertThat(nothing.removed()).isEmpty();
  }

  /** How many are still reachable once unreachable ones had every chance to go. */
  private static int stillHeld(List<WeakReference<PersonRecord>> yielded) {
    int held = yielded.size();
    for (int attempt = 0; attempt < 10 && held > yielded.size() / 10; attempt++) {
      System.gc();
      held = (int) yielded.stream().filter(reference -> reference.get() != null).count();
    }
    return held;
  }

  private static PersonRecord renamed(PersonRecord person, String given, String family) {
    return new PersonRecord(
        person.key(),
        person.identifiers(),
        new PersonName(given, family),
        person.dateOfBirth(),
        person.addresses(),
        person.contacts(),
        person.affiliations(),
        person.flags(),
        person.changed());
  }

  private static PersonRecord person(
      String key, String given, String family, LocalDate born, String email, Affiliation why) {
    return new PersonRecord(
        key,
        List.of(),
        new PersonName(given, family),
        Optional.of(born),
        List.of(),
        email.isEmpty() ? List.of() : List.of(new Contact(Contact.Kind.EMAIL, email)),
        List.of(why),
        Set.of(),
        Optional.empty());
  }

  private static Affiliation pupil() {
    return Affiliation.of(Affiliation.Kinds.PUPIL);
  }

  private static Affiliation staff() {
    return new Affiliation(
        Affiliation.Kinds.EMPLOYEE,
        Optional.empty(),
        Optional.empty(),
        Optional.of(LocalDate.of(2020, 9, 1)),
        Optional.empty(),
        Map.of("role", "teacher"));
  }

  private static Affiliation parentOf(String pupil) {
    return new Affiliation(
        Affiliation.Kinds.PARENT,
        Optional.of(pupil),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }
}
