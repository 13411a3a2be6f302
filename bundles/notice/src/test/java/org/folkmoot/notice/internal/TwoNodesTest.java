package org.folkmoot.notice.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Institutions;
import org.folkmoot.notice.Carrier.Outcome;
import org.folkmoot.notice.Message;
import org.folkmoot.notice.Pauses;
import org.folkmoot.notice.Pigeonholes;
import org.folkmoot.notice.PollNotices;
import org.folkmoot.notice.PostOffice.Progress;
import org.folkmoot.notice.SteppingClock;
import org.folkmoot.store.OpenDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes of one installation share a PostgreSQL and the key of the outbox. */
@Timeout(120)
class TwoNodesTest {
  private static EmbeddedPostgres server() {
    try {
      return EmbeddedPostgres.start();
    } catch (IOException | RuntimeException e) {
      assumeTrue(false, "left out: PostgreSQL does not start here: " + e);
      throw new IllegalStateException(e);
    }
  }

  @Test
  void twoNodesShareTheWorkAndSendNothingTwice(@TempDir Path data) throws IOException {
    SteppingClock clock = new SteppingClock(Instant.parse("2026-06-01T09:00:00Z"));
    Institution oak = Institutions.school();
    try (EmbeddedPostgres server = server();
        OpenDatabase one =
            OpenDatabase.postgresql(server.getJdbcUrl("postgres", "postgres"), "postgres", "");
        OpenDatabase two =
            OpenDatabase.postgresql(server.getJdbcUrl("postgres", "postgres"), "postgres", "")) {
      Outbox first = new Outbox(one.database(), clock, data);
      Outbox second = new Outbox(two.database(), clock, data);
      PostRoom office = new PostRoom(one.database(), one.journal(clock), clock, first);
      StoredLinks links = new StoredLinks(one.database(), clock);
      String notice = one.database().write(handle -> PollNotices.give(office, links, oak, 600));
      Pigeonholes left = slow();
      Pigeonholes right = slow();
      first.carrierCame(left, Map.of("channel", "email", "institution", "*"));
      second.carrierCame(right, Map.of("channel", "email", "institution", "*"));
      first.wake();
      second.wake();
      Pauses.until(
          "all is sent", Duration.ofSeconds(60), () -> office.progress("oak").waiting() == 0);
      first.close();
      second.close();

      assertThat(office.progress("oak")).isEqualTo(new Progress(0, 600, 0, 0));
      assertThat(left.kept()).isNotEmpty();
      assertThat(right.kept()).isNotEmpty();
      assertThat(
              Stream.concat(left.kept().stream(), right.kept().stream()).map(Message::id).toList())
          .hasSize(600)
          .doesNotHaveDuplicates();
      assertThat(office.proof(notice)).hasSize(600);
    }
  }

  private static Pigeonholes slow() {
    Pigeonholes carrier = new Pigeonholes(2, Optional.empty());
    carrier.instead(
        message -> {
          Pauses.pause(Duration.ofMillis(2));
          return Optional.<Outcome>empty();
        });
    return carrier;
  }
}
