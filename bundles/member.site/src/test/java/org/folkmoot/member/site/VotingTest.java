package org.folkmoot.member.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.folkmoot.ballot.internal.PollsOfInstitution;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Institutions;
import org.folkmoot.constitution.TestCalendar;
import org.folkmoot.election.internal.ElectionsOfInstitution;
import org.folkmoot.member.site.internal.MemberDoor;
import org.folkmoot.page.PerInstitution;
import org.folkmoot.register.internal.StandingRegister;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Voting through the door, by links out of real mail, with every room behind it. */
class VotingTest {
  private static Oak oak;
  private static Browser browser;
  private static Iterator<String> voters;
  private static String contest;
  private static Map<String, Integer> number;
  private String link;
  private long usedBefore;

  @BeforeAll
  static void openThePoll() {
    oak = Oak.polling(3);
    browser = oak.browser;
    voters = Oak.PARENTS.iterator();
    contest = oak.contest(Constituency.USERS).id();
    number = oak.numbers(Constituency.USERS);
  }

  @AfterAll
  static void close() {
    oak.close();
  }

  /** Each test has a voter of its own. */
  @BeforeEach
  void nextVoter() {
    link = oak.link(voters.next(), "vote");
    usedBefore = oak.used();
  }

  private long used() {
    return oak.used() - usedBefore;
  }

  private String rank(String name) {
    return "rank-" + contest + "-" + number.get(name);
  }

  private Answer check(String... fields) {
    return browser.post(link + "/check", fields);
  }

  @Test
  void aVoterGoesFromTheMailToAReferenceNumber() {
    Answer start = browser.get(link);
    assertThat(start.status()).isEqualTo(200);
    assertThat(start.page().text())
        .contains("Governors 2026")
        .contains("Voting closes at 5pm on Friday 27 November 2026")
        .contains("as a member of Oak School, in the constituency “Users”")
        .contains("one seat, 5 candidates");

    Answer paper = browser.get(start.page().select("a.button--start").attr("href"));
    assertThat(paper.page().select(".paper__name").eachText())
        .containsExactly(
            "Your number for Tom Baker",
            "Your number for Rhian Ellis",
            "Your number for Sián O’Neill",
            "Your number for Dafydd Prys-Jones",
            "Your number for Amina Yusuf");

    Answer review =
        browser.send(
            paper,
            link + "/paper",
            rank("Rhian Ellis"),
            "2",
            rank("Tom Baker"),
            " 3. ",
            rank("Amina Yusuf"),
            "1");
    assertThat(review.status()).isEqualTo(200);
    assertThat(review.heading()).isEqualTo("Governors 2026Check your vote");
    assertThat(review.page().select(".summary__value").eachText())
        .containsExactly("Amina Yusuf", "Rhian Ellis", "Tom Baker");
    assertThat(review.page().select("input[type=hidden]").attr("value"))
        .isEqualTo(
            number.get("Amina Yusuf")
                + ","
                + number.get("Rhian Ellis")
                + ","
                + number.get("Tom Baker"));
    assertThat(used()).isZero();

    Answer cast = browser.press(review, "Cast my vote");
    assertThat(cast.status()).isEqualTo(303);
    assertThat(cast.location()).isEqualTo(link + "/done");
    Answer done = browser.follow(cast);
    assertThat(done.heading()).isEqualTo("Your vote is cast");
    assertThat(done.page().getElementById("reference").text())
        .matches("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}");
    assertThat(used()).isEqualTo(1);
  }

  @Test
  void askingNeverVotes() {
    for (String path : List.of(link, link + "/paper", link + "/check", link + "/cast")) {
      browser.get(path);
      browser.head(path);
      browser.get(path);
    }
    Answer done = browser.get(link + "/done");
    assertThat(done.status()).isEqualTo(303);
    assertThat(done.location()).isEqualTo(link);
    // A scanner that sends the forms it finds, unmarked, comes no further than the paper.
    Answer sent = browser.send(browser.get(link + "/paper"), link + "/paper");
    assertThat(sent.status()).isEqualTo(422);
    assertThat(used()).isZero();
    assertThat(browser.get(link).page().select("a.button--start")).hasSize(1);
  }

