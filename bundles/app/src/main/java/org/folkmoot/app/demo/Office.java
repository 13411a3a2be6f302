package org.folkmoot.app.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.app.demo.Browser.View;
import org.folkmoot.app.demo.ExampleSchool.Export;
import org.jsoup.nodes.Element;

/** The business manager at the office's pages. */
public final class Office {
  public static final String NAME = "manager";
  public static final String PASSWORD = "oak trees grow slowly";

  private final Browser browser;
  private final String home;

  public Office(URI door, String institution) {
    this.browser = new Browser(door);
    this.home = "/i/" + institution;
  }

  /** Makes the first account with the code that only somebody on the server can read. */
  public void setUp(Path data) throws StepFailed {
    View page = Browser.well(browser.get("/set-up"));
    try {
      String code = Files.readString(data.resolve("office-setup-code.txt")).strip();
      Browser.well(
          browser.submit(
              page,
              "/set-up",
              Map.of("code", code, "name", NAME, "password", PASSWORD, "password2", PASSWORD)));
    } catch (IOException e) {
      throw new StepFailed("the office's set-up code cannot be read", e);
    }
  }

  public void signIn() throws StepFailed {
    View page = Browser.well(browser.get("/sign-in"));
    if (page.document().location().endsWith("/sign-in")) {
      Browser.well(browser.submit(page, "/sign-in", Map.of("name", NAME, "password", PASSWORD)));
    }
  }

  public void switchOn(String module) throws StepFailed {
    turn(module, "on");
  }

  public void switchOff(String module) throws StepFailed {
    turn(module, "off");
  }

  /** A page of the office, which must come well. */
  public View page(String address) throws StepFailed {
    return Browser.well(browser.get(address));
  }

  public int statusOf(String address) throws StepFailed {
    return browser.get(address).status();
  }

  private void turn(String module, String action) throws StepFailed {
    View page = Browser.well(browser.get(home + "/modules"));
    Element form =
        page.document().select("form").stream()
            .filter(
                candidate ->
                    !candidate.select("input[name=module][value=" + module + "]").isEmpty())
            .findFirst()
            .orElseThrow(() -> new StepFailed("the office does not offer the module " + module));
    View only = new View(page.status(), isolated(page, form), page.body());
    Browser.well(browser.submit(only, "/modules", Map.of("module", module, "action", action)));
  }

  /** The page with one of several forms that go to the same address. */
  private static org.jsoup.nodes.Document isolated(View page, Element form) {
    org.jsoup.nodes.Document copy = page.document().clone();
    String wanted = form.cssSelector();
    copy.select("form").stream()
        .filter(other -> !other.cssSelector().equals(wanted))
        .toList()
        .forEach(Element::remove);
    return copy;
  }

  /** Uploads an export, takes the suggested columns, looks at the preview and enrols. */
  public View enrol(Export export) throws StepFailed {
    View page = Browser.well(browser.get(home + "/records"));
    View next =
        Browser.well(
            browser.upload(
                page,
                "/records",
                "file",
                export.file(),
                export.content(),
                Map.of("source", export.source())));
    if (next.document().location().endsWith("/columns")) {
      next = Browser.well(browser.submit(next, "/columns", Map.of()));
    }
    return Browser.well(browser.submit(next, "/enrol", Map.of()));
  }

  public int members(String constituency) throws StepFailed {
    View page = Browser.well(browser.get(home));
    return number(page.text("#strength-" + constituency));
  }

  /** Makes an election and answers its address. */
  public String election(String title, LocalDate close, Map<String, String> rules)
      throws StepFailed {
    View page = Browser.well(browser.get(home + "/elections/new"));
    Map<String, String> fields = new HashMap<>(day("close", close));
    fields.put("title", title);
    rules.forEach((constituency, rule) -> fields.put("rule-" + constituency, rule));
    View made = Browser.well(browser.submit(page, "/elections/new", fields));
    return URI.create(made.document().location()).getPath();
  }

  private static Map<String, String> day(String field, LocalDate day) {
    return Map.of(
        field + "-day", Integer.toString(day.getDayOfMonth()),
        field + "-month", Integer.toString(day.getMonthValue()),
        field + "-year", Integer.toString(day.getYear()));
  }

  /** Presses the button of a step on the step's own page, confirming what it asks. */
  public View step(String address, String step) throws StepFailed {
    return stepOnItsPage(address, step, Map.of("confirm", "yes"));
  }

  /** Gives notice of an assembly from its page. */
  public View notice(String assembly) throws StepFailed {
    View page = Browser.well(browser.get(assembly));
    return Browser.well(browser.submit(page, "/notice", Map.of("confirm", "yes")));
  }

  public View stepOnItsPage(String address, String step, Map<String, ?> fields) throws StepFailed {
    View page = Browser.well(browser.get(address + "/" + step));
    return Browser.well(browser.submit(page, "/" + step, fields));
  }

  private static int number(String text) {
    return Integer.parseInt(text.replaceAll("\\D", ""));
  }

  /** The contests of an election by constituency, as the form for paper nominations offers them. */
  public Map<String, String> contests(String election) throws StepFailed {
    View page = Browser.well(browser.get(election + "/nominations"));
    Map<String, String> contests = new HashMap<>();
    for (Element choice : page.document().select("input[name=contest]")) {
      Element label = page.document().selectFirst("label[for=" + choice.id() + "]");
      for (String constituency : List.of("users", "workers", "community")) {
        if (label != null && label.text().toLowerCase(Locale.ROOT).contains(constituency)) {
          contests.put(constituency, choice.val());
        }
      }
    }
    return contests;
  }

