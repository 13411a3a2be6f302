package org.folkmoot.office.internal.elections;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.folkmoot.ballot.PaperDesk;
import org.folkmoot.ballot.keys.ElectionKeyText;
import org.folkmoot.ballot.keys.ElectionKeys;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.ElectionStep;
import org.folkmoot.document.QrCode;
import org.folkmoot.election.Contest;
import org.folkmoot.notice.LetterCode;
import org.folkmoot.office.internal.elections.Asked.Answer;
import org.folkmoot.page.Chromium;
import org.folkmoot.page.Language;
import org.folkmoot.page.Templates;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;

/** Every page of elections, the governing body and assemblies in a real browser, in every state. */
@Tag("drill")
class ElectionPagesInChromiumTest {
  private static final Path LEFT = Path.of("target", "looked-at");

  private static final String[] PARENTS = {
    "Rhiannon Llewellyn-Featherstonehaugh", "Bob Bell", "Cai Cox", "Dee Day", "Eve East", "Fay Fox"
  };

  @TempDir static Path profile;
  private static ChromeDriver browser;
  private static final Map<String, String> PAGES = new LinkedHashMap<>();

  @BeforeAll
  static void openBrowser() throws IOException {
    Chromium.assumeInstalled();
    try (TrialSchool school = new TrialSchool("tripartite")) {
      leadThrough(school);
    }
    leaveToBeLookedAt();
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

  @Test
  void axeFindsNothingAgainstWcag22AA() {
    List<String> found = new ArrayList<>();
    for (String page : PAGES.keySet()) {
      for (int width : new int[] {320, 1280}) {
        open(page, width);
        Results results =
            new AxeBuilder()
                // No page has frames, for which axe would open a window of its own.
                .setLegacyMode(true)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .analyze(browser);
        assertThat(results.getPasses()).as("rules that axe applied").hasSizeGreaterThan(10);
        results
            .getViolations()
            .forEach(
                rule ->
                    found.add(page + " " + width + ": " + rule.getId() + " " + rule.getNodes()));
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void nothingIsWiderThanTheScreen() throws IOException {
    List<String> wide = new ArrayList<>();
    for (String page : PAGES.keySet()) {
      for (int width : new int[] {320, 768, 1280}) {
        open(page, width);
        Number needed =
            (Number) browser.executeScript("return document.documentElement.scrollWidth");
        if (needed.intValue() > width) {
          wide.add(page + " needs " + needed + " of " + width);
        }
        Object shot =
            browser
                .executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true))
                .get("data");
        Files.write(
            LEFT.resolve(page + "-" + width + ".png"), Base64.getDecoder().decode(shot.toString()));
      }
    }
    assertThat(wide).isEmpty();
  }

  private static void open(String page, int width) {
    Map<String, Object> metrics = new HashMap<>();
    metrics.put("width", width);
    metrics.put("height", 900);
    metrics.put("deviceScaleFactor", 1);
    metrics.put("mobile", false);
    browser.executeCdpCommand("Emulation.setDeviceMetricsOverride", metrics);
    browser.get(LEFT.resolve(page + ".html").toUri().toString());
  }

  /** Leads an election and an assembly through and keeps each page in the states it has. */
  private static void leadThrough(TrialSchool school) {
    Asked office = school.electionPages;
    keep("elections-none", office.get("/i/oak/elections"));
    school.enrol(70, 9, 4);
    keep("new", office.get("/i/oak/elections/new"));
    keep("new-refused", office.post("/i/oak/elections/new"));
    String[] plan = {
      "title",
      "Governors 2026",
      "close-day",
      "8",
      "close-month",
      "1",
      "close-year",
      "2027",
      "rule-users",
      "nhs-stv",
      "rule-workers",
      "fptp",
      "rule-community",
      "fptp",
      "action",
      "timetable"
    };
    keep("new-timetable", office.post("/i/oak/elections/new", plan));
    plan[plan.length - 1] = "";
    String election = office.post("/i/oak/elections/new", plan).location();
    keep("election-planned", office.get(election));
    keep("notice", office.get(election + "/notice"));
    keep("notice-refused", office.post(election + "/notice"));
    office.post(election + "/notice", "confirm", "yes");
    school.mailOut();
    nominate(school, office, election, Constituency.USERS, PARENTS);
    nominate(
        school,
        office,
        election,
        Constituency.WORKERS,
        "Wil Ward",
        "Una Upton",
        "Vic Vane",
        "Xan Xu",
        "Yma Young");
    keep("election-nominations", office.get(election));
    keep("nominations", office.get(election + "/nominations"));
    keep("nominations-refused", office.post(election + "/nominations"));
    String first =
        "/nominations/" + school.elections.nominations(school.election().id()).get(0).id();
    keep("nomination", office.get(election + first));
    keep("nomination-refused", office.post(election + first, "decision", "refuse"));
    school
        .elections
        .nominations(school.election().id())
        .forEach(n -> office.post(election + "/nominations/" + n.id(), "decision", "accept"));
    school.today(school.election().timetable().day(ElectionStep.NOMINATIONS_CLOSE).plusDays(1));
    keep("candidates", office.get(election + "/candidates"));
    office.post(election + "/candidates");
    keep("candidates-stated", office.get(election + "/candidates"));
    keep("roll-before", office.get(election + "/roll"));
    office.post(election + "/roll");
    keep("roll", office.get(election + "/roll"));
    keep("key-before", office.get(election + "/key"));
    keep("papers-no-key", office.get(election + "/papers"));
    String key = office.post(election + "/key").body();
    keep("key", office.get(election + "/key"));
    keep("papers", office.get(election + "/papers"));
    office.post(election + "/papers", "confirm", "yes");
    vote(school);
    keep("election-poll", office.get(election));
    keep("elections", office.get("/i/oak/elections"));
    school.today(school.election().timetable().day(ElectionStep.CLOSE_OF_POLL).plusDays(1));
    keep("box", office.get(election + "/box"));
    keep("box-refused", office.post(election + "/box", "keyText", "not a key"));
    office.post(election + "/box", "keyText", key);
    Contest workers = school.election().contestsOf(Constituency.WORKERS).get(0);
    keep("count-lot", office.get(election + "/count"));
    keep(
        "count-lot-refused",
        office.post(election + "/count", "contest", workers.id(), "lots", "x"));
    office.post(election + "/count", "contest", workers.id(), "lots", "5");
    drawLots(office, election);
    keep("count", office.get(election + "/count"));
    keep("declare", office.get(election + "/declare"));
    office.post(election + "/declare", "confirm", "yes");
    keep("result", office.get(election + "/result"));
    keep("election-declared", office.get(election));
    keep("governing-body", office.get("/i/oak/governing-body"));
    office.in(Language.CY);
    keep("election-cy", office.get(election));
    keep("count-cy", office.get(election + "/count"));
    try (TrialSchool withTrustees = new TrialSchool("tripartite")) {
      leadWithTrustees(withTrustees, plan);
    }
    try (TrialSchool withPaper = new TrialSchool("tripartite")) {
      leadWithPaper(withPaper, plan);
    }
    try (TrialSchool maintained = new TrialSchool("england-maintained-school")) {
      keep("governing-body-maintained", maintained.electionPages.get("/i/oak/governing-body"));
      String seat =
          maintained.elections.governingBody().seats().stream()
              .filter(s -> s.kind() == org.folkmoot.constitution.SeatsOfThird.SeatKind.APPOINTED)
              .findFirst()
              .orElseThrow()
              .id();
      keep("seat", maintained.electionPages.get("/i/oak/governing-body/" + seat));
      keep("seat-refused", maintained.electionPages.post("/i/oak/governing-body/" + seat));
    }
    Asked meetings = school.assemblyPages;
    keep("assembly-new", meetings.get("/i/oak/assemblies/new"));
    keep("assembly-new-refused", meetings.post("/i/oak/assemblies/new"));
    String[] meeting = {
      "title",
      "Annual assembly 2027",
      "annual",
      "yes",
      "day-day",
      "3",
      "day-month",
      "3",
      "day-year",
      "2027",
      "time",
      "18:30",
      "place",
      "The hall\nfrom Acorn Lane",
      "agenda",
      "Minutes\nReport of the year\nElection of the leader",
      "action",
      "days"
    };
    keep("assembly-new-days", meetings.post("/i/oak/assemblies/new", meeting));
    meeting[meeting.length - 1] = "";
    String assembly = meetings.post("/i/oak/assemblies/new", meeting).location();
    keep("assembly", meetings.get(assembly));
    meetings.post(assembly + "/notice", "confirm", "yes");
    school.mailOut();
    keep("assembly-given", meetings.get(assembly));
    keep("assemblies", meetings.get("/i/oak/assemblies"));
    keep("proof", meetings.get(assembly + "/proof"));
  }

  /** The pages of the key and of the box where three trustees hold the key. */
  private static void leadWithTrustees(TrialSchool school, String... plan) {
    Asked office = school.electionPages;
    school.enrol(70, 9, 4);
    String election = office.post("/i/oak/elections/new", plan).location();
    office.post(election + "/notice", "confirm", "yes");
    nominate(
        school,
        office,
        election,
        Constituency.USERS,
        "Ann A",
        "Bob B",
        "Cai C",
        "Dee D",
        "Eve E",
        "Fay F");
    school
        .elections
        .nominations(school.election().id())
        .forEach(n -> office.post(election + "/nominations/" + n.id(), "decision", "accept"));
    school.today(school.election().timetable().day(ElectionStep.NOMINATIONS_CLOSE).plusDays(1));
    office.post(election + "/candidates");
    office.post(election + "/roll");
    keep("key-trustees-refused", office.post(election + "/key", "way", "trustees"));
    String key =
        ElectionKeyText.write(ElectionKeys.make(3, 2, new java.security.SecureRandom()).key());
    String[] trustees = {
      "way", "trustees", "publicKeyText", key,
      "trustee-1", "Rhiannon Llewellyn-Featherstonehaugh", "email-1", "rhiannon@oak.example",
      "trustee-2", "Bob Bell", "email-2", "bob@oak.example",
      "trustee-3", "Cai Cox", "email-3", "cai@oak.example"
    };
    assertThat(office.post(election + "/key", trustees).status()).isEqualTo(303);
    keep("key-trustees", office.get(election + "/key"));
    office.post(election + "/papers", "confirm", "yes");
    keep("key-trustees-fixed", office.get(election + "/key"));
    school.today(school.election().timetable().day(ElectionStep.CLOSE_OF_POLL).plusDays(1));
    keep("box-trustees", office.get(election + "/box"));
    keep("box-trustees-refused", office.post(election + "/box"));
    office.in(Language.CY);
    keep("box-trustees-cy", office.get(election + "/box"));
    keep("key-trustees-cy", office.get(election + "/key"));
  }

  /** The paper desk, new links and reminders; the printed packs are left beside the pages. */
  private static void leadWithPaper(TrialSchool school, String... plan) {
    Asked office = school.electionPages;
    school.enrol(12, 9, 4);
    String election = office.post("/i/oak/elections/new", plan).location();
    office.post(election + "/notice", "confirm", "yes");
    nominate(school, office, election, Constituency.USERS, PARENTS);
    String[] staff = {"Wil Ward", "Una Upton", "Vic Vane", "Xan Xu", "Yma Young"};
    nominate(school, office, election, Constituency.WORKERS, staff);
    school
        .elections
        .nominations(school.election().id())
        .forEach(n -> office.post(election + "/nominations/" + n.id(), "decision", "accept"));
    school.today(school.election().timetable().day(ElectionStep.NOMINATIONS_CLOSE).plusDays(1));
    office.post(election + "/candidates");
    office.post(election + "/roll");
    String key = office.post(election + "/key").body();
    office.post(election + "/papers", "confirm", "yes");
    List<String> voters =
        school.elections.roll(school.election().id()).orElseThrow().entries().stream()
            .filter(entry -> entry.constituency() != Constituency.COMMUNITY)
            .map(entry -> entry.member())
            .toList();
    String voter = election + "/links/" + voters.get(0);
    inBoth("links", office, () -> office.get(election + "/links"));
    inBoth("links-found", office, () -> office.get(election + "/links?q=a"));
    inBoth("voter", office, () -> office.get(voter));
    inBoth("voter-refused", office, () -> office.post(voter, "action", "link"));
    for (int i = 0; i < voters.size(); i += 4) {
      String large = i % 8 == 0 ? "yes" : "";
      office.post(election + "/links/" + voters.get(i), "action", "paper", "large", large);
    }
    inBoth("desk-waiting", office, () -> office.get(election + "/desk"));
    List<String> slips = printed(school, "packs");
    inBoth("desk-slip-refused", office, () -> office.post(election + "/desk"));
    for (String slip : slips) {
      office.post(election + "/desk", "slip", slip);
    }
    inBoth("desk-received", office, () -> office.get(election + "/desk"));
    office.post(election + "/desk", "slip", slips.get(0));
    inBoth("desk-twice", office, () -> office.get(election + "/desk"));
    inBoth("reminder", office, () -> office.get(election + "/reminder"));
    inBoth("reminder-refused", office, () -> office.post(election + "/reminder"));
    office.post(election + "/reminder", "confirm", "yes");
    inBoth("reminder-sent", office, () -> office.get(election + "/reminder"));
    school.today(school.election().timetable().day(ElectionStep.CLOSE_OF_POLL).plusDays(1));
    inBoth("desk-closed", office, () -> office.get(election + "/desk"));
    inBoth("box-papers-wait", office, () -> office.get(election + "/box"));
    Contest users = school.election().contestsOf(Constituency.USERS).get(0);
    Contest workers = school.election().contestsOf(Constituency.WORKERS).get(0);
    String ranked = election + "/desk/" + users.id();
    String crossed = election + "/desk/" + workers.id();
    inBoth("reading-ranked", office, () -> office.get(ranked));
    inBoth("reading-ranked-refused", office, () -> office.post(ranked, "paper", "0"));
    inBoth("reading-crossed", office, () -> office.get(crossed));
    office.post(ranked, "paper", "1", "rank-1", "1", "rank-3", "2", "ground", "");
    office.as("Ann Other").post(ranked, "paper", "1", "rank-1", "1", "ground", "");
    office.post(ranked, "paper", "2", "ground", "unmarked");
    office.as("Sam Reed");
    inBoth("reading-differs", office, () -> office.get(ranked));
    inBoth("desk-seal-refused", office, () -> office.post(election + "/desk/seal"));
    // A third reading settles it when it agrees with one of the two.
    office.as("Reader Zero").post(ranked, "paper", "1", "rank-1", "1", "ground", "");
    office.as("Sam Reed");
    for (PaperDesk.Pile pile : school.paperDesk.piles(school.election().id())) {
      for (int paper = 1; paper <= pile.slips(); paper++) {
        read(office, election + "/desk/" + pile.contest(), Integer.toString(paper));
      }
    }
    inBoth("desk-read", office, () -> office.get(election + "/desk"));
    Answer sealed = office.post(election + "/desk/seal", "confirm", "yes");
    assertThat(sealed.status()).as(sealed.body()).isEqualTo(303);
    inBoth("desk-sealed", office, () -> office.get(election + "/desk"));
    assertThat(office.post(election + "/box", "keyText", key).status()).isEqualTo(303);
    inBoth("count-with-paper", office, () -> office.get(election + "/count"));
  }

  /** Two readers, and a third where they differ. */
  private static void read(Asked office, String pile, String paper) {
    for (String reader : List.of("Reader One", "Reader Two", "Reader Three", "Reader Four")) {
      office
          .as(reader)
          .post(pile, "paper", paper, "rank-1", "1", "rank-2", "2", "choose", "1", "ground", "");
    }
    office.as("Sam Reed");
  }

  /** Prints what waits, leaves it to be looked at, and reads the slips off the sheets. */
  private static List<String> printed(TrialSchool school, String name) {
    byte[] pdf = school.printedPacks();
    List<String> slips = new ArrayList<>();
    try (PDDocument document = Loader.loadPDF(pdf)) {
      Files.createDirectories(LEFT);
      Files.write(LEFT.resolve(name + ".pdf"), pdf);
      for (int page = 0; page < document.getNumberOfPages(); page++) {
        QrCode.read(new PDFRenderer(document).renderImageWithDPI(page, 150))
            .filter(read -> LetterCode.typed(read).isPresent())
            .ifPresent(slips::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(slips).hasSizeGreaterThan(2);
    return slips;
  }

  private static void inBoth(String name, Asked office, Supplier<Answer> page) {
    keep(name, page.get());
    office.in(Language.CY);
    keep(name + "-cy", page.get());
    office.in(Language.EN);
  }

  /** Answers each further question with the first of those tied. */
  private static void drawLots(Asked office, String election) {
    for (int asked = 0; asked < 20; asked++) {
      Element lot = office.get(election + "/count").page().select("[id^=lot-]").first();
      if (lot == null) {
        return;
      }
      office.post(
          election + "/count",
          "contest",
          lot.id().substring("lot-".length()),
          "lots",
          lot.select("li").attr("data-number"));
    }
    throw new AssertionError("the count goes on asking for lots");
  }

  private static void nominate(
      TrialSchool school, Asked office, String election, Constituency of, String... names) {
    String contest = school.election().contestsOf(of).get(0).id();
    for (String name : names) {
      office.post(
          election + "/nominations",
          "contest",
          contest,
          "nameOnPaper",
          name,
          "statement",
          "I have been a parent at this school for six years.\nI will listen.",
          "interests",
          "None",
          "signedBy",
          name);
    }
  }

  /**
   * Users rank so that surpluses and exclusions follow; among workers two tie for the last seat.
   */
  private static void vote(TrialSchool school) {
    Contest users = school.election().contestsOf(Constituency.USERS).get(0);
    int voter = 0;
    for (String token : school.tokens(users)) {
      int a = voter % 10 < 4 ? 1 : 1 + voter % 6;
      int b = 1 + (a + voter % 3) % 6;
      school.polls.cast(token, Map.of(users.id(), a == b ? List.of(a) : List.of(a, b)));
      voter++;
    }
    Contest workers = school.election().contestsOf(Constituency.WORKERS).get(0);
    for (String token : school.tokens(workers)) {
      school.polls.cast(token, Map.of(workers.id(), List.of(1, 2, 3)));
    }
  }

  private static void keep(String name, Answer answer) {
    assertThat(answer.status()).as(name + ": " + answer.body()).isIn(200, 422);
    PAGES.put(name, answer.body());
  }

  private static void leaveToBeLookedAt() throws IOException {
    Files.createDirectories(LEFT);
    try (InputStream css =
        Templates.class.getClassLoader().getResourceAsStream("assets/folkmoot.css")) {
      Files.write(LEFT.resolve("folkmoot.css"), css.readAllBytes());
    }
    for (Map.Entry<String, String> page : PAGES.entrySet()) {
      Files.writeString(
          LEFT.resolve(page.getKey() + ".html"),
          page.getValue().replaceAll("/assets/folkmoot-[0-9a-f]+\\.css", "folkmoot.css"),
          StandardCharsets.UTF_8);
    }
  }
}
