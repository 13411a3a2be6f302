package org.folkmoot.adapter.workbook.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.folkmoot.adapter.workbook.internal.SampleFiles.csv;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.folkmoot.records.CollectedReading;
import org.folkmoot.records.SourceFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandingWorkbookTest {
  @TempDir Path folder;

  @Test
  void theNewestFileOfAFolderIsReadWithTheConfiguredMapping() throws Exception {
    age(csv(folder, "monday.csv", "Nr,Nachname", "1,Old"), 1_000);
    age(csv(folder, "tuesday.csv", "Nr,Nachname", "1,New"), 2_000);
    age(csv(folder, "~$tuesday.csv", "lock"), 3_000);
    age(csv(folder, "tuesday.csv.part", "half"), 3_000);
    StandingWorkbook source =
        source(folder.toString(), "Nr=key; Nachname=family", "=employee=kind");
    CollectedReading reading = CollectedReading.of(source);
    assertThat(source.name()).isEqualTo("payroll");
    assertThat(reading.persons())
        .singleElement()
        .satisfies(
            person -> {
              assertThat(person.name().family()).isEqualTo("New");
              assertThat(person.affiliations().get(0).kind()).isEqualTo("employee");
            });
  }

  @Test
  void anEmptyFolderOrMissingFileFailsWithWords() {
    assertThatThrownBy(() -> CollectedReading.of(source(folder.toString())))
        .isInstanceOf(SourceFailed.class)
        .hasMessageContaining("no .xlsx or .csv file");
    assertThatThrownBy(() -> CollectedReading.of(source(folder.resolve("absent.xlsx").toString())))
        .isInstanceOf(SourceFailed.class)
        .hasMessageContaining("absent.xlsx is not there");
  }

  @Test
  void aMappingThatIsNotOneIsRefusedAtOnce() {
    assertThatThrownBy(() -> source(folder.toString(), "Surname"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Surname=family");
  }

  private static void age(Path file, long seconds) throws Exception {
    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(seconds)));
  }

  private static StandingWorkbook source(String file, String... mapping) {
    return new StandingWorkbook(
        "payroll", Path.of(file), StandingWorkbook.mapping(mapping), SampleFiles.CLOCK);
  }
}
