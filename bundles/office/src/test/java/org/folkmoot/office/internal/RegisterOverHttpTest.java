package org.folkmoot.office.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.office.internal.Visitor.Answer;
import org.folkmoot.office.internal.register.RegisterTrials;
import org.folkmoot.register.Reviews;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The register's pages, asked over HTTP, with the real register behind them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RegisterOverHttpTest {
  private static final String LIST =
      """
      Key,First name,Last name,Date of birth,Email,Kind,Postcode
      1,Ann,Archer,1980-05-01,ann@home.example,parent,LO1 2AK
      2,-Bob,Baker,1981-06-02,bob@home.example,parent,LO1 2AK
      3,Mia,Novak,1988-07-01,novak@home.example,parent,LO1 2AH
      4,Mya,Novak,1988-07-01,novak@home.example,parent,LO1 2AH
      5,Vic,Visitor,1979-01-01,,visitor,LO1 2AK
      """;

  @TempDir static Path work;
  private static StartedOffice office;
  private static Visitor visitor;

  @BeforeAll
  static void open() throws Exception {
    office = new StartedOffice(work);
    visitor = office.signedIn("Sam Reed", "oak");
    visitor.get("/i/oak/records");
    String at =
        visitor
            .upload("/i/oak/records", "people.csv", LIST.getBytes(StandardCharsets.UTF_8), "Lists")
            .location();
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
    visitor.get(at);
    visitor.post(at + "/enrol");
  }

  @AfterAll
  static void close() throws Exception {
    office.close();
  }

  private static Document page(String path) throws Exception {
    Answer answer = visitor.get(path);
    assertThat(answer.status()).as(path + ": " + answer.page().text()).isEqualTo(200);
    return answer.page();
  }

  private static String person(String name) throws Exception {
    return page("/i/oak/members?q=" + name).select("tbody a").attr("href");
  }

  @Test
  @Order(1)
  void aSearchAlsoTellsOfPeopleWhoAreNotMembersAndWhyNot() throws Exception {
    Document none = page("/i/oak/members?q=visitor");
    assertThat(none.select("main").text()).contains("1 other person with this name");
    Document others = page("/i/oak/members?state=others&q=visitor");
    assertThat(others.select("tbody tr")).hasSize(1);
    Document vic = page(others.select("tbody a").attr("href"));
    assertThat(vic.select("main").text()).contains("Not a member").contains("visitor");
  }

  @Test
  @Order(2)
  void theWholeRollIsOneFileInWhichNoCellStartsAFormula() throws Exception {
    Answer file = visitor.get("/i/oak/explained-roll.csv");
    assertThat(file.header("Content-Disposition")).contains("explained-roll.csv");
    assertThat(file.body().lines()).hasSize(6);
    assertThat(file.body())
        .contains("'-Bob", "Visitor", "Not a member")
        .doesNotContain("home.example", "LO1", "1980-05-01");
  }

  @Test
  @Order(3)
  void thePageOfAPersonHasTheHistoryAndTheNoticesSent() throws Exception {
    Document ann = page(person("archer"));
    assertThat(ann.select("main").text())
        .contains("History of the membership", "Run 1", "Welcome", "ann@home.example");
    assertThat(ann.select("main a[href$=/held-data]")).hasSize(1);
  }

  @Test
  @Order(4)
  void whatChangedIsListedAndDownloaded() throws Exception {
    Document changes = page("/i/oak/changes?from=0&to=");
    assertThat(changes.select("tbody tr")).hasSize(4);
    assertThat(visitor.get("/i/oak/changes.csv?from=0&kind=joined").body().lines()).hasSize(5);
    assertThat(page("/i/oak/changes?from=1").select("main").text())
        .contains("Nothing is different");
  }

  @Test
  @Order(5)
  void smallNumbersAreLeftOutOfTheComparison() throws Exception {
    Document compared = page("/i/oak/representation?by=age");
    assertThat(compared.select("svg[role=img] rect")).isNotEmpty();
    assertThat(compared.select("tbody td").eachText()).containsOnly("Left out");
    assertThat(visitor.get("/i/oak/representation.csv?by=constituency").body())
        .doesNotContain(",4,");
  }

  @Test
  @Order(6)
  void aPairIsDecidedWithAReasonAndTakenBack() throws Exception {
    Reviews reviews = office.rooms.reviews().of("oak").orElseThrow();
    assertThat(reviews.waiting()).isEqualTo(1);
    assertThat(page("/i/oak").select("main a[href=/i/oak/reviews]")).isNotEmpty();
    String href = page("/i/oak/reviews").select("tbody a").attr("href");
    Document pair = page(href);
    assertThat(pair.select("main").text()).contains("Mia", "Mya", "The same", "What deciding does");
    Answer hasty = visitor.post(href, "decision", "two-persons");
    assertThat(hasty.status()).isEqualTo(422);
    assertThat(hasty.page().select(".error-summary").text()).contains("how you know");
    Answer done =
        visitor.post(href, "decision", "two-persons", "why", "They are twins", "confirm", "yes");
    assertThat(done.location()).isEqualTo("/i/oak/reviews");
    assertThat(reviews.waiting()).isZero();
    assertThat(page("/i/oak/reviews?standing=two-persons").select("tbody tr")).hasSize(1);
    assertThat(page(href).select("main").text()).contains("They are twins", "Sam Reed");
    visitor.post(href, "decision", "undecided", "why", "Asked the family", "confirm", "yes");
    assertThat(reviews.waiting()).isEqualTo(1);
  }

  @Test
  @Order(7)
  void aCorrectionIsAnsweredOnceAndTellsWhoseListItConcerns() throws Exception {
    String ann = person("archer");
    String id =
        office
            .rooms
            .corrections()
            .of("oak")
            .orElseThrow()
            .ask(ann.substring(ann.lastIndexOf('/') + 1), "I am called <b>Anne</b>.");
    assertThat(page("/i/oak/corrections").select("tbody").text()).contains("Ann Archer", "Lists");
    Document one = page("/i/oak/corrections/" + id);
    assertThat(one.select("main").text()).contains("<b>Anne</b>");
    assertThat(visitor.post("/i/oak/corrections/" + id, "answer", "").status()).isEqualTo(422);
    assertThat(visitor.post("/i/oak/corrections/" + id, "answer", "Told the registry.").status())
        .isEqualTo(303);
    assertThat(page("/i/oak/corrections/" + id).select("form[method=post] textarea")).isEmpty();
    assertThat(page("/i/oak/corrections").select("tbody")).isEmpty();
    assertThat(page(ann).select("main").text()).contains("Told the registry.");
  }

  @Test
  @Order(8)
  void aLetterIsMadeByPostAloneWithTheAddressAndACodeThatIsNewEachTime() throws Exception {
    String id = RegisterTrials.applyByLetter(office.rooms, "oak");
    Document application = page("/i/oak/applications/" + id);
    String letter = application.select("form[action$=/letter]").attr("action");
    assertThat(visitor.get(letter).status()).isEqualTo(405);
    page("/i/oak/applications/" + id);
    Document first = visitor.post(letter).page();
    String code = first.select(".letter__code").text();
    assertThat(first.select(".letter__address").text()).contains("Gwen Ashworth", "12 Mill Lane");
    assertThat(first.select(".letter__url").text()).endsWith("/i/oak/join/code");
    assertThat(code).hasSizeGreaterThan(24);
    page("/i/oak/applications/" + id);
    assertThat(visitor.post(letter).page().select(".letter__code").text()).isNotEqualTo(code);
    page("/i/oak/applications/" + id);
    assertThat(visitor.post("/i/oak/applications/" + id, "decision", "refuse").status())
        .isEqualTo(422);
    assertThat(
            visitor
                .post("/i/oak/applications/" + id, "decision", "accept", "reason", "I know her")
                .location())
        .isEqualTo("/i/oak/applications");
    assertThat(page("/i/oak/members?q=ashworth").select("tbody tr")).hasSize(1);
  }

  @Test
  @Order(9)
  void whatIsHeldIsGivenOutAndErasedAfterAWarning() throws Exception {
    String baker = person("baker");
    Answer json = visitor.get(baker + "/held-data.json");
    assertThat(json.header("Content-Type")).startsWith("application/json");
    assertThat(json.body())
        .contains("\"family-name\": \"Baker\"", "\"date-of-birth\": \"1981-06-02\"")
        .doesNotContain("Archer");
    assertThat(page(baker + "/held-data").select("main").text()).contains("1981-06-02", "welcome");
    Document before = page(baker + "/erase");
    assertThat(before.select("main").text()).contains("What stays", "Lists");
    assertThat(visitor.post(baker + "/erase").status()).isEqualTo(422);
    assertThat(visitor.post(baker + "/erase", "confirm", "yes").location()).isEqualTo(baker);
    Document after = page(baker);
    assertThat(after.select("h1").text()).isEqualTo("(erased)");
    assertThat(after.select("main").text()).contains("Left at own wish").doesNotContain("Baker");
    assertThat(visitor.get("/i/oak/explained-roll.csv").body()).doesNotContain("Baker");
    assertThat(visitor.get("/i/oak/journal").body()).doesNotContain("Baker");
  }

  @Test
  @Order(10)
  void anotherInstitutionsPeopleAreNotFound() throws Exception {
    String ann = person("archer");
    Visitor elm = office.signedIn("Olu Ade", "elm");
    String id = ann.substring(ann.lastIndexOf('/') + 1);
    for (String path : List.of("", "/erase", "/held-data", "/held-data.json", "/standing")) {
      assertThat(elm.get("/i/elm/members/" + id + path).status()).as(path).isEqualTo(404);
      assertThat(elm.get(ann + path).status()).as(path).isEqualTo(404);
    }
  }
}
