package org.folkmoot.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.folkmoot.page.internal.Assets;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** Every part in one page, left in target/gallery*.html to be looked at. */
class GalleryTest {
  private static final Path TARGET = Path.of("target");
  private final Templates templates = Templates.of(GalleryTest.class, "gallery");

  @Test
  void theGalleryIsLeftToBeLookedAt() throws IOException {
    leaveToBeLookedAt(gallery(Language.EN, Form.blank()), "gallery.html");
    leaveToBeLookedAt(gallery(Language.EN, faulty()), "gallery-faulty.html");
    leaveToBeLookedAt(gallery(Language.CY, Form.blank()), "gallery-cy.html");
    assertThat(TARGET.resolve("gallery.html")).isNotEmptyFile();
  }

  @Test
  void everyFieldIsLabelledAndDescribedByWhatIsThere() {
    Document page = Jsoup.parse(gallery(Language.EN, faulty()));
    assertThat(page.select("input:not([type=hidden]), select, textarea")).hasSizeGreaterThan(15);
    for (Element field : page.select("input:not([type=hidden]), select, textarea")) {
      assertThat(page.select("label[for=" + field.id() + "]"))
          .as("label of " + field.id())
          .hasSize(1);
    }
    for (Element described : page.select("[aria-describedby], [aria-labelledby]")) {
      String ids = described.attr("aria-describedby") + " " + described.attr("aria-labelledby");
      for (String id : ids.strip().split("\\s+")) {
        assertThat(page.getElementById(id))
            .as("what describes " + described.tagName() + " " + id)
            .isNotNull();
      }
    }
    List<String> ids = page.select("[id]").eachAttr("id");
    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void theErrorSummaryLeadsToEachFieldAndTheTitleSaysThatSomethingIsWrong() {
    Document page = Jsoup.parse(gallery(Language.EN, faulty()));
    assertThat(page.title())
        .startsWith("Error: ")
        .endsWith("The parts of a page - Elections - Oak School");
    List<String> targets = page.select(".error-summary a").eachAttr("href");
    assertThat(targets).hasSize(faulty().refusals().size());
    for (String target : targets) {
      Element field = page.getElementById(target.substring(1));
      assertThat(field).as(target).isNotNull();
      assertThat(field.tagName()).as(target).isIn("input", "select", "textarea");
    }
    assertThat(page.select(".group--error .error-message")).hasSameSizeAs(targets);
  }

  @Test
  void aPartEscapesWhatItIsGiven() {
    String nasty = "\"><script>alert(1)</script>";
    String html = gallery(Language.EN, Form.blank().with("name", nasty).refuse("name", nasty));
    assertThat(html).doesNotContain("<script");
    assertThat(Jsoup.parse(html).getElementById("name").attr("value")).isEqualTo(nasty);
    assertThat(html).contains("Draft &lt;b&gt;");
  }

  @Test
  void theWelshPageIsWelshAndLeadsToItsTwin() {
    Document page = Jsoup.parse(gallery(Language.CY, Form.blank()));
    assertThat(page.select("html").attr("lang")).isEqualTo("cy");
    assertThat(page.select("h1").first().text()).isEqualTo("Rhannau tudalen");
    assertThat(page.text())
        .contains("Pleidleisiwch erbyn 5pm ddydd Gwener 12 Mehefin 2026")
        .contains("Tair pleidlais");
    assertThat(page.select(".masthead__languages a").attr("href")).isEqualTo("/?lang=en");
    assertThat(page.title()).isEqualTo("Rhannau tudalen - Elections - Ysgol y Dderwen");
  }

  @Test
  void nothingOnThePageComesFromElsewhereOrRunsAScript() throws IOException {
    Document page = Jsoup.parse(gallery(Language.EN, faulty()));
    assertThat(page.select("script, [onclick], [style], style")).isEmpty();
    assertThat(page.select("[src], link[href]").eachAttr("href"))
        .allMatch(href -> href.startsWith("/assets/"));
    try (InputStream css = Assets.class.getResourceAsStream("/assets/folkmoot.css")) {
      assertThat(new String(css.readAllBytes(), StandardCharsets.UTF_8))
          .doesNotContain("@import")
          .doesNotContain("url(");
    }
  }

  private static Form faulty() {
    return Form.blank()
        .with("name", "Rhian Ellis")
        .with("news", "e", "a")
        .with("candidate", "1")
        .refuse("rank", "Enter a whole number, such as 1")
        .refuse("statement", "Your statement is 1,310 characters; the most is 1,200")
        .refuse("constituency", "Choose a constituency")
        .refuse("candidate", "Choose one candidate, or none of them")
        .refuse("declare", "Tick the box if you are qualified")
        .refuse("close", "There is no 31 June: enter a day of that month");
  }

  private String gallery(Language language, Form form) {
    Letterhead letterhead =
        new Letterhead(
            "oak",
            Map.of(Language.EN, "Oak School", Language.CY, "Ysgol y Dderwen"),
            List.of(Language.EN, Language.CY));
    String html =
        templates
            .page(language, letterhead, "gallery")
            .form(form)
            .service("Elections")
            .navigation(List.of(new Link("Members", "/members"), new Link("Elections", "/")))
            .crumbs(List.of(new Link("Home", "/"), new Link("Elections", "/elections")))
            .footer(List.of(new Link("Accessibility", "/accessibility")))
            .banner(Banner.important("The poll closes at 5pm today."))
            .with("closes", LocalDateTime.of(2026, 6, 12, 17, 0).atZone(DateWords.ZONE))
            .with("paging", new Paging(4, 20, 310, "/elections?page="))
            .html();
    return html;
  }

  private static void leaveToBeLookedAt(String html, String name) throws IOException {
    Files.writeString(
        TARGET.resolve(name),
        html.replace(Assets.href("folkmoot.css"), "classes/assets/folkmoot.css"));
  }
}
