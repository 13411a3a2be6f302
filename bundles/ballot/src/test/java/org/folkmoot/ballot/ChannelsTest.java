package org.folkmoot.ballot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.folkmoot.ballot.PaperDesk.Contents;
import org.folkmoot.ballot.PaperDesk.Order;
import org.folkmoot.ballot.PaperDesk.Outcome;
import org.folkmoot.ballot.PaperDesk.PaperList;
import org.folkmoot.ballot.PaperDesk.Reading;
import org.folkmoot.ballot.PaperDesk.Replacement;
import org.folkmoot.ballot.Polls.CastResult;
import org.folkmoot.ballot.Polls.OpenedContest;
import org.folkmoot.ballot.Polls.VotersPack;
import org.folkmoot.ballot.box.PaperAccount;
import org.folkmoot.ballot.internal.PaperDeskOfInstitution;
import org.folkmoot.ballot.internal.PollsOfInstitution;
import org.folkmoot.ballot.keys.ElectionKeys;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Refused;
import org.folkmoot.document.QrCode;
import org.folkmoot.election.Election;
import org.folkmoot.election.TrialSchool;
import org.folkmoot.notice.LetterCode;
import org.folkmoot.store.TemporaryDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One poll by two channels: six parents online, three by post. */
class ChannelsTest {
  private static final LocalDate CLOSE = LocalDate.of(2027, 3, 10);

  private final ElectionKeys.Made made = ElectionKeys.make(1, 1, new SecureRandom());
  private TrialSchool school;
  private Polls polls;
  private PaperDesk desk;
  private Election election;
  private String contest;
  private Map<String, String> tokens;

  TemporaryDatabase database(Clock clock) {
    return TemporaryDatabase.open(clock);
  }

  @BeforeEach
  void openThePoll() {
    school =
        TrialSchool.under(
            "tripartite",
            Map.of("seats", "3", "methods", "email, post, in-person"),
            this::database);
    school.enrol(6, 2, 2, 3);
    polls =
        new PollsOfInstitution(
            school.elections,
            school.register,
            school.store.database(),
            school.store.journal(),
            school.post.postOffice(),
            school.post.links(),
            school.clock);
    desk =
        new PaperDeskOfInstitution(
            polls,
            school.elections,
            school.store.database(),
            school.store.journal(),
            school.clock,
            school.store.folder());
    election =
        school.readyForPoll(
            Map.of(
                Constituency.USERS, List.of("Ann Able", "Ben Bold", "Cy Clear"),
                Constituency.WORKERS, List.of("Dee Dear")),
            "nhs-stv");
    contest = election.contestsOf(Constituency.USERS).get(0).id();
    school.at(LocalDate.of(2027, 2, 24), 9, 0);
    polls.useKey(election.id(), made.key(), "clerk");
    polls.issue(election.id(), "clerk");
    tokens = school.tokens("vote");
  }

  @AfterEach
  void close() {
    if (school != null) {
      school.close();
    }
  }

  private String token(int parent) {
    return tokens.get("parent" + parent + "@school.example");
  }

  private String member(String name) {
    return school.elections.roll(election.id()).orElseThrow().entries().stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow()
        .member();
  }

  private CastResult cast(String token, Integer... marks) {
    return polls.cast(token, Map.of(contest, List.of(marks)));
  }

  private PaperAccount account() {
    return polls.account(election.id()).get(contest);
  }

  /** The codes of a batch as scanners read them from its sheets, in order of the sheets. */
  private record Scanned(List<LetterCode> letters, List<LetterCode> slips, List<String> sheets) {}

