package org.folkmoot.carrier.smtp.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.folkmoot.carrier.smtp.internal.CrookedRelay.Mischief;
import org.folkmoot.carrier.smtp.internal.Relay.Security;
import org.folkmoot.constitution.Institutions;
import org.folkmoot.notice.Addressee;
import org.folkmoot.notice.Carrier;
import org.folkmoot.notice.Carrier.CarrierDown;
import org.folkmoot.notice.Carrier.Outcome;
import org.folkmoot.notice.CarrierContract.Arrived;
import org.folkmoot.notice.Message;
import org.folkmoot.notice.Pauses;
import org.folkmoot.notice.PollNotices;
import org.folkmoot.notice.PostOffice.Progress;
import org.folkmoot.notice.SteppingClock;
import org.folkmoot.notice.TemporaryPostOffice;
import org.folkmoot.store.TemporaryDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SmtpCarrierTest {
  private static final Pattern LINK = Pattern.compile("/i/oak/vote/([a-z2-7]{32})");

  private final SteppingClock clock = new SteppingClock(Instant.parse("2026-06-01T09:00:00Z"));
  private GreenMail greenMail;
  private CrookedRelay relay;

  @BeforeEach
  void start() throws IOException {
    greenMail = Relays.greenMail();
    relay = new CrookedRelay(greenMail.getSmtp().getPort());
  }

  @AfterEach
  void stop() throws IOException {
    relay.close();
    greenMail.stop();
  }

  private Carrier carrier() {
    return new SmtpCarrier(Relays.at(relay.port()), clock, Optional.empty());
  }

  private static Message message(String reference) {
    return new Message(
        reference + "@oak.example",
        "Oak, the School",
        "governors@oak.example",
        new Addressee(
            reference, "A B", Optional.of(reference + "@home.example"), List.of(), Locale.ENGLISH),
        "Vote",
        "Text\n",
        "<p>Text</p>",
        Locale.ENGLISH,
        Map.of("Auto-Submitted", "auto-generated"));
  }

  @Test
  void theHeadersSayWhoSentItAndThatNobodyNeedAnswer() throws Exception {
    try (Carrier.Session session = carrier().open()) {
      session.hand(message("m1"));
    }

    MimeMessage mail = greenMail.getReceivedMessages()[0];
    assertThat(mail.getHeader("From"))
        .containsExactly("\"Oak, the School\" <governors@oak.example>");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mail.getHeader("Message-ID")).containsExactly("<m1@oak.example>");
    assertThat(mail.getHeader("Return-Path")).containsExactly("<governors@oak.example>");
    assertThat(mail.getSentDate().toInstant()).isEqualTo(clock.instant());
    assertThat(mail.getContentType()).startsWith("multipart/alternative");
  }

  @Test
  void aKeptConnectionThatTheRelayClosedIsOpenedAnewForTheSameMessage() throws CarrierDown {
    relay.mischief(
        (command, connection) ->
            connection == 1 && command.startsWith("MAIL") && !greenMailIsEmpty()
                ? Optional.of(new Mischief.SayAndHangUp("421 4.7.0 too many messages"))
                : Optional.empty());
    try (Carrier.Session session = carrier().open()) {
      assertThat(session.hand(message("m1"))).isInstanceOf(Outcome.Handed.class);
      assertThat(session.hand(message("m2"))).isInstanceOf(Outcome.Handed.class);
    }

    assertThat(relay.connections()).isEqualTo(2);
    assertThat(greenMail.getReceivedMessages()).hasSize(2);
  }

  private boolean greenMailIsEmpty() {
    return greenMail.getReceivedMessages().length == 0;
  }

  @Test
  void aRelayThatStallsIsGivenUpInTime() throws CarrierDown {
    relay.once("RCPT", new Mischief.Stall(30_000));
    Carrier impatient =
        new SmtpCarrier(
            Relays.at(relay.port(), 1, Security.NONE, Duration.ofSeconds(1)),
            clock,
            Optional.empty());
    long start = System.nanoTime();
    try (Carrier.Session session = impatient.open()) {
      // The first try is on a kept connection that may have died; the second is on a new one.
      relay.mischief(
          (command, connection) ->
              command.startsWith("RCPT")
                  ? Optional.of(new Mischief.Stall(30_000))
                  : Optional.empty());
      assertThat(session.hand(message("m1"))).isInstanceOf(Outcome.Deferred.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
      relay.mischief((command, connection) -> Optional.empty());
      assertThat(session.hand(message("m2"))).isInstanceOf(Outcome.Handed.class);
    }
  }

  @Test
  void aLostAnswerAfterDataIsNotCalledHandedThoughItMayArriveTwice() throws CarrierDown {
    relay.once(".", new Mischief.HangUpAfterTaking());
    try (Carrier.Session session = carrier().open()) {
      assertThat(session.hand(message("m1"))).isInstanceOf(Outcome.Deferred.class);
      assertThat(greenMail.getReceivedMessages()).hasSize(1);
      assertThat(session.hand(message("m1"))).isInstanceOf(Outcome.Handed.class);
    }

    assertThat(Relays.arrived(greenMail))
        .hasSize(2)
        .extracting(Arrived::id)
        .containsOnly("m1@oak.example");
  }

  @Test
  void aLastingRefusalCarriesTheRelaysWords() throws CarrierDown {
    relay.once("RCPT", new Mischief.Say("550 5.1.1 mailbox unknown here"));
    try (Carrier.Session session = carrier().open()) {
      assertThat(session.hand(message("m1")).explanation()).contains("5.1.1 mailbox unknown here");
    }
  }

  @Test
  void aRefusedContentFailsOnlyThatMessage() throws CarrierDown {
    relay.once(".", new Mischief.Say("554 5.7.1 looks like spam"));
    try (Carrier.Session session = carrier().open()) {
      Outcome outcome = session.hand(message("m1"));
      assertThat(outcome).isInstanceOf(Outcome.Failed.class);
      assertThat(outcome.explanation()).contains("looks like spam");
      assertThat(session.hand(message("m2"))).isInstanceOf(Outcome.Handed.class);
    }
  }

  @Test
  void aRefusedSenderIsAMatterOfSettingsAndFailsNobody() throws CarrierDown {
    relay.once("MAIL", new Mischief.Say("550 5.7.1 sender not allowed"));
    try (Carrier.Session session = carrier().open()) {
      Outcome outcome = session.hand(message("m1"));
      assertThat(outcome).isInstanceOf(Outcome.Deferred.class);
      assertThat(outcome.explanation()).contains("refuses the sender").contains("5.7.1");
    }
  }

  @Test
  void withoutTheEncryptionThatIsAskedForNothingIsSent() {
    Carrier carrier =
        new SmtpCarrier(
            Relays.at(relay.port(), 1, Security.STARTTLS, Duration.ofSeconds(5)),
            clock,
            Optional.empty());

    assertThatThrownBy(carrier::open)
        .isInstanceOf(CarrierDown.class)
        .hasMessageContaining("STARTTLS");
  }

  @Test
  void aWrongPasswordKeepsMailWaiting(@TempDir Path folder) throws IOException {
    greenMail.setUser("relay@oak.example", "relay", "right");
    Path password = Files.writeString(folder.resolve("password"), "wrong\n");
    Relay signedIn =
        new Relay(
            "127.0.0.1",
            greenMail.getSmtp().getPort(),
            Security.NONE,
            Optional.of("relay"),
            Optional.of(password),
            1,
            Optional.empty(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Optional.empty());
    Carrier carrier = new SmtpCarrier(signedIn, clock, Optional.empty());

    assertThatThrownBy(carrier::open)
        .isInstanceOf(CarrierDown.class)
        .hasMessageContaining("user 'relay'")
        .hasMessageContaining("passwordFile");

    Files.writeString(password, "right\n");
    try (Carrier.Session session = open(carrier)) {
      assertThat(session.hand(message("m1"))).isInstanceOf(Outcome.Handed.class);
    }
  }

  private static Carrier.Session open(Carrier carrier) {
    try {
      return carrier.open();
    } catch (CarrierDown e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void stoppingTheCarrierCutsASessionThatWaits() throws Exception {
    relay.once("RCPT", new Mischief.Stall(30_000));
    SmtpCarrier carrier = new SmtpCarrier(Relays.at(relay.port()), clock, Optional.empty());
    Carrier.Session session = carrier.open();
    Set<Outcome> outcomes = ConcurrentHashMap.newKeySet();
    Thread waiting =
        new Thread(
            () -> {
              relay.once("DATA", new Mischief.Stall(30_000));
              outcomes.add(session.hand(message("m1")));
            });
    waiting.start();
    Pauses.pause(Duration.ofMillis(500));
    relay.away(false);
    carrier.close();
    waiting.join(8_000);

    assertThat(outcomes).hasSize(1);
  }

  @Test
  void settingsThatCannotBeMeantAreRefused() {
    assertThatThrownBy(() -> Relays.at(0)).hasMessageContaining("port");
    assertThatThrownBy(() -> Relays.at(25, 17, Security.NONE, Duration.ofSeconds(1)))
        .hasMessageContaining("sessions");
    assertThatThrownBy(
            () ->
                new Relay(
                    "relay.example",
                    25,
                    Security.NONE,
                    Optional.of("user"),
                    Optional.of(Path.of("x")),
                    1,
                    Optional.empty(),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    Optional.empty()))
        .hasMessageContaining("encrypted");
  }

  @Test
  void fiveHundredMessagesReachARealServerEachWithItsOwnLink() {
    try (TemporaryDatabase store = TemporaryDatabase.open(clock);
        TemporaryPostOffice post = new TemporaryPostOffice(store, clock)) {
      post.carriedBy(
          new SmtpCarrier(
              Relays.at(greenMail.getSmtp().getPort(), 4, Security.NONE, Duration.ofSeconds(30)),
              Clock.systemUTC(),
              Optional.empty()));
      store
          .database()
          .write(
              handle ->
                  PollNotices.give(post.postOffice(), post.links(), Institutions.school(), 500));
      long start = System.nanoTime();
      post.awaitSent("oak", Duration.ofSeconds(60));
      Duration took = Duration.ofNanos(System.nanoTime() - start);

      List<Arrived> arrived = Relays.arrived(greenMail);
      assertThat(arrived).hasSize(500);
      assertThat(arrived.stream().map(Arrived::to).distinct()).hasSize(500);
      for (Arrived mail : arrived) {
        assertThat(holderOfOnlyLink(post, mail) + "@home.example").isEqualTo(mail.to());
      }
      assertThat(took).isLessThan(Duration.ofSeconds(30));
    }
  }

  /** Whom the link in a mail lets in, having seen that there is no other link in it. */
  private static String holderOfOnlyLink(TemporaryPostOffice post, Arrived mail) {
    Set<String> tokens = new java.util.TreeSet<>();
    Matcher matcher = LINK.matcher(mail.text() + mail.html());
    while (matcher.find()) {
      tokens.add(matcher.group(1));
    }
    assertThat(tokens).hasSize(1);
    return post.links().holder("oak", "vote", tokens.iterator().next()).orElseThrow().holder();
  }

  @Test
  void throughARelayThatMisbehavesEveryoneGetsTheirMailAndNobodyElses() {
    Map<String, Integer> tries = new ConcurrentHashMap<>();
    relay.mischief(
        (command, connection) -> {
          if (command.startsWith("RCPT")) {
            String who = command.replaceAll("RCPT TO:<(M\\d+)@.*", "$1");
            int time = tries.merge(who, 1, Integer::sum);
            int number = Integer.parseInt(who.substring(1));
            if (number == 7) {
              return Optional.of(new Mischief.Say("550 5.1.1 no such user"));
            } else if (number % 5 == 1 && time == 1) {
              return Optional.of(new Mischief.Say("450 4.2.0 greylisted"));
            } else if (number % 5 == 2 && time == 1) {
              return Optional.of(new Mischief.SayAndHangUp("421 4.3.0 going down"));
            } else if (number % 5 == 3 && time == 1) {
              return Optional.of(new Mischief.Stall(1_500));
            }
          } else if (command.equals(".") && tries.merge("dots", 1, Integer::sum) % 9 == 0) {
            return Optional.of(new Mischief.HangUpAfterTaking());
          }
          return Optional.empty();
        });
    try (TemporaryDatabase store = TemporaryDatabase.open(clock);
        TemporaryPostOffice post = new TemporaryPostOffice(store, clock)) {
      post.carriedBy(
          new SmtpCarrier(
              Relays.at(relay.port(), 3, Security.NONE, Duration.ofSeconds(1)),
              clock,
              Optional.empty()));
      String notice =
          store
              .database()
              .write(
                  handle ->
                      PollNotices.give(post.postOffice(), post.links(), Institutions.school(), 40));
      for (int hour = 0; hour < 200 && post.postOffice().progress("oak").waiting() > 0; hour++) {
        Pauses.pause(Duration.ofMillis(100));
        clock.advance(Duration.ofMinutes(3));
        post.wake();
      }

      assertThat(post.postOffice().progress("oak")).isEqualTo(new Progress(0, 39, 1, 0));
      assertThat(post.postOffice().proofFor(notice, "m7").orElseThrow().explanation())
          .contains("5.1.1");
      Map<String, Set<String>> copies =
          Relays.arrived(greenMail).stream()
              .collect(
                  Collectors.groupingBy(
                      Arrived::to,
                      Collectors.mapping(mail -> mail.id() + mail.text(), Collectors.toSet())));
      assertThat(copies).hasSize(39);
      assertThat(copies.values()).as("a second copy is the same").allMatch(c -> c.size() == 1);
      for (Arrived mail : Relays.arrived(greenMail)) {
        assertThat(holderOfOnlyLink(post, mail) + "@home.example").isEqualTo(mail.to());
      }
    }
  }
}
