package org.folkmoot.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.folkmoot.app.ExampleInstallation;
import org.folkmoot.app.ExampleInstallation.Ports;
import org.folkmoot.app.demo.Asked;
import org.folkmoot.app.demo.DemonstrationClock;
import org.folkmoot.app.demo.SchoolYear;
import org.folkmoot.count.BallotFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A school's year, from its records to the assembly, through SMTP and HTTP. */
class WholeYearTest {
  @TempDir Path data;

  private JsonNode play(String... options) throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Asked asked = Asked.of(List.of(options));
    DemonstrationClock clock = SchoolYear.clock();
    try (ExampleInstallation example =
            new ExampleInstallation(
                Shipped.home(), data.resolve("year"), clock, asked.seats(), Ports.ANY);
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      new SchoolYear(asked, example.office(), example.data(), example.mail(), clock, out).play();
    }
    String last =
        printed
            .toString(StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.startsWith("{"))
            .reduce((first, second) -> second)
            .orElseThrow();
    return new JsonMapper().readTree(last);
  }

  @Test
  void theExampleSchoolsYearEndsWithThreeThirdsElectedAndTheAssemblyCalled() throws Exception {
    JsonNode year = play("--unattended");
    assertThat(year.get("members").toString())
        .isEqualTo("{\"users\":59,\"workers\":25,\"community\":20}");
    assertThat(year.get("papers").asInt()).isEqualTo(104);
    assertThat(year.get("votes").asInt()).isEqualTo(47 + 20 + 16);
    // A welcome, a notice of election, of poll, of the result and of the assembly for each member.
    assertThat(year.get("notices").asInt()).isEqualTo(5 * 104);
    assertThat(year.get("contests").size()).isEqualTo(3);
    year.get("contests").forEach(contest -> assertThat(contest.get("elected").size()).isEqualTo(4));
    assertThat(year.get("assembly").get("served").asInt()).isEqualTo(104);
    assertThat(year.get("assembly").get("date").asString()).isEqualTo("2027-04-14");
  }

  @ParameterizedTest
  @ValueSource(strings = {"A01", "A06", "A49"})
  void aRealElectionCastThroughMailAndPagesHasItsKnownWinners(String file) throws Exception {
    Path ers = ers();
    String[] index = line(ers, file);
    Path blt = ers.resolve("blt/" + file + ".blt");
    JsonNode year =
        play("--ballots=" + blt, "--seats=" + index[1], "--rule=nhs-stv", "--from=" + ers);
    BallotFile ballots = BallotFile.read(blt);
    List<String> winners =
        Arrays.stream(index[3].split(" "))
            .map(number -> ballots.name(Integer.parseInt(number)))
            .toList();
    assertThat(year.get("members").get("users").asLong()).isEqualTo(ballots.totalPapers());
    JsonNode users = year.get("contests").get(0);
    assertThat(users.get("rule").asString()).isEqualTo("nhs-stv");
    assertThat(users.get("elected").valueStream().map(JsonNode::asString))
        .containsExactlyInAnyOrderElementsOf(winners);
  }

  private static Path ers() {
    Path ers = Path.of(System.getProperty("folkmoot.shared"), "data/count/ers");
    assumeTrue(Files.isDirectory(ers), "left out: the real elections are not beside the project");
    return ers;
  }

  private static String[] line(Path ers, String file) throws IOException {
    return Files.readAllLines(ers.resolve("index.csv")).stream()
        .map(line -> line.split(",", -1))
        .filter(columns -> columns[0].equals(file))
        .findFirst()
        .orElseThrow();
  }
}
