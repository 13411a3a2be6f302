package org.folkmoot.notice.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Institutions;
import org.folkmoot.constitution.NoticeKind;
import org.folkmoot.constitution.Refusal;
import org.folkmoot.constitution.Refused;
import org.folkmoot.notice.Addressee;
import org.folkmoot.notice.Carrier.Outcome;
import org.folkmoot.notice.Fact;
import org.folkmoot.notice.Message;
import org.folkmoot.notice.NoticeForm;
import org.folkmoot.notice.Pauses;
import org.folkmoot.notice.Pigeonholes;
import org.folkmoot.notice.PollNotices;
import org.folkmoot.notice.PostOffice;
import org.folkmoot.notice.PostOffice.Letter;
import org.folkmoot.notice.PostOffice.Progress;
import org.folkmoot.notice.Service;
import org.folkmoot.notice.Service.State;
import org.folkmoot.notice.SteppingClock;
import org.folkmoot.notice.TemporaryPostOffice;
import org.folkmoot.store.TemporaryDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostRoomTest {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final SteppingClock clock = new SteppingClock(Instant.parse("2026-06-01T09:00:00Z"));
  private final TemporaryDatabase store = TemporaryDatabase.open(clock);
  private final TemporaryPostOffice post = new TemporaryPostOffice(store, clock);
  private final PostOffice office = post.postOffice();
  private final Institution oak = Institutions.school();

  @AfterEach
  void close() {
    post.close();
    store.close();
  }

  private String open(Map<String, Fact> facts) {
    return office.open(oak, PollNotices.FORM, "e1", facts, "clerk");
  }

  private Refusal refusalOf(Map<String, Fact> facts) {
    return org.assertj.core.api.Assertions.catchThrowableOfType(Refused.class, () -> open(facts))
        .refusal();
  }

  @Test
  void aNoticeLackingWhatTheRulesRequireIsRefusedNamingEachItemAndItsRule() {
    Map<String, Fact> facts = PollNotices.facts();
    facts.remove("close-of-poll");
    facts.put("candidates", new Fact.Items(List.of()));

    Refusal refusal = refusalOf(facts);

    assertThat(refusal.reason())
        .contains("notice-of-poll")
        .contains("(close-of-poll) is not given")
        .contains("(candidates) is empty");
    assertThat(refusal.rule()).contains("tripartite");
    assertThat(office.given("oak", "e1")).isEmpty();
  }

  @Test
  void aWordingThatDoesNotSayWhatIsRequiredIsRefused() {
    NoticeForm reminderUsedAsDeclaration =
        new NoticeForm(NoticeKind.DECLARATION, "test-poll", PollNotices.class);

    assertThatThrownBy(
            () -> office.open(oak, reminderUsedAsDeclaration, "e1", PollNotices.facts(), "clerk"))
        .isInstanceOf(Refused.class)
        .asInstanceOf(type(Refused.class))
        .satisfies(
            refused ->
                assertThat(refused.refusal().reason())
                    .contains("(turnout) is not in the wording notices/test-poll_cy.md"));
  }

  @Test
  void aPersonalItemThatIsRequiredIsAskedForWithEachAddressee() {
    NoticeForm welcome = new NoticeForm(NoticeKind.WELCOME, "test-welcome", PollNotices.class);
    String notice =
        office.open(
            oak,
            welcome,
            "enrolment",
            Map.of("personal-data", Fact.text("name, e-mail"), "contact", Fact.text("the clerk")),
            "clerk");
    Map<String, Fact> personal = new TreeMap<>(PollNotices.linkOf("https://m.oak.example/x"));
    personal.put("constituency", Fact.text("Workers"));
    personal.put("way-out", Fact.text("follow the link"));

    assertThatThrownBy(() -> office.address(notice, PollNotices.to("m1"), personal))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("(reason) is not given")
        .hasMessageContaining("tripartite");

    personal.put("reason", Fact.text("employed since 2020"));
    office.address(notice, PollNotices.to("m1"), personal);
    assertThat(office.progress("oak").waiting()).isEqualTo(1);
  }

  @Test
  void anUnknownPlaceholderIsFoundWhenTheNoticeIsOpened() {
    Map<String, Fact> facts = PollNotices.facts();
    NoticeForm form = new NoticeForm(NoticeKind.CORRECTION, "test-slip", PollNotices.class);

    assertThatThrownBy(
            () ->
                office.open(
                    Institutions.of("tripartite", Map.of("languages", "en")),
                    form,
                    "e1",
                    Map.of(
                        "corrects", Fact.text("a"),
                        "wrong", Fact.text("b"),
                        "right", Fact.text("c"),
                        "contact", Fact.text("d")),
                    "clerk"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("test-slip_en.md")
        .hasMessageContaining("{clsoe-of-poll}");
    assertThat(facts).isNotEmpty();
  }

  @Test
  void aPersonalFactLeftOutIsAWrongCall() {
    String notice = open(PollNotices.facts());

    assertThatThrownBy(() -> office.address(notice, PollNotices.to("m1"), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("{link}")
        .hasMessageContaining("m1");
  }

  @Test
  void whatThePreviewShowsIsWhatIsSentToTheLetter() {
    Pigeonholes carrier = new Pigeonholes();
    post.carriedBy(carrier);
    for (Locale language : List.of(Locale.ENGLISH, PollNotices.WELSH)) {
      Addressee to =
          new Addressee(
              "m-" + language.getLanguage(),
              "Siân O'Neill",
              Optional.of("sian@home.example"),
              List.of(),
              language);
      Map<String, Fact> link = PollNotices.linkOf("https://members.oak.example/i/oak/vote/abc");
      Map<String, Fact> all = PollNotices.facts();
      all.putAll(link);

      Letter preview = office.preview(oak, PollNotices.FORM, all, to);
      String notice = open(PollNotices.facts());
      office.address(notice, to, link);
      post.awaitSent("oak", LONGEST);

      Message sent = carrier.of(to.reference()).get(0);
      assertThat(sent.text()).isEqualTo(preview.text());
      assertThat(sent.html()).isEqualTo(preview.html());
      assertThat(sent.subject()).isEqualTo(preview.subject());
      assertThat(sent.language()).isEqualTo(language);
      Service service = office.proofFor(notice, to.reference()).orElseThrow();
      assertThat(service.state()).isEqualTo(State.SENT);
      assertThat(service.textHash()).contains(Hashes.sha256(preview.text()));
      assertThat(service.at()).isEqualTo(clock.instant());
    }
    assertThat(carrier.of("m-cy").get(0).subject())
        .isEqualTo(
            "Pleidleisiwch erbyn 5pm ddydd Gwener 12 Mehefin 2026: etholiad Rhieni a disgyblion");
  }

  @Test
  void everyLetterSaysWhoSentItAndHowToCheckThatItIsGenuine() {
    Map<String, Fact> all = PollNotices.facts();
    all.putAll(PollNotices.linkOf("https://members.oak.example/i/oak/vote/abc"));

    Letter letter = office.preview(oak, PollNotices.FORM, all, PollNotices.to("m1"));

    for (String part : List.of(letter.text().replace("\n", " "), letter.html())) {
      assertThat(part)
          .contains("Oak School sent this message from governors@oak.example")
          .contains("1 Acorn Lane")
          .contains("begins with https://members.oak.example/");
    }
  }

  @Test
  void whoeverCannotBeReachedIsRecordedAsNotServedWithTheReason() {
    String notice = open(PollNotices.facts());
    Map<String, Fact> link = PollNotices.linkOf("https://members.oak.example/i/oak/vote/abc");
    office.address(notice, person("none", Optional.empty()), link);
    office.address(notice, person("broken", Optional.of("not an address")), link);
    office.address(notice, person("header", Optional.of("a@b.example\r\nBcc: x@y.example")), link);
    office.address(notice, person("two", Optional.of("a@b.example,c@d.example")), link);

    assertThat(office.progress("oak")).isEqualTo(new Progress(0, 0, 0, 4));
    assertThat(office.proof(notice))
        .allMatch(service -> service.state() == State.UNREACHABLE)
        .allMatch(service -> service.explanation().contains("paper"));
    assertThat(office.proofFor(notice, "none").orElseThrow().explanation())
        .contains("no e-mail address");
  }

  private static Addressee person(String reference, Optional<String> email) {
    return new Addressee(reference, "A Person", email, List.of(), Locale.ENGLISH);
  }

  @Test
  void aFactCannotBeginAHeader() {
    Map<String, Fact> facts = PollNotices.facts();
    facts.put("constituency", Fact.text("Parents\r\nBcc: x@y.example"));

    assertThatThrownBy(() -> open(facts))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("{constituency}")
        .hasMessageContaining("RFC 5322");
  }

  @Test
  void aNameCannotBeginAHeader() {
    Pigeonholes carrier = new Pigeonholes();
    post.carriedBy(carrier);
    String notice = open(PollNotices.facts());
    office.address(
        notice,
        new Addressee(
            "m1",
            "Eve\r\nBcc: x@y.example",
            Optional.of("eve@home.example"),
            List.of(),
            Locale.ENGLISH),
        PollNotices.linkOf("https://members.oak.example/x"));
    post.awaitSent("oak", LONGEST);

    assertThat(carrier.kept().get(0).to().name()).isEqualTo("Eve Bcc: x@y.example");
  }

  @Test
  void addressingTheSamePersonTwiceIsDoneOnce() {
    Pigeonholes carrier = new Pigeonholes();
    post.carriedBy(carrier);
    String notice = open(PollNotices.facts());
    office.address(notice, PollNotices.to("m1"), PollNotices.linkOf("https://a.example/1"));
    office.address(notice, PollNotices.to("m1"), PollNotices.linkOf("https://a.example/2"));
    post.awaitSent("oak", LONGEST);

    assertThat(carrier.kept()).hasSize(1);
    assertThat(carrier.kept().get(0).text()).contains("https://a.example/1");
  }

  @Test
  void noMailHoldsAnyoneElsesLinkEvenWhereAnAddressIsShared() {
    Pigeonholes carrier = new Pigeonholes(4, Optional.empty());
    post.carriedBy(carrier);
    String notice = open(PollNotices.facts());
    int people = 300;
    store
        .database()
        .write(
            handle -> {
              for (int i = 0; i < people; i++) {
                Addressee family =
                    new Addressee(
                        "m" + i,
                        "Person " + i,
                        Optional.of("family@home.example"),
                        List.of(),
                        Locale.ENGLISH);
                office.address(
                    notice, family, PollNotices.linkOf("https://a.example/token-" + i + "-"));
              }
              return null;
            });
    post.awaitSent("oak", LONGEST);

    assertThat(carrier.kept()).hasSize(people);
    for (Message message : carrier.kept()) {
      String own = "https://a.example/token-" + message.to().reference().substring(1) + "-";
      assertThat(message.text()).contains(own);
      assertThat((message.text() + message.html()).replace(own, "")).doesNotContain("token-");
    }
    assertThat(office.given("oak", "e1").get(0).served()).isEqualTo(people);
  }

  @Test
  void noTokenAndNoAddressIsInTheDatabaseBeforeOrAfterSending() throws IOException {
    String notice = PollNotices.give(office, post.links(), oak, 20);
    List<String> waiting = sealedRows();
    assertThat(waiting).hasSize(20);
    Pigeonholes carrier = new Pigeonholes();
    List<String> tokens = new ArrayList<>();
    byte[] before = bytes(store.folder());
    post.carriedBy(carrier);
    post.awaitSent("oak", LONGEST);
    carrier
        .kept()
        .forEach(
            message -> tokens.add(message.text().replaceAll("(?s).*/vote/([a-z2-7]{32}).*", "$1")));

    assertThat(tokens).hasSize(20).allMatch(Hashes::isWord);
    byte[] after = bytes(store.folder());
    for (String token : tokens) {
      assertThat(holds(before, token)).as("token while it waits").isFalse();
      assertThat(holds(after, token)).as("token once sent").isFalse();
    }
    assertThat(holds(before, "m7@home.example")).isFalse();
    // The search itself can find: the name stands in the proof of service.
    assertThat(holds(after, "Member m7")).isTrue();
    assertThat(sealedRows()).isEmpty();
    assertThat(office.proof(notice)).hasSize(20);
  }

  private List<String> sealedRows() {
    return store
        .database()
        .read(
            handle ->
                handle
                    .createQuery("SELECT id FROM notice_messages WHERE sealed IS NOT NULL")
                    .mapTo(String.class)
                    .list());
  }

  private static byte[] bytes(Path folder) throws IOException {
    var all = new java.io.ByteArrayOutputStream();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.write(Files.readAllBytes(file));
      }
    }
    return all.toByteArray();
  }

  private static boolean holds(byte[] haystack, String needle) {
    return new String(haystack, StandardCharsets.ISO_8859_1).contains(needle);
  }

  @Test
  void theKeyOfTheOutboxIsForItsOwnerAlone() throws IOException {
    Path key = store.folder().resolve("keys/outbox.key");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void mailSealedUnderALostKeyIsReportedAndHoldsUpNothing() throws IOException {
    String notice = PollNotices.give(office, post.links(), oak, 1);
    post.closeOutbox();
    Files.delete(store.folder().resolve("keys/outbox.key"));
    post.reopen();
    Pigeonholes carrier = new Pigeonholes();
    post.carriedBy(carrier);
    post.awaitSent("oak", LONGEST);

    assertThat(carrier.kept()).isEmpty();
    Service service = post.postOffice().proof(notice).get(0);
    assertThat(service.state()).isEqualTo(State.FAILED);
    assertThat(service.explanation()).contains("another key");
  }

  @Test
  void mailQueuedInATransactionThatFailsIsNeverSent() {
    Pigeonholes carrier = new Pigeonholes();
    post.carriedBy(carrier);
    assertThatThrownBy(
            () ->
                store
                    .database()
                    .write(
                        handle -> {
                          PollNotices.give(office, post.links(), oak, 3);
                          throw new IllegalStateException("no");
                        }))
        .hasMessage("no");
    PollNotices.give(office, post.links(), oak, 1);
    post.awaitSent("oak", LONGEST);

    assertThat(carrier.kept()).hasSize(1);
    assertThat(office.given("oak", "election-1")).hasSize(1);
  }

  @Test
  void openingANoticeIsInTheJournal() {
    String notice = open(PollNotices.facts());

    var entry = store.journal().newest("oak", 1).get(0);
    assertThat(entry.act()).isEqualTo("notice.opened");
    assertThat(entry.actor()).isEqualTo("clerk");
    assertThat(entry.facts()).containsEntry("notice", notice);
  }

  @Test
  void outcomesOtherThanHandedAreNotService() {
    Pigeonholes carrier = new Pigeonholes();
    carrier.instead(
        message ->
            message.to().reference().equals("m2")
                ? Optional.of(new Outcome.Failed("550 no such user"))
                : Optional.empty());
    post.carriedBy(carrier);
    String notice = PollNotices.give(office, post.links(), oak, 3);
    post.awaitSent("oak", LONGEST);

    assertThat(office.progress("oak")).isEqualTo(new Progress(0, 2, 1, 0));
    Service failed = office.proofFor(notice, "m2").orElseThrow();
    assertThat(failed.state()).isEqualTo(State.FAILED);
    assertThat(failed.explanation()).contains("550 no such user");
    assertThat(failed.textHash()).isEmpty();
    Pauses.pause(Duration.ofMillis(1));
    assertThat(sealedRows()).isEmpty();
  }
}
