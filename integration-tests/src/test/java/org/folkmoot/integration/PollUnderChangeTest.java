package org.folkmoot.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.folkmoot.app.ExampleInstallation;
import org.folkmoot.app.ExampleInstallation.Ports;
import org.folkmoot.app.demo.Asked;
import org.folkmoot.app.demo.Browser;
import org.folkmoot.app.demo.DemonstrationClock;
import org.folkmoot.app.demo.SchoolYear;
import org.folkmoot.app.demo.StepFailed;
import org.folkmoot.app.demo.Voter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** A poll in progress while bundles and modules come and go. */
class PollUnderChangeTest {
  @TempDir Path data;
  private ExampleInstallation example;
  private SchoolYear year;
  private SchoolYear.Poll poll;
  private List<URI> links;

  @BeforeEach
  void openThePoll() throws Exception {
    DemonstrationClock clock = SchoolYear.clock();
    example = new ExampleInstallation(Shipped.home(), data.resolve("poll"), clock, 1, Ports.ANY);
    PrintStream quiet = new PrintStream(OutputStream.nullOutputStream());
    year =
        new SchoolYear(
            Asked.of(List.of("--unattended", "--seats=1")),
            example.office(),
            example.data(),
            example.mail(),
            clock,
            quiet);
    year.open();
    year.awaitMail();
    poll = year.openPoll();
    links =
        SchoolYear.links(poll.notices(), "vote").entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("neighbour"))
            .map(java.util.Map.Entry::getValue)
            .toList();
  }

  @AfterEach
  void stop() {
    example.close();
  }

  private Bundle bundle(String name) {
    return Arrays.stream(example.distribution().bundleContext().getBundles())
        .filter(bundle -> bundle.getSymbolicName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static int status(URI address) throws StepFailed {
    return new Browser(address).get(address.toString()).status();
  }

  private static void eventually(URI address, int status) throws Exception {
    for (int i = 0; i < 100 && status(address) != status; i++) {
      Thread.sleep(100);
    }
    assertThat(status(address)).isEqualTo(status);
  }

  @Test
  void stoppingAndStartingTheBallotBundleLosesNoVoteAndMakesNoneDouble() throws Exception {
    List<String> references = new ArrayList<>();
    for (URI link : links.subList(0, 5)) {
      references.add(Voter.vote(link, List.of()));
    }
    Bundle ballot = bundle("org.folkmoot.ballot");
    ballot.stop();
    eventually(links.get(6), 404);
    assertThatThrownBy(() -> Voter.vote(links.get(6), List.of())).isInstanceOf(StepFailed.class);
    ballot.start();
    eventually(links.get(6), 200);
    // Those who voted find their own reference number again, and cannot vote twice.
    for (int i = 0; i < 5; i++) {
      Browser browser = new Browser(links.get(i));
      assertThat(browser.get(links.get(i).toString()).text("#reference"))
          .isEqualTo(references.get(i));
    }
    for (URI link : links.subList(5, 8)) {
      Voter.vote(link, List.of());
    }
    year.at(LocalDate.of(2027, 3, 10), 17, 1);
    year.office().openBox(poll.election(), poll.key());
    Browser.View count = year.office().page(poll.election() + "/count");
    assertThat(count.document().text())
        .contains("used 8 + unused 12")
        .contains("sealed 8 = opened 0 + rejected as blank 8");
  }

  @Test
  void switchingAModuleOffTakesItsPagesAwayAndOnBringsThemBack() throws Exception {
    URI board = example.membersDoor().resolve("/i/oak");
    assertThat(status(board)).isEqualTo(200);
    year.office().switchOff("elections");
    eventually(links.get(0), 404);
    assertThat(year.office().statusOf("/i/oak/elections")).isEqualTo(404);
    assertThat(year.office().statusOf("/i/oak/assemblies")).isEqualTo(200);
    year.office().switchOn("elections");
    eventually(links.get(0), 200);
    assertThat(year.office().statusOf("/i/oak/elections")).isEqualTo(200);
  }

  @Test
  void theOtherSchoolHasNothingOfThis() throws Exception {
    assertThat(year.office().statusOf("/i/elm")).isEqualTo(200);
    assertThat(year.office().statusOf("/i/elm/elections")).isEqualTo(404);
    URI elsewhere = URI.create(links.get(0).toString().replace("/i/oak/", "/i/elm/"));
    assertThat(status(elsewhere)).isEqualTo(404);
  }
}