  public void nominateOnPaper(String election, String contest, String name) throws StepFailed {
    stepOnItsPage(
        election,
        "nominations",
        Map.of(
            "contest", contest,
            "nameOnPaper", name,
            "statement", name + " stands for a school that listens.",
            "interests", "None",
            "signedBy", name));
  }

  /** Accepts every nomination that waits for a decision. */
  public int acceptAll(String election) throws StepFailed {
    View list = Browser.well(browser.get(election + "/nominations"));
    int accepted = 0;
    for (Element link : list.document().select("main a[href*=/nominations/]")) {
      View nomination = Browser.well(browser.get(link.absUrl("href")));
      if (!nomination.document().select("[name=decision][value=accept]").isEmpty()) {
        String address = URI.create(nomination.document().location()).getPath();
        Browser.well(browser.submit(nomination, address, Map.of("decision", "accept")));
        accepted++;
      }
    }
    return accepted;
  }

  /** Makes the election's key and keeps the file that is downloaded. */
  public String key(String election) throws StepFailed {
    return stepOnItsPage(election, "key", Map.of()).body();
  }

  /** Takes in the public half of a key that was split among three trustees. */
  public void keyOfTrustees(String election, String publicKey, List<String> trustees)
      throws StepFailed {
    Map<String, String> fields = new HashMap<>(Map.of("way", "trustees"));
    fields.put("publicKeyText", publicKey);
    for (int i = 0; i < trustees.size(); i++) {
      fields.put("trustee-" + (i + 1), trustees.get(i));
      fields.put("email-" + (i + 1), "trustee" + (i + 1) + "@trustees.example");
    }
    stepOnItsPage(election, "key", fields);
  }

  /** The file of the sealed box, as it is downloaded. */
  public String takeOutBox(String election) throws StepFailed {
    return stepOnItsPage(election, "box", Map.of("action", "download")).body();
  }

  /** Uploads what trustees opened elsewhere. */
  public void takeBack(String election, byte[] opened) throws StepFailed {
    View page = Browser.well(browser.get(election + "/box"));
    Browser.well(browser.upload(page, "/box", "opened", "opened.zip", opened, Map.of()));
  }

  /** The journal, as it is downloaded. */
  public String journal() throws StepFailed {
    return Browser.well(browser.get(home + "/journal.txt")).body();
  }

  public int packs(String election) throws StepFailed {
    View page = Browser.well(browser.get(election + "/papers"));
    return number(page.text("#packs"));
  }

  public void openBox(String election, String keyFile) throws StepFailed {
    View page = Browser.well(browser.get(election + "/box"));
    Browser.well(
        browser.upload(
            page, "/box", "key", "key.txt", keyFile.getBytes(StandardCharsets.UTF_8), Map.of()));
  }

  /** What lot is needed for a contest; empty when it is counted. */
  public Optional<String> lotNeeded(String election, String contest) throws StepFailed {
    View page = Browser.well(browser.get(election + "/count"));
    return Optional.ofNullable(page.document().getElementById("lot-" + contest)).map(Element::text);
  }

  /** These candidates in the order of the paper, from the statement of candidates. */
  public List<String> candidatesOnPaper(String election, List<String> candidates)
      throws StepFailed {
    View page = Browser.well(browser.get(election + "/candidates"));
    for (Element list : page.document().select("main ol")) {
      List<String> names = list.select("li").eachText();
      if (names.size() == candidates.size() && names.containsAll(candidates)) {
        return names;
      }
    }
    throw new StepFailed("the statement of candidates has no list of " + candidates);
  }

  public void drawLots(String election, String contest, List<Integer> order) throws StepFailed {
    View page = Browser.well(browser.get(election + "/count"));
    String lots = String.join(",", order.stream().map(String::valueOf).toList());
    Browser.well(browser.submit(page, "/count", Map.of("contest", contest, "lots", lots)));
  }

  public List<String> elected(String election, String contest) throws StepFailed {
    View page = Browser.well(browser.get(election + "/count"));
    List<String> names = new ArrayList<>();
    page.document().select("[id=elected-" + contest + "] li").forEach(li -> names.add(li.text()));
    return names;
  }

  /** Tries to call an assembly; the answer may be a refusal. */
  public View assembly(String title, LocalDate day, String time, List<String> agenda)
      throws StepFailed {
    View page = Browser.well(browser.get(home + "/assemblies/new"));
    Map<String, String> fields = new HashMap<>(day("day", day));
    fields.put("title", title);
    fields.put("annual", "yes");
    fields.put("time", time);
    fields.put("place", "The school hall, Oak Road");
    fields.put("agenda", String.join("\n", agenda));
    return browser.submit(page, "/assemblies/new", fields);
  }

  public String lastDayForNotice(String assembly) throws StepFailed {
    View page = Browser.well(browser.get(assembly));
    Element day = page.document().selectFirst("time#last-day-email");
    if (day == null) {
      throw new StepFailed("the assembly's page does not say the last day for notice by email");
    }
    return day.attr("datetime");
  }

  public int served(String assembly) throws StepFailed {
    View page = Browser.well(browser.get(assembly + "/proof"));
    return number(page.text("#served"));
  }

  /** Messages that wait to be sent. */
  public int mailWaiting() throws StepFailed {
    View page = Browser.well(browser.get(home + "/mail"));
    return number(page.text("dt:contains(Waiting) + dd"));
  }
}
