package org.folkmoot.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.folkmoot.app.ExampleInstallation;
import org.folkmoot.app.ExampleInstallation.Ports;
import org.folkmoot.app.demo.Asked;
import org.folkmoot.app.demo.Browser;
import org.folkmoot.app.demo.DemonstrationClock;
import org.folkmoot.app.demo.SchoolYear;
import org.folkmoot.app.demo.Voter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The words of bin/folkmoot that need no server, typed as trustees and anybody else would. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/folkmoot is for POSIX shells")
class OfflineCommandsTest {
  private static final List<String> TRUSTEES = List.of("Ann Able", "Bob Bell", "Cai Cox");
  private static final LocalDate CLOSE = LocalDate.of(2027, 3, 10);

  @TempDir Path folder;

  @Test
  void trusteesMakeTheKeyAndOpenTheBoxAndAnybodyRecountsAndChecksTheJournal() throws Exception {
    List<String> ceremony =
        new ArrayList<>(List.of("keys", "--shares", "3", "--threshold", "2", "--out", "ceremony"));
    TRUSTEES.forEach(name -> ceremony.addAll(List.of("--trustee", name)));
    typed(0, ceremony.toArray(String[]::new));
    Path shares = folder.resolve("ceremony");
    assertThat(Files.readAllBytes(shares.resolve("share-2.pdf")))
        .startsWith("%PDF".getBytes(UTF_8));
    String publicKey = Files.readString(shares.resolve("public-key.txt"));
    poll(publicKey);

    String share = "ceremony/share-1.txt";
    assertThat(typed(1, "open-box", "box.txt", "--share", share, "--out", "none")).contains("2");
    assertThat(folder.resolve("none/opened.zip")).doesNotExist();
    String opened =
        typed(
            0,
            "open-box",
            "box.txt",
            "--share",
            share,
            "--share",
            "ceremony/share-3.txt",
            "--out",
            "opened");
    assertThat(opened)
        .contains("sealed 3 = opened 2 + rejected as blank 1")
        .doesNotContain("DIFFERENCE");
    String winner = Files.readString(folder.resolve("winner.txt"));
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder.resolve("opened"))) {
      files = listed.filter(file -> file.toString().endsWith(".blt")).toList();
    }
    assertThat(files).hasSize(3);
    Path blt = null;
    for (Path file : files) {
      blt = Files.readString(file).contains(winner) ? file : blt;
    }
    assertThat(blt).as("the ballot file with " + winner).isNotNull();
    assertThat(typed(0, "count", blt.toString(), "--rule", "nhs-stv")).contains(winner);

    assertThat(typed(0, "verify", "journal.txt")).contains("sound");
    Path journal = folder.resolve("journal.txt");
    Files.writeString(journal, Files.readString(journal).replaceFirst("ballot.key", "ballot.kay"));
    typed(1, "verify", "journal.txt");
  }

  /** A poll under the trustees' key, in which three vote; it leaves box, journal and winner. */
  private void poll(String publicKey) throws Exception {
    DemonstrationClock clock = SchoolYear.clock();
    try (ExampleInstallation example =
        new ExampleInstallation(Shipped.home(), folder.resolve("data"), clock, 1, Ports.ANY)) {
      SchoolYear year =
          new SchoolYear(
              Asked.of(List.of("--unattended", "--seats=1")),
              example.office(),
              example.data(),
              example.mail(),
              clock,
              new PrintStream(OutputStream.nullOutputStream()));
      year.open();
      year.awaitMail();
      SchoolYear.Poll poll =
          year.openPoll(
              (office, election) -> {
                office.keyOfTrustees(election, publicKey, TRUSTEES);
                return "";
              });
      List<URI> links =
          SchoolYear.links(poll.notices(), "vote").entrySet().stream()
              .filter(entry -> entry.getKey().startsWith("neighbour"))
              .map(Map.Entry::getValue)
              .toList();
      String name =
          new Browser(links.get(0))
              .get(links.get(0) + "/paper")
              .document()
              .select("[data-name]")
              .attr("data-name");
      Voter.vote(links.get(0), List.of(name));
      Voter.vote(links.get(1), List.of(name));
      Voter.vote(links.get(2), List.of());
      year.at(CLOSE, 17, 1);
      Files.writeString(folder.resolve("box.txt"), year.office().takeOutBox(poll.election()));
      Files.writeString(folder.resolve("journal.txt"), year.office().journal());
      Files.writeString(folder.resolve("winner.txt"), name);
      typed(
          0,
          "open-box",
          "box.txt",
          "--share=ceremony/share-2.txt",
          "--share=ceremony/share-3.txt",
          "--out=back");
      year.office()
          .takeBack(poll.election(), Files.readAllBytes(folder.resolve("back/opened.zip")));
      assertThat(year.office().page(poll.election() + "/count").document().text())
          .contains("sealed 3 = opened 2 + rejected as blank 1");
    }
  }

  @Test
  void recordsOfOnePersonAreFoundInAFile() throws Exception {
    StringBuilder people = new StringBuilder("id,given_name,surname,dob\n");
    for (int i = 0; i < 40; i++) {
      people.append(
          "p%d,Given%d,Family%d,19%d0%d0%d%n".formatted(i, i, i, 50 + i, 1 + i % 9, 1 + i % 9));
    }
    people.append("again,Given7,Family7,19570808\n");
    Files.writeString(folder.resolve("people.csv"), people);
    typed(0, "link", "people.csv", "--out", "pairs.csv");
    assertThat(Files.readString(folder.resolve("pairs.csv"))).contains("p7,again,");
  }

  @Test
  void eachSaysHowItIsUsed() throws Exception {
    for (String word : List.of("count", "link", "keys", "open-box", "verify")) {
      assertThat(typed(0, word, "--help")).contains(word);
    }
  }

  private String typed(int exit, String... words) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(Shipped.home().resolve("bin/folkmoot").toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(String.join(" ", words) + ": " + text).isEqualTo(exit);
    return text;
  }
}
