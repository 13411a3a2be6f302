package org.folkmoot.adapter.oneroster.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.folkmoot.records.BadRow;
import org.folkmoot.records.CollectedReading;
import org.folkmoot.records.PersonRecord;
import org.junit.jupiter.api.Test;

/** The two sets of moodle-enrol_oneroster, whose faults were counted in the files by hand. */
class SharedSetsTest {

  /**
   * Of version 1.1: no demographics (1); orgs row 2 under an organisation that is not there (1);
   * enrolment rows 3 and 6 enrol a teacher as a pupil (2); users rows 3, 5, 6 and 7 name agents who
   * are teachers (4); users rows 3 to 6 share LDAP:12 and rows 4 and 5 share LTI:15 (6).
   */
  @Test
  void theSetOfVersion11IsReadAndItsFourteenFaultsAreReported() throws Exception {
    CollectedReading reading = Exports.read(set("Test_full_data_set"));
    assertThat(reading.keys())
        .containsExactly(
            "usr-222-123456",
            "usr-222-66778899",
            "usr-222-1234561",
            "usr-222-987654",
            "usr-222-1234561232",
            "usr-222-567891");
    assertThat(roles(reading))
        .containsExactly(
            "employee", "pupil", "parent of usr-222-66778899", "employee", "pupil", "pupil");
    assertThat(reading.lostRows()).isEmpty();
    assertThat(byColumn(reading))
        .isEqualTo(
            Map.of(
                "demographics.csv ", List.of(0L),
                "orgs.csv parentSourcedId", List.of(2L),
                "enrollments.csv role", List.of(3L, 6L),
                "users.csv agentSourcedIds", List.of(3L, 5L, 6L, 7L),
                "users.csv userIds", List.of(3L, 4L, 4L, 5L, 5L, 6L)));
    assertThat(reading.badRows()).hasSize(14);
  }

  /**
   * Of version 1.2: as above, but that users row 2 is also a guardian, so rows 3 and 6 name one
   * rightly, while row 4, no longer a parent, names a pupil (links: 4, 5, 7); three headings of
   * users and one of roles are misspelt (4); three properties of the manifest are empty (3); the
   * dates of users are not ISO (1 for the column).
   */
  @Test
  void theSetOfVersion12IsReadAndItsTwentyOneFaultsAreReported() throws Exception {
    CollectedReading reading = Exports.read(set("v1p2_full_dataset"));
    assertThat(roles(reading))
        .containsExactly(
            "employee, parent of usr-222-66778899, parent of usr-222-1234561232",
            "pupil",
            "employee",
            "employee",
            "pupil",
            "pupil");
    assertThat(reading.lostRows()).isEmpty();
    assertThat(byColumn(reading))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("demographics.csv ", List.of(0L)),
                Map.entry("orgs.csv parentSourcedId", List.of(2L)),
                Map.entry("enrollments.csv role", List.of(3L, 6L)),
                Map.entry("users.csv agentSourcedIds", List.of(4L, 5L, 7L)),
                Map.entry("users.csv userIds", List.of(3L, 4L, 4L, 5L, 5L, 6L)),
                Map.entry("users.csv prefferedGivenName", List.of(1L)),
                Map.entry("users.csv prefferedMiddleName", List.of(1L)),
                Map.entry("users.csv prefferedFamilyName", List.of(1L)),
                Map.entry("roles.csv dataLastModified", List.of(1L)),
                Map.entry("manifest.csv value", List.of(21L, 22L, 23L)),
                Map.entry("users.csv dateLastModified", List.of(2L))));
    assertThat(reading.badRows()).hasSize(21);

    PersonRecord john = reading.person("usr-222-123456").orElseThrow();
    assertThat(john.name().toString()).isEqualTo("John Doe");
    assertThat(john.email()).contains("john.doe@myschool.com");
    assertThat(john.changed()).contains(Instant.parse("2023-04-30T23:00:00Z"));
    assertThat(john.affiliations().get(0).from()).hasToString("Optional[2024-03-06]");
    assertThat(john.affiliations().get(0).to()).hasToString("Optional[2025-09-23]");
    assertThat(john.affiliations().get(0).attributes()).isEqualTo(Map.of("role", "teacher"));
  }

  @Test
  void bothSetsReadTheSameFromAZip() throws Exception {
    for (String name : List.of("Test_full_data_set", "v1p2_full_dataset")) {
      CollectedReading folder = Exports.read(set(name));
      CollectedReading zip = Exports.read(Exports.zip(set(name), name + "/"));
      assertThat(zip.persons()).isEqualTo(folder.persons());
      assertThat(zip.badRows()).isEqualTo(folder.badRows());
    }
  }

  private static List<String> roles(CollectedReading reading) {
    return reading.persons().stream()
        .map(
            person ->
                String.join(
                    ", ",
                    person.affiliations().stream()
                        .map(a -> a.kind() + a.of().map(of -> " of " + of).orElse(""))
                        .toList()))
        .toList();
  }

  private static Map<String, List<Long>> byColumn(CollectedReading reading) {
    Map<String, List<Long>> rows = new TreeMap<>();
    for (BadRow bad : reading.badRows()) {
      rows.merge(
          bad.file() + " " + bad.column(),
          List.of(bad.row()),
          (a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream()).toList());
    }
    return rows;
  }

  private static Path set(String name) {
    Path set = Path.of(System.getProperty("folkmoot.shared", ""), "data/hosts/oneroster", name);
    assumeTrue(Files.isDirectory(set), () -> "the OneRoster sample sets are not on this machine");
    return set;
  }
}
