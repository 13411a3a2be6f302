package org.folkmoot.member.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.folkmoot.assembly.Assembly;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.notice.LetterCode;
import org.folkmoot.page.Chromium;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * Every page of the member's door in a real browser: judged by axe, measured at 320 pixels, and
 * left as pictures in target/pictures to be looked at.
 */
@Tag("drill")
class MemberPagesInChromiumTest {
  private static final Path PAGES = Path.of("target", "pages");
  private static final Path PICTURES = Path.of("target", "pictures");
  private static final String LONG =
      "I am NAME. My two children came to this school knowing nobody, and it made them welcome. I"
          + " want every family that comes through the gate to be able to say the same.\n"
          + "I have run the breakfast club for three years, so I know what the school can do with"
          + " little money and many hands. As a governor I would ask for the accounts in plain"
          + " words, for meetings at an hour when working parents can come, and for a playground"
          + " with some shade.";

  @TempDir static Path profile;
  private static ChromeDriver browser;
  private static Map<String, String> pages;

  @BeforeAll
  static void openBrowser() throws IOException {
    Chromium.assumeInstalled();
    pages = visited();
    Files.createDirectories(PAGES);
    Files.createDirectories(PICTURES);
    try (var css = MemberPagesInChromiumTest.class.getResourceAsStream("/assets/folkmoot.css")) {
      Files.write(PAGES.resolve("folkmoot.css"), css.readAllBytes());
    }
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Files.writeString(
          PAGES.resolve(page.getKey() + ".html"),
          page.getValue().replaceAll("/assets/folkmoot-[0-9a-f]+\\.css", "folkmoot.css"),
          StandardCharsets.UTF_8);
    }
    ChromeOptions options = Chromium.options(profile);
    options.addArguments("--hide-scrollbars");
    browser = Chromium.open(options);
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) {
      browser.quit();
    }
  }

  /** A year of Oak School as its members and the public see it. */
  private static Map<String, String> visited() {
    Map<String, String> seen = new LinkedHashMap<>();
    try (Oak oak = new Oak(9)) {
      Browser reader = oak.browser;
      seen.put("start-of-all", reader.get("/").body());
      seen.put("membership", reader.get(oak.link("Joan Wright", "membership")).body());
      seen.put("leave", reader.get(oak.link("Joan Wright", "membership") + "/leave").body());
      join(oak, seen);
      String leaver = oak.link("John Morgan", "membership");
      seen.put("left", reader.follow(reader.post(leaver + "/leave", "confirm", "yes")).body());
      oak.call(Map.of(Constituency.WORKERS, "fptp", Constituency.COMMUNITY, "fptp"));
      String nominate = oak.link("Ffion Evans", "nominate");
      seen.put("nominate", reader.get(nominate).body());
      seen.put("nominate-faults", reader.post(nominate, "statement", LONG).body());
      seen.put(
          "nominated",
          reader
              .follow(
                  reader.post(
                      nominate,
                      "nameOnPaper",
                      "Ffion Evans",
                      "statement",
                      LONG.replace("NAME", "Ffion"),
                      "interests",
                      "None",
                      "signedBy",
                      "Ffion Evans"))
              .body());
      oak.elections.decide(
          oak.elections.nominations(oak.election.id()).get(0).id(), true, "", "office");
      oak.nominate(Constituency.USERS, Oak.USERS, LONG);
      oak.nominate(Constituency.WORKERS, Oak.WORKERS, "I am NAME and I will listen.");
      oak.nominate(Constituency.COMMUNITY, Oak.COMMUNITY.subList(0, 2), "I am NAME.");
      seen.put("election-nominations", reader.get("/i/oak/elections/" + oak.election.id()).body());
      oak.openPoll();
      vote(oak, seen);
      waysToAPaper(oak, seen);
      seen.put("board", reader.get("/i/oak").body());
      seen.put("election-poll", reader.get("/i/oak/elections/" + oak.election.id()).body());
      oak.declare();
      oak.at(LocalDate.of(2026, 11, 30), LocalTime.NOON);
      Assembly assembly = oak.callAssembly();
      oak.assemblies.giveNotice(assembly.id(), "office");
      seen.put("board-declared", reader.get("/i/oak").body());
      seen.put("board-declared-cy", reader.in("cy").get("/i/oak").body());
      seen.put("election-declared", reader.get("/i/oak/elections/" + oak.election.id()).body());
      seen.put(
          "election-declared-open",
          seen.get("election-declared").replace("<details ", "<details open "));
      String codes = "/i/oak/elections/" + oak.election.id() + "/codes";
      seen.put("codes", reader.get(codes).body());
      seen.put("codes-cy", reader.in("cy").get(codes).body());
      seen.put("governing-body", reader.get("/i/oak/governing-body").body());
      seen.put("assembly", reader.get("/i/oak/assemblies/" + assembly.id()).body());
      seen.put("closed", reader.get(oak.link("Huw Evans", "vote")).body());
      seen.put("unknown-link", reader.get("/i/oak/vote/unknown").body());
    }
    return seen;
  }

  /** The pages beside the link in the mail: lost link, code in a letter, paper instead. */
  private static void waysToAPaper(Oak oak, Map<String, String> seen) {
    String link = oak.link("Iona Morgan", "vote");
    for (String tag : List.of("", "-cy")) {
      Browser reader = tag.isEmpty() ? oak.browser : oak.browser.in("cy");
      seen.put("lost" + tag, reader.get("/i/oak/vote/lost").body());
      seen.put("lost-fault" + tag, reader.post("/i/oak/vote/lost", "email", "x").body());
      Answer sent = reader.post("/i/oak/vote/lost", "email", "nobody@example.org");
      seen.put("lost-sent" + tag, reader.follow(sent).body());
      seen.put("code" + tag, reader.get("/i/oak/vote/code").body());
      seen.put("code-fault" + tag, reader.post("/i/oak/vote/code", "code", "ABC").body());
      String unknown = LetterCode.made(new SecureRandom()).toString();
      seen.put("code-unknown" + tag, reader.post("/i/oak/vote/code", "code", unknown).body());
      seen.put("by-paper" + tag, reader.get(link + "/by-paper").body());
      seen.put("by-paper-fault" + tag, reader.post(link + "/by-paper").body());
      seen.put("done" + tag, reader.get(oak.link("Rhian Ellis", "vote") + "/done").body());
      seen.put("vote-unknown" + tag, reader.get("/i/oak/vote/unknown").body());
    }
    oak.browser.post(link + "/by-paper", "confirm", "yes", "large", "yes");
    seen.put("by-paper-asked", oak.browser.get(link + "/by-paper").body());
    seen.put("by-paper-asked-cy", oak.browser.in("cy").get(link + "/by-paper").body());
  }

  private static void join(Oak oak, Map<String, String> seen) {
    Browser reader = oak.browser;
    Browser welsh = reader.in("cy");
    seen.put("join", reader.get("/i/oak/join").body());
    seen.put("join-cy", welsh.get("/i/oak/join").body());
    seen.put("join-faults", reader.post("/i/oak/join", "birth-day", "31").body());
    seen.put("join-faults-cy", welsh.post("/i/oak/join").body());
    Answer check = reader.post("/i/oak/join", JoiningTest.filled("nia@example.org"));
    seen.put("join-check", check.body());
    seen.put(
        "join-check-cy", welsh.post("/i/oak/join", JoiningTest.filled("", "by", "letter")).body());
    seen.put("join-sent", reader.follow(reader.press(check, "Send my application")).body());
    String link = JoiningTest.confirmation(oak, "nia@example.org");
    seen.put("join-confirm", reader.get(link).body());
    seen.put("join-confirm-cy", welsh.get(link).body());
    seen.put("join-confirm-fault", reader.post(link).body());
    seen.put("join-done", reader.follow(reader.post(link, "confirm", "yes")).body());
    seen.put("join-posted", reader.get("/i/oak/join/posted").body());
    seen.put("join-code", reader.get("/i/oak/join/code").body());
    seen.put("join-code-fault-cy", welsh.post("/i/oak/join/code", "code", "abc").body());
    seen.put("join-unknown-link", reader.get("/i/oak/join/unknown").body());
    seen.put("membership-ask", reader.get("/i/oak/membership").body());
    seen.put("membership-ask-fault-cy", welsh.post("/i/oak/membership", "email", "x").body());
    seen.put("membership-sent", reader.get("/i/oak/membership/sent").body());
    String own = oak.link("Nia Tudor", "membership");
    seen.put("membership-joined-cy", welsh.get(own).body());
    seen.put("choose", chosen());
    seen.put("correct", reader.get(own + "/correct").body());
    Answer asked =
        reader.post(
            own + "/correct", "wish", "My street is Acorn Road, not Acorn Lane.\nThank you.");
    seen.put("corrected", reader.follow(asked).body());
    String nia = oak.member("Nia Tudor").id();
    oak.corrections.settle(
        oak.corrections.of(nia).get(0).id(), "Thank you. We have mended it today.", "office");
    seen.put("correct-answered-cy", welsh.get(own + "/correct").body());
  }

  private static String chosen() {
    try (Oak school = new Oak(9, "england-maintained-school")) {
      school.enrol("staff", List.of(Oak.record("Gwyn Parry", "parent", "employee")));
      return school.browser.get(school.link("Gwyn Parry", "membership") + "/choose").body();
    }
  }

  private static void vote(Oak oak, Map<String, String> seen) {
    Browser reader = oak.browser;
    String ranked = "rank-" + oak.contest(Constituency.USERS).id() + "-";
    String link = oak.link("Rhian Ellis", "vote");
    seen.put("vote-start", reader.get(link).body());
    seen.put("vote-start-cy", reader.in("cy").get(link).body());
    seen.put("paper", reader.get(link + "/paper").body());
    seen.put("paper-cy", reader.in("cy").get(link + "/paper").body());
    seen.put(
        "paper-faults",
        reader
            .post(link + "/check", ranked + "1", "1", ranked + "2", "1", ranked + "4", "second")
            .body());
    Answer review =
        reader.post(link + "/check", ranked + "3", "1", ranked + "1", "2", ranked + "5", "3");
    seen.put("review", review.body());
    seen.put("done", reader.follow(reader.press(review, "Cast my vote")).body());
    seen.put("altered", reader.post(oak.link("Tom Baker", "vote") + "/cast").body());
    String choose = "choose-" + oak.contest(Constituency.WORKERS).id();
    String worker = oak.link("Megan Rees", "vote");
    seen.put("paper-fptp", reader.get(worker + "/paper").body());
    seen.put("paper-fptp-faults", reader.post(worker + "/check").body());
    Answer chosen = reader.post(worker + "/check", choose, "1", choose, "3");
    seen.put("review-fptp", chosen.body());
    reader.press(chosen, "Cast my vote");
    String marks = "marks-" + oak.contest(Constituency.USERS).id();
    int voter = 0;
    for (String order : List.of("1,2,3", "1,2", "1,4", "2,1", "3,5,1", "1,6", "4,3", "2", "6,2")) {
      String path = oak.link(Oak.PARENTS.get(voter++), "vote") + "/cast";
      assertThat(reader.post(path, marks, order).status()).isEqualTo(303);
    }
  }

  @Test
  void axeFindsNothingAgainstWcag22AA() {
    for (String page : pages.keySet()) {
      for (int width : new int[] {320, 1280}) {
        open(page, width);
        Results results =
            new AxeBuilder()
                // No page has frames, for which axe would open a window of its own.
                .setLegacyMode(true)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .analyze(browser);
        assertThat(results.getPasses()).as("rules that axe applied").hasSizeGreaterThan(8);
        assertThat(results.getViolations())
            .as(page + " at " + width)
            .extracting(rule -> rule.getId() + " " + rule.getNodes())
            .isEmpty();
      }
    }
  }

  @Test
  void nothingIsWiderThanAScreenOf320Pixels() {
    for (String page : pages.keySet()) {
      open(page, 320);
      Object width = browser.executeScript("return document.documentElement.scrollWidth");
      assertThat(((Number) width).intValue()).as(page).isLessThanOrEqualTo(320);
    }
  }

  @Test
  void picturesAreLeftToBeLookedAt() throws IOException {
    for (String page : pages.keySet()) {
      for (int width : new int[] {320, 1280}) {
        open(page, width);
        Map<String, Object> shot = new HashMap<>();
        shot.put("captureBeyondViewport", true);
        Object png = browser.executeCdpCommand("Page.captureScreenshot", shot).get("data");
        Path picture = PICTURES.resolve(page + "-" + width + ".png");
        Files.write(picture, Base64.getDecoder().decode(png.toString()));
        assertThat(picture).isNotEmptyFile();
      }
    }
  }

  private static void open(String page, int width) {
    Map<String, Object> metrics = new HashMap<>();
    metrics.put("width", width);
    metrics.put("height", 900);
    metrics.put("deviceScaleFactor", 1);
    metrics.put("mobile", false);
    browser.executeCdpCommand("Emulation.setDeviceMetricsOverride", metrics);
    browser.get(PAGES.resolve(page + ".html").toUri().toString());
    Object height = browser.executeScript("return document.documentElement.scrollHeight");
    metrics.put("height", Math.max(900, ((Number) height).intValue()));
    browser.executeCdpCommand("Emulation.setDeviceMetricsOverride", metrics);
  }
}