  @Test
  void aFormSentTwiceIsOneVoteAndLeadsToTheSameReference() {
    Answer review = check(rank("Amina Yusuf"), "1");
    String first =
        browser
            .follow(browser.press(review, "Cast my vote"))
            .page()
            .getElementById("reference")
            .text();
    oak.clock.advance(Duration.ofMinutes(3));
    Answer again = browser.press(review, "Cast my vote");
    assertThat(again.status()).isEqualTo(303);
    assertThat(browser.follow(again).page().getElementById("reference").text()).isEqualTo(first);
    assertThat(used()).isEqualTo(1);
  }

  @Test
  void aUsedLinkShowsItsReferenceWhateverIsAskedAndChangesNoMore() {
    browser.press(check(rank("Amina Yusuf"), "1"), "Cast my vote");
    for (String step : List.of("", "/paper", "/check", "/cast", "/done")) {
      Answer answer = browser.get(link + step);
      assertThat(answer.status()).as(step).isEqualTo(200);
      assertThat(answer.page().getElementById("reference")).as(step).isNotNull();
      assertThat(answer.page().text())
          .containsPattern("was received at .+ on Saturday 7 November 2026");
    }
    assertThat(check(rank("Tom Baker"), "1").location()).isEqualTo(link + "/done");
    assertThat(used()).isEqualTo(1);
  }

  @Test
  void changingBringsThePaperBackAsItWasMarked() {
    Answer review = check(rank("Tom Baker"), "2", rank("Amina Yusuf"), "1");
    Answer paper = browser.press(review, "Change my vote");
    // The link to the other language would lead to an empty paper.
    assertThat(review.page().select("a[hreflang]")).isEmpty();
    assertThat(paper.page().select("a[hreflang]")).isEmpty();
    assertThat(check(rank("Tom Baker"), "x").page().select("a[hreflang]")).isEmpty();
    assertThat(browser.get(link + "/paper").page().select("a[hreflang]")).isNotEmpty();
    assertThat(paper.status()).isEqualTo(200);
    assertThat(paper.page().getElementById(rank("Amina Yusuf")).val()).isEqualTo("1");
    assertThat(paper.page().getElementById(rank("Tom Baker")).val()).isEqualTo("2");
    assertThat(paper.page().getElementById(rank("Rhian Ellis")).val()).isEmpty();
  }

  @Test
  void everyFaultOfARankingIsSaidAtItsCandidate() {
    assertFault(rank("Tom Baker"), "Tom Baker: enter a whole number", rank("Tom Baker"), "first");
    assertFault(rank("Tom Baker"), "Tom Baker: enter a whole number", rank("Tom Baker"), "1.5");
    assertFault(rank("Tom Baker"), "a number from 1 to 5", rank("Tom Baker"), "6");
    assertFault(rank("Tom Baker"), "a number from 1 to 5", rank("Tom Baker"), "0");
    assertFault(
        rank("Rhian Ellis"),
        "You have given the number 1 to Tom Baker and Rhian Ellis",
        rank("Tom Baker"),
        "1",
        rank("Rhian Ellis"),
        "1");
    assertFault(
        rank("Rhian Ellis"),
        "Rhian Ellis: you have used 3 but not 2",
        rank("Tom Baker"),
        "1",
        rank("Rhian Ellis"),
        "3");
    assertFault(rank("Tom Baker"), "number at least one candidate");
    assertFault(
        "abstain-" + contest,
        "You have numbered candidates and also said",
        rank("Tom Baker"),
        "1",
        "abstain-" + contest,
        "yes");
    assertThat(used()).isZero();
  }

  @Test
  void severalFaultsAreListedInTheOrderOfThePaper() {
    Answer answer =
        check(
            rank("Tom Baker"), "1",
            rank("Rhian Ellis"), "1",
            rank("Sián O’Neill"), "two",
            rank("Amina Yusuf"), "9");
    assertThat(answer.page().select(".error-summary a").eachAttr("href"))
        .containsExactly(
            "#" + rank("Rhian Ellis"), "#" + rank("Sián O’Neill"), "#" + rank("Amina Yusuf"));
  }

