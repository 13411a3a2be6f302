package org.folkmoot.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Institutions;
import org.folkmoot.notice.internal.Outbox;
import org.folkmoot.notice.internal.PostRoom;
import org.folkmoot.notice.internal.StoredLinks;
import org.folkmoot.records.Reading;
import org.folkmoot.records.RecordsSource;
import org.folkmoot.register.internal.Enroller;
import org.folkmoot.register.internal.EnrolmentLimits;
import org.folkmoot.store.OpenDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process killed anywhere in a run, and started again, makes the register of one left alone. */
@Tag("drill")
class KilledEnrolmentDrillTest {
  private static final int RECORDS = Integer.getInteger("drill.records", 20_000);
  private static final int KILLS = Integer.getInteger("drill.kills", 20);
  private static final long LONGEST_SECONDS = 600;

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
    long begun = System.nanoTime();
    assertThat(ended(start(undisturbed, false), LONGEST_SECONDS * 1000)).isTrue();
    assertThat(ended(start(undisturbed, true), LONGEST_SECONDS * 1000)).isTrue();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);

    Path killed = folder.resolve("killed");
    Random random = new Random(4);
    int kills = 0;
    for (boolean later : new boolean[] {false, true}) {
      int mostHere = later ? KILLS : KILLS / 2;
      while (true) {
        Process process = start(killed, later);
        boolean left =
            kills >= mostHere
                ? ended(process, LONGEST_SECONDS * 1000)
                : ended(process, 500 + (long) (random.nextDouble() * millis));
        if (left) {
          break;
        }
        process.toHandle().destroyForcibly(); // SIGKILL
        process.waitFor(10, TimeUnit.SECONDS);
        kills++;
      }
    }

    System.out.printf("killed %d times; an undisturbed pair of runs took %,d ms%n", kills, millis);
    assertThat(kills).isGreaterThanOrEqualTo(KILLS / 2);
    for (String query : REGISTER) {
      List<String> expected = rows(undisturbed, query);
      assertThat(expected).isNotEmpty();
      assertThat(rows(killed, query)).as(query).isEqualTo(expected);
    }
  }

  private static Process start(Path folder, boolean later) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            Enrolling.class.getName(),
            folder.toString(),
            Boolean.toString(later))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Whether the process came to its end within the time; a fault in it fails the drill. */
  private static boolean ended(Process process, long millis) throws InterruptedException {
    if (!process.waitFor(millis, TimeUnit.MILLISECONDS)) {
      return false;
    }
    assertThat(process.exitValue()).isZero();
    return true;
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

  /** Enrols every source once, and those pushed by a host; what is done already changes nothing. */
  static final class Enrolling {
    private Enrolling() {}

    public static void main(String[] arguments) throws Exception {
      Path folder = Path.of(arguments[0]);
      Clock clock = Clock.fixed(Instant.parse("2026-09-07T11:00:00Z"), ZoneOffset.UTC);
      GeneratedHospital hospital =
          new GeneratedHospital(RECORDS, Boolean.parseBoolean(arguments[1]));
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
        public Cursor snapshot(Reading reading) throws org.folkmoot.records.SourceFailed {
          List<Integer> read = new ArrayList<>();
          source.snapshot(
              new Reading() {
                @Override
                public void person(org.folkmoot.records.PersonRecord person) {
                  read.add(0);
                  if (read.size() % 1_000 == 0) {
                    java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
                  }
                  reading.person(person);
                }

                @Override
                public void badRow(org.folkmoot.records.BadRow row) {
                  reading.badRow(row);
                }
              });
          return Cursor.NONE;
        }
      };
    }
  }
}
