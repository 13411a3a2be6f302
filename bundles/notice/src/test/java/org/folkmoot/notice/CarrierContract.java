package org.folkmoot.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.folkmoot.notice.Carrier.CarrierDown;
import org.folkmoot.notice.Carrier.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every carrier keeps to, numbered as messages and decisions quote it. Extend it, say how your
 * other side is made to misbehave, and what it received.
 */
@Timeout(60)
public abstract class CarrierContract {

  /** What the other side can do to the next message, or to the next session. */
  public enum Fault {
    /** It does not take the next message now, and would later. */
    NOT_NOW,
    /** It will never take the next message. */
    NEVER,
    /** The connection is lost in the midst of the next message, which is not taken. */
    LOST,
    /** It cannot be reached at all, until {@link #back()}. */
    AWAY
  }

  /** A message as the other side has it; line breaks are LF. */
  public record Arrived(
      String id, String to, String subject, String text, String html, String language) {}

  /** The carrier under test, fresh for each test. */
  protected abstract Carrier carrier();

  /** Makes the other side misbehave. */
  protected abstract void next(Fault fault);

  /** Lets the other side be reached again. */
  protected abstract void back();

  /** What the other side took responsibility for, in order. */
  protected abstract List<Arrived> arrived();

  protected static Message message(String reference) {
    return message(reference, Locale.ENGLISH);
  }

  private static Message message(String reference, Locale language) {
    String link = "https://members.oak.example/i/oak/vote/" + reference + "-" + "x".repeat(80);
    return new Message(
        reference + "@oak.example",
        "Ysgol y Dderwen: Oak School",
        "governors@oak.example",
        new Addressee(
            reference,
            "Siân \"" + reference + "\" O'Prŷs",
            Optional.of(reference + "@home.example"),
            List.of("1 High Street", "LO1 2AB"),
            language),
        "Pleidleisiwch: ŵ, ŷ a mwy " + reference,
        "Dear Siân,\n\nVote now:\n" + link + "\n\n.\n.. dots at the start\nŵŷ\n",
        "<p>Dear Siân, <a href=\"" + link + "\">vote</a> ŵŷ</p>\n",
        language,
        Map.of("Auto-Submitted", "auto-generated"));
  }

  private static void assertArrived(Arrived arrived, Message message) {
    assertThat(arrived.id()).isEqualTo(message.id());
    assertThat(arrived.to()).isEqualTo(message.to().email().orElseThrow());
    assertThat(arrived.subject()).isEqualTo(message.subject());
    assertThat(arrived.text().strip()).isEqualTo(message.text().strip());
    assertThat(arrived.html().strip()).isEqualTo(message.html().strip());
    assertThat(arrived.language()).isEqualTo(message.language().getLanguage());
  }

  private static Outcome hand(Carrier carrier, Message message) throws CarrierDown {
    try (Carrier.Session session = carrier.open()) {
      return session.hand(message);
    }
  }

  @Test
  void rule1AMessageThatIsHandedOverArrivesAsItWas() throws CarrierDown {
    Message message = message("m1", Locale.forLanguageTag("cy"));

    assertThat(hand(carrier(), message)).isInstanceOf(Outcome.Handed.class);

    assertThat(arrived()).hasSize(1);
    assertArrived(arrived().get(0), message);
  }

  @Test
  void rule2OneSessionCarriesManyMessages() throws CarrierDown {
    try (Carrier.Session session = carrier().open()) {
      for (int i = 0; i < 20; i++) {
        assertThat(session.hand(message("m" + i))).isInstanceOf(Outcome.Handed.class);
      }
    }

    assertThat(arrived()).hasSize(20);
    for (int i = 0; i < 20; i++) {
      assertArrived(arrived().get(i), message("m" + i));
    }
  }

  @Test
  void rule3APassingFaultDefersAndSpoilsNoOther() throws CarrierDown {
    try (Carrier.Session session = carrier().open()) {
      assertThat(session.hand(message("m1"))).isInstanceOf(Outcome.Handed.class);
      next(Fault.NOT_NOW);
      Outcome outcome = session.hand(message("m2"));
      assertThat(outcome).isInstanceOf(Outcome.Deferred.class);
      assertThat(outcome.explanation()).isNotBlank();
      assertThat(session.hand(message("m3"))).isInstanceOf(Outcome.Handed.class);
      assertThat(session.hand(message("m2"))).isInstanceOf(Outcome.Handed.class);
    }

    assertThat(arrived())
        .extracting(Arrived::id)
        .containsExactly("m1@oak.example", "m3@oak.example", "m2@oak.example");
  }

  @Test
  void rule4ALastingFaultFailsWithTheReasonAndSpoilsNoOther() throws CarrierDown {
    try (Carrier.Session session = carrier().open()) {
      next(Fault.NEVER);
      Outcome outcome = session.hand(message("m1"));
      assertThat(outcome).isInstanceOf(Outcome.Failed.class);
      assertThat(outcome.explanation()).isNotBlank();
      assertThat(session.hand(message("m2"))).isInstanceOf(Outcome.Handed.class);
    }

    assertThat(arrived()).extracting(Arrived::id).containsExactly("m2@oak.example");
  }

  @Test
  void rule5AMessageThatWasNotTakenIsNeverCalledHanded() throws CarrierDown {
    try (Carrier.Session session = carrier().open()) {
      next(Fault.LOST);
      assertThat(session.hand(message("m1"))).isInstanceOf(Outcome.Deferred.class);
      assertThat(arrived()).isEmpty();
      assertThat(session.hand(message("m2"))).isInstanceOf(Outcome.Handed.class);
      assertThat(session.hand(message("m1"))).isInstanceOf(Outcome.Handed.class);
    }

    assertThat(arrived())
        .extracting(Arrived::id)
        .containsExactly("m2@oak.example", "m1@oak.example");
  }

  @Test
  void rule6AnOtherSideThatIsAwayIsSaidToBeDown() throws CarrierDown {
    Carrier carrier = carrier();
    next(Fault.AWAY);
    assertThatThrownBy(carrier::open).isInstanceOf(CarrierDown.class).hasMessageContaining(".");

    back();
    assertThat(hand(carrier, message("m1"))).isInstanceOf(Outcome.Handed.class);
  }

  @Test
  void rule7SessionsSideBySideMixNothingUp() throws Exception {
    Carrier carrier = carrier();
    int sessions = Math.max(2, carrier.sessions());
    ExecutorService threads = Executors.newFixedThreadPool(sessions);
    try {
      List<Callable<List<Outcome>>> work = new ArrayList<>();
      for (int s = 0; s < sessions; s++) {
        int number = s;
        work.add(
            () -> {
              List<Outcome> outcomes = new ArrayList<>();
              try (Carrier.Session session = carrier.open()) {
                for (int i = 0; i < 25; i++) {
                  outcomes.add(session.hand(message("s" + number + "m" + i)));
                }
              }
              return outcomes;
            });
      }
      for (Future<List<Outcome>> done : threads.invokeAll(work)) {
        assertThat(outcomes(done)).allMatch(outcome -> outcome instanceof Outcome.Handed);
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(arrived()).hasSize(25 * sessions);
    for (Arrived each : arrived()) {
      assertArrived(each, message(each.to().substring(0, each.to().indexOf('@'))));
    }
  }

  private static List<Outcome> outcomes(Future<List<Outcome>> done)
      throws InterruptedException, ExecutionException {
    return done.get();
  }
}