  private void assertFault(String field, String message, String... fields) {
    Answer answer = check(fields);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.page().select(".error-summary a").eachAttr("href"))
        .containsExactly("#" + field);
    assertThat(answer.page().select(".error-summary a").text()).contains(message);
    assertThat(answer.page().getElementById(field).attr("aria-describedby"))
        .isEqualTo(field + "-error");
    assertThat(answer.page().getElementById(field + "-error").text()).contains(message);
    for (int i = 0; i < fields.length; i += 2) {
      if (fields[i].startsWith("rank-")) {
        assertThat(answer.page().getElementById(fields[i]).val()).isEqualTo(fields[i + 1]);
      }
    }
  }

  @Test
  void abstainingIsAChoiceThatIsReviewedAndCounted() {
    Answer review = check("abstain-" + contest, "yes");
    assertThat(review.page().text()).contains("You are not voting for anybody here");
    assertThat(review.page().select("input[type=hidden]").attr("value")).isEmpty();
    Answer paper = browser.press(review, "Change my vote");
    assertThat(paper.page().getElementById("abstain-" + contest).hasAttr("checked")).isTrue();
    browser.press(review, "Cast my vote");
    assertThat(used()).isEqualTo(1);
  }

  @Test
  void alteredMarksAreRefusedAndThePaperStaysUnused() {
    String field = "marks-" + contest;
    String other = "marks-" + oak.contest(Constituency.WORKERS).id();
    List<String[]> altered =
        List.of(
            new String[] {field, "9"},
            new String[] {field, "0"},
            new String[] {field, "1,1"},
            new String[] {field, "1;2"},
            new String[] {field, "-1"},
            new String[] {field, "99999999999"},
            new String[] {field, "1", field, "2"},
            new String[] {field, "1", other, "1"},
            new String[] {other, "1"},
            new String[] {});
    for (String[] fields : altered) {
      Answer answer = browser.post(link + "/cast", fields);
      assertThat(answer.status()).as(String.join(" ", fields)).isEqualTo(422);
      assertThat(answer.heading()).contains("Your vote could not be taken");
    }
    assertThat(used()).isZero();
  }

  @Test
  void aWorkerChoosesAsManyAsThereAreSeats() {
    String mine = oak.link("Joan Wright", "vote");
    String workers = oak.contest(Constituency.WORKERS).id();
    Answer paper = browser.get(mine + "/paper");
    assertThat(paper.page().select("input[type=radio][name=choose-" + workers + "]")).hasSize(5);
    assertThat(paper.page().getElementById("seats-" + workers).text()).contains("1 seat");
    assertThat(paper.page().select("input[name=abstain-" + workers + "]")).hasSize(1);
    Answer abstained = browser.post(mine + "/check", "abstain-" + workers, "yes");
    assertThat(abstained.page().text()).contains("You are not voting for anybody here");
    Answer blank = browser.post(mine + "/check");
    assertThat(blank.status()).isEqualTo(422);
    assertThat(blank.page().select(".error-summary a").attr("href"))
        .isEqualTo("#choose-" + workers);
    assertThat(blank.page().getElementById("choose-" + workers)).isNotNull();
    Answer many = browser.post(mine + "/check", "choose-" + workers, "1", "choose-" + workers, "2");
    assertThat(many.page().select(".error-summary a").text())
        .isEqualTo("You have chosen 2 candidates. Choose only one");
    Answer strange = browser.post(mine + "/check", "choose-" + workers, "77");
    assertThat(strange.status()).isEqualTo(422);
    Answer none = browser.post(mine + "/check", "choose-" + workers, "none");
    assertThat(none.page().text()).contains("You are not voting for anybody here");
    Answer review = browser.post(mine + "/check", "choose-" + workers, "2");
    assertThat(review.page().select(".summary__value").text())
        .isEqualTo(oak.contest(Constituency.WORKERS).candidates().get(1).name());
    browser.press(review, "Cast my vote");
    assertThat(used()).isEqualTo(1);
  }

  @Test
  void whoHasNothingToVoteOnIsSentNoPaper() {
    assertThat(oak.mail.kept())
        .filteredOn(message -> message.text().contains("/vote/"))
        .extracting(message -> message.to().name())
        .doesNotContainAnyElementsOf(Oak.COMMUNITY)
        .containsAll(Oak.USERS)
        .containsAll(Oak.WORKERS);
  }

  @Test
  void aLinkOfAnotherInstitutionOrNoneIsAPageThatHelps() {
    Institution elm =
        Institutions.of("tripartite", Map.of("institution", "elm", "name", "Elm School"));
    Map<String, Object> of = Map.of(PerInstitution.PROPERTY, "elm");
    oak.letterheads.bindInstitution(elm, of);
    oak.door.bindInstitution(elm, of);
    oak.door.bindPolls(
        new PollsOfInstitution(
            new ElectionsOfInstitution(
                new StandingRegister(elm, oak.store.database(), oak.store.journal(), oak.clock),
                oak.store.database(),
                oak.store.journal(),
                oak.post.postOffice(),
                oak.post.links(),
                TestCalendar.workingDays(),
                oak.clock),
            oak.register,
            oak.store.database(),
            oak.store.journal(),
            oak.post.postOffice(),
            oak.post.links(),
            oak.clock),
        of);
    for (String path : List.of(link.replace("/oak/", "/elm/"), "/i/oak/vote/" + "A".repeat(22))) {
      for (String step : List.of("", "/paper", "/done")) {
        Answer answer = browser.get(path + step);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.heading()).isEqualTo("We do not recognise this link");
      }
      assertThat(browser.post(path + "/cast", "marks-" + contest, "1").status()).isEqualTo(404);
    }
    assertThat(used()).isZero();
  }

  @Test
  void switchedOffThePagesAreGoneAndBackUnharmed() {
    Answer review = check(rank("Amina Yusuf"), "1");
    Map<String, Object> of = Map.of(PerInstitution.PROPERTY, "oak");
    oak.door.unbindPolls(oak.polls, of);
    Answer gone = browser.get(link);
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.heading()).isEqualTo("This page is not available");
    assertThat(browser.press(review, "Cast my vote").status()).isEqualTo(404);
    oak.door.bindPolls(oak.polls, of);
    assertThat(browser.follow(browser.press(review, "Cast my vote")).heading())
        .isEqualTo("Your vote is cast");
  }

  @Test
  void theWholeWayIsThereInWelsh() {
    Browser cymraeg = browser.in("cy");
    Answer start = cymraeg.get(link);
    assertThat(start.page().select("html").attr("lang")).isEqualTo("cy");
    assertThat(start.page().text())
        .contains("Mae’r pleidleisio’n cau am 5pm ddydd Gwener 27 Tachwedd 2026");
    Answer fault = cymraeg.post(link + "/check");
    assertThat(fault.page().select(".error-summary a").text()).contains("rhifwch o leiaf un");
    Answer review = cymraeg.post(link + "/check", rank("Amina Yusuf"), "1");
    assertThat(review.page().select(".summary__key").text()).isEqualTo("Dewis 1");
    assertThat(cymraeg.follow(cymraeg.press(review, "Bwrw fy mhleidlais")).heading())
        .isEqualTo("Mae’ch pleidlais wedi’i bwrw");
  }

  @Test
  void whoSendsTooMuchIsAskedToWaitAndKnownLinksAreNotHeldUpByUnknownOnes() {
    MemberDoor door = new MemberDoor(oak.clock, oak.nanos::get, 20, 3);
    Map<String, Object> of = Map.of(PerInstitution.PROPERTY, "oak");
    door.bindInstitution(oak.institution, of);
    door.bindPolls(oak.polls, of);
    Browser flood = new Browser(door, oak.letterheads, "2001:db8:1:2::1");
    for (int i = 0; i < 3; i++) {
      assertThat(flood.get("/i/oak/vote/unknown" + i).status()).isEqualTo(404);
    }
    assertThat(flood.get("/i/oak/vote/unknown").status()).isEqualTo(429);
    assertThat(flood.get(link).status()).isEqualTo(200);
    for (int i = 0; i < 15; i++) {
      flood.get(link);
    }
    assertThat(flood.get(link).status()).isEqualTo(429);
    assertThat(flood.from("2001:db8:1:2:ffff::9").get(link).status()).isEqualTo(429);
    assertThat(flood.from("192.0.2.8").get(link).status()).isEqualTo(200);
    oak.nanos.addAndGet(Duration.ofSeconds(30).toNanos());
    assertThat(flood.get(link).status()).isEqualTo(200);
  }
}
