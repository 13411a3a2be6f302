package org.folkmoot.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.URI;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Institutions;
import org.folkmoot.notice.Addressee;
import org.folkmoot.notice.Fact;
import org.folkmoot.notice.NoticeForm;
import org.folkmoot.notice.PersonalLinks;
import org.folkmoot.notice.PostOffice;
import org.folkmoot.notice.Service;
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

/**
 * How long a hospital takes to be enrolled in 1 GB of heap, beside the bare cost of reading and
 * inserting the same rows: {@code -Dbench.records=1000000}.
 */
@Tag("bench")
class EnrolmentBenchmarkTest {
  private static final int RECORDS = Integer.getInteger("bench.records", 1_000_000);

  @TempDir Path folder;

  @Test
  void aHospitalIsEnrolledIntoSqlite() throws Exception {
    for (String notices : List.of("off", "on")) {
      enrol(notices, "sqlite", folder.resolve(notices).resolve("folkmoot.db").toString());
    }
  }

  @Test
  void aHospitalIsEnrolledIntoPostgresql() throws Exception {
    EmbeddedPostgres started = null;
    try {
      started = EmbeddedPostgres.builder().setServerConfig("fsync", "on").start();
    } catch (IOException | RuntimeException e) {
      assumeTrue(false, "left out: PostgreSQL does not start here: " + e);
    }
    try (EmbeddedPostgres server = started;
        var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      for (String notices : List.of("off", "on")) {
        statement.execute("CREATE DATABASE notices_" + notices);
        enrol(
            notices,
            "postgresql",
            "jdbc:postgresql://localhost:" + server.getPort() + "/notices_" + notices);
      }
    }
  }

