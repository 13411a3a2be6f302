package org.folkmoot.member.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.page.Chromium;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * Voting in a real browser, from the link to the reference number, by keyboard alone: with the
 * script that helps to rank and without any, on a telephone and on a desk, in both languages.
 */
@Tag("drill")
class VotingInChromiumTest {
  private static final Path PICTURES = Path.of("target", "pictures");

  /** As the door's filter sends it: a script in the page itself would not run. */
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; "
          + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

  @TempDir static Path profiles;
  private static Oak oak;
  private static HttpServer server;
  private static Browser reader;
  private static int voters;

  @BeforeAll
  static void openThePoll() throws IOException {
    Chromium.assumeInstalled();
    Files.createDirectories(PICTURES);
    oak = Oak.polling(9);
    reader = oak.browser;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", VotingInChromiumTest::answer);
    server.start();
  }

  @AfterAll
  static void close() {
    if (server != null) {
      server.stop(0);
    }
    if (oak != null) {
      oak.close();
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestURI().toString();
    if (target.startsWith("/assets/")) {
      String name = target.substring(1).replaceFirst("-[0-9a-f]{10}\\.", ".");
      try (var asset = VotingInChromiumTest.class.getResourceAsStream("/" + name)) {
        String type = name.endsWith("css") ? "text/css" : "text/javascript";
        send(exchange, 200, type, asset.readAllBytes());
      }
      return;
    }
    Answer answer;
    if (exchange.getRequestMethod().equals("POST")) {
      List<String> fields = new ArrayList<>();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
      for (String field : body.split("&")) {
        int equals = field.indexOf('=');
        fields.add(URLDecoder.decode(field.substring(0, equals), StandardCharsets.UTF_8));
        fields.add(URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
      }
      answer = reader.post(target, fields.toArray(String[]::new));
    } else {
      answer = reader.get(target);
    }
    exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
    if (answer.location() != null) {
      exchange.getResponseHeaders().set("Location", answer.location());
    }
    send(exchange, answer.status(), "text/html", answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type + ";charset=UTF-8");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @ParameterizedTest
  @CsvSource({"en, 320", "cy, 320", "en, 1280", "cy, 1280"})
  void aVoterRanksWithTheButtonsByKeyboardAlone(String language, int width) throws IOException {
    reader = oak.browser.in(language);
    ChromeDriver browser = browser(width, true);
    try {
      String link = start(browser);
      press(browser, "a[href$='/paper']");
      List<WebElement> rows = browser.findElements(By.cssSelector("li.paper__candidate"));
      assertThat(rows).hasSize(5);
      String first = rows.get(2).getDomAttribute("data-name");
      String second = rows.get(0).getDomAttribute("data-name");
      clean(browser, "ranking-none-" + language + "-" + width);
      press(browser, rows.get(2), "next");
      press(browser, rows.get(1), "next");
      press(browser, rows.get(0), "next");
      assertThat(values(rows)).containsExactly("3", "2", "1", "", "");
      new WebDriverWait(browser, Duration.ofSeconds(5))
          .until(b -> b.findElement(By.cssSelector("[role=status]")).getText().contains(second));
      clean(browser, "ranking-three-" + language + "-" + width);
      press(browser, rows.get(0), "up");
      assertThat(values(rows)).containsExactly("2", "3", "1", "", "");
      press(browser, rows.get(1), "clear");
      assertThat(values(rows)).containsExactly("2", "", "1", "", "");
      assertThat(focused(browser).getDomAttribute("name"))
          .isEqualTo(rows.get(1).findElement(By.tagName("input")).getDomAttribute("name"));
      press(browser, "form[action$='/check'] button[type=submit]");
      assertThat(browser.findElements(By.cssSelector("dl.summary dd")))
          .extracting(WebElement::getText)
          .startsWith(first, second);
      clean(browser, "ranking-review-" + language + "-" + width);
      castAndCount(browser, link, language + "-" + width);
    } finally {
      browser.quit();
    }
  }

  @ParameterizedTest
  @CsvSource({"en, 320", "cy, 1280"})
  void aVoterWithoutScriptsTypesNumbersAndIsToldOfASlip(String language, int width)
      throws IOException {
    reader = oak.browser.in(language);
    ChromeDriver browser = browser(width, false);
    try {
      String link = start(browser);
      press(browser, "a[href$='/paper']");
      assertThat(browser.findElements(By.cssSelector(".paper__moves"))).isEmpty();
      List<WebElement> fields = browser.findElements(By.cssSelector("input.paper__rank"));
      type(browser, fields.get(1), "1");
      type(browser, fields.get(3), "1");
      browser.switchTo().activeElement().sendKeys(Keys.ENTER);
      picture(browser, "typing-slip-" + language + "-" + width);
      assertThat(browser.findElement(By.cssSelector(".error-summary")).isDisplayed()).isTrue();
      WebElement again = browser.findElements(By.cssSelector("input.paper__rank")).get(3);
      assertThat(again.getDomProperty("value")).isEqualTo("1");
      tabTo(browser, again);
      again.sendKeys(Keys.BACK_SPACE, "2", Keys.ENTER);
      assertThat(browser.getCurrentUrl()).endsWith("/check");
      castAndCount(browser, link, "typed-" + language + "-" + width);
    } finally {
      browser.quit();
    }
  }

  @Test
  void aVoterWhoChoosesAbstainsOnPurposeByKeyboardAlone() throws IOException {
    reader = oak.browser;
    ChromeDriver browser = browser(320, true);
    try {
      String link = oak.link("Megan Rees", "vote");
      browser.get(at(link));
      press(browser, "a[href$='/paper']");
      String contest = oak.contest(Constituency.WORKERS).id();
      WebElement abstain = browser.findElement(By.id("abstain-" + contest));
      tabTo(browser, abstain);
      abstain.sendKeys(Keys.SPACE);
      press(browser, "form[action$='/check'] button[type=submit]");
      clean(browser, "abstain-review-320");
      castAndCount(browser, link, "abstained");
    } finally {
      browser.quit();
    }
  }

  private static String start(ChromeDriver browser) throws IOException {
    String link = oak.link(Oak.PARENTS.get(voters++), "vote");
    browser.get(at(link));
    return link;
  }

  private static String at(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private static void castAndCount(ChromeDriver browser, String link, String name)
      throws IOException {
    long before = oak.used();
    press(browser, "form[action$='/cast'] button[type=submit]");
    new WebDriverWait(browser, Duration.ofSeconds(5))
        .until(shown -> !shown.findElements(By.id("reference")).isEmpty());
    String reference = browser.findElement(By.id("reference")).getText();
    assertThat(reference).matches("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}");
    assertThat(oak.used()).isEqualTo(before + 1);
    picture(browser, "done-" + name);
    browser.get(at(link));
    assertThat(browser.findElement(By.id("reference")).getText()).isEqualTo(reference);
  }

  /** Tabs to it, as somebody without a mouse does, and presses Enter. */
  private static void press(ChromeDriver browser, String selector) {
    WebElement element = browser.findElement(By.cssSelector(selector));
    tabTo(browser, element);
    element.sendKeys(Keys.ENTER);
  }

  private static void press(ChromeDriver browser, WebElement row, String move) {
    WebElement button = row.findElement(By.cssSelector("[data-move=" + move + "]"));
    tabTo(browser, button);
    button.sendKeys(Keys.ENTER);
  }

  private static void type(ChromeDriver browser, WebElement field, String text) {
    tabTo(browser, field);
    field.sendKeys(text);
  }

  private static void tabTo(ChromeDriver browser, WebElement element) {
    for (int i = 0; i < 120; i++) {
      if (focused(browser).equals(element)) {
        return;
      }
      new Actions(browser).sendKeys(Keys.TAB).perform();
    }
    throw new AssertionError("the keyboard does not get to " + element);
  }

  private static WebElement focused(ChromeDriver browser) {
    return browser.switchTo().activeElement();
  }

  private static List<String> values(List<WebElement> rows) {
    return rows.stream()
        .map(row -> row.findElement(By.tagName("input")).getDomProperty("value"))
        .toList();
  }

  /** Axe finds nothing, nothing is wider than the screen, and a picture is left. */
  private static void clean(ChromeDriver browser, String name) throws IOException {
    assertThat(
            new AxeBuilder()
                .setLegacyMode(true)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .analyze(browser)
                .getViolations())
        .as(name)
        .extracting(rule -> rule.getId() + " " + rule.getNodes())
        .isEmpty();
    assertThat(
            browser.executeScript(
                "return document.documentElement.scrollWidth <= window.innerWidth"))
        .as(name + " fits")
        .isEqualTo(true);
    picture(browser, name);
  }

  private static void picture(ChromeDriver browser, String name) throws IOException {
    Object png =
        browser
            .executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true))
            .get("data");
    Files.write(PICTURES.resolve(name + ".png"), Base64.getDecoder().decode(png.toString()));
  }

  private static ChromeDriver browser(int width, boolean scripts) throws IOException {
    ChromeOptions options = Chromium.options(Files.createTempDirectory(profiles, "chromium"));
    options.addArguments("--hide-scrollbars");
    if (!scripts) {
      options.setExperimentalOption(
          "prefs", Map.of("profile.managed_default_content_settings.javascript", 2));
    }
    ChromeDriver browser = Chromium.open(options);
    Map<String, Object> metrics = new HashMap<>();
    metrics.put("width", width);
    metrics.put("height", 900);
    metrics.put("deviceScaleFactor", 1);
    metrics.put("mobile", width < 600);
    browser.executeCdpCommand("Emulation.setDeviceMetricsOverride", metrics);
    return browser;
  }
}