  private static Scanned scan(byte[] pdf) throws IOException {
    List<LetterCode> letters = new ArrayList<>();
    List<LetterCode> slips = new ArrayList<>();
    List<String> sheets = new ArrayList<>();
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDFRenderer renderer = new PDFRenderer(document);
      for (int page = 0; page < document.getNumberOfPages(); page++) {
        PDFTextStripper text = new PDFTextStripper();
        text.setStartPage(page + 1);
        text.setEndPage(page + 1);
        sheets.add(text.getText(document));
        if (!PRINTED_CODE.matcher(sheets.get(page)).find()) {
          continue;
        }
        read(renderer, page)
            .ifPresent(
                read -> {
                  if (read.contains("/vote/")) {
                    letters.add(
                        LetterCode.typed(read.substring(read.lastIndexOf('/') + 1)).orElseThrow());
                  } else {
                    slips.add(LetterCode.typed(read).orElseThrow());
                  }
                });
      }
    }
    return new Scanned(letters, slips, sheets);
  }

  private static final Pattern PRINTED_CODE = Pattern.compile("[0-9A-Z]{5}(-[0-9A-Z]{5}){4}");

  /** As somebody who holds the sheet closer when a code is not read at once. */
  private static Optional<String> read(PDFRenderer renderer, int page) throws IOException {
    for (int dotsPerInch : new int[] {150, 220, 300}) {
      Optional<String> read = QrCode.read(renderer.renderImageWithDPI(page, dotsPerInch));
      if (read.isPresent()) {
        return read;
      }
    }
    return Optional.empty();
  }

  private Scanned print() throws IOException {
    return scan(desk.print(election.id(), Order.NAME, "clerk").orElseThrow().pdf());
  }

  private Outcome receive(LetterCode slip) {
    return desk.receive(election.id(), slip.toString(), Contents.COMPLETE, "clerk").outcome();
  }

  @Test
  void whoHasNoMailGetsAPaperPackAndNoMail() {
    assertThat(tokens).hasSize(6);
    assertThat(desk.printing(election.id()).waiting()).isEqualTo(3);
    assertThat(account().issued()).isEqualTo(9);
  }

  @Test
  void aPackIsPrintedWithItsAddressItsCodesAndAPaperThatBearsNone() throws IOException {
    Scanned batch = print();
    assertThat(batch.letters()).hasSize(3);
    assertThat(batch.slips()).hasSize(3);
    assertThat(batch.sheets().get(0))
        .contains("Given1 post-1", "1 Long Lane", batch.letters().get(0).toString(), "17:00");
    List<String> papers =
        batch.sheets().stream().filter(sheet -> sheet.contains("Mark here")).toList();
    assertThat(papers).hasSize(3);
    assertThat(papers.get(0))
        .isEqualTo(papers.get(1))
        .contains("Ann Able", "Ben Bold", "Cy Clear")
        .doesNotContain("Given1");
    assertThat(desk.printing(election.id())).isEqualTo(new PaperDesk.Printing(0, 3, 200));
    assertThat(desk.print(election.id(), Order.NAME, "clerk")).isEmpty();
  }

  @Test
  void theCodeOfALetterOpensThePackHoweverItIsTyped() throws IOException {
    LetterCode code = print().letters().get(0);
    for (String typed :
        List.of(
            code.toString(),
            code.plain().toLowerCase(java.util.Locale.ROOT),
            code.toString().replace('-', ' ').replace('0', 'o').replace('1', 'l'))) {
      assertThat(polls.pack(typed).orElseThrow().status()).isEqualTo(VotersPack.Status.OPEN);
    }
    assertThat(cast(code.toString(), 1)).isInstanceOf(CastResult.Counted.class);
    assertThat(polls.pack(code.plain()).orElseThrow().tracking()).containsKey(contest);
  }

  @Test
  void whicheverComesInFirstCounts() throws IOException {
    Scanned batch = print();
    assertThat(receive(batch.slips().get(0))).isEqualTo(Outcome.RECEIVED);
    assertThat(receive(batch.slips().get(0))).isEqualTo(Outcome.VOTED_ON_PAPER);
    assertThat(polls.pack(batch.letters().get(0).plain()).orElseThrow())
        .satisfies(
            pack -> {
              assertThat(pack.status()).isEqualTo(VotersPack.Status.USED);
              assertThat(pack.usedBy()).hasValue(Polls.Channel.PAPER);
            });
    assertThat(cast(batch.letters().get(0).plain(), 1))
        .isInstanceOfSatisfying(CastResult.Counted.class, c -> assertThat(c.again()).isTrue());
    cast(batch.letters().get(1).plain(), 2);
    assertThat(receive(batch.slips().get(1))).isEqualTo(Outcome.VOTED_ONLINE);
    assertThat(desk.list(election.id(), PaperList.DISQUALIFIED))
        .extracting(PaperDesk.Listed::note)
        .containsExactlyInAnyOrder("voted-on-paper", "voted-online");
    assertThat(polls.turnout(election.id()).get(0))
        .isEqualTo(new Polls.Turnout(contest, 9, 9, 2, 1));
  }

  @Test
  void aPaperAndAVoteOnlineAtTheSameInstantAreOneVote() throws Exception {
    Scanned batch = print();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int i = 0; i < 3; i++) {
        int each = i;
        Future<CastResult> online =
            threads.submit(() -> cast(batch.letters().get(each).plain(), 1));
        Future<Outcome> paper = threads.submit(() -> receive(batch.slips().get(each)));
        boolean byPaper = paper.get() == Outcome.RECEIVED;
        assertThat(((CastResult.Counted) online.get()).again()).isEqualTo(byPaper);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(account().used()).isEqualTo(3);
  }

  @Test
  void aSlipThatIsMistypedOrUnknownOrLateOrOfAnOnlineCodeIsNotTaken() throws IOException {
    Scanned batch = print();
    String slip = batch.slips().get(0).plain();
    String wrong = (slip.charAt(0) == 'A' ? 'B' : 'A') + slip.substring(1);
    assertThatThrownBy(() -> desk.receive(election.id(), wrong, Contents.COMPLETE, "clerk"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("mistyped");
    assertThat(receive(LetterCode.made(new SecureRandom()))).isEqualTo(Outcome.UNKNOWN);
    assertThatThrownBy(() -> receive(batch.letters().get(0)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("voting online");
    assertThat(desk.receive(election.id(), slip, Contents.NO_PAPER, "clerk").outcome())
        .isEqualTo(Outcome.NO_PAPER);
    school.at(CLOSE, 17, 0);
    assertThat(receive(batch.slips().get(0))).isEqualTo(Outcome.AFTER_CLOSE);
    assertThat(account().used()).isZero();
  }

  @Test
  void aReprintOrASpoiltPaperVoidsTheCodesBeforeAndIsCountedAsReplaced() throws IOException {
    Scanned first = print();
    desk.wantPaper(election.id(), member("Given1 post-1"), true, "clerk");
    Scanned again = print();
    assertThat(again.slips()).hasSize(1);
    assertThat(receive(first.slips().get(0))).isEqualTo(Outcome.REPLACED);
    assertThat(polls.pack(first.letters().get(0).plain())).isEmpty();
    desk.replace(
        election.id(), member("Given2 post-2"), Replacement.SPOILT, "torn; known here", "clerk");
    assertThat(polls.pack(first.letters().get(1).plain())).isEmpty();
    Scanned third = print();
    assertThat(receive(third.slips().get(0))).isEqualTo(Outcome.RECEIVED);
    assertThat(desk.list(election.id(), PaperList.SPOILT))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.name()).isEqualTo("Given2 post-2");
              assertThat(line.number()).hasValue(2L);
              assertThat(line.replacement()).hasValue(5L);
            });
    assertThat(account()).isEqualTo(new PaperAccount(11, 0, 1, 8, 2, Map.of()));
    assertThatThrownBy(
            () ->
                desk.replace(
                    election.id(), member("Given3 post-3"), Replacement.TENDERED, "x", "clerk"))
        .isInstanceOf(Refused.class);
    desk.replace(election.id(), member("Given2 post-2"), Replacement.TENDERED, "says so", "clerk");
    Scanned tendered = print();
    assertThat(tendered.letters()).isEmpty();
    assertThat(receive(tendered.slips().get(0))).isEqualTo(Outcome.TENDERED);
    assertThat(account().used()).isEqualTo(1);
  }

  @Test
  void aNewLinkVoidsTheOldOneAndGoesToTheRegistersAddress() {
    String old = token(1);
    school.mail.clear();
    polls.reissue(election.id(), member("Given1 parent-1"), "mail lost", "clerk");
    assertThat(polls.pack(old)).isEmpty();
    tokens = school.tokens("vote");
    String fresh = newest("parent1@school.example");
    assertThat(fresh).isNotEqualTo(old);
    assertThat(cast(fresh, 1)).isInstanceOf(CastResult.Counted.class);
    assertThat(account()).isEqualTo(new PaperAccount(10, 1, 0, 8, 1, Map.of()));
    assertThatThrownBy(
            () -> polls.reissue(election.id(), member("Given1 parent-1"), "again", "clerk"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("come in");
    assertThatThrownBy(() -> polls.reissue(election.id(), member("Given1 post-1"), "none", "clerk"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("no mail address");
    assertThat(school.store.journal().newest("oak", 20))
        .anySatisfy(entry -> assertThat(entry.act()).isEqualTo("ballot.link-reissued"));
  }

  private String newest(String email) {
    school.post.awaitSent("oak", Duration.ofSeconds(30));
    java.util.regex.Pattern link = java.util.regex.Pattern.compile("/i/oak/vote/(\\S+)");
    String found = "";
    for (var message : school.mail) {
      var matcher = link.matcher(message.text());
      if (message.to().email().equals(Optional.of(email))) {
        while (matcher.find()) {
          if (polls.pack(matcher.group(1)).isPresent()) {
            found = matcher.group(1);
          }
        }
      }
    }
    return found;
  }

  @Test
  void whoHasLostTheirLinkIsMailedAtTheAddressOfTheRollAloneAndThreeTimesAnHourAtMost() {
    school.mail.clear();
    polls.sendLinksTo("stranger@school.example");
    polls.sendLinksTo("");
    for (int i = 0; i < 5; i++) {
      polls.sendLinksTo(" Parent2@School.example ");
    }
    String fresh = newest("parent2@school.example");
    assertThat(school.mail).hasSize(3);
    assertThat(polls.pack(token(2))).isEmpty();
    assertThat(cast(fresh, 1)).isInstanceOf(CastResult.Counted.class);
    polls.sendLinksTo("parent2@school.example");
    school.post.awaitSent("oak", Duration.ofSeconds(30));
    assertThat(school.mail).hasSize(3);
  }

  @Test
  void remindersGoToThoseWhoHaveNotVotedAndNotTwiceInTwoDays() {
    cast(token(1), 1);
    school.mail.clear();
    assertThat(polls.reminding(election.id()).unused()).isEqualTo(5);
    assertThat(polls.remind(election.id(), "clerk")).isEqualTo(5);
    String link = newest("parent2@school.example");
    assertThat(school.mail)
        .hasSize(5)
        .noneMatch(m -> m.to().email().equals(Optional.of("parent1@school.example")));
    assertThat(polls.pack(link)).isPresent();
    assertThat(polls.pack(token(2))).isPresent();
    assertThatThrownBy(() -> polls.remind(election.id(), "clerk"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("last reminder");
    school.clock.advance(Duration.ofHours(48));
    assertThat(polls.remind(election.id(), "clerk")).isEqualTo(5);
  }

  @Test
  void aVoterMayAskForPaperBehindTheLinkAndStillVoteOnline() throws IOException {
    polls.wantPaper(token(1), false);
    assertThat(polls.pack(token(1)).orElseThrow().paperAsked()).isTrue();
    Scanned batch = print();
    assertThat(batch.slips()).hasSize(4);
    assertThat(cast(token(1), 1)).isInstanceOf(CastResult.Counted.class);
    assertThatThrownBy(() -> polls.wantPaper(token(1), false)).isInstanceOf(Refused.class);
  }

  private static Reading marks(Integer... marks) {
    return new Reading.Marks(List.of(marks));
  }

  @Test
  void papersReadTwiceAreCountedWithThoseCastOnline() throws IOException {
    Scanned batch = print();
    cast(token(1), 1, 2);
    cast(token(2), 2);
    batch.slips().forEach(slip -> assertThat(receive(slip)).isEqualTo(Outcome.RECEIVED));
    assertThatThrownBy(() -> desk.read(contest, 1, marks(1), "ann"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("open until");
    school.at(CLOSE, 17, 1);
    assertThatThrownBy(() -> polls.open(election.id(), made.shares(), "clerk"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("3 paper votes");
    assertThat(desk.read(contest, 1, marks(1, 3), "ann")).isEmpty();
    assertThatThrownBy(() -> desk.read(contest, 1, marks(1, 3), "ann"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("two different people");
    assertThat(desk.read(contest, 1, marks(1, 3), "bob")).hasValue(true);
    assertThat(desk.read(contest, 2, marks(3), "ann")).isEmpty();
    assertThat(desk.read(contest, 2, marks(2), "bob")).hasValue(false);
    assertThat(desk.piles(election.id()).get(0).differing()).containsExactly(2);
    assertThat(desk.read(contest, 2, marks(1), "cat")).hasValue(false);
    assertThat(desk.read(contest, 2, marks(3), "cat")).hasValue(true);
    assertThatThrownBy(() -> desk.seal(election.id(), false, "clerk"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("only 2");
    Reading unmarked = new Reading.Rejected(RejectionGround.UNMARKED);
    desk.read(contest, 3, unmarked, "bob");
    assertThat(desk.read(contest, 3, unmarked, "ann")).hasValue(true);
    desk.seal(election.id(), false, "clerk");
    assertThatThrownBy(() -> desk.read(contest, 4, marks(1), "ann")).isInstanceOf(Refused.class);
    OpenedContest opened = polls.open(election.id(), made.shares(), "clerk").get(0);
    assertThat(opened.papers().totalPapers()).isEqualTo(4);
    assertThat(opened.rejected()).containsExactly(Map.entry("unmarked", 1L));
    assertThat(opened.reconciliation())
        .containsExactly(
            "issued 9 = used 5 + unused 4 + replaced 0",
            "used 5 = online 2 + on paper 3",
            "used 5 = sealed 4 + rejected on paper 1",
            "sealed 4 = opened 4 + rejected 0");
  }

  @Test
  void morePapersThanSlipsAreNeverCounted() throws IOException {
    Scanned batch = print();
    receive(batch.slips().get(0));
    school.at(CLOSE, 17, 1);
    for (int paper = 1; paper <= 2; paper++) {
      desk.read(contest, paper, marks(1), "ann");
      desk.read(contest, paper, marks(1), "bob");
    }
    assertThatThrownBy(() -> desk.seal(election.id(), true, "clerk"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("2 papers were read, but only 1 slips");
    desk.readAgain(contest, 2, "ann");
    desk.seal(election.id(), false, "clerk");
    assertThat(polls.open(election.id(), made.shares(), "clerk").get(0).papers().totalPapers())
        .isEqualTo(1);
  }

  @Test
  void everyTrackingCodeIsInTheListOnceThePollIsClosed() {
    cast(token(1), 1, 2);
    cast(token(2), 2);
    String code = polls.pack(token(1)).orElseThrow().tracking().get(contest);
    assertThat(code).matches("[0-9A-Z]{4}(-[0-9A-Z]{4}){3}");
    assertThat(polls.trackingCodes(election.id())).isEmpty();
    school.at(CLOSE, 17, 1);
    Polls.TrackingCodes codes = polls.trackingCodes(election.id()).orElseThrow();
    assertThat(codes.byContest().get(contest)).hasSize(2).isSorted().contains(code);
    assertThat(codes.hash()).hasSize(64);
  }

  @Test
  void addressesAreKeptWithTheRollAndThePacksUntilTheyAreLetGo() {
    assertThat(school.elections.rollAddresses(election.id())).hasSize(13);
    polls.forgetAddresses(election.id());
    assertThat(polls.reminding(election.id()).unused()).isZero();
  }

  @Test
  void noCodeAndNoMarkStandsInTheDatabase() throws IOException {
    Scanned batch = print();
    receive(batch.slips().get(0));
    cast(token(1), 1, 2);
    String tracking = polls.pack(token(1)).orElseThrow().tracking().get(contest);
    List<String> secrets = new ArrayList<>(List.of(tracking));
    batch.letters().forEach(code -> secrets.addAll(List.of(code.plain(), code.toString())));
    batch.slips().forEach(code -> secrets.addAll(List.of(code.plain(), code.toString())));
    List<String> cells = new ArrayList<>();
    school
        .store
        .database()
        .read(
            handle -> {
              for (String table : List.of("ballot_packs", "ballot_codes", "ballot_receipts")) {
                handle
                    .createQuery("SELECT * FROM " + table)
                    .mapToMap()
                    .forEach(row -> row.values().forEach(v -> cells.add(String.valueOf(v))));
              }
              return null;
            });
    assertThat(cells).isNotEmpty().noneMatch(cell -> secrets.stream().anyMatch(cell::contains));
  }
}
