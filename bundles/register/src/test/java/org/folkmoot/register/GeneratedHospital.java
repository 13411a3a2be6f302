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
 * are patients too. Three people share a home and its family name, fifteen homes a postcode.
 */
final class GeneratedHospital {
  private static final String NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number";

  private static final int GIVEN_NAMES = 3_000;
  private static final int FAMILY_NAMES = 40_000;
  private static final int PEOPLE_OF_A_HOME = 3;
  private static final int HOMES_OF_A_STREET = 15; // as many as share a postcode

  private static final String[] ONSETS = {
    "b", "br", "c", "d", "dr", "f", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "r", "s", "st",
    "sh", "t", "th", "tr", "v", "w", "z"
  };
  private static final String[] RHYMES = {
    "a", "e", "i", "o", "u", "an", "en", "in", "on", "ar", "er", "or", "al", "el", "il", "ay", "ee",
    "ash", "eth", "is"
  };

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
    int home = spread(who / PEOPLE_OF_A_HOME);
    int street = home / HOMES_OF_A_STREET;
    return new PersonRecord(
        key,
        numbered
            ? List.of(new Identifier(NHS_NUMBER, Long.toString(4_000_000_000L + who), true))
            : List.of(),
        new PersonName(
            name(common(spread(who + 7), GIVEN_NAMES)),
            name(GIVEN_NAMES + common(home, FAMILY_NAMES))),
        Optional.of(LocalDate.of(1930, 1, 1).plusDays(spread(who) % 27_000)),
        List.of(
            new PostalAddress(
                List.of(
                    (moved ? "New House, " : "")
                        + (home % HOMES_OF_A_STREET + 1)
                        + " "
                        + name(spread(street) % 9_000)
                        + " Road",
                    "London"),
                "SE" + street % 28 + " " + street / 28 % 10 + letters(street / 280))),
        List.of(new Contact(Contact.Kind.EMAIL, "p" + who + "@example.org")),
        List.of(why),
        Set.of(),
        Optional.empty());
  }

  /** A number as good as drawn by chance, and always the same for the same. */
  private static int spread(int number) {
    int mixed = number * 0x9E3779B1;
    mixed = (mixed ^ mixed >>> 15) * 0x85EBCA77;
    return (mixed ^ mixed >>> 13) >>> 1;
  }

  /** A few values are common and most are rare, as with names. */
  private static int common(int chance, int values) {
    double part = chance / (double) Integer.MAX_VALUE;
    return (int) (part * part * part * values);
  }

  /** A name that can be spoken; another for each number. */
  private static String name(int number) {
    StringBuilder name = new StringBuilder();
    int rest = number;
    do {
      name.append(ONSETS[rest % ONSETS.length]);
      rest /= ONSETS.length;
      name.append(RHYMES[rest % RHYMES.length]);
      rest /= RHYMES.length;
    } while (rest > 0 || name.length() < 4);
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static String letters(int number) {
    return "" + (char) ('A' + number % 20) + (char) ('A' + number / 20 % 20);
  }

  private static Affiliation affiliation(String kind, LocalDate from) {
    return new Affiliation(
        kind, Optional.empty(), Optional.empty(), Optional.of(from), Optional.empty(), Map.of());
  }
}
