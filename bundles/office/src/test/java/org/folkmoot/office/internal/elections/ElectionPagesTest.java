package org.folkmoot.office.internal.elections;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.folkmoot.ballot.box.BoxFile;
import org.folkmoot.ballot.box.BoxOpening;
import org.folkmoot.ballot.box.OpenedBox;
import org.folkmoot.ballot.keys.ElectionKeyText;
import org.folkmoot.ballot.keys.ElectionKeys;
import org.folkmoot.ballot.keys.KeyShareText;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.ElectionStep;
import org.folkmoot.election.Contest;
import org.folkmoot.election.Election;
import org.folkmoot.office.internal.elections.Asked.Answer;
import org.folkmoot.page.Language;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An election led from the plan to the result through the office's pages, over the real rooms. */
class ElectionPagesTest {
  private static final String SCRIPT = "<script>alert(1)</script> Rees";

  private final TrialSchool school = new TrialSchool("tripartite");
  private final Asked office = school.electionPages;

  @AfterEach
  void close() {
    school.close();
  }

  private String plan(String rule) {
    Answer made =
        office.post(
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
            rule,
            "rule-workers",
            rule,
            "rule-community",
            rule);
    assertThat(made.status()).as(made.body()).isEqualTo(303);
    return made.location();
  }

  private Contest contest(Constituency constituency) {
    return school.election().contestsOf(constituency).get(0);
  }

  private LocalDate day(ElectionStep step) {
    return school.election().timetable().day(step);
  }

  private void nominate(String election, Constituency constituency, String name) {
    Answer taken =
        office.post(
            election + "/nominations",
            "contest",
            contest(constituency).id(),
            "nameOnPaper",
            name,
            "statement",
            "I will listen.\nAnd speak up.",
            "interests",
            "None",
            "signedBy",
            name);
    assertThat(taken.status()).as(taken.body()).isEqualTo(303);
  }

  private void acceptAll(String election) {
    school
        .elections
        .nominations(school.election().id())
        .forEach(
            nomination ->
                assertThat(
                        office
                            .post(
                                election + "/nominations/" + nomination.id(), "decision", "accept")
                            .status())
                    .isEqualTo(303));
  }

  /** Leads an election with five who stand among users for four seats to the day papers go out. */
  private String untilPapers(String rule, String... names) {
    school.enrol(12, 3, 2);
    String election = plan(rule);
    assertThat(office.post(election + "/notice", "confirm", "yes").status()).isEqualTo(303);
    for (String name : names) {
      nominate(election, Constituency.USERS, name);
    }
    acceptAll(election);
    school.today(day(ElectionStep.NOMINATIONS_CLOSE).plusDays(1));
    assertThat(office.post(election + "/candidates").status()).isEqualTo(303);
    assertThat(office.post(election + "/roll").status()).isEqualTo(303);
    return election;
  }

  private String untilBox(String election, List<List<Integer>> votes) {
    Answer key = office.post(election + "/key", "again", "yes");
    assertThat(office.post(election + "/papers", "confirm", "yes").status()).isEqualTo(303);
    Contest users = contest(Constituency.USERS);
    List<String> tokens = school.tokens(users);
    assertThat(tokens).hasSize(11); // the twelfth parent has no email address
    for (int i = 0; i < votes.size(); i++) {
      school.polls.cast(tokens.get(i), Map.of(users.id(), votes.get(i)));
    }
    return key.body();
  }