  private void enrol(String notices, String kind, String place) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                Hospital.class.getName(),
                kind,
                place,
                notices,
                Integer.toString(RECORDS),
                folder.resolve("keys-" + kind + notices).toString())
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isZero();
  }

  /** The process that is measured. */
  static final class Hospital {
    private Hospital() {}

    public static void main(String[] arguments) throws Exception {
      String kind = arguments[0];
      int records = Integer.parseInt(arguments[3]);
      Clock clock = Clock.fixed(Instant.parse("2026-09-07T11:00:00Z"), ZoneOffset.UTC);
      System.out.printf("%n%s, notices %s, %,d records%n", kind, arguments[2], records);
      try (OpenDatabase open =
          kind.equals("sqlite")
              ? OpenDatabase.sqlite(Path.of(arguments[1]))
              : OpenDatabase.postgresql(arguments[1], "postgres", "postgres")) {
        Outbox outbox =
            arguments[2].equals("on")
                ? new Outbox(open.database(), clock, Path.of(arguments[4]))
                : null;
        Quiet quiet = new Quiet();
        try (Enroller enroller =
            new Enroller(
                Institutions.of("nhs-foundation-trust"),
                open.database(),
                open.journal(clock),
                outbox == null
                    ? quiet
                    : new PostRoom(open.database(), open.journal(clock), clock, outbox),
                outbox == null ? quiet : new StoredLinks(open.database(), clock),
                clock,
                EnrolmentLimits.DEFAULT,
                0)) {
          long bare = bare(open, new GeneratedHospital(records, false));
          measure(enroller, "first run", new GeneratedHospital(records, false), bare);
          measure(enroller, "1 % changed", new GeneratedHospital(records, true), bare);
          measure(enroller, "the same again", new GeneratedHospital(records, true), bare);
          long peak =
              ManagementFactory.getMemoryPoolMXBeans().stream()
                  .filter(pool -> pool.getType() == MemoryType.HEAP)
                  .filter(pool -> pool.getName().contains("Old"))
                  .map(MemoryPoolMXBean::getPeakUsage)
                  .mapToLong(usage -> usage.getUsed())
                  .sum();
          System.out.printf(
              "of %,d MB of heap the old generation never held more than %,d%n",
              Runtime.getRuntime().maxMemory() >> 20, peak >> 20);
        } finally {
          if (outbox != null) {
            outbox.close();
          }
        }
      }
    }

    private static void measure(
        Enroller enroller, String what, GeneratedHospital hospital, long bare) throws SourceFailed {
      long all = 0;
      long processor = processorMillis();
      for (RecordsSource source : hospital.sources()) {
        long begun = System.nanoTime();
        EnrolmentRun run = enroller.run(source, "bench");
        long took = (System.nanoTime() - begun) / 1_000_000;
        all += took;
        System.out.printf(
            "%-16s %-10s %,9d ms %,9d records/s, %s; %,d linked, %,d joined, %,d invited, %,d"
                + " moved, %,d ended, %,d unchanged%n",
            what,
            source.name(),
            took,
            run.records() * 1000L / Math.max(1, took),
            enroller.took(),
            run.linked(),
            run.joined(),
            run.invited(),
            run.moved(),
            run.ended(),
            run.unchanged());
      }
      System.out.printf(
          "%-16s all        %,9d ms, %.2f times bare; this process used the processors for %,d ms%n",
          what, all, all / (double) bare, processorMillis() - processor);
    }

    /** On a busy machine this tells more than the time that has passed. */
    private static long processorMillis() {
      return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
    }

    /** The same rows, as they would be inserted if nobody decided anything. */
    private static long bare(OpenDatabase open, GeneratedHospital hospital) {
      open.database()
          .write(
              handle ->
                  handle.execute(
                      "CREATE TABLE bare (record_key TEXT NOT NULL PRIMARY KEY, given TEXT, family"
                          + " TEXT, born TEXT, email TEXT, postal TEXT, number TEXT, kind TEXT)"));
      long begun = System.nanoTime();
      long processor = processorMillis();
      open.database()
          .write(
              handle -> {
                try (PreparedStatement insert =
                    handle
                        .getConnection()
                        .prepareStatement("INSERT INTO bare VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
                  Inserting inserting = new Inserting(insert);
                  for (RecordsSource source : hospital.sources()) {
                    source.snapshot(inserting);
                  }
                  insert.executeBatch();
                  return null;
                } catch (SQLException | SourceFailed e) {
                  throw new AssertionError(e);
                }
              });
      long took = (System.nanoTime() - begun) / 1_000_000;
      System.out.printf(
          "bare reading and inserting    %,9d ms; this process used the processors for %,d ms%n",
          took, processorMillis() - processor);
      open.database().write(handle -> handle.execute("DROP TABLE bare"));
      return took;
    }
  }

  private static final class Inserting implements Reading {
    private final PreparedStatement insert;
    private int rows;

    Inserting(PreparedStatement insert) {
      this.insert = insert;
    }

    @Override
    public void person(PersonRecord person) {
      try {
        insert.setString(1, person.key());
        insert.setString(2, person.name().given());
        insert.setString(3, person.name().family());
        insert.setString(4, person.dateOfBirth().orElseThrow().toString());
        insert.setString(5, person.email().orElseThrow());
        insert.setString(
            6,
            String.join("\n", person.addresses().get(0).lines())
                + "\n"
                + person.addresses().get(0).postcode());
        insert.setString(
            7, person.identifiers().isEmpty() ? "" : person.identifiers().get(0).value());
        insert.setString(8, person.affiliations().get(0).kind());
        insert.addBatch();
        if (++rows % 1_000 == 0) {
          insert.executeBatch();
        }
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void badRow(BadRow row) {
      throw new AssertionError("no bad rows are generated: " + row);
    }
  }

  /** Writes no notice and no link: what enrolment costs without the post. */
  private static final class Quiet implements PostOffice, PersonalLinks {
    @Override
    public String open(
        Institution institution,
        NoticeForm form,
        String concerning,
        Map<String, Fact> facts,
        String actor) {
      return form.id();
    }

    @Override
    public void address(String notice, Addressee addressee, Map<String, Fact> personal) {}

    @Override
    public Granted grant(
        Institution institution,
        String purpose,
        String holder,
        String concerning,
        Instant expires) {
      return new Granted(holder, URI.create("https://oak.example/" + holder));
    }

    @Override
    public Letter preview(
        Institution institution, NoticeForm form, Map<String, Fact> facts, Addressee addressee) {
      throw new UnsupportedOperationException("nothing is shown while enrolment is measured");
    }

    @Override
    public List<Given> given(String institution, String concerning) {
      return List.of();
    }

    @Override
    public List<Service> proof(String notice) {
      return List.of();
    }

    @Override
    public List<Served> served(String institution, String reference) {
      return List.of();
    }

    @Override
    public void forget(String institution, String reference) {}

    @Override
    public Progress progress(String institution) {
      return new Progress(0, 0, 0, 0);
    }

    @Override
    public Optional<Holder> holder(String institution, String purpose, String token) {
      return Optional.empty();
    }

    @Override
    public void revoke(String institution, String purpose, String holder, String concerning) {}
  }
}
