package org.folkmoot.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Institutions;
import org.folkmoot.notice.internal.Outbox;
import org.folkmoot.notice.internal.PostRoom;
import org.folkmoot.notice.internal.StoredLinks;
import org.folkmoot.records.BadRow;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.Reading;
import org.folkmoot.records.RecordsSource;
import org.folkmoot.records.SourceFailed;
import org.folkmoot.register.internal.Enroller;
import org.folkmoot.register.internal.EnrolmentLimits;
import org.folkmoot.store.OpenDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process killed anywhere in a run, and started again, makes the register of one left alone. */
@Tag("drill")
class KilledEnrolmentDrillTest {
  private static final int RECORDS = Integer.getInteger("drill.records", 2_000);
  private static final int KILLS = Integer.getInteger("drill.kills", 8);

  // What names a person or a moment differs by chance; who stands where and why does not.
  private static final List<String> REGISTER =
      List.of(
          """
          SELECT r.source, r.record_key, r.held, r.pending, r.counted, p.state, p.constituency,
            p.given_name, p.family_name, p.email, p.postal, p.greeted, p.touched, p.review_on,
            p.answer_by, s.en,
            (SELECT MIN(o.source || '/' || o.record_key) FROM register_record o
             WHERE o.person = r.person) AS first_of_person
          FROM register_record r JOIN register_person p ON p.id = r.person
          JOIN register_reason s ON s.id = r.outcome
          """,
          """
          SELECT r.source, r.record_key, m.number, m.state, m.constituency, m.since
          FROM register_membership m JOIN register_record r ON r.person = m.person
          """,
          """
          SELECT r.source, r.record_key, l.act, l.evidence, o.source AS other_source,
            o.record_key AS other_key
          FROM register_link l JOIN register_record r ON r.id = l.record
          LEFT JOIN register_record o ON o.id = l.other_record
          """,
          """
          SELECT r.source, r.record_key, v.rule, v.link_value
          FROM register_link_value v JOIN register_record r ON r.id = v.record
          """,
          """
          SELECT n.form, MIN(r.source || '/' || r.record_key) AS to_whom, m.name, m.state,
            m.channel, COUNT(DISTINCT m.id) AS messages,
            (SELECT COUNT(*) FROM notice_links k WHERE k.holder = m.reference) AS links
          FROM notice_messages m JOIN notice_notices n ON n.id = m.notice
          JOIN register_record r ON r.person = m.reference
          GROUP BY n.form, m.reference, m.name, m.state, m.channel
          """,
          "SELECT source, place, linked, not_eligible FROM register_source",
          "SELECT source, records, joined, invited, ended, linked FROM register_run",
          "SELECT COUNT(*) AS persons FROM register_person",
          "SELECT COUNT(*) AS messages FROM notice_messages");

  @TempDir Path folder;

  @Test
  void theRegisterIsThatOfAnUndisturbedRun() throws Exception {
    Path undisturbed = folder.resolve("undisturbed");
    // Progress is told by what a process has used of the processors, however busy the machine is.
    Duration longest =
        Stream.of(false, true)
            .map(later -> used(undisturbed, later, Optional.empty()).orElseThrow())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    Random random = new Random(4);
    int kills = 0;
    int trials = 0;
    while (kills < KILLS) {
      assertThat(++trials).as("trials, with %d kills so far", kills).isLessThan(2 * KILLS);
      Path killed = folder.resolve("killed-" + trials);
      for (boolean later : new boolean[] {false, true}) {
        boolean ended = false;
        while (!ended) {
          Optional<Duration> until =
              kills < KILLS
                  ? Optional.of(
                      Duration.ofMillis((long) (longest.toMillis() * (0.2 + random.nextDouble()))))
                  : Optional.empty();
          ended = used(killed, later, until).isPresent();
          kills += ended ? 0 : 1;
        }
      }
      for (String query : REGISTER) {
        List<String> expected = rows(undisturbed, query);
        assertThat(expected).isNotEmpty();
        assertThat(rows(killed, query)).as(query).isEqualTo(expected);
      }
    }
    System.out.printf("killed %d times in %d trials of %,d records%n", kills, trials, RECORDS);
  }

  /** Lets a process end, or kills it when it has used so much; empty when it was killed. */
  private static Optional<Duration> used(Path folder, boolean later, Optional<Duration> until) {
    try {
      Process process = start(folder, later);
      Duration used = Duration.ZERO;
      while (!process.waitFor(10, TimeUnit.MILLISECONDS)) {
        used = process.info().totalCpuDuration().orElse(used);
        if (until.isPresent() && used.compareTo(until.get()) >= 0) {
          process.toHandle().destroyForcibly(); // SIGKILL
          process.waitFor();
          return Optional.empty();
        }
      }
      assertThat(process.exitValue()).isZero();
      return Optional.of(used);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("the drill was disturbed", e);
    }
  }

  private static Process start(Path folder, boolean later) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            Enrolling.class.getName(),
            folder.toString(),
            Boolean.toString(later),
            Integer.toString(RECORDS))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static List<String> rows(Path folder, String query) {
    try (OpenDatabase open = OpenDatabase.sqlite(folder.resolve("folkmoot.db"))) {
      return open.database()
          .read(
              handle ->
                  handle.createQuery(query).mapToMap().map(Object::toString).stream()
                      .sorted()
                      .toList());
    }
  }

  /** Enrols every source once; what is done already changes nothing. */
  static final class Enrolling {
    private Enrolling() {}

    public static void main(String[] arguments) throws Exception {
      Path folder = Path.of(arguments[0]);
      Clock clock = Clock.fixed(Instant.parse("2026-09-07T11:00:00Z"), ZoneOffset.UTC);
      GeneratedHospital hospital =
          new GeneratedHospital(Integer.parseInt(arguments[2]), Boolean.parseBoolean(arguments[1]));
      Institution trust = Institutions.of("nhs-foundation-trust");
      try (OpenDatabase open = OpenDatabase.sqlite(folder.resolve("folkmoot.db"))) {
        Outbox outbox = new Outbox(open.database(), clock, folder);
        try (Enroller enroller =
            new Enroller(
                trust,
                open.database(),
                open.journal(clock),
                new PostRoom(open.database(), open.journal(clock), clock, outbox),
                new StoredLinks(open.database(), clock),
                clock,
                EnrolmentLimits.DEFAULT,
                0)) {
          for (RecordsSource source : hospital.sources()) {
            enroller.run(slow(source), "schedule");
          }
        } finally {
          outbox.close();
        }
      }
    }

    /** A little time for the reading too, so that some kills fall into it. */
    private static RecordsSource slow(RecordsSource source) {
      return new RecordsSource() {
        @Override
        public String name() {
          return source.name();
        }

        @Override
        public Cursor snapshot(Reading reading) throws SourceFailed {
          AtomicInteger read = new AtomicInteger();
          source.snapshot(
              new Reading() {
                @Override
                public void person(PersonRecord person) {
                  if (read.incrementAndGet() % 1_000 == 0) {
                    LockSupport.parkNanos(5_000_000);
                  }
                  reading.person(person);
                }

                @Override
                public void badRow(BadRow row) {
                  reading.badRow(row);
                }
              });
          return Cursor.NONE;
        }
      };
    }
  }
}