  @Test
  void anElectionIsLedFromThePlanToTheResult() {
    school.enrol(12, 3, 2);
    String election = plan("fptp");
    Document page = office.get(election).page();
    assertThat(page.select("#next h2").text()).isEqualTo("Next: Notice of election");
    assertThat(page.select("#next time").attr("datetime"))
        .isEqualTo(day(ElectionStep.NOTICE_OF_ELECTION).toString());
    assertThat(page.select("main .button")).as("one primary button").hasSize(1);
    assertThat(office.get(election + "/notice").page().select("#people").text())
        .isEqualTo("17 people");

    office.post(election + "/notice", "confirm", "yes");
    school.mailOut();
    for (String name : List.of("Ann Able", "Bob Bell", "Cai Cox", "Dee Day", "Eve East")) {
      nominate(election, Constituency.USERS, name);
    }
    nominate(election, Constituency.WORKERS, "Wil Ward");
    assertThat(office.get(election).page().select("#next").text())
        .contains("6 received. 6 wait for your decision.");
    acceptAll(election);
    school.today(day(ElectionStep.NOMINATIONS_CLOSE).plusDays(1));
    assertThat(office.get(election).page().select("#next a").attr("href"))
        .isEqualTo(election + "/candidates");
    office.post(election + "/candidates");
    office.post(election + "/roll");
    Document roll = office.get(election + "/roll").page();
    assertThat(roll.select("#voters tbody tr")).hasSize(17);
    assertThat(roll.select("#hash").text()).matches("[0-9a-f]{64}");
    assertThat(office.get(election).page().select("#next a").attr("href"))
        .isEqualTo(election + "/key");

    Answer key = office.post(election + "/key");
    assertThat(key.headers().get("Content-Disposition"))
        .isEqualTo("attachment; filename=\"folkmoot-key-governors-2026.txt\"");
    assertThat(key.body()).contains("folkmoot-key-share v1").contains("the votes are lost");
    Document kept = office.get(election + "/key").page();
    assertThat(key.body()).contains("key=" + kept.select("#fingerprint").text());
    assertThat(kept.text()).contains("key file was downloaded").doesNotContain("secret=");

    Document papers = office.get(election + "/papers").page();
    assertThat(papers.select("#packs").text()).isEqualTo("12");
    assertThat(papers.text()).contains("1 of them has no email address");
    office.post(election + "/papers", "confirm", "yes");
    List<String> tokens = school.tokens(contest(Constituency.USERS));
    String users = contest(Constituency.USERS).id();
    for (String token : tokens) {
      school.polls.cast(token, Map.of(users, List.of(1, 2, 3, 5)));
    }
    Document poll = office.get(election).page();
    assertThat(poll.select("#turnout-" + users).text()).isEqualTo("11 of 12 (91.7%)");
    assertThat(poll.select("#next .button")).as("nothing to press while the poll runs").isEmpty();

    school.today(day(ElectionStep.CLOSE_OF_POLL).plusDays(1));
    assertThat(office.get(election).page().select("#next a").attr("href"))
        .isEqualTo(election + "/box");
    Answer opened =
        office.upload(election + "/box", "key", key.body().getBytes(StandardCharsets.UTF_8));
    assertThat(opened.location()).isEqualTo(election + "/count");
    Document count = office.get(election + "/count").page();
    assertThat(count.select("#elected-" + users + " li").eachText())
        .containsExactlyInAnyOrder("Ann Able", "Bob Bell", "Cai Cox", "Eve East");
    assertThat(count.text()).contains("issued 12 = used 11 + unused 1");
    assertThat(count.select("#elected-" + contest(Constituency.WORKERS).id() + " li").eachText())
        .containsExactly("Wil Ward");

    Document before = office.get(election + "/declare").page();
    assertThat(before.select(".warning").text()).contains("17 people");
    Answer declared = office.post(election + "/declare", "confirm", "yes");
    assertThat(declared.location()).isEqualTo(election + "/result");
    Document result = office.get(declared.location()).page();
    assertThat(result.select("#turnout-" + users).attr("data-used")).isEqualTo("11");
    assertThat(office.get(election).page().select("main .button").text())
        .isEqualTo("See the result");
    assertThat(office.get("/i/oak/governing-body").page().text()).contains("Wil Ward");
    assertThat(office.get("/i/oak/elections").page().text()).contains("Result declared");
  }

