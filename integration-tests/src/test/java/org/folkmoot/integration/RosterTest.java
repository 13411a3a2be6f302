package org.folkmoot.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.folkmoot.app.ExampleInstallation;
import org.folkmoot.app.ExampleInstallation.Ports;
import org.folkmoot.app.demo.Browser.View;
import org.folkmoot.app.demo.DemonstrationClock;
import org.folkmoot.app.demo.ExampleSchool;
import org.folkmoot.app.demo.Office;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real rosters, uploaded in the office: enrolled, their faults reported and not fatal. */
class RosterTest {
  @TempDir Path data;

  @Test
  void bothOneRosterSetsAreEnrolledAndTheirFaultsReported() throws Exception {
    Path sets = Path.of(System.getProperty("folkmoot.shared"), "data/hosts/oneroster");
    assumeTrue(Files.isDirectory(sets), "left out: the rosters are not beside the project");
    try (ExampleInstallation example =
        new ExampleInstallation(
            Shipped.home(),
            data.resolve("roster"),
            // The roles of the second set ended in September 2025.
            DemonstrationClock.beginningAt(LocalDate.of(2025, 3, 10), LocalTime.of(9, 0)),
            4,
            Ports.ANY)) {
      Office office = new Office(example.office(), "oak");
      office.setUp(example.data());
      office.signIn();
      office.switchOn("enrolment");
      for (String set : List.of("Test_full_data_set", "v1p2_full_dataset")) {
        View run =
            office.enrol(
                new ExampleSchool.Export(
                    // The later set is the same school's roster a year on, in the newer version.
                    "roster", set + ".zip", zip(sets.resolve(set))));
        assertThat(run.document().location()).contains("/i/oak/runs/");
        // Misspelt headings and mixed dates are theirs; each is named with its file.
        assertThat(run.document().text()).contains("users.csv");
        int members =
            office.members("users") + office.members("workers") + office.members("community");
        assertThat(members).as("members after " + set).isEqualTo(3);
      }
    }
  }

  private static byte[] zip(Path folder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes);
        Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
