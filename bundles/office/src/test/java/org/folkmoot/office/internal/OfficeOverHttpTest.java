package org.folkmoot.office.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.constitution.Refusal;
import org.folkmoot.constitution.RefusedSetting;
import org.folkmoot.office.internal.Visitor.Answer;
import org.folkmoot.store.TemporaryDatabase;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The office's core, asked over HTTP through Felix's own HTTP service. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OfficeOverHttpTest {
  private static final String LIST =
      """
      Key,First name,Last name,Date of birth,Email,Kind,Postcode
      1,Ann,Archer,1980-05-01,ann@home.example,parent,LO1 2AK
      2,<script>alert(1)</script>Bob,Baker,1981-06-02,bob@home.example,parent,LO1 2AK
      3,Cai,Carter,31/31/1982,cai@home.example,parent,LO1 2AK
      4,Dee,"-2+3+cmd|' /C calc'!A0",1983-08-04,dee@home.example,employee,LO1 2AK
      5,,,1984-08-04,nobody@home.example,parent,LO1 2AK
      """;

  @TempDir static Path work;
  private static StartedOffice office;

  @BeforeAll
  static void open() throws Exception {
    office = new StartedOffice(work);
  }

  @AfterAll
  static void close() throws Exception {
    office.close();
  }

  @Test
  @Order(1)
  void theFirstAccountIsMadeWithACodeThatOnlyTheServersOwnerCanRead() throws Exception {
    Path file = work.resolve("data/office-setup-code.txt");
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    String code = Files.readString(file).strip();
    Visitor visitor = office.visitor();
    assertThat(visitor.get("/sign-in").location()).isEqualTo("/set-up");
    assertThat(visitor.get("/set-up").body()).doesNotContain(code);
    Answer guessed = setUp(visitor, "AAAA-BBBB-CCCC-DDDD", "seven sleepy badgers");
    assertThat(guessed.status()).isEqualTo(422);
    assertThat(guessed.page().select("#code-error").text()).contains("not the set-up code");
    Answer weak = setUp(visitor, code, "short");
    assertThat(weak.page().select("#password-error").text()).contains("at least 12 characters");
    Answer made = setUp(visitor, code.toLowerCase(java.util.Locale.ROOT), "seven sleepy badgers");
    assertThat(made.status()).isEqualTo(303);
    assertThat(file).doesNotExist();
    Document list = visitor.get("/").page();
    assertThat(list.select("main a[href=/i/oak]").text()).isEqualTo("Oak & Acorn School");
    assertThat(list.select("main a[href=/i/elm]")).hasSize(1);
    assertThat(setUp(visitor, code, "seven sleepy badgers").location()).isEqualTo("/sign-in");
  }

  private static Answer setUp(Visitor visitor, String code, String password) throws Exception {
    return visitor.post(
        "/set-up", "code", code, "name", "Mo Day", "password", password, "password2", password);
  }

  @Test
  @Order(2)
  void nobodyComesInWithoutASession() throws Exception {
    Visitor visitor = office.visitor();
    for (String path : List.of("/", "/i/oak", "/i/oak/members", "/accounts", "/nothing")) {
      Answer answer = visitor.get(path);
      assertThat(answer.status()).as(path).isEqualTo(303);
      assertThat(answer.location()).as(path).startsWith("/sign-in");
    }
    assertThat(visitor.get("/i/oak/members").location())
        .isEqualTo("/sign-in?to=%2Fi%2Foak%2Fmembers");
    assertThat(visitor.post("/i/oak/modules", "module", "elections", "action", "on").location())
        .isEqualTo("/sign-in");
  }

  @Test
  @Order(3)
  void aWrongPasswordAndAnUnknownNameAreAnsweredAlike() throws Exception {
    office.accounts.create("Kim Lee", "plenty of purple paint", java.util.Set.of("oak"), "test");
    Visitor visitor = office.visitor();
    visitor.get("/sign-in");
    Answer wrong = visitor.post("/sign-in", "name", "Kim Lee", "password", "plenty of red paint");
    Answer unknown = visitor.post("/sign-in", "name", "Nobody", "password", "plenty of red paint");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(wrong.page().select(".error-summary").text())
        .isEqualTo(unknown.page().select(".error-summary").text())
        .contains("do not belong together");
    assertThat(wrong.body()).doesNotContain("plenty of red paint");
  }

  @Test
  @Order(4)
  void signingInBeginsANewSessionWithAHardenedCookie() throws Exception {
    Visitor visitor = office.visitor();
    visitor.get("/sign-in");
    String before = visitor.session();
    assertThat(before).isNotEmpty();
    Answer in = visitor.post("/sign-in", "name", " kim LEE ", "password", "plenty of purple paint");
    assertThat(in.location()).isEqualTo("/");
    assertThat(visitor.session()).isNotEmpty().isNotEqualTo(before);
    assertThat(in.header("Set-Cookie")).contains("HttpOnly").contains("SameSite=Strict");
    // Whoever planted the first session has nothing.
    Visitor thief = office.visitor();
    thief.sessionIs(before);
    assertThat(thief.get("/").location()).startsWith("/sign-in");
    String after = visitor.session();
    assertThat(visitor.get("/").status()).isEqualTo(200);
    assertThat(visitor.post("/sign-out").location()).isEqualTo("/sign-in");
    Visitor later = office.visitor();
    later.sessionIs(after);
    assertThat(later.get("/").location()).startsWith("/sign-in");
  }

  @Test
  @Order(5)
  void theReaderIsTakenOnlyToPagesOfAnInstitution() throws Exception {
    for (String to :
        List.of("https://evil.example/", "//evil.example", "/\\evil.example", "/i/oak")) {
      Visitor visitor = office.visitor();
      visitor.get("/sign-in");
      Answer in =
          visitor.post(
              "/sign-in", "name", "Kim Lee", "password", "plenty of purple paint", "to", to);
      assertThat(in.location()).isEqualTo(to.equals("/i/oak") ? "/i/oak" : "/");
    }
  }

  @Test
  @Order(6)
  void tenFailuresHoldANameOffAndEachFurtherOneLonger() throws Exception {
    office.accounts.create("Lou Key", "plenty of purple paint", java.util.Set.of("oak"), "test");
    Visitor visitor = office.visitor();
    visitor.get("/sign-in");
    for (int i = 0; i < Accounts.FREE_FAILURES; i++) {
      visitor.post("/sign-in", "name", "Lou Key", "password", "wrong number " + i);
    }
    Answer held = visitor.post("/sign-in", "name", "Lou Key", "password", "plenty of purple paint");
    assertThat(held.page().select(".error-summary").text())
        .contains("too many failed attempts")
        .contains("12:01pm on Monday 7 September 2026");
    office.clock.advance(Duration.ofSeconds(61));
    visitor.post("/sign-in", "name", "Lou Key", "password", "wrong again");
    office.clock.advance(Duration.ofSeconds(61));
    assertThat(
            visitor
                .post("/sign-in", "name", "Lou Key", "password", "plenty of purple paint")
                .page()
                .select(".error-summary")
                .text())
        .contains("too many failed attempts");
    office.clock.advance(Duration.ofSeconds(61));
    assertThat(
            visitor
                .post("/sign-in", "name", "Lou Key", "password", "plenty of purple paint")
                .location())
        .isEqualTo("/");
    assertThat(Accounts.waitAfter(500)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  @Order(7)
  void aFormWithoutItsTokenChangesNothing() throws Exception {
    Visitor visitor = office.signedIn("Nia Rees", "oak");
    visitor.get("/i/oak/modules");
    for (String token : List.of("", "guessed")) {
      Answer answer =
          visitor.postWith(token, "/i/oak/modules", "module", "elections", "action", "on");
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.page().select("h1").text()).isEqualTo("The form has expired");
    }
    assertThat(office.modules.on("oak")).doesNotContain(org.folkmoot.constitution.Module.ELECTIONS);
  }

  @Test
  @Order(8)
  void anotherInstitutionsPagesAreNotFound() throws Exception {
    Visitor visitor = office.signedIn("Olu Ade", "elm");
    assertThat(visitor.get("/").page().select("main a[href^=/i/]").eachAttr("href"))
        .containsExactly("/i/elm");
    assertThat(visitor.get("/i/elm").status()).isEqualTo(200);
    for (String path :
        List.of("/i/oak", "/i/oak/members", "/i/oak/modules", "/i/none", "/accounts")) {
      Answer answer = visitor.get(path);
      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(answer.page().select("h1").text()).isEqualTo("Page not found");
    }
    assertThat(visitor.post("/i/oak/modules", "module", "elections", "action", "on").status())
        .isEqualTo(404);
  }

  @Test
  @Order(9)
  void aModuleThatIsOffIsGoneFromNavigationAndPagesAndARefusalSaysItsRule() throws Exception {
    Visitor visitor = office.signedIn("Pip Ray", "elm");
    assertThat(navigation(visitor)).contains("Members", "Records").doesNotContain("Elections");
    visitor.get("/i/elm/modules");
    assertThat(visitor.post("/i/elm/modules", "module", "elections", "action", "on").location())
        .isEqualTo("/i/elm/modules");
    assertThat(navigation(visitor)).contains("Elections", "Governing body");
    Answer refused = visitor.post("/i/elm/modules", "module", "enrolment", "action", "off");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.page().select(".error-summary").text())
        .contains("needs enrolment")
        .contains("Rule:")
        .contains("Switch elections off first.");
    visitor.post("/i/elm/modules", "module", "elections", "action", "off");
    visitor.post("/i/elm/modules", "module", "enrolment", "action", "off");
    assertThat(navigation(visitor)).doesNotContain("Members", "Records", "Elections");
    for (String path : List.of("/i/elm/members", "/i/elm/records", "/i/elm/runs/1")) {
      Answer gone = visitor.get(path);
      assertThat(gone.status()).as(path).isEqualTo(404);
      assertThat(gone.page().select("h1").text()).isEqualTo("This page is not available");
    }
    visitor.post("/i/elm/modules", "module", "enrolment", "action", "on");
    assertThat(visitor.get("/i/elm/members").status()).isEqualTo(200);
  }

  private static List<String> navigation(Visitor visitor) throws Exception {
    return visitor.get("/i/elm").page().select(".service__list a").eachText();
  }

  @Test
  @Order(10)
  void aFileOfAnUnknownKindIsAnsweredWithTheKindsThatCanBeRead() throws Exception {
    Visitor visitor = office.signedIn("Quin Ray", "oak");
    visitor.get("/i/oak/records");
    Answer unknown =
        visitor.upload(
            "/i/oak/records", "photo.heic", "x".getBytes(StandardCharsets.UTF_8), "Staff");
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.page().select("#file-error").text())
        .contains("photo.heic")
        .contains("Excel workbook or CSV file (.xlsx, .xlsm, .csv");
    Answer nameless =
        visitor.upload("/i/oak/records", "a.csv", LIST.getBytes(StandardCharsets.UTF_8), "=1+1");
    assertThat(nameless.page().select("#source-error").text()).contains("Give the list a name");
  }

  @Test
  @Order(11)
  void aListWithABadRowIsMappedPreviewedAndEnrolledFrom() throws Exception {
    Visitor visitor = office.signedIn("Ros Ivy", "oak");
    visitor.get("/i/oak/records");
    Answer uploaded =
        visitor.upload(
            "/i/oak/records",
            "C:\\lists\\parents.csv",
            LIST.getBytes(StandardCharsets.UTF_8),
            "Parents");
    assertThat(uploaded.status()).isEqualTo(303);
    assertThat(uploaded.location()).endsWith("/columns");
    assertThat(privateFiles()).isNotEmpty();
    Document columns = visitor.get(uploaded.location()).page();
    assertThat(columns.select("label[for=column-5]").text()).isEqualTo("Email");
    assertThat(columns.select("#column-5 option[selected]").attr("value")).isEqualTo("email");
    Answer mapped = visitor.post(uploaded.location(), mapping(columns));
    String preview = uploaded.location().replace("/columns", "");
    assertThat(mapped.location()).isEqualTo(preview);
    Answer shown = visitor.get(preview);
    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.body()).doesNotContain("<script>alert").contains("&lt;script&gt;alert");
    Document page = shown.page();
    assertThat(figure(page, "Joining")).isEqualTo("4");
    assertThat(page.select("table").text()).contains("31/31/1982");
    assertThat(office.desk.registers().of("oak").orElseThrow().strength().values()).containsOnly(0);
    Answer workbook = visitor.get(preview + "/rows-to-mend.xlsx");
    assertThat(workbook.header("Content-Type")).contains("spreadsheetml");
    assertThat(workbook.response().body()).startsWith('P', 'K');
    Answer csv = visitor.get(preview + "/rows-to-mend.csv");
    assertThat(csv.body()).startsWith("\uFEFFFile,Row,Column").contains("31/31/1982");
    assertThat(visitor.get(preview + "/enrol").location()).isEqualTo(preview);
    Answer enrolled = visitor.post(preview + "/enrol");
    assertThat(enrolled.status()).isEqualTo(303);
    assertThat(enrolled.location()).isEqualTo("/i/oak/runs/1");
    Document run = visitor.get("/i/oak/runs/1").page();
    assertThat(run.select("h1").text()).isEqualTo("Run 1 of enrolment");
    assertThat(run.select(".banner--success").text()).contains("enrolled");
    assertThat(figure(run, "Joining")).isEqualTo("4");
    assertThat(visitor.get(preview).status()).isEqualTo(404);
    assertThat(privateFiles()).isEmpty();
    // The same columns are known the next time, so the preview comes at once.
    visitor.get("/i/oak/records");
    assertThat(
            visitor
                .upload(
                    "/i/oak/records",
                    "parents.csv",
                    LIST.getBytes(StandardCharsets.UTF_8),
                    "Parents")
                .location())
        .doesNotEndWith("/columns");
  }

  private static String[] mapping(Document columns) {
    java.util.List<String> fields = new java.util.ArrayList<>();
    for (Element select : columns.select("select[id^=column-]")) {
      fields.add(select.id());
      fields.add(select.select("option[selected]").attr("value"));
    }
    return fields.toArray(new String[0]);
  }

  private static String figure(Document page, String what) {
    return page.select(".summary__row").stream()
        .filter(row -> row.select("dt").text().equals(what))
        .map(row -> row.select("dd").text())
        .findFirst()
        .orElseThrow();
  }

  /** The uploaded files that wait; each readable by its owner alone. */
  private static List<Path> privateFiles() throws Exception {
    try (var found = Files.walk(work.resolve("data/uploads"))) {
      List<Path> files = found.filter(Files::isRegularFile).toList();
      for (Path file : files) {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
              .isEqualTo("rw-------");
        }
      }
      return files;
    }
  }

  @Test
  @Order(12)
  void aMemberIsFoundWithReasonAndRecordsAndNothingInANameIsMarkup() throws Exception {
    Visitor visitor = office.signedIn("Sue Oak", "oak");
    Answer list = visitor.get("/i/oak/members?q=baker");
    assertThat(list.body()).doesNotContain("<script>alert").contains("&lt;script&gt;");
    assertThat(list.page().select("tbody tr")).hasSize(1);
    Answer person = visitor.get(list.page().select("tbody a").attr("href"));
    assertThat(person.body()).doesNotContain("<script>alert");
    assertThat(person.page().select(".summary").text())
        .contains("Member")
        .contains("bob@home.example");
    assertThat(person.page().select("table").text()).contains("Parents");
    assertThat(visitor.get("/i/oak/members?third=workers").page().select("tbody tr")).hasSize(1);
    assertThat(visitor.get("/i/oak/members?third=nonsense&state=x").page().select("tbody tr"))
        .hasSize(4);
    assertThat(visitor.get("/i/oak/members/none").status()).isEqualTo(404);
    Document home = visitor.get("/i/oak").page();
    assertThat(home.select("#strength-users").text()).isEqualTo("3");
    assertThat(home.select("#strength-workers").text()).isEqualTo("1");
    assertThat(home.select("main").text()).contains("Rows to mend");
  }

  @Test
  @Order(13)
  void theExportStartsNoFormula() throws Exception {
    Visitor visitor = office.signedIn("Tom Elm", "oak");
    Answer export = visitor.get("/i/oak/members.csv");
    assertThat(export.header("Content-Disposition")).contains("members.csv");
    assertThat(export.body())
        .startsWith("\uFEFFGiven name,Family name")
        .contains("'-2+3+cmd|")
        .doesNotContainPattern("(?m)(^|,)\"?[=+@-]");
    assertThat(SafeCsv.safe("=1")).isEqualTo("'=1");
    assertThat(SafeCsv.safe("\t1")).isEqualTo("'\t1");
    assertThat(SafeCsv.safe("a=1")).isEqualTo("a=1");
  }

  @Test
  @Order(14)
  void someoneWhoAsksToLeaveIsLetGoOnlyAfterAConfirmation() throws Exception {
    Visitor visitor = office.signedIn("Una Fox", "oak");
    String person = visitor.get("/i/oak/members?q=archer").page().select("tbody a").attr("href");
    visitor.get(person + "/leave");
    assertThat(visitor.post(person + "/leave").status()).isEqualTo(422);
    assertThat(visitor.post(person + "/leave", "confirm", "yes").location()).isEqualTo(person);
    Document page = visitor.get(person).page();
    assertThat(page.select(".summary").text()).contains("Left at own wish");
    assertThat(page.select(".banner").text()).contains("Ann Archer");
    assertThat(visitor.get(person + "/leave").status()).isEqualTo(404);
  }

  @Test
  @Order(15)
  void mailTellsWhoWasServedAndOnlyOnesOwnInstitutionsNotices() throws Exception {
    office.post.wake();
    office.post.awaitSent("oak", Duration.ofSeconds(30));
    Visitor visitor = office.signedIn("Val Roe", "oak", "elm");
    Document mail = visitor.get("/i/oak/mail").page();
    assertThat(mail.select("table").text()).contains("Welcome");
    String notice = mail.select("tbody a").attr("href");
    Document proof = visitor.get(notice).page();
    assertThat(proof.select("tbody tr")).hasSize(4);
    assertThat(proof.select("tbody").text()).contains("Served").contains("Email");
    assertThat(visitor.get(notice.replace("/oak/", "/elm/")).status()).isEqualTo(404);
    assertThat(visitor.get(notice + "/proof.csv").body()).contains("SHA-256");
  }

  @Test
  @Order(16)
  void theJournalSaysWhatWasDoneAndThatItIsWhole() throws Exception {
    Visitor visitor = office.signedIn("Wyn Jay", "oak");
    Document journal = visitor.get("/i/oak/journal").page();
    assertThat(journal.select(".tag").text()).isEqualTo("The journal is whole");
    assertThat(journal.select("tbody").text()).contains("Ros Ivy");
    assertThat(JournalPage.act("election.noticeGiven")).isEqualTo("Election: notice given");
  }

  @Test
  @Order(17)
  void refusedSettingsAreSaidInPlainWordsToThoseWhoLookAfterAllOfIt() throws Exception {
    office.refused.settle(
        "org.folkmoot.institution ash",
        List.of(
            new RefusedSetting(
                "org.folkmoot.institution ash",
                "seats",
                "2",
                new Refusal(
                    "a governing body of 2 seats is too small",
                    "rule pack tripartite",
                    "Set 12."))));
    Document all = office.signedIn("Xia Po", "*").get("/").page();
    assertThat(all.select("main").text())
        .contains("The setting “seats” says “2”.")
        .contains("Set 12.");
    assertThat(office.signedIn("Yve Po", "oak").get("/").body()).doesNotContain("too small");
  }

  @Test
  @Order(18)
  void accountsAreMadeByThoseWhoMaySeeEverything() throws Exception {
    Visitor visitor = office.signedIn("Zed Po", "*");
    visitor.get("/accounts");
    String[] fields = {
      "name", "New Clerk", "password", "green hills far away", "password2", "green hills far away"
    };
    Answer none = visitor.post("/accounts", fields);
    assertThat(none.page().select("#institutions-error").text()).contains("at least one");
    assertThat(
            visitor
                .post(
                    "/accounts",
                    "name",
                    "New Clerk",
                    "password",
                    "green hills far away",
                    "password2",
                    "green hills far away",
                    "institutions",
                    "elm")
                .location())
        .isEqualTo("/accounts");
    assertThat(visitor.get("/accounts").page().select("tbody").text())
        .contains("New Clerk Elm School");
    Answer taken =
        visitor.post(
            "/accounts",
            "name",
            "new clerk",
            "password",
            "green hills far away",
            "password2",
            "green hills far away",
            "institutions",
            "oak");
    assertThat(taken.status()).isEqualTo(422);
    assertThat(taken.page().select("#name-error").text()).contains("already");
  }

  @Test
  @Order(19)
  void uploadsAreForgottenAfterADay() throws Exception {
    assertThat(privateFiles()).isNotEmpty();
    office.clock.advance(Duration.ofHours(25));
    office.uploads.sweep();
    assertThat(privateFiles()).isEmpty();
    assertThat(office.uploads.waiting("oak")).isEmpty();
  }

  @Test
  @Order(20)
  void oneAddressIsStoppedWhenItTriesWithoutEnd() throws Exception {
    // At the set-up page, so that the sign-ins of the tests beside this one are let through.
    Visitor visitor = office.visitor();
    visitor.get("/sign-in");
    List<Integer> answers = new ArrayList<>();
    for (int i = 0; i < 2 * Sessions.ATTEMPTS_PER_MINUTE; i++) {
      answers.add(visitor.post("/set-up", "code", "").status());
    }
    assertThat(answers).startsWith(303, 303).contains(429);
  }

  @Test
  void aFileOnDiskHasAPlainNameThatKeepsItsEnd() {
    assertThat(Uploads.nameOnDisk("Rhestr Si\u00e2n (2).xlsx")).isEqualTo("Rhestr_Si_n__2_.xlsx");
    assertThat(Uploads.nameOnDisk("x".repeat(95) + ".xlsx")).hasSize(80).endsWith("x.xlsx");
  }

  @Test
  void aSetUpCodeThatWasCutShortAdmitsNobodyAndIsMadeAgain(@TempDir Path own) throws Exception {
    try (TemporaryDatabase store = TemporaryDatabase.open(office.clock)) {
      Accounts none = new Accounts(store.database(), store.journal(), office.clock);
      DataFolder data = new DataFolder(own);
      SetUpCode code = new SetUpCode(data, none);
      Files.writeString(code.file(), "");
      assertThat(code.is("")).isFalse();
      Files.writeString(code.file(), "ABCD-");
      assertThat(code.is("ABCD")).isFalse();
      SetUpCode again = new SetUpCode(data, none);
      String whole = Files.readString(again.file()).strip();
      assertThat(whole).hasSize(19);
      assertThat(again.is(whole)).isTrue();
      assertThat(new SetUpCode(data, none).is(whole)).as("a whole one is kept").isTrue();
    }
  }

  @Test
  void passwordsAreKeptAsArgon2idWithTheirOwnSalt() {
    String kept = Secrets.keep("correct horse battery");
    assertThat(kept).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(Secrets.keep("correct horse battery")).isNotEqualTo(kept);
    assertThat(Secrets.matches("correct horse battery", kept)).isTrue();
    assertThat(Secrets.matches("correct horse batterz", kept)).isFalse();
  }

  @Test
  void aSessionIsOverTwelveHoursAfterItBegan() {
    long begun = 1_000_000;
    assertThat(Sessions.isOver(begun, begun + Duration.ofHours(12).toMillis())).isFalse();
    assertThat(Sessions.isOver(begun, begun + Duration.ofHours(12).toMillis() + 1)).isTrue();
  }
}
