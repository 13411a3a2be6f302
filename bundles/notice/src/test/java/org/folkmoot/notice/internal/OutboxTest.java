package org.folkmoot.notice.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Institutions;
import org.folkmoot.notice.Carrier.Outcome;
import org.folkmoot.notice.Message;
import org.folkmoot.notice.Pauses;
import org.folkmoot.notice.Pigeonholes;
import org.folkmoot.notice.PollNotices;
import org.folkmoot.notice.PostOffice.Progress;
import org.folkmoot.notice.Service;
import org.folkmoot.notice.Service.State;
import org.folkmoot.notice.SteppingClock;
import org.folkmoot.notice.TemporaryPostOffice;
import org.folkmoot.store.TemporaryDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class OutboxTest {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final SteppingClock clock = new SteppingClock(Instant.parse("2026-06-01T09:00:00Z"));
  private final TemporaryDatabase store = TemporaryDatabase.open(clock);
  private final TemporaryPostOffice post = new TemporaryPostOffice(store, clock);
  private final Institution oak = Institutions.school();
  private final Institution elm =
      Institutions.of("tripartite", Map.of("institution", "elm", "name", "Elm School"));

  @AfterEach
  void close() {
    post.close();
    store.close();
  }

  private String give(int people) {
    return store
        .database()
        .write(handle -> PollNotices.give(post.postOffice(), post.links(), oak, people));
  }

  private Service proof(String notice) {
    return post.postOffice().proof(notice).get(0);
  }

  @Test
  void mailWaitsUntilThereIsACarrier() {
    give(5);
    post.wake();
    Pauses.pause(Duration.ofMillis(50));
    assertThat(post.postOffice().progress("oak").waiting()).isEqualTo(5);

    Pigeonholes carrier = new Pigeonholes();
    post.carriedBy(carrier);
    post.awaitSent("oak", LONGEST);

    assertThat(carrier.kept()).hasSize(5);
  }

  @Test
  void carriersComeAndGoWhileMailIsSent() {
    Pigeonholes first = new Pigeonholes(2, Optional.of(400.0));
    post.carriedBy(first);
    give(400);
    Pauses.until("some mail left", LONGEST, () -> first.kept().size() >= 40);
    post.carrierGone(first);

    int sentByFirst = first.kept().size();
    assertThat(first.nowOpen()).isZero();
    assertThat(post.postOffice().progress("oak"))
        .isEqualTo(new Progress(400 - sentByFirst, sentByFirst, 0, 0));

    Pigeonholes second = new Pigeonholes(2, Optional.empty());
    post.carriedBy(second);
    post.awaitSent("oak", LONGEST);
    assertThat(first.kept()).hasSize(sentByFirst);
    assertThat(sentByFirst + second.kept().size()).isEqualTo(400);
  }

  @Test
  void stoppingInMidBatchLosesAndRepeatsNothing() {
    Pigeonholes before = new Pigeonholes(2, Optional.of(400.0));
    post.carriedBy(before);
    give(400);
    Pauses.until("some mail left", LONGEST, () -> before.kept().size() >= 40);
    post.closeOutbox();
    int sent = before.kept().size();
    Pauses.pause(Duration.ofMillis(50));
    assertThat(before.kept()).hasSize(sent);

    post.reopen();
    Pigeonholes after = new Pigeonholes(2, Optional.empty());
    post.carriedBy(after);
    post.awaitSent("oak", LONGEST);

    assertThat(sent + after.kept().size()).isEqualTo(400);
  }

  @Test
  void afterAKillInMidBatchEveryoneGetsAtLeastOneMailAndNeverAnothersLink() {
    // The first outbox is abandoned while it waits for a relay that never answers: nothing it
    // handed over is ever written down, as when the process is killed.
    Pigeonholes before = new Pigeonholes(2, Optional.empty());
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger taken = new AtomicInteger();
    before.instead(
        message -> {
          if (taken.incrementAndGet() > 60) {
            await(never);
            return Optional.of(new Outcome.Deferred("never answered"));
          }
          return Optional.empty();
        });
    post.carriedBy(before);
    String notice = give(300);
    Pauses.until("the relay stalls", LONGEST, () -> taken.get() >= 62);
    int sentBeforeKill = before.kept().size();
    assertThat(sentBeforeKill).isEqualTo(60);

    post.reopen();
    Pigeonholes after = new Pigeonholes(2, Optional.empty());
    post.carriedBy(after);
    Pauses.until("what nobody had claimed is sent", LONGEST, () -> after.kept().size() == 100);
    assertThat(after.kept()).hasSize(100); // the claims of the dead still stand
    clock.advance(Duration.ofMillis(Messages.CLAIM_MILLIS + 1));
    post.awaitSent("oak", LONGEST);
    never.countDown();

    Map<String, Set<String>> texts =
        java.util.stream.Stream.concat(before.kept().stream(), after.kept().stream())
            .collect(
                Collectors.groupingBy(
                    message -> message.to().reference(),
                    Collectors.mapping(
                        message -> message.id() + "\n" + message.text(), Collectors.toSet())));
    assertThat(texts).hasSize(300);
    assertThat(texts.values()).allMatch(same -> same.size() == 1);
    assertThat(after.kept()).hasSize(300); // the sixty went out twice: never to another
    assertThat(post.postOffice().proof(notice)).allMatch(s -> s.state() == State.SENT);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(60, TimeUnit.SECONDS)) {
        throw new AssertionError("the test forgot a session");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aPassingFaultIsTriedAgainLaterWithTheSameMessage() {
    Pigeonholes carrier = new Pigeonholes();
    Set<String> ids = ConcurrentHashMap.newKeySet();
    AtomicInteger tries = new AtomicInteger();
    carrier.instead(
        message -> {
          ids.add(message.id() + message.text());
          return tries.incrementAndGet() < 3
              ? Optional.of(new Outcome.Deferred("450 come back later"))
              : Optional.empty();
        });
    post.carriedBy(carrier);
    String notice = give(1);
    Pauses.until("deferred", LONGEST, () -> proof(notice).state() == State.DEFERRED);
    assertThat(proof(notice).explanation()).contains("450 come back later");

    post.wake();
    Pauses.pause(Duration.ofMillis(100));
    assertThat(tries.get()).as("not before its time").isEqualTo(1);

    clock.advance(Duration.ofSeconds(73)); // one minute and at most a fifth more
    post.wake();
    Pauses.until("second try", LONGEST, () -> tries.get() == 2);
    Pauses.until("deferred again", LONGEST, () -> proof(notice).state() == State.DEFERRED);
    clock.advance(Duration.ofSeconds(73));
    post.wake();
    Pauses.pause(Duration.ofMillis(100));
    assertThat(tries.get()).as("the second wait is longer").isEqualTo(2);
    clock.advance(Duration.ofSeconds(73));
    post.awaitSent("oak", LONGEST);

    assertThat(ids).hasSize(1);
    assertThat(carrier.kept()).hasSize(1);
  }

  @Test
  void afterThreeDaysOfPassingFaultsAMessageHasFailed() {
    Pigeonholes carrier = new Pigeonholes();
    carrier.instead(message -> Optional.of(new Outcome.Deferred("450 mailbox busy")));
    post.carriedBy(carrier);
    String notice = give(1);
    Pauses.until("deferred", LONGEST, () -> proof(notice).state() == State.DEFERRED);

    clock.advance(Duration.ofDays(3));
    post.awaitSent("oak", LONGEST);

    assertThat(proof(notice).state()).isEqualTo(State.FAILED);
    assertThat(proof(notice).explanation()).contains("given up").contains("450 mailbox busy");
  }

  @Test
  void whileTheCarrierIsDownNothingIsCountedAsATry() {
    Pigeonholes carrier = new Pigeonholes();
    carrier.down(true);
    post.carriedBy(carrier);
    String notice = give(3);
    Pauses.until(
        "the reason is shown", LONGEST, () -> proof(notice).explanation().contains("locked"));
    assertThat(proof(notice).state()).isEqualTo(State.QUEUED);
    clock.advance(Duration.ofDays(5));

    carrier.down(false);
    post.awaitSent("oak", LONGEST);

    assertThat(carrier.kept()).hasSize(3);
  }

  @Test
  void aCarrierThatThrowsSpoilsNoOtherMessage() {
    Pigeonholes carrier = new Pigeonholes();
    carrier.instead(
        message -> {
          if (message.to().reference().equals("m2")) {
            throw new IllegalStateException("a fault in the carrier");
          }
          return Optional.empty();
        });
    post.carriedBy(carrier);
    String notice = give(4);
    Pauses.until("three are sent", LONGEST, () -> carrier.kept().size() == 3);
    Pauses.until(
        "one is deferred",
        LONGEST,
        () -> post.postOffice().proofFor(notice, "m2").orElseThrow().state() == State.DEFERRED);
    Pauses.until("no session is left open", LONGEST, () -> carrier.nowOpen() == 0);
  }

  @Test
  void aRelayThatAnswersNothingIsOpenedAnewInsteadOfTimingOutAHundredTimes() {
    Pigeonholes carrier = new Pigeonholes();
    AtomicInteger tries = new AtomicInteger();
    carrier.instead(
        message -> {
          if (tries.incrementAndGet() >= 3) {
            carrier.down(true);
          }
          return Optional.of(new Outcome.Deferred("timed out"));
        });
    post.carriedBy(carrier);
    give(50);
    Pauses.until("three time out", LONGEST, () -> tries.get() >= 3);
    Pauses.pause(Duration.ofMillis(200));

    assertThat(tries.get()).isEqualTo(3);
    assertThat(carrier.timesOpened()).isEqualTo(1);
  }

  @Test
  void aRelaysRateIsKept() {
    Pigeonholes carrier = new Pigeonholes(3, Optional.of(50.0));
    post.carriedBy(carrier);
    long start = System.nanoTime();
    give(26);
    post.awaitSent("oak", LONGEST);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(490));
  }

  @Test
  void eachInstitutionsMailGoesByItsOwnCarrier() {
    Pigeonholes everybodys = new Pigeonholes();
    Pigeonholes elms = new Pigeonholes();
    post.carriedBy(elms, "email", "elm");
    post.carriedBy(everybodys);
    PollNotices.give(post.postOffice(), post.links(), oak, 5);
    PollNotices.give(post.postOffice(), post.links(), elm, 7);
    post.awaitSent("oak", LONGEST);
    post.awaitSent("elm", LONGEST);

    assertThat(everybodys.kept()).hasSize(5).allMatch(m -> m.fromName().equals("Oak School"));
    assertThat(elms.kept()).hasSize(7).allMatch(m -> m.fromName().equals("Elm School"));
  }

  @Test
  void whoHasNoMailIsSentALetterWhereThereIsAPrintCarrier() {
    Pigeonholes printer = new Pigeonholes();
    post.carriedBy(printer, "print", "oak");
    String notice =
        post.postOffice().open(oak, PollNotices.FORM, "e1", PollNotices.facts(), "clerk");
    post.postOffice()
        .address(
            notice,
            new org.folkmoot.notice.Addressee(
                "m1", "No Mail", Optional.empty(), List.of("2 Low Road"), java.util.Locale.ENGLISH),
            PollNotices.linkOf("https://a.example/1"));
    post.awaitSent("oak", LONGEST);

    Message letter = printer.kept().get(0);
    assertThat(letter.to().postalAddress()).containsExactly("2 Low Road");
    assertThat(proof(notice).channel()).isEqualTo("print");
  }

  @Test
  void severalSessionsShareTheWork() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    Pigeonholes carrier = new Pigeonholes(4, Optional.empty());
    carrier.instead(
        message -> {
          threads.add(Thread.currentThread());
          Pauses.pause(Duration.ofMillis(1));
          return Optional.empty();
        });
    give(800);
    post.carriedBy(carrier);
    post.awaitSent("oak", LONGEST);

    assertThat(threads).hasSize(4);
    assertThat(carrier.kept().stream().map(Message::id).distinct()).hasSize(800);
  }

  @Test
  void mailThatComesSoonAfterUsesTheSameSession() {
    Pigeonholes carrier = new Pigeonholes();
    post.carriedBy(carrier);
    for (int i = 0; i < 5; i++) {
      PollNotices.give(post.postOffice(), post.links(), oak, 1);
      post.awaitSent("oak", LONGEST);
    }

    assertThat(carrier.timesOpened()).isEqualTo(1);
  }
}
