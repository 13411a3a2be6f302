package org.folkmoot.notice.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.folkmoot.notice.Fact;
import org.folkmoot.notice.PostOffice.Letter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
  private static final Locale WELSH = Locale.forLanguageTag("cy");
  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  private static Letter letter(String markdown, Map<String, Fact> facts) {
    return letter(markdown, Map.of(), facts);
  }

  private static Letter letter(String markdown, Map<String, Fact> common, Map<String, Fact> facts) {
    Map<String, Fact> all = new TreeMap<>(common);
    all.put("institution", Fact.text("Oak School"));
    return new Typeset(
            Wording.parse("test", "Subject: About\n\n" + markdown),
            Wording.parseFooter("foot", "Sent by {institution}."),
            Locale.ENGLISH,
            all)
        .letter(facts);
  }

  private static String body(Letter letter) {
    String text = letter.text();
    return text.substring(
        "Oak School\n\n".length(),
        text.length() - "\n\n----------\n\nSent by Oak School.\n".length());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-06-12T17:00,en,5pm on Friday 12 June 2026",
    "2026-06-12T17:00,cy,5pm ddydd Gwener 12 Mehefin 2026",
    "2026-06-12T09:05,en,9:05am on Friday 12 June 2026",
    "2026-06-12T12:00,en,midday on Friday 12 June 2026",
    "2026-06-12T12:30,en,12:30pm on Friday 12 June 2026",
    "2026-06-12T00:30,en,12:30am on Friday 12 June 2026",
    "2026-06-12T00:00,en,midnight at the start of Friday 12 June 2026",
    "2026-02-01T00:00,cy,hanner nos ar ddechrau dydd Sul 1 Chwefror 2026",
    "2026-12-30T23:59,cy,11:59pm ddydd Mercher 30 Rhagfyr 2026"
  })
  void momentsAreWrittenAsPublicBodiesWriteThem(String local, String language, String said) {
    ZonedDateTime moment = java.time.LocalDateTime.parse(local).atZone(LONDON);

    assertThat(Written.moment(moment, Locale.forLanguageTag(language))).isEqualTo(said);
  }

  @Test
  void aMomentGivenInAnotherZoneIsSaidInLondonTime() {
    assertThat(Written.moment(ZonedDateTime.parse("2026-06-12T16:00:00Z"), Locale.ENGLISH))
        .isEqualTo("5pm on Friday 12 June 2026");
  }

  @Test
  void daysAreWrittenOutInBothLanguages() {
    LocalDate day = LocalDate.of(2026, 3, 1);

    assertThat(Written.day(day, Locale.ENGLISH)).isEqualTo("Sunday 1 March 2026");
    assertThat(Written.day(day, WELSH)).isEqualTo("dydd Sul 1 Mawrth 2026");
  }

  @Test
  void aFactIsNeverMarkup() {
    Letter letter =
        letter(
            "Dear {name}.", Map.of("name", Fact.text("**Bo** [x](http://evil) <img src=x> {a}")));

    assertThat(body(letter)).isEqualTo("Dear **Bo** [x](http://evil) <img src=x> {a}.");
    assertThat(letter.html())
        .contains("Dear **Bo** [x](http://evil) &lt;img src=x&gt; {a}.")
        .doesNotContain("<img")
        .doesNotContain("href=\"http://evil");
  }

  @Test
  void aFactThatIsWrittenLikeAPlaceholderIsNotReplacedAgain() {
    Letter letter =
        letter("{a} and {b}.", Map.of("a", Fact.text("{b}")), Map.of("b", Fact.text("secret")));

    assertThat(body(letter)).isEqualTo("{b} and secret.");
  }

  @Test
  void aLinkStandsWholeOnALineOfItsOwnHoweverLongItIs() {
    String address = "https://members.oak.example/i/oak/vote/" + "a".repeat(90);
    Letter letter =
        letter("[Vote now]({link})", Map.of("link", new Fact.Link(URI.create(address))));

    assertThat(body(letter)).isEqualTo("Vote now:\n" + address);
    assertThat(letter.html()).contains("<a href=\"" + address + "\"").contains(">" + address + "<");
  }

  @Test
  void linksWithinASentenceFollowTheirWordsWhenThereAreSeveral() {
    Letter letter = letter("See [one](https://a.example) or [two](mailto:x@b.example).", Map.of());

    assertThat(body(letter)).isEqualTo("See one\nhttps://a.example\nor two\nx@b.example\n.");
  }

  @Test
  void textIsWrappedAtSeventyTwoColumns() {
    Letter letter = letter("word ".repeat(60), Map.of());

    assertThat(body(letter).lines()).allMatch(line -> line.length() <= 72).hasSize(5);
  }

  @Test
  void aParagraphThatIsOnlyItemsBecomesAList() {
    Letter letter =
        letter("{business}", Map.of("business", new Fact.Items(List.of("Accounts", "A < B"))));

    assertThat(body(letter)).isEqualTo("- Accounts\n- A < B");
    assertThat(letter.html()).contains(">Accounts</li>").contains(">A &lt; B</li>");
  }

  @Test
  void itemsTakeThePlaceOfANumberedItem() {
    Letter letter =
        letter(
            "1. Welcome\n2. {business}\n3. Close",
            Map.of("business", new Fact.Items(List.of("Accounts", "Elections"))));

    assertThat(body(letter)).isEqualTo("1. Welcome\n2. Accounts\n3. Elections\n4. Close");
  }

  @Test
  void anEmptyListLeavesNothingBehind() {
    Letter letter =
        letter("Before\n\n{business}\n\nAfter", Map.of("business", new Fact.Items(List.of())));

    assertThat(body(letter)).isEqualTo("Before\n\nAfter");
    assertThat(letter.html()).doesNotContain("<ul");
  }

  @Test
  void headingsEmphasisAndQuotesReadPlainlyAsText() {
    Letter letter = letter("# Title\n\nSome **bold** *word*.\n\n> Quoted\n> twice", Map.of());

    assertThat(body(letter)).isEqualTo("Title\n=====\n\nSome bold word.\n\n> Quoted twice");
  }

  @Test
  void theHtmlSaysItsLanguageAndFetchesNothing() {
    String html = letter("Hello", Map.of()).html();

    assertThat(html).startsWith("<!DOCTYPE html>\n<html lang=\"en\">");
    assertThat(html).doesNotContain("src=").doesNotContain("url(").doesNotContain("<link");
    assertThat(html).doesNotContainPattern("font-size:(1[0-5]|[0-9])px");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Hello {Name}|brace",
        "Hello {name|brace",
        "Hello <b>you</b>|HtmlInline",
        "![logo](https://a.example/x.png)|Image",
        "[x](javascript:alert)|neither",
        "Use `code`|Code"
      })
  void wordingThatCannotBeSentIsRefusedWhenLoaded(String markdown, String what) {
    assertThatThrownBy(() -> Wording.parse("form_en.md", "Subject: x\n\n" + markdown))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("form_en.md")
        .hasMessageContaining(what);
  }

  @Test
  void wordingWithoutSubjectIsRefused() {
    assertThatThrownBy(() -> Wording.parse("form_en.md", "Hello")).hasMessageContaining("Subject:");
    assertThatThrownBy(() -> Wording.parse("form_en.md", "Subject:\n\nHello"))
        .hasMessageContaining("subject is empty");
  }

  @Test
  void aLinkFactLeadsNowhereButToTheWebOrMail() {
    assertThatThrownBy(
            () ->
                letter(
                    "[Go]({link})",
                    Map.of("link", new Fact.Link(URI.create("javascript:alert(1)")))))
        .hasMessageContaining("https:");
  }

  @Test
  void factsComeBackFromTheDatabaseAsTheyWere() {
    Map<String, Fact> facts =
        Map.of(
            "text", Fact.text("Ŵyn\nPrŷs"),
            "words", new Fact.Words(new org.folkmoot.constitution.Label("a", "b")),
            "day", new Fact.Day(LocalDate.of(2026, 2, 28)),
            "moment", new Fact.Moment(LocalDate.of(2026, 6, 1).atStartOfDay(LONDON)),
            "items", new Fact.Items(List.of("x", "")),
            "link", new Fact.Link(URI.create("https://a.example/?q=1")));

    Packed.Unpacked back = Packed.unpack(Packed.facts(facts, List.of("l1", "l2")));

    assertThat(back.facts()).isEqualTo(facts);
    assertThat(back.lines()).containsExactly("l1", "l2");
  }
}
