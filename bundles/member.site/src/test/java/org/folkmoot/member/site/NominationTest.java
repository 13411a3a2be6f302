package org.folkmoot.member.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.constitution.ElectionStep;
import org.folkmoot.election.Nomination;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Standing for election by the link of the notice of election. */
class NominationTest {
  private static Oak oak;
  private static Browser browser;

  @BeforeAll
  static void callTheElection() {
    oak = new Oak(6);
    oak.call(Map.of());
    browser = oak.browser;
  }

  @AfterAll
  static void close() {
    oak.close();
  }

  private static List<Nomination> nominations(String name) {
    return oak.elections.nominations(oak.election.id()).stream()
        .filter(one -> one.paper().member().equals(Optional.of(oak.member(name).id())))
        .toList();
  }

  @Test
  void aMemberStandsAndIsToldWhatHappensNext() {
    String link = oak.link("Rhian Ellis", "nominate");
    Answer paper = browser.get(link);
    assertThat(paper.page().text())
        .contains("Nominations close at the end of Friday 6 November 2026")
        .contains("You would stand for: Governor elected by users, 2 seats");
    assertThat(paper.page().getElementById("nameOnPaper").val()).isEqualTo("Rhian Ellis");
    String[] fields = {
      "nameOnPaper",
      "Rhian Ellis",
      "statement",
      "I will listen.\n\nAnd act.",
      "interests",
      "None",
      "signedBy",
      "Rhian Ellis"
    };
    Answer sent = browser.send(paper, link, fields);
    assertThat(sent.status()).isEqualTo(303);
    assertThat(sent.location()).isEqualTo(link + "/done");
    Answer done = browser.follow(sent);
    assertThat(done.heading()).isEqualTo("We have your nomination");
    assertThat(done.page().text()).contains("I will listen. And act.");
    assertThat(browser.send(paper, link, fields).location()).isEqualTo(link + "/done");
    assertThat(nominations("Rhian Ellis")).hasSize(1);
    assertThat(browser.get(link).heading()).isEqualTo("We have your nomination");

    oak.elections.decide(nominations("Rhian Ellis").get(0).id(), true, "", "office");
    assertThat(browser.get(link).heading()).contains("Your nomination is accepted");
  }

  @Test
  void everyFaultIsSaidAtItsFieldAndTheAnswersAreKept() {
    String link = oak.link("Tom Baker", "nominate");
    Answer fault =
        browser.post(link, "nameOnPaper", " ", "statement", "word ".repeat(253), "interests", "");
    assertThat(fault.status()).isEqualTo(422);
    assertThat(fault.page().select(".error-summary a").eachAttr("href"))
        .containsExactly("#nameOnPaper", "#statement", "#interests", "#signedBy");
    assertThat(fault.page().text())
        .contains("Your statement has 253 words and 250 are allowed. Shorten it by 3");
    assertThat(fault.page().getElementById("statement").text()).startsWith("word word");
    assertThat(nominations("Tom Baker")).isEmpty();
  }

  @Test
  void askingDoesNotNominate() {
    String link = oak.link("Amina Yusuf", "nominate");
    browser.get(link);
    browser.head(link);
    assertThat(browser.get(link + "/done").location()).isEqualTo(link);
    assertThat(nominations("Amina Yusuf")).isEmpty();
  }

  @Test
  void anUnknownLinkIsAPageThatHelpsAndALinkForVotingDoesNotNominate() {
    Answer unknown = browser.get("/i/oak/nominate/" + "A".repeat(22));
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.page().text()).contains("nominations have closed");
    String membership = oak.link("Amina Yusuf", "membership").replace("membership", "nominate");
    assertThat(browser.get(membership).status()).isEqualTo(404);
  }

  @Test
  void aNominationThatArrivesLateIsNotTaken() {
    Oak late = new Oak(3);
    late.call(Map.of());
    String link = late.link("Tom Baker", "nominate");
    Answer paper = late.browser.get(link);
    late.at(
        late.election.timetable().day(ElectionStep.NOMINATIONS_CLOSE).plusDays(1),
        LocalTime.of(0, 0));
    Answer sent =
        late.browser.send(
            paper, link, "nameOnPaper", "Tom Baker", "interests", "None", "signedBy", "Tom Baker");
    assertThat(sent.status()).isEqualTo(404);
    assertThat(late.elections.nominations(late.election.id())).isEmpty();
    late.close();
  }
}
