package org.folkmoot.office.internal.elections;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.ElectionStep;
import org.folkmoot.document.QrCode;
import org.folkmoot.election.Contest;
import org.folkmoot.election.ElectoralRoll;
import org.folkmoot.office.internal.elections.Asked.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The paper desk, new links and reminders as the office sees them. */
class DeskPagesTest {
  private final TrialSchool school = new TrialSchool("tripartite");
  private final Asked office = school.electionPages;
  private String election;
  private Contest contest;

  @BeforeEach
  void openThePoll() {
    school.enrol(6, 3, 2);
    election =
        office
            .post(
                "/i/oak/elections/new",
                "title",
                "Governors 2026",
                "close-day",
                "27",
                "close-month",
                "11",
                "close-year",
                "2026",
                "rule-users",
                "nhs-stv",
                "rule-workers",
                "nhs-stv",
                "rule-community",
                "nhs-stv")
            .location();
    assertThat(election).isNotNull();
    office.post(election + "/notice", "confirm", "yes");
    contest = school.election().contestsOf(Constituency.USERS).get(0);
    for (String name : List.of("Ann Able", "Bob Bell", "Cai Cox", "Dee Day", "Eve East")) {
      school.elections.decide(
          school
              .elections
              .nominate(
                  contest.id(),
                  new org.folkmoot.election.Nomination.NominationPaper(
                      Optional.empty(), name, "I will listen.", "None", name),
                  "Sam Reed")
              .id(),
          true,
          "",
          "Sam Reed");
    }
    school.today(school.election().timetable().day(ElectionStep.NOMINATIONS_CLOSE).plusDays(1));
    office.post(election + "/candidates");
    office.post(election + "/roll");
    office.post(election + "/key", "again", "yes");
    assertThat(office.post(election + "/papers", "confirm", "yes").status()).isEqualTo(303);
    contest = school.election().contestsOf(Constituency.USERS).get(0);
  }

  @AfterEach
  void close() {
    school.close();
  }

  private String slip() throws Exception {
    byte[] pdf = school.printedPacks();
    try (PDDocument document = Loader.loadPDF(pdf)) {
      int last = document.getNumberOfPages() - 1;
      return QrCode.read(new PDFRenderer(document).renderImageWithDPI(last, 150)).orElseThrow();
    }
  }

  @Test
  void packsArePrintedAsOnePdf() {
    assertThat(office.get(election + "/desk").page().text()).contains("1 pack waits");
    Answer printed = office.post(election + "/desk/print", "order", "postcode");
    assertThat(printed.status()).isEqualTo(200);
    assertThat(printed.headers().get("Content-Disposition")).contains("packs-governors-2026.pdf");
    assertThat(printed.body()).startsWith("%PDF");
    assertThat(office.post(election + "/desk/print", "order", "name").status()).isEqualTo(422);
  }

  @Test
  void aSlipIsTakenOnceAndItsPaperReadByTwoAccountsIntoTheBox() throws Exception {
    String slip = slip();
    assertThat(office.post(election + "/desk", "slip", "").status()).isEqualTo(422);
    assertThat(office.post(election + "/desk", "slip", slip).status()).isEqualTo(303);
    assertThat(office.get(election + "/desk").page().select(".banner").text())
        .contains("Slip 1: received");
    office.post(election + "/desk", "slip", slip);
    assertThat(office.get(election + "/desk").page().text())
        .contains("Disqualified: a paper came in before 1");
    assertThat(office.get(election + "/desk/disqualified.csv").body())
        .contains("Disqualified: a paper came in before");
    String pile = election + "/desk/" + contest.id();
    assertThat(office.post(pile, "paper", "1", "rank-1", "1", "ground", "").status())
        .isEqualTo(422);
    school.today(school.election().timetable().close().toLocalDate().plusDays(1));
    assertThat(office.get(pile).status()).isEqualTo(200);
    assertThat(office.post(pile, "paper", "1", "rank-1", "2", "ground", "").page().text())
        .contains("No candidate has the number 1");
    assertThat(office.post(pile, "paper", "1", "rank-1", "1", "rank-3", "2", "ground", "").status())
        .isEqualTo(303);
    assertThat(office.get(pile).page().text()).contains("Read once, by you 1");
    assertThat(
            office
                .as("Ann Other")
                .post(pile, "paper", "1", "rank-1", "1", "rank-3", "2", "ground", "")
                .status())
        .isEqualTo(303);
    assertThat(office.get(pile).page().select(".banner").text()).contains("both readings agree");
    assertThat(office.post(election + "/desk/seal").status()).isEqualTo(422);
    assertThat(office.post(election + "/desk/seal", "confirm", "yes").status()).isEqualTo(303);
    assertThat(office.get(election + "/desk").page().text()).contains("The papers are in the box");
  }

  @Test
  void aVoterIsFoundByNameAndSentANewLinkWithAReason() {
    assertThat(office.get(election + "/links?q=x").status()).isEqualTo(200);
    ElectoralRoll.Entry parent =
        school.elections.roll(school.election().id()).orElseThrow().entries().stream()
            .filter(entry -> entry.constituency() == Constituency.USERS)
            .findFirst()
            .orElseThrow();
    String member = parent.member();
    String voter = election + "/links/" + member;
    assertThat(office.get(voter).page().select("h1").text()).contains(parent.name());
    assertThat(office.post(voter, "action", "link").status()).isEqualTo(422);
    assertThat(office.post(voter, "action", "link", "reason", "mail lost").status()).isEqualTo(303);
    assertThat(office.post(voter, "action", "paper", "large", "yes").status()).isEqualTo(303);
    assertThat(office.post(voter, "action", "tendered", "reason", "says so").status())
        .isEqualTo(422);
    assertThat(school.paperDesk.printing(school.election().id()).waiting()).isEqualTo(2);
  }

  @Test
  void aReminderSaysOnlyHowManyAndIsNotSentTwice() {
    school.polls.cast(school.tokens(contest).get(0), Map.of(contest.id(), List.of(1)));
    assertThat(office.get(election + "/reminder").page().select("#unused").text())
        .contains("4 voters");
    assertThat(office.post(election + "/reminder").status()).isEqualTo(422);
    assertThat(office.post(election + "/reminder", "confirm", "yes").status()).isEqualTo(303);
    assertThat(office.get(election + "/reminder").page().text())
        .contains("4 voters are being reminded")
        .contains("next reminder");
    assertThat(office.post(election + "/reminder", "confirm", "yes").status()).isEqualTo(422);
  }

  @Test
  void theDeskIsThereInWelsh() {
    assertThat(office.in(org.folkmoot.page.Language.CY).get(election + "/desk").page().text())
        .contains("Desg bapur");
  }
}
