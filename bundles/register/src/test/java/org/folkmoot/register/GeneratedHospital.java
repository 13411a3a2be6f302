package org.folkmoot.register;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.folkmoot.records.Affiliation;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.PersonRecord.Contact;
import org.folkmoot.records.PersonRecord.Identifier;
import org.folkmoot.records.PersonRecord.PersonName;
import org.folkmoot.records.PersonRecord.PostalAddress;
import org.folkmoot.records.Reading;
import org.folkmoot.records.RecordsSource;

/**
 * A hospital of any size, the same each time: of its records 90 % are patients, of whom one in
 * twenty is held twice, 2 % staff and 8 % community; half of the staff and a third of the community
 * are patients too.
 */
final class GeneratedHospital {
  private static final String NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number";

  private final int records;

  /** A year later one record in a hundred has changed, one in a thousand gone, and as many come. */
  private final boolean later;

  GeneratedHospital(int records, boolean later) {
    this.records = records;
    this.later = later;
  }

  int patients() {
    return records / 100 * 90;
  }

  int staff() {
    return records / 100 * 2;
  }

  int community() {
    return records / 100 * 8;
  }

  List<RecordsSource> sources() {
    return List.of(
        new Generated("patients", patients(), this::patient),
        new Generated("staff", staff(), this::employee),
        new Generated("community", community(), this::resident));
  }

  private record Generated(String name, int size, IntFunction<Optional<PersonRecord>> record)
      implements RecordsSource {
    @Override
    public Cursor snapshot(Reading reading) {
      for (int i = 0; i < size; i++) {
        record.apply(i).ifPresent(reading::person);
      }
      return Cursor.NONE;
    }
  }

  private Optional<PersonRecord> patient(int i) {
    int who = i % 20 == 19 ? i - 1 : i;
    return gone(i)
        ? Optional.empty()
        : Optional.of(
            person("p" + key(i), who, i, true, affiliation("patient", LocalDate.of(2020, 1, 1))));
  }

  private Optional<PersonRecord> employee(int i) {
    int who = i % 2 == 0 ? i * 20 : 2_000_000_000 + i;
    return gone(i)
        ? Optional.empty()
        : Optional.of(
            person("s" + key(i), who, i, false, affiliation("employee", LocalDate.of(2015, 4, 1))));
  }

  private Optional<PersonRecord> resident(int i) {
    int who = i % 3 == 0 ? i * 10 + 1 : 1_000_000_000 + i;
    return gone(i)
        ? Optional.empty()
        : Optional.of(
            person("c" + key(i), who, i, false, affiliation("resident", LocalDate.of(2010, 1, 1))));
  }

  private boolean gone(int i) {
    return later && i % 1_000 == 500;
  }

  /** Somebody has come where another has gone. */
  private String key(int i) {
    return Integer.toString(later && i % 1_000 == 501 ? i + 1_500_000_000 : i);
  }

  private PersonRecord person(String key, int who, int i, boolean numbered, Affiliation why) {
    boolean moved = later && i % 100 == 0;
    int mixed = (who * 0x9E3779B1) >>> 1;
    return new PersonRecord(
        key,
        numbered
            ? List.of(new Identifier(NHS_NUMBER, Long.toString(4_000_000_000L + who), true))
            : List.of(),
        new PersonName("Given" + mixed % 977, "Family" + mixed % 20_011),
        Optional.of(LocalDate.of(1930, 1, 1).plusDays(mixed % 27_000)),
        List.of(
            new PostalAddress(
                List.of((moved ? "New House, " : "") + mixed % 300 + " High Street", "London"),
                "SE" + mixed % 28 + " " + mixed % 9 + "AA")),
        List.of(new Contact(Contact.Kind.EMAIL, "p" + who + "@example.org")),
        List.of(why),
        Set.of(),
        Optional.empty());
  }

  private static Affiliation affiliation(String kind, LocalDate from) {
    return new Affiliation(
        kind, Optional.empty(), Optional.empty(), Optional.of(from), Optional.empty(), Map.of());
  }
}
