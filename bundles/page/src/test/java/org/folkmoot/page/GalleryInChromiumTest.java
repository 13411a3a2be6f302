package org.folkmoot.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;

/** Every part in a real browser: judged by axe, measured at 320 pixels, reached by keyboard. */
@Tag("drill")
class GalleryInChromiumTest {
  private static final List<String> PAGES =
      List.of("gallery.html", "gallery-faulty.html", "gallery-cy.html");

  @TempDir static Path profile;
  private static ChromeDriver browser;

  @BeforeAll
  static void openBrowser() throws IOException {
    Chromium.assumeInstalled();
    new GalleryTest().theGalleryIsLeftToBeLookedAt();
    ChromeOptions options = Chromium.options(profile);
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
    for (String page : PAGES) {
      for (int width : new int[] {320, 1280}) {
        open(page, width);
        Results results =
            new AxeBuilder()
                // No page has frames, for which axe would open a window of its own.
                .setLegacyMode(true)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .analyze(browser);
        assertThat(results.getPasses()).as("rules that axe applied").hasSizeGreaterThan(15);
        assertThat(results.getViolations())
            .as(page + " at " + width)
            .extracting(rule -> rule.getId() + " " + rule.getNodes())
            .isEmpty();
      }
    }
  }

  @Test
  void nothingIsWiderThanAScreenOf320Pixels() {
    for (String page : PAGES) {
      open(page, 320);
      Object width = browser.executeScript("return document.documentElement.scrollWidth");
      assertThat(((Number) width).intValue()).as(page).isLessThanOrEqualTo(320);
    }
  }

  @Test
  void whatCanBeTappedIsAtLeast24PixelsHigh() {
    open("gallery.html", 320);
    for (WebElement target :
        browser.findElements(By.cssSelector(".button, .input, .select, .tick__input, .pages a"))) {
      assertThat(target.getSize().getHeight())
          .as(target.getTagName() + " " + target.getText())
          .isGreaterThanOrEqualTo(24);
    }
  }

  @Test
  void theErrorSummaryHasTheFocusWhenThePageOpens() {
    open("gallery-faulty.html", 1280);
    assertThat(browser.switchTo().activeElement().getAttribute("class")).isEqualTo("error-summary");
  }

  private static void open(String page, int width) {
    Map<String, Object> metrics = new HashMap<>();
    metrics.put("width", width);
    metrics.put("height", 900);
    metrics.put("deviceScaleFactor", 1);
    metrics.put("mobile", false);
    browser.executeCdpCommand("Emulation.setDeviceMetricsOverride", metrics);
    browser.get(Path.of("target", page).toUri().toString());
  }
}
