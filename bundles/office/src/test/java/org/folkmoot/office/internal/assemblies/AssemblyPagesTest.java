package org.folkmoot.office.internal.assemblies;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.folkmoot.office.internal.elections.Asked;
import org.folkmoot.office.internal.elections.Asked.Answer;
import org.folkmoot.office.internal.elections.TrialSchool;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Assemblies called through the office's pages, over the real rooms. */
class AssemblyPagesTest {
  private static final String NEW = "/i/oak/assemblies/new";

  private final TrialSchool school = new TrialSchool("tripartite");
  private final Asked office = school.assemblyPages;

  @AfterEach
  void close() {
    school.close();
  }

  private Answer plan(String... changed) {
    List<String> fields =
        new ArrayList<>(
            List.of(
                "title", "Annual assembly 2026",
                "annual", "yes",
                "day-day", "1",
                "day-month", "10",
                "day-year", "2026",
                "time", "18:30",
                "place", "The hall\nfrom Acorn Lane",
                "agenda", "Minutes\n\n Report of the year \nElection of the leader"));
    for (int i = 0; i < changed.length; i += 2) {
      int at = fields.indexOf(changed[i]);
      fields.set(at + 1, changed[i + 1]);
    }
    return office.post(NEW, fields.toArray(String[]::new));
  }

  @Test
  void anAssemblyIsPlannedCalledAndProved() {
    school.enrol(3, 2, 1);
    assertThat(office.get("/i/oak/assemblies").page().text()).contains("No assembly is planned");
    Answer made = plan();
    assertThat(made.status()).as(made.body()).isEqualTo(303);
    String assembly = made.location();
    Document page = office.get(assembly).page();
    // 14 clear days before 1 October, and mail counts as served the day after it is sent.
    assertThat(page.select("#last-day-email").attr("datetime")).isEqualTo("2026-09-15");
    assertThat(page.select("#last-day-post").attr("datetime")).isEqualTo("2026-09-14");
    assertThat(page.select("dd ol li").eachText())
        .containsExactly("Minutes", "Report of the year", "Election of the leader");
    assertThat(page.select("#people").text()).isEqualTo("6 people");
    assertThat(page.select(".warning").text()).contains("6 people");

    Answer without = office.post(assembly + "/notice");
    assertThat(without.status()).isEqualTo(422);
    assertThat(without.page().select(".error-summary a").attr("href")).isEqualTo("#confirm");
    assertThat(school.assemblies.all().get(0).noticeGiven()).isEmpty();

    assertThat(office.post(assembly + "/notice", "confirm", "yes").location()).isEqualTo(assembly);
    school.mailOut();
    Document proof = office.get(assembly + "/proof").page();
    assertThat(proof.select("#addressed").text()).isEqualTo("6");
    assertThat(proof.select("#served").text()).isEqualTo("5");
    assertThat(proof.select("#unserved").text()).isEqualTo("1");
    assertThat(proof.select("#proof tbody tr")).hasSize(6);
    assertThat(proof.select("#proof code").first().text()).matches("[0-9a-f]{64}");
    Answer again = office.post(assembly + "/notice", "confirm", "yes");
    assertThat(again.status()).isEqualTo(422);
    assertThat(again.page().text()).contains("notice is given once");
  }

  @Test
  void theLastDaysAreShownForADayThatIsOnlyConsidered() {
    Answer shown =
        office.post(
            NEW, "day-day", "1", "day-month", "10", "day-year", "2026", "action", "days");
    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.page().select(".inset time").eachAttr("datetime"))
        .contains("2026-09-15", "2026-09-14");
    assertThat(school.assemblies.all()).isEmpty();
    assertThat(office.post(NEW, "action", "days").status()).isEqualTo(422);
  }

  @Test
  void aMeetingThatCannotBeCalledInTimeIsRefusedWithTheRule() {
    Answer late = plan("day-day", "14", "day-month", "9");
    assertThat(late.status()).isEqualTo(422);
    assertThat(late.page().select(".error-summary").text())
        .contains("14 are needed")
        .contains("rule pack tripartite, assembly: 14 clear days")
        .contains("or later");
    assertThat(late.page().select("#place").text()).contains("The hall");
  }

  @Test
  void everyFaultIsSaidBesideItsField() {
    Answer empty = office.post(NEW);
    assertThat(empty.page().select(".error-summary a").eachAttr("href"))
        .containsExactly("#title", "#day", "#time", "#place", "#agenda");
    for (String time : List.of("25:00", "six", "18:60")) {
      assertThat(plan("time", time).page().select("#time-error").text()).contains("18:30");
    }
    assertThat(
            plan("day-day", "25", "day-month", "10", "time", "01:30").page().select(".error-summary").text())
        .as("the clocks go back on 25 October 2026")
        .contains("comes twice");
  }

  @Test
  void noticeThatCameTooLateCanNoLongerBeGiven() {
    school.enrol(3, 2, 1);
    String assembly = plan().location();
    school.today(LocalDate.of(2026, 9, 16));
    Document page = office.get(assembly).page();
    assertThat(page.select("form[action$=notice]")).isEmpty();
    assertThat(page.text()).contains("The last day for notice by email has passed");
    Answer late = office.post(assembly + "/notice", "confirm", "yes");
    assertThat(late.status()).isEqualTo(422);
    assertThat(late.page().text()).contains("14 are needed");
  }

  @Test
  void whatPeopleTypedIsTextAndNeverAFormula() {
    school.enrol(
        List.of(
            TrialSchool.person("p1", "@SUM(1)", "Jones", "parent", true),
            TrialSchool.person("p2", "<script>x", "Ek", "parent", true)));
    String assembly = plan("title", "<script>alert(1)</script>").location();
    office.post(assembly + "/notice", "confirm", "yes");
    school.mailOut();
    for (String page : Arrays.asList("/i/oak/assemblies", assembly, assembly + "/proof")) {
      assertThat(office.get(page).body()).as(page).contains("&lt;script").doesNotContain("<script");
    }
    Answer csv = office.get(assembly + "/proof.csv");
    assertThat(csv.headers().get("Content-Disposition")).contains("proof-of-service.csv");
    assertThat(csv.body()).contains("\"'@SUM(1) Jones\"").doesNotContain("\"@SUM");
  }

  @Test
  void whatDoesNotExistIsNotFound() {
    assertThat(office.get("/i/oak/assemblies/none").status()).isEqualTo(404);
    assertThat(office.get("/i/oak/assemblies/none/proof").status()).isEqualTo(404);
    assertThat(office.get("/i/oak/assemblies/a/b/c").status()).isEqualTo(404);
    assertThat(office.post("/i/oak/assemblies").status()).isEqualTo(405);
  }
}
