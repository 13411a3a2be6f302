package org.folkmoot.member.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.folkmoot.assembly.Assembly;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.page.PerInstitution;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The public board and the voters' links through a poll, its close and its declaration. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CloseOfPollTest {
  private static Oak oak;
  private static Browser browser;
  private static String electionPage;

  @BeforeAll
  static void openThePoll() {
    oak = Oak.polling(6);
    browser = oak.browser;
    electionPage = "/i/oak/elections/" + oak.election.id();
  }

  @AfterAll
  static void close() {
    oak.close();
  }

  @Test
  @Order(1)
  void theBoardShowsTheElectionAndTheBodyByThirds() {
    Answer board = browser.get("/i/oak");
    assertThat(board.status()).isEqualTo(200);
    assertThat(board.page().title()).isEqualTo("Notice board - Oak School");
    assertThat(board.page().text())
        .contains("Oak School has 35 members")
        .contains("Voting closes at 5pm on Friday 27 November 2026")
        .contains("Voting open")
        .contains("No assembly has been called");
    assertThat(board.page().select(".tasks a").attr("href")).isEqualTo(electionPage);
    assertThat(board.page().select(".third__name").eachText())
        .containsExactly("Users", "Workers", "Community");
    assertThat(board.page().select(".third__seat--vacant")).hasSize(6);
  }

  @Test
  @Order(2)
  void theElectionShowsItsDaysAndItsCandidatesButNoTurnout() {
    Answer page = browser.get(electionPage);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.page().text())
        .contains("Governor elected by users")
        .contains("I am Dafydd Prys-Jones and I will listen.")
        .contains("Interests declared: None")
        .contains("There are no more candidates than seats, so no vote is needed.")
        .doesNotContain("turnout");
    assertThat(page.page().select(".summary__key").eachText())
        .startsWith("Notice of election")
        .endsWith("Voting closes")
        .hasSize(6);
  }

  @Test
  @Order(3)
  void severalSeatsAreChosenWithBoxes() {
    String link = oak.link("Megan Rees", "vote");
    String workers = oak.contest(Constituency.WORKERS).id();
    Answer paper = browser.get(link + "/paper");
    assertThat(paper.page().text()).contains("Choose up to 2 candidates.");
    assertThat(paper.page().select("input[type=checkbox][name=choose-" + workers + "]")).hasSize(4);
    String field = "choose-" + workers;
    Answer three = browser.post(link + "/check", field, "1", field, "2", field, "3");
    assertThat(three.status()).isEqualTo(422);
    assertThat(three.page().select(".error-summary a").text())
        .isEqualTo("You have chosen 3 candidates. Choose no more than 2");
    assertThat(three.page().select("input[checked]")).hasSize(3);
    Answer both = browser.post(link + "/check", field, "1", "abstain-" + workers, "yes");
    assertThat(both.page().select(".error-summary a").attr("href"))
        .isEqualTo("#abstain-" + workers);
    Answer review = browser.post(link + "/check", field, "3", field, "1");
    assertThat(review.page().select(".summary__value")).hasSize(2);
    assertThat(review.page().text()).contains("Not chosen:");
    assertThat(browser.press(review, "Cast my vote").status()).isEqualTo(303);
  }

  @Test
  @Order(4)
  void afterTheCloseNothingIsTaken() {
    vote("Rhian Ellis", "Rhian Ellis", "Amina Yusuf");
    vote("Amina Yusuf", "Amina Yusuf", "Rhian Ellis");
    vote("Tom Baker", "Rhian Ellis", "Tom Baker");
    vote("Ann Evans", "Rhian Ellis", "Tom Baker", "Amina Yusuf");
    vote("Ann Morgan", "Dafydd Prys-Jones");
    vote("Bryn Evans");
    long used = oak.used();
    String link = oak.link("Huw Evans", "vote");
    String contest = oak.contest(Constituency.USERS).id();
    Answer review = browser.post(link + "/check", "rank-" + contest + "-1", "1");
    oak.at(Oak.CLOSE, LocalTime.of(16, 59));
    assertThat(browser.get(link + "/paper").page().select("form")).hasSize(1);
    oak.at(Oak.CLOSE, LocalTime.of(17, 0));
    Answer late = browser.press(review, "Cast my vote");
    assertThat(late.status()).isEqualTo(422);
    assertThat(late.page().text())
        .contains("Voting has closed")
        .contains("closed at 5pm on Friday 27 November 2026");
    Answer asked = browser.get(link);
    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.heading()).contains("Voting has closed");
    assertThat(browser.get("/i/oak").page().text()).contains("Counting");
    assertThat(oak.used()).isEqualTo(used);
  }

  private static void vote(String voter, String... ranked) {
    String contest = oak.contest(Constituency.USERS).id();
    List<String> numbers =
        List.of(ranked).stream()
            .map(name -> oak.numbers(Constituency.USERS).get(name).toString())
            .toList();
    Answer cast =
        browser.post(
            oak.link(voter, "vote") + "/cast", "marks-" + contest, String.join(",", numbers));
    assertThat(cast.status()).isEqualTo(303);
  }

  @Test
  @Order(5)
  void theDeclaredResultIsOnTheBoardWithItsCountStageByStage() {
    oak.declare();
    Answer page = browser.get(electionPage);
    assertThat(page.page().text())
        .contains("Declared at 5:01pm on Friday 27 November 2026")
        .contains("6: turnout 24%")
        .contains("1: no vote was marked")
        .contains("Elected unopposed")
        .contains("Stage 1. Every valid paper is counted for its first preference.");
    assertThat(page.page().select(".elected").first().select("li").eachText())
        .startsWith("Rhian Ellis")
        .hasSize(2);
    assertThat(page.page().select(".stages tbody tr")).hasSizeGreaterThan(5);
    assertThat(page.page().select("svg title").eachText()).contains("The stages as a picture");
    assertThat(page.page().select("[style], script")).isEmpty();
    assertThat(page.page().text()).doesNotContain("Ann Evans");
    Answer codes = browser.get(page.page().select("a[href$=/codes]").attr("href"));
    assertThat(codes.page().select(".codes li").eachText())
        .isNotEmpty()
        .allMatch(code -> code.matches("[0-9A-Z]{4}(-[0-9A-Z]{4}){3}"));
    assertThat(codes.page().text()).containsPattern("[0-9a-f]{64}");

    Answer welsh = browser.in("cy").get(electionPage);
    assertThat(welsh.page().text()).contains("Cam 1.").contains("6: 24% wedi pleidleisio");
    assertThat(browser.get(oak.link("Ann Evans", "vote")).page().text())
        .contains("the result is declared");
    assertThat(browser.get(oak.link("Huw Evans", "vote")).page().text()).contains("See the result");
  }

  @Test
  @Order(6)
  void theBodyIsShownByThirdsWithTermsAndVacancies() {
    oak.at(LocalDate.of(2026, 11, 30), LocalTime.NOON);
    Answer body = browser.get("/i/oak/governing-body");
    assertThat(body.page().select("table caption").eachText())
        .containsExactly("Users: 2 seats", "Workers: 2 seats", "Community: 2 seats, one vacant");
    assertThat(body.page().text()).contains("Rhian Ellis").contains("Elected: Governors 2026");
    assertThat(body.page().select(".tag--yellow").text()).isEqualTo("Vacant");
  }

  @Test
  @Order(7)
  void anAssemblyIsPublicOnceNoticeOfItIsGiven() {
    oak.at(LocalDate.of(2026, 11, 30), LocalTime.NOON);
    Assembly planned = oak.callAssembly();
    String page = "/i/oak/assemblies/" + planned.id();
    assertThat(browser.get(page).status()).isEqualTo(404);
    assertThat(browser.get("/i/oak").page().text()).contains("No assembly has been called");
    oak.assemblies.giveNotice(planned.id(), "office");
    Answer shown = browser.get(page);
    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.page().text())
        .contains("The members meet at 6:30pm on Thursday 14 January 2027")
        .contains("The school hall 1 Acorn Lane")
        .contains("The governors’ report");
    assertThat(browser.get("/i/oak").page().select("a[href=" + page + "]")).hasSize(1);
  }

  @Test
  @Order(8)
  void whatIsSwitchedOffOrUnknownIsNotThere() {
    assertThat(browser.get("/i/nowhere").status()).isEqualTo(404);
    assertThat(browser.get("/i/oak/nothing").status()).isEqualTo(404);
    assertThat(browser.get("/i/oak/elections/none").heading()).isEqualTo("Page not found");
    assertThat(browser.post("/i/oak").status()).isEqualTo(405);
    assertThat(browser.get("/").page().select("main a").attr("href")).isEqualTo("/i/oak");
    Map<String, Object> of = Map.of(PerInstitution.PROPERTY, "oak");
    oak.door.unbindElections(oak.elections, of);
    oak.door.unbindAssemblies(oak.assemblies, of);
    assertThat(browser.get(electionPage).heading()).isEqualTo("This page is not available");
    assertThat(browser.get("/i/oak/governing-body").status()).isEqualTo(404);
    Answer board = browser.get("/i/oak");
    assertThat(board.status()).isEqualTo(200);
    assertThat(board.page().text())
        .doesNotContain("Elections")
        .doesNotContain("governing body seat");
    oak.door.bindElections(oak.elections, of);
    oak.door.bindAssemblies(oak.assemblies, of);
    assertThat(browser.get(electionPage).status()).isEqualTo(200);
  }
}
