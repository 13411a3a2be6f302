package org.folkmoot.carrier.smtp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.folkmoot.carrier.smtp.internal.Relay.Security;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Institutions;
import org.folkmoot.notice.Addressee;
import org.folkmoot.notice.Carrier;
import org.folkmoot.notice.Carrier.Outcome;
import org.folkmoot.notice.Message;
import org.folkmoot.notice.PollNotices;
import org.folkmoot.notice.PostOffice.Letter;
import org.folkmoot.notice.SteppingClock;
import org.folkmoot.notice.TemporaryPostOffice;
import org.folkmoot.store.TemporaryDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How fast the outbox on SQLite feeds a relay, beside Angus Mail alone with the same letters into
 * the same sink. Figures are ratios of medians within one run; the sink shares the machine.
 */
@Tag("bench")
class OutboxBench {
  private static final int MESSAGES = 3_000;
  private static final int SESSIONS = 2;
  private static final int ROUNDS = 5;

  @Test
  void theOutboxKeepsUpWithAngusAlone() throws Exception {
    try (Sink sink = new Sink()) {
      List<Double> outbox = new ArrayList<>();
      List<Double> alone = new ArrayList<>();
      for (int round = 0; round <= ROUNDS; round++) {
        double angusRate = angusAlone(sink);
        double outboxRate = outbox(sink);
        if (round > 0) { // the first warms up
          alone.add(angusRate);
          outbox.add(outboxRate);
        }
      }
      double ratio = median(outbox) / median(alone);
      System.out.printf(
          Locale.ROOT,
          "outbox on SQLite / Angus alone, %d sessions: %.2f (medians of %d; %.0f / %.0f"
              + " messages a second)%n",
          SESSIONS,
          ratio,
          ROUNDS,
          median(outbox),
          median(alone));
      assertThat(ratio).isGreaterThan(0.3);
    }
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static Carrier carrier(Sink sink) {
    return new SmtpCarrier(
        Relays.at(sink.port(), SESSIONS, Security.NONE, Duration.ofSeconds(30)),
        Clock.systemUTC(),
        Optional.empty());
  }

  private static double outbox(Sink sink) {
    SteppingClock clock = new SteppingClock(java.time.Instant.parse("2026-06-01T09:00:00Z"));
    try (TemporaryDatabase store = TemporaryDatabase.open(clock);
        TemporaryPostOffice post = new TemporaryPostOffice(store, clock)) {
      store
          .database()
          .write(
              handle ->
                  PollNotices.give(
                      post.postOffice(), post.links(), Institutions.school(), MESSAGES));
      int before = sink.taken();
      long start = System.nanoTime();
      post.carriedBy(carrier(sink));
      post.awaitSent("oak", Duration.ofMinutes(2));
      double rate = MESSAGES / ((System.nanoTime() - start) / 1e9);
      assertThat(sink.taken() - before).isEqualTo(MESSAGES);
      return rate;
    }
  }

  /** The letters are written beforehand: this is building mail and the wire, nothing else. */
  private static double angusAlone(Sink sink) throws Exception {
    List<Message> messages = letters();
    Carrier carrier = carrier(sink);
    AtomicInteger next = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(SESSIONS);
    long start = System.nanoTime();
    try {
      Callable<Boolean> session =
          () -> {
            try (Carrier.Session open = carrier.open()) {
              int i;
              while ((i = next.getAndIncrement()) < messages.size()) {
                assertThat(open.hand(messages.get(i))).isInstanceOf(Outcome.Handed.class);
              }
            }
            return true;
          };
      List<Callable<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < SESSIONS; i++) {
        all.add(session);
      }
      for (Future<Boolean> done : threads.invokeAll(all)) {
        assertThat(done.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
    return MESSAGES / ((System.nanoTime() - start) / 1e9);
  }

  private static List<Message> letters() {
    SteppingClock clock = new SteppingClock(java.time.Instant.parse("2026-06-01T09:00:00Z"));
    Institution oak = Institutions.school();
    List<Message> messages = new ArrayList<>();
    try (TemporaryDatabase store = TemporaryDatabase.open(clock);
        TemporaryPostOffice post = new TemporaryPostOffice(store, clock)) {
      var facts = PollNotices.facts();
      facts.putAll(PollNotices.linkOf("https://members.oak.example/i/oak/vote/" + "a".repeat(32)));
      Letter letter = post.postOffice().preview(oak, PollNotices.FORM, facts, PollNotices.to("m1"));
      for (int i = 0; i < MESSAGES; i++) {
        Addressee to = PollNotices.to("m" + i);
        messages.add(
            new Message(
                "id" + i + "@oak.example",
                oak.name(),
                oak.senderAddress(),
                to,
                letter.subject(),
                letter.text(),
                letter.html(),
                Locale.ENGLISH,
                java.util.Map.of("Auto-Submitted", "auto-generated")));
      }
    }
    return messages;
  }

  /** Takes all mail and keeps none of it. */
  private static final class Sink implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger taken = new AtomicInteger();

    Sink() throws IOException {
      start(
          () -> {
            while (!server.isClosed()) {
              Socket client;
              try {
                client = server.accept();
              } catch (IOException e) {
                return; // closed: the bench is over
              }
              start(() -> serve(client));
            }
          });
    }

    int port() {
      return server.getLocalPort();
    }

    int taken() {
      return taken.get();
    }

    private void serve(Socket client) {
      try (client) {
        client.setTcpNoDelay(true);
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream out = client.getOutputStream();
        say(out, "220 sink");
        String line;
        while ((line = in.readLine()) != null) {
          if (line.equals("DATA")) {
            say(out, "354 go on");
            do {
              line = in.readLine();
            } while (line != null && !line.equals("."));
            taken.incrementAndGet();
          }
          if (line != null && line.startsWith("QUIT")) {
            return;
          }
          say(out, "250 ok");
        }
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    private static void say(OutputStream out, String answer) throws IOException {
      out.write((answer + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void start(Runnable work) {
      Thread thread = new Thread(work, "sink");
      thread.setDaemon(true);
      thread.start();
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}
