package org.folkmoot.office.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.folkmoot.assembly.AssemblyPlan;
import org.folkmoot.constitution.Module;
import org.folkmoot.constitution.Refusal;
import org.folkmoot.constitution.RefusedSetting;
import org.folkmoot.election.Election;
import org.folkmoot.election.ElectionPlan;
import org.folkmoot.election.Elections;
import org.folkmoot.election.Nomination;
import org.folkmoot.notice.Carrier.Outcome;
import org.folkmoot.office.internal.register.RegisterTrials;
import org.folkmoot.page.Chromium;
import org.folkmoot.register.Reviews;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * Every page of the office's core in a real browser, at the width of a telephone, a tablet and a
 * desk: judged by axe, measured, and left as pictures in {@code target/looked-at}.
 */
@Tag("drill")
class OfficeInChromiumTest {
  private static final Path LEFT = Path.of("target", "looked-at");
  private static final int[] WIDTHS = {320, 768, 1280};

  @TempDir static Path work;
  @TempDir static Path profile;
  private static StartedOffice office;
  private static ChromeDriver browser;
  private static final Map<String, String> PAGES = new LinkedHashMap<>();
  private static final List<String> WIDE = new ArrayList<>();
  private static final List<String> FOUND = new ArrayList<>();

  @BeforeAll
  static void lookAtEveryPage() throws Exception {
    Chromium.assumeInstalled();
    Files.createDirectories(LEFT);
    office = new StartedOffice(work);
    openBrowser();
    look("set-up", "/set-up");
    browser.findElement(By.tagName("button")).click();
    lookHere("set-up-refused");
    office.accounts.create("Mo Day", "seven sleepy badgers", Set.of("*"), "test");
    office.accounts.create("Kim Lee", "plenty of purple paint", Set.of("elm"), "test");
    look("sign-in", "/sign-in");
    browser.findElement(By.tagName("button")).click();
    lookHere("sign-in-refused");
    browser.findElement(By.id("name")).sendKeys("Mo Day");
    browser.findElement(By.id("password")).sendKeys("seven sleepy badgers");
    browser.findElement(By.cssSelector("main button")).click();
    look("home-empty", "/i/oak");
    seed();
    for (Map.Entry<String, String> page : PAGES.entrySet()) {
      look(page.getKey(), page.getValue());
    }
  }

  @AfterAll
  static void close() throws Exception {
    if (browser != null) {
      browser.quit();
    }
    if (office != null) {
      office.close();
    }
  }

  @Test
  void axeFindsNothingAgainstWcag22AA() {
    assertThat(PAGES).hasSizeGreaterThan(15);
    assertThat(FOUND).isEmpty();
  }

  @Test
  void nothingIsWiderThanTheScreen() {
    assertThat(WIDE).isEmpty();
  }

