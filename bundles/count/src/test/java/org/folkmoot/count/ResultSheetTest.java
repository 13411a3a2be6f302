package org.folkmoot.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.StringReader;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Result sheets say what happened, in every format, and are safe with any name. */
class ResultSheetTest {

  private static BallotFile staff() {
    return BallotFile.builder("Staff & <friends>", 2, List.of("Ann", "=Bob", "C<b>at", "Dee \"D\""))
        .papers(13, 1, 2)
        .papers(7, 1, 3)
        .papers(3, 1)
        .papers(6, 2)
        .papers(5, 3)
        .papers(6, 4, 3)
        .paper()
        .votes(2, 1, 2)
        .build();
  }

  private static CountResult result() {
    CountSettings settings =
        CountSettings.standard().withRejected(Map.of(RejectionGround.VOTER_IDENTIFIABLE, 4L));
    return CountingRules.named("nhs-stv").count(staff(), settings);
  }

  @Test
  void narration_tells_each_stage_in_plain_words() {
    List<String> told = Narration.of(result(), Language.ENGLISH);
    assertThat(told).hasSize(5);
    assertThat(told.get(0))
        .contains("Places: 2. Candidates: 4. Valid papers: 40.")
        .contains("Not counted: 4 papers (voter could be identified).")
        .contains("Not counted: 2 papers (no clear first preference).")
        .contains("Not counted: 1 paper (unmarked or uncertain).")
        .contains("The quota is 14");
    assertThat(told.get(1)).contains("Ann passed the quota of 14 with 9 votes to spare");
    assertThat(told.get(2))
        .contains("Of 23 papers looked at, 20 had a next preference, and each moved on at 0.45.");
    assertThat(told.get(3)).contains("Dee \"D\" has the fewest votes, 6, and is excluded.");
    assertThat(told.get(4)).isEqualTo("Elected, in this order: Ann and C<b>at.");
  }

  @Test
  void narration_is_told_in_welsh_too() {
    List<String> told = Narration.of(result(), Language.WELSH);
    assertThat(told.get(1)).contains("Pasiodd Ann y cwota o 14 gyda 9 o bleidleisiau dros ben");
    assertThat(told.get(4)).startsWith("Etholwyd, yn y drefn hon: Ann a ");
  }

  @Test
  void both_languages_have_the_same_sentences_with_the_same_blanks() {
    Wording english = Wording.in(Language.ENGLISH);
    Wording welsh = Wording.in(Language.WELSH);
    assertThat(welsh.keys()).isEqualTo(english.keys());
    String[] all = {
      "n",
      "names",
      "name",
      "stage",
      "seats",
      "candidates",
      "valid",
      "papers",
      "ground",
      "quota",
      "over",
      "votes",
      "surplus",
      "moved",
      "value",
      "lost",
      "for",
      "against"
    };
    Object[] blanks = Arrays.stream(all).flatMap(b -> Stream.of(b, "<" + b + ">")).toArray();
    for (String key : english.keys()) {
      assertThat(blanksOf(welsh.say(key, blanks)))
          .as(key)
          .isEqualTo(blanksOf(english.say(key, blanks)));
    }
  }

  private static Set<String> blanksOf(String said) {
    Set<String> blanks = new HashSet<>(Arrays.asList(said.split("[^<>a-zA-Z]+")));
    blanks.removeIf(word -> !word.startsWith("<"));
    return blanks;
  }

  @Test
  void html_is_well_formed_in_any_language_and_escapes_names() throws Exception {
    for (Language language : Language.values()) {
      String page = ResultSheet.html(result(), language);
      assertThat(page)
          .contains("<html lang=\"" + language.tag() + "\">", "C&lt;b&gt;at", "scope=\"row\"")
          .contains("role=\"img\"", "<caption>")
          .doesNotContain("<b>", "http://www.w3.org/1999", "<script");
      // The page is written so that an XML parser reads it too, but for two void elements.
      String xml = page.replace("<!DOCTYPE html>\n", "").replaceAll("<meta ([^>]*)>", "<meta $1/>");
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(xml)));
      assertThat(document.getElementsByTagName("tr").getLength()).isEqualTo(6);
      assertThat(document.getElementsByTagName("desc").getLength()).isEqualTo(1);
    }
  }

  @Test
  void csv_marks_formulas_as_text_and_doubles_quotes() {
    String csv = ResultSheet.csv(result(), Language.ENGLISH);
    assertThat(csv)
        .contains("\"'=Bob\",6.00,+5.85,11.85", "\"Dee \"\"D\"\"\"")
        .contains("\"Transfer value\",,,0.45,,")
        .contains("\"Totals\",40.00,,40.00,,40.00");
  }

  @Test
  void json_is_json_and_says_all() {
    Json.Value json = Json.parse(ResultSheet.json(result()));
    assertThat(json.get("elected").list().stream().map(e -> e.get("candidate").number()))
        .containsExactly(1L, 3L);
    assertThat(json.get("invalid").get("voter could be identified").number()).isEqualTo(4);
    assertThat(json.get("stages").list().get(1).get("transferValue").string()).isEqualTo("0.45");
    assertThat(json.get("stages").list().get(2).get("votes").get("3").string()).isEqualTo("14.15");
    assertThat(json.get("candidates").list().get(3).string()).isEqualTo("Dee \"D\"");
  }

  @Test
  void every_rule_can_be_shown() {
    BallotFile two =
        BallotFile.builder("Motion", 1, List.of("For", "Against")).papers(3, 1).paper(2).build();
    for (CountingRule rule : CountingRules.all()) {
      CountResult result = rule.count(two, CountSettings.standard());
      for (ResultSheet.Format format : ResultSheet.Format.values()) {
        for (Language language : Language.values()) {
          assertThatCode(() -> ResultSheet.render(result, format, language))
              .doesNotThrowAnyException();
        }
      }
    }
    CountResult carried = CountingRules.named("resolution").count(two, CountSettings.standard());
    assertThat(ResultSheet.text(carried, Language.ENGLISH))
        .contains("The resolution is carried: 3 for, 1 against.");
  }
}