  @Test
  void threeTrusteesKeepTheKeyAndTwoOfThemOpenTheBoxElsewhere() {
    String election =
        untilPapers("nhs-stv", "Ann Able", "Bob Bell", "Cai Cox", "Dee Day", "Eve East");
    ElectionKeys.Made made = ElectionKeys.make(3, 2, new SecureRandom());
    String line = ElectionKeyText.write(made.key());
    String[] trustees = {
      "way",
      "trustees",
      "trustee-1",
      "Ann Trustee",
      "email-1",
      "ann@oak.example",
      "trustee-2",
      "Bob Trustee",
      "email-2",
      "bob@oak.example",
      "trustee-3",
      SCRIPT,
      "email-3",
      "cai@oak.example"
    };
    Answer share =
        office.upload(
            election + "/key",
            "publicKey",
            KeyShareText.write(made.shares().get(0)).getBytes(StandardCharsets.UTF_8),
            trustees);
    assertThat(share.status()).isEqualTo(422);
    assertThat(share.body()).contains("secret share").doesNotContain("secret=");
    Answer nobody =
        office.post(election + "/key", "way", "trustees", "publicKeyText", line, "trustee-1", "A");
    assertThat(nobody.status()).isEqualTo(422);
    assertThat(nobody.page().select("#trustee-2-error, #email-1-error")).hasSize(2);
    Answer taken =
        office.upload(
            election + "/key", "publicKey", line.getBytes(StandardCharsets.UTF_8), trustees);
    assertThat(taken.status()).as(taken.body()).isEqualTo(303);
    Document key = office.get(election + "/key").page();
    assertThat(key.select("#fingerprint").text()).isEqualTo(made.key().fingerprint());
    assertThat(key.select("#threshold").text()).isEqualTo("Any 2 of 3 trustees");
    assertThat(key.text()).contains("Ann Trustee").contains(SCRIPT);
    assertThat(office.post(election + "/key").status()).as("a second key").isEqualTo(422);

    assertThat(office.post(election + "/papers", "confirm", "yes").status()).isEqualTo(303);
    Contest users = contest(Constituency.USERS);
    List<String> tokens = school.tokens(users);
    for (int i = 0; i < 5; i++) {
      school.polls.cast(tokens.get(i), Map.of(users.id(), List.of(i + 1)));
    }
    assertThat(office.post(election + "/box", "action", "download").status()).isEqualTo(422);

    school.today(day(ElectionStep.CLOSE_OF_POLL).plusDays(1));
    Document page = office.get(election + "/box").page();
    assertThat(page.text()).contains("Never enter a trustee’s share here").contains("Bob Trustee");
    assertThat(page.select("#keyText")).as("nowhere to paste a share").isEmpty();
    Answer box = office.post(election + "/box", "action", "download");
    assertThat(box.headers().get("Content-Disposition"))
        .isEqualTo("attachment; filename=\"folkmoot-box-governors-2026.txt\"");
    BoxFile sealed = BoxFile.read(box.body());
    assertThat(sealed.hash()).isEqualTo(page.select("#hash").text());

    Answer wrong =
        office.upload(election + "/box", "opened", box.body().getBytes(StandardCharsets.UTF_8));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(office.post(election + "/box").body()).contains("Choose the file opened.zip");
    OpenedBox opened =
        BoxOpening.open(
            sealed, made.shares().subList(1, 3), new SecureRandom(), school.clock().instant());
    Answer back = office.upload(election + "/box", "opened", OpenedBox.zip(opened.files()));
    assertThat(back.status()).as(back.body()).isEqualTo(303);
    assertThat(back.location()).isEqualTo(election + "/count");
    Document count = office.get(election + "/count").page();
    assertThat(count.text())
        .contains(opened.hash())
        .contains("issued 12 = used 5 + unused 7")
        .contains("sealed 5 = opened 5 + rejected 0");
    assertThat(office.get(election + "/box").page().text()).contains("The box is open");
  }