  private static void seed() throws Exception {
    office.modules.switchOn("oak", Module.ELECTIONS);
    office.modules.switchOn("oak", Module.ASSEMBLIES);
    Visitor visitor = office.signedIn("Sam Reed", "*");
    String people = enrol(visitor, list(70, false), "Parents and staff");
    String worse = enrol(visitor, list(75, true), "Parents and staff");
    election();
    office.mail.instead(
        message ->
            message.to().name().contains("7 ")
                ? Optional.of(new Outcome.Failed("550 5.1.1 no such user here"))
                : Optional.empty());
    office.post.wake();
    office.post.awaitSent("oak", java.time.Duration.ofSeconds(60));
    office.refused.settle(
        "org.folkmoot.institution ash",
        List.of(
            new RefusedSetting(
                "org.folkmoot.institution ash",
                "methods",
                "email",
                new Refusal(
                    "voting by post is not offered to every voter",
                    "SI 2012/1034 Sch 1 para 7",
                    "Add post to the methods of voting."))));
    visitor.get("/i/oak/records");
    String columns =
        visitor
            .upload(
                "/i/oak/records",
                "Community volunteers and neighbours 2026.csv",
                list(12, true).getBytes(StandardCharsets.UTF_8),
                "Neighbours")
            .location();
    PAGES.put("institutions", "/");
    PAGES.put("accounts", "/accounts");
    PAGES.put("home", "/i/oak");
    PAGES.put("home-cy", "/i/oak?lang=cy");
    PAGES.put("modules", "/i/oak/modules?lang=en");
    PAGES.put("records", "/i/oak/records");
    PAGES.put("columns", columns);
    PAGES.put("preview", columns.replace("/columns", ""));
    PAGES.put("run", people);
    PAGES.put("run-worse", worse);
    PAGES.put("members", "/i/oak/members?q=&third=&state=");
    PAGES.put("members-none", "/i/oak/members?q=nobody");
    String member = visitor.get("/i/oak/members").page().select("tbody a").attr("href");
    PAGES.put("member", member);
    PAGES.put("leave", member + "/leave");
    PAGES.put("held-data", member + "/held-data");
    PAGES.put("erase", member + "/erase");
    PAGES.put("not-members", "/i/oak/members?q=&third=&state=others");
    PAGES.put(
        "not-member",
        visitor.get("/i/oak/members?state=others").page().select("tbody a").attr("href"));
    registerPages(member);
    PAGES.put("mail", "/i/oak/mail");
    PAGES.put("notice", visitor.get("/i/oak/mail").page().select("tbody a").attr("href"));
    PAGES.put("journal", "/i/oak/journal");
    PAGES.put("not-found", "/i/oak/nothing");
    PAGES.put("members-cy", "/i/oak/members?lang=cy");
    PAGES.put("modules-cy", "/i/oak/modules");
  }

  /** The queues of the register with something in each, in both languages. */
  private static void registerPages(String member) throws Exception {
    String id = member.substring(member.lastIndexOf('/') + 1);
    String correction =
        office.rooms.corrections().of("oak").orElseThrow().ask(id, "My name is Patricia, not Pat.");
    String application = RegisterTrials.applyByLetter(office.rooms, "oak");
    PAGES.put("reviews", "/i/oak/reviews");
    PAGES.put("reviews-linked", "/i/oak/reviews?standing=linked");
    office.rooms.reviews().of("oak").orElseThrow().pairs(Reviews.Standing.WAITING, 0, 1).stream()
        .findFirst()
        .ifPresent(pair -> PAGES.put("review", "/i/oak/reviews/" + pair.id()));
    PAGES.put("corrections", "/i/oak/corrections");
    PAGES.put("correction", "/i/oak/corrections/" + correction);
    PAGES.put("applications", "/i/oak/applications");
    PAGES.put("application", "/i/oak/applications/" + application);
    PAGES.put("changes", "/i/oak/changes?from=0");
    PAGES.put("representation", "/i/oak/representation?by=age");
    PAGES.put("member-cy", member + "?lang=cy");
    PAGES.put("representation-cy", "/i/oak/representation?by=constituency");
    PAGES.put("changes-cy", "/i/oak/changes?from=0");
    PAGES.put("erase-cy", member + "/erase");
    PAGES.put("applications-cy", "/i/oak/applications");
    PAGES.put("members-again", "/i/oak/members?lang=en");
  }

  private static void election() {
    Elections elections = office.desk.elections().of("oak").orElseThrow();
    Election election =
        elections.create(
            new ElectionPlan("Governors 2027", LocalDate.of(2026, 11, 27), Map.of()), "Sam Reed");
    elections.giveNotice(election.id(), "Sam Reed");
    elections.nominate(
        election.contests().get(0).id(),
        new Nomination.NominationPaper(
            Optional.empty(), "Rhiannon Llewellyn", "I will listen.", "None", "R. Llewellyn"),
        "Sam Reed");
    office
        .desk
        .assemblies()
        .of("oak")
        .orElseThrow()
        .plan(
            new AssemblyPlan(
                "Annual assembly 2026",
                true,
                LocalDate.of(2026, 10, 15).atTime(18, 30),
                "The hall",
                List.of("Report of the year")),
            "Sam Reed");
  }

  private static String list(int people, boolean faulty) {
    StringBuilder list =
        new StringBuilder("Key,First name,Last name,Date of birth,Email,Kind,Postcode,Notes\n");
    for (int i = 1; i <= people; i++) {
      String family = i % 9 == 0 ? "Llewellyn-Featherstonehaugh" : "Archer" + (char) ('a' + i % 26);
      list.append(i)
          .append(",Pat")
          .append(i)
          .append(' ')
          .append(',')
          .append(family)
          .append(",19")
          .append(60 + i % 30)
          .append("-05-")
          .append(String.format("%02d", 1 + i % 28))
          .append(",pat")
          .append(i)
          .append("@home.example,")
          .append(
              i % 4 == 0
                  ? "employee"
                  : i % 7 == 0 ? "volunteer" : i % 11 == 0 ? "alumnus" : "parent")
          .append(",LO1 2AH,\n");
    }
    // A father and a son of one name, and twins with their family's mail.
    list.append("801,John,Ferreira,1955-02-03,j.ferreira@home.example,volunteer,LO1 2AH,\n");
    list.append("802,John,Ferreira,1985-02-03,j.ferreira@home.example,parent,LO1 2AH,\n");
    list.append("803,Mia,Novak,1988-07-01,novak@home.example,parent,LO1 2AH,\n");
    list.append("804,Mya,Novak,1988-07-01,novak@home.example,parent,LO1 2AH,\n");
    if (faulty) {
      list.append("901,Cai,Carter,31/31/1982,cai@home.example,parent,LO1 2AH,\n");
      list.append("902,,,1984-08-04,nobody@home.example,parent,LO1 2AH,\n");
      list.append("903,Dee,Dune,1984-08-04,not an address,parent,Nowhere,\n");
    }
    return list.toString();
  }

  private static String enrol(Visitor visitor, String list, String name) throws Exception {
    visitor.get("/i/oak/records");
    String at =
        visitor
            .upload("/i/oak/records", "people.csv", list.getBytes(StandardCharsets.UTF_8), name)
            .location();
    if (at.endsWith("/columns")) {
      List<String> fields = new ArrayList<>();
      visitor
          .get(at)
          .page()
          .select("select[id^=column-]")
          .forEach(
              select -> {
                fields.add(select.id());
                fields.add(select.select("option[selected]").attr("value"));
              });
      at = visitor.post(at, fields.toArray(new String[0])).location();
    }
    visitor.get(at);
    return visitor.post(at + "/enrol").location();
  }

  private static void openBrowser() {
    ChromeOptions options = Chromium.options(profile);
    options.addArguments("--hide-scrollbars");
    browser = Chromium.open(options);
  }

  private static void look(String name, String path) throws IOException {
    browser.get(office.door().resolve(path).toString());
    lookHere(name);
  }

  private static void lookHere(String name) throws IOException {
    for (int width : WIDTHS) {
      Map<String, Object> metrics = new HashMap<>();
      metrics.put("width", width);
      metrics.put("height", 900);
      metrics.put("deviceScaleFactor", 1);
      metrics.put("mobile", false);
      browser.executeCdpCommand("Emulation.setDeviceMetricsOverride", metrics);
      Number needed = (Number) browser.executeScript("return document.documentElement.scrollWidth");
      if (needed.intValue() > width) {
        WIDE.add(name + " needs " + needed + " of " + width);
      }
      Object shot =
          browser
              .executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true))
              .get("data");
      Files.write(
          LEFT.resolve(name + "-" + width + ".png"), Base64.getDecoder().decode(shot.toString()));
      if (width != 768) {
        judge(name + " at " + width);
      }
    }
  }

  private static void judge(String what) {
    Results results =
        new AxeBuilder()
            .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
            .analyze(browser);
    if (results.getPasses().size() < 10) {
      FOUND.add(what + ": axe applied " + results.getPasses().size() + " rules only");
    }
    results
        .getViolations()
        .forEach(rule -> FOUND.add(what + ": " + rule.getId() + " " + rule.getNodes()));
  }
}