  @Test
  void theTimetableIsShownBeforeAnythingIsMade() {
    Answer shown =
        office.post(
            "/i/oak/elections/new",
            "title",
            "Governors 2027",
            "close-day",
            "7",
            "close-month",
            "1",
            "close-year",
            "2027",
            "action",
            "timetable");
    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.page().select("#timetable time").eachAttr("datetime")).contains("2027-01-07");
    assertThat(shown.page().text()).contains("Christmas").contains("Friday 25 December 2026");
    assertThat(school.elections.all()).isEmpty();
  }

  @Test
  void whatTheRulesForbidIsSaidWithTheRuleAndTheCure() {
    Answer weekend =
        office.post(
            "/i/oak/elections/new",
            "title",
            "Governors",
            "close-day",
            "28",
            "close-month",
            "11",
            "close-year",
            "2026");
    assertThat(weekend.status()).isEqualTo(422);
    assertThat(weekend.page().select(".error-summary a").attr("href")).isEqualTo("#close");
    assertThat(weekend.page().select(".error-summary").text())
        .contains("is no working day")
        .contains("rule pack tripartite, timetable")
        .contains("Choose a working day");
    assertThat(weekend.page().select("#title").val()).isEqualTo("Governors");

    Answer empty = office.post("/i/oak/elections/new", "close-day", "31", "close-month", "4");
    assertThat(empty.status()).isEqualTo(422);
    assertThat(empty.page().select(".error-summary li")).hasSize(2);
    assertThat(
            office
                .post(
                    "/i/oak/elections/new",
                    "title",
                    "X",
                    "close-day",
                    "27",
                    "close-month",
                    "11",
                    "close-year",
                    "2026",
                    "rule-users",
                    "dice")
                .page()
                .select(".error-summary")
                .text())
        .contains("Choose one of the counting rules");
  }

  @Test
  void nothingThatCannotBeUndoneHappensWithoutTheBoxTicked() {
    school.enrol(3, 3, 3);
    String election = plan("fptp");
    Answer refused = office.post(election + "/notice");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.page().select(".error-summary a").attr("href")).isEqualTo("#confirm");
    assertThat(school.election().state()).isEqualTo(Election.State.PLANNED);
  }

  @Test
  void aStepOutOfOrderIsRefusedAndNothingChanges() {
    school.enrol(3, 3, 3);
    String election = plan("fptp");
    for (String step : List.of("/candidates", "/roll")) {
      assertThat(office.post(election + step).status()).as(step).isEqualTo(422);
    }
    assertThat(office.post(election + "/papers", "confirm", "yes").status()).isEqualTo(422);
    assertThat(office.post(election + "/box", "keyText", "x").status()).isEqualTo(422);
    assertThat(office.post(election + "/declare", "confirm", "yes").status()).isEqualTo(422);
    assertThat(office.get(election + "/result").status()).isEqualTo(404);
    assertThat(school.election().state()).isEqualTo(Election.State.PLANNED);
    for (String step :
        List.of(
            "notice",
            "nominations",
            "candidates",
            "roll",
            "key",
            "papers",
            "box",
            "count",
            "declare")) {
      assertThat(office.get(election + "/" + step).status()).as(step).isEqualTo(200);
    }
  }

  @Test
  void aNoticeThatWouldComeTooLateLeadsToANewElection() {
    school.enrol(3, 3, 3);
    String election = plan("fptp");
    school.today(day(ElectionStep.NOTICE_OF_ELECTION).plusDays(1));
    Document page = office.get(election).page();
    assertThat(page.select("#next").text()).contains("The latest day has passed");
    assertThat(page.select("main .button").attr("href")).isEqualTo("/i/oak/elections/new");
    assertThat(office.post(election + "/notice", "confirm", "yes").page().text())
        .contains("asks for 25");
  }

  @Test
  void aNominationIsRefusedOnlyWithAReason() {
    school.enrol(3, 3, 3);
    String election = plan("fptp");
    office.post(election + "/notice", "confirm", "yes");
    nominate(election, Constituency.USERS, "Ann Able");
    String nomination =
        election
            + "/nominations/"
            + school.elections.nominations(school.election().id()).get(0).id();
    Answer without = office.post(nomination, "decision", "refuse", "reason", " ");
    assertThat(without.status()).isEqualTo(422);
    assertThat(without.page().select(".error-summary a").attr("href")).isEqualTo("#reason");
    assertThat(office.post(nomination, "decision", "refuse", "reason", "Not a member").status())
        .isEqualTo(303);
    assertThat(office.get(nomination).page().text()).contains("Refused").contains("Not a member");
    assertThat(office.post(nomination, "decision", "eat").status()).isEqualTo(422);
    assertThat(office.post(nomination, "decision", "withdraw").status())
        .as("a refused nomination keeps its reason")
        .isEqualTo(422);
    assertThat(office.post(nomination, "decision", "accept").status()).isEqualTo(303);
    assertThat(office.post(nomination, "decision", "withdraw").status()).isEqualTo(303);
    assertThat(office.get(nomination).page().select("main form"))
        .as("nothing left to decide")
        .isEmpty();
  }

  @Test
  void aPaperNominationWithTooManyWordsComesBackWithEveryAnswer() {
    school.enrol(3, 3, 3);
    String election = plan("fptp");
    office.post(election + "/notice", "confirm", "yes");
    Answer long_ =
        office.post(
            election + "/nominations",
            "contest",
            contest(Constituency.USERS).id(),
            "nameOnPaper",
            "Ann Able",
            "statement",
            "word ".repeat(251),
            "interests",
            "None",
            "signedBy",
            "Ann Able");
    assertThat(long_.status()).isEqualTo(422);
    assertThat(long_.page().select("#statement-error").text()).contains("251 words; 250");
    assertThat(long_.page().select("#nameOnPaper").val()).isEqualTo("Ann Able");
  }

  @Test
  void whatPeopleTypedIsTextOnEveryPage() {
    school.enrol(
        List.of(
            TrialSchool.person("p1", "=HYPERLINK(\"http://x\")", "Jones", "parent", true),
            TrialSchool.person("p2", "<b>Bo", "Ek", "parent", true)));
    Answer made =
        office.post(
            "/i/oak/elections/new",
            "title",
            SCRIPT,
            "close-day",
            "27",
            "close-month",
            "11",
            "close-year",
            "2026");
    String election = made.location();
    office.post(election + "/notice", "confirm", "yes");
    nominate(election, Constituency.USERS, SCRIPT);
    acceptAll(election);
    String nomination =
        "/nominations/" + school.elections.nominations(school.election().id()).get(0).id();
    school.today(day(ElectionStep.NOMINATIONS_CLOSE).plusDays(1));
    office.post(election + "/candidates");
    office.post(election + "/roll");
    for (String page :
        List.of(
            "",
            "/notice",
            "/nominations",
            nomination,
            "/candidates",
            "/roll",
            "/key",
            "/papers",
            "/count",
            "/declare")) {
      Answer answer = office.get(election + page);
      assertThat(answer.status()).as(page).isEqualTo(200);
      assertThat(answer.body()).as(page).doesNotContain("<script").doesNotContain("<b>Bo");
      assertThat(answer.body()).as(page).contains("&lt;script&gt;");
    }
    assertThat(office.get("/i/oak/elections").body()).doesNotContain("<script");

    Answer csv = office.get(election + "/roll.csv");
    assertThat(csv.headers().get("Content-Type")).startsWith("text/csv");
    assertThat(csv.body())
        .contains("\"'=HYPERLINK(\"\"http://x\"\") Jones\"")
        .doesNotContain("\"=HYPERLINK");
    assertThat(csv.headers().get("Content-Disposition")).doesNotContain("<");
  }

  @Test
  void aWrongKeyOpensNothingAndIsNotShownAgain() {
    String election = untilPapers("fptp", "Ann Able", "Bob Bell", "Cai Cox", "Dee Day", "Eve East");
    String old = office.post(election + "/key").body();
    Answer pressedTwice = office.post(election + "/key");
    assertThat(pressedTwice.status()).isEqualTo(422);
    assertThat(pressedTwice.page().text()).contains("its file stays good");
    String key = untilBox(election, List.of(List.of(1)));
    assertThat(office.post(election + "/box", "keyText", key).page().text())
        .contains("The poll is open until");
    school.today(day(ElectionStep.CLOSE_OF_POLL).plusDays(1));

    Answer none = office.post(election + "/box");
    assertThat(none.status()).isEqualTo(422);
    assertThat(none.page().select(".error-summary a").attr("href")).isEqualTo("#key");
    Answer other = office.post(election + "/box", "keyText", old);
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.page().select(".error-summary").text())
        .contains("belongs to another election");
    assertThat(other.body()).doesNotContain("secret=");
    Matcher check = Pattern.compile("check=([0-9a-f])").matcher(key);
    assertThat(check.find()).isTrue();
    String damaged =
        key.substring(0, check.start(1))
            + (check.group(1).equals("0") ? "1" : "0")
            + key.substring(check.end(1));
    assertThat(office.post(election + "/box", "keyText", damaged).page().text())
        .contains("its checksum does not fit");
    assertThat(office.upload(election + "/box", "key", new byte[100_000]).page().text())
        .contains("too large to be a key file");
    assertThat(office.upload(election + "/box", "key", new byte[] {(byte) 0xff, 0}).status())
        .isEqualTo(422);
    assertThat(office.post(election + "/box", "keyText", key).status()).isEqualTo(303);
  }

  @Test
  void aTieIsAskedInWordsAndDecidedByTheLotEntered() {
    String election = untilPapers("fptp", "Ann Able", "Bob Bell", "Cai Cox", "Dee Day", "Eve East");
    String key = untilBox(election, List.of(List.of(1, 2, 3), List.of(4), List.of(5)));
    school.today(day(ElectionStep.CLOSE_OF_POLL).plusDays(1));
    office.post(election + "/box", "keyText", key);
    String users = contest(Constituency.USERS).id();
    Document asked = office.get(election + "/count").page();
    assertThat(asked.select("#lot-" + users + " li").size()).isGreaterThanOrEqualTo(2);
    assertThat(asked.select("#lot-" + users).text()).contains("1: Ann Able");
    assertThat(asked.select("#elected-" + users)).isEmpty();
    assertThat(office.get(election).page().select("#next a").attr("href"))
        .isEqualTo(election + "/count");
    assertThat(office.get(election + "/declare").page().select("main form")).isEmpty();
    assertThat(office.post(election + "/declare", "confirm", "yes").status()).isEqualTo(422);

    Answer nonsense = office.post(election + "/count", "contest", users, "lots", "four");
    assertThat(nonsense.status()).isEqualTo(422);
    assertThat(nonsense.page().select("#lots-" + users + "-error").text())
        .contains("Enter the number");
    assertThat(office.post(election + "/count", "contest", users, "lots", "99").status())
        .isEqualTo(422);
    assertThat(office.post(election + "/count", "contest", "x", "lots", "1").status())
        .isEqualTo(422);
    Answer drawn = office.post(election + "/count", "contest", users, "lots", "5, 4 3 2");
    assertThat(drawn.status()).isEqualTo(303);
    Document count = office.get(election + "/count").page();
    assertThat(count.select("#elected-" + users + " li").eachText())
        .hasSize(4)
        .contains("Eve East", "Dee Day", "Cai Cox");
    assertThat(count.text()).contains("Lots drawn, in order: 5, 4, 3, 2");
    // A slip is put right as long as nothing is declared.
    office.post(election + "/count", "contest", users, "lots", "1,2,3,4", "again", "yes");
    assertThat(
            office.get(election + "/count").page().select("#elected-" + users + " li").eachText())
        .contains("Ann Able", "Bob Bell");
  }

  @Test
  void theCountIsShownStageByStageAndCanBeTakenAway() {
    String election =
        untilPapers("nhs-stv", "Ann Able", "Bob Bell", "Cai Cox", "Dee Day", "Eve East");
    String key =
        untilBox(
            election,
            List.of(
                List.of(1, 2),
                List.of(1, 2),
                List.of(1, 2),
                List.of(1, 2),
                List.of(1, 3),
                List.of(3),
                List.of(3),
                List.of(4, 5),
                List.of(4),
                List.of(5, 4),
                List.of(2, 5)));
    school.today(day(ElectionStep.CLOSE_OF_POLL).plusDays(1));
    office.post(election + "/box", "keyText", key);
    String users = contest(Constituency.USERS).id();
    Document count = office.get(election + "/count").page();
    assertThat(count.select(".scroll table tbody tr").size()).isGreaterThanOrEqualTo(5);
    assertThat(count.text()).contains("surplus of Ann Able").contains("The count in words");
    assertThat(office.get(election + "/count/" + users + ".blt").body()).startsWith("5 4");
    assertThat(office.get(election + "/count/" + users + ".txt").body()).contains("Ann Able");
    assertThat(office.get(election + "/count/" + users + ".csv").headers().get("Content-Type"))
        .startsWith("text/csv");
    assertThat(office.get(election + "/count/" + users + ".json").body()).contains("\"Ann Able\"");
    assertThat(office.get(election + "/count/" + users + ".exe").status()).isEqualTo(404);
    assertThat(office.get(election + "/count/other.blt").status()).isEqualTo(404);
  }

  @Test
  void aContestWithoutMoreNamesThanSeatsIsDeclaredWithoutAPoll() {
    String election = untilPapers("fptp", "Ann Able");
    Document page = office.get(election).page();
    assertThat(page.select("#next a").attr("href")).isEqualTo(election + "/declare");
    assertThat(page.select("#step-papers").text()).isEqualTo("Not needed");
    assertThat(office.post(election + "/declare", "confirm", "yes").status())
        .as("candidates may still withdraw")
        .isEqualTo(422);
    school.today(day(ElectionStep.WITHDRAWALS_CLOSE).plusDays(1));
    Answer declared = office.post(election + "/declare", "confirm", "yes");
    assertThat(declared.status()).as(declared.body()).isEqualTo(303);
    assertThat(office.get(election + "/result").page().text()).contains("Elected without a poll");
  }

  @Test
  void theRollIsShownFiftyAtATime() {
    school.enrol(60, 3, 2);
    String election = plan("fptp");
    office.post(election + "/notice", "confirm", "yes");
    school.today(day(ElectionStep.NOMINATIONS_CLOSE).plusDays(1));
    office.post(election + "/candidates");
    office.post(election + "/roll");
    assertThat(office.get(election + "/roll").page().select("#voters tbody tr")).hasSize(50);
    assertThat(office.get(election + "/roll?page=2").page().select("#voters tbody tr")).hasSize(15);
    assertThat(office.get(election + "/roll.csv").body().lines()).hasSize(66);
  }

  @Test
  void everyPageIsThereInWelshToo() {
    school.enrol(3, 3, 3);
    String election = plan("fptp");
    office.in(Language.CY);
    for (String page :
        List.of(
            "/i/oak/elections",
            "/i/oak/elections/new",
            election,
            election + "/notice",
            election + "/key",
            "/i/oak/governing-body")) {
      assertThat(office.get(page).body()).as(page).contains("<html lang=\"cy\">");
    }
    assertThat(office.get(election).page().select("#next h2").text())
        .isEqualTo("Nesaf: Rhybudd etholiad");
  }

  @Test
  void whatIsSwitchedOffIsGone() {
    school.enrol(3, 3, 3);
    String election = plan("fptp");
    school.electionsOff();
    for (String page : List.of("/i/oak/elections", election, "/i/oak/governing-body")) {
      Answer answer = office.get(page);
      assertThat(answer.status()).as(page).isEqualTo(404);
      assertThat(answer.body()).isEqualTo("SWITCHED_OFF");
    }
  }

  @Test
  void whatDoesNotExistIsNotFound() {
    for (String page :
        List.of(
            "/i/oak/elections/none",
            "/i/oak/elections/none/roll",
            "/i/oak/governing-body/none",
            "/i/oak/elections/none/count/x.blt")) {
      assertThat(office.get(page).status()).as(page).isEqualTo(404);
    }
    assertThat(office.post("/i/oak/governing-body").status()).isEqualTo(405);
  }
}
