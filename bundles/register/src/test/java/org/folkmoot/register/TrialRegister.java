package org.folkmoot.register;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Institutions;
import org.folkmoot.constitution.TestCalendar;
import org.folkmoot.records.RecordsSource;
import org.folkmoot.records.SourceFailed;
import org.folkmoot.register.internal.Enroller;
import org.folkmoot.register.internal.EnrolmentLimits;
import org.folkmoot.register.internal.ReviewsOfInstitution;
import org.folkmoot.register.internal.StandingRegister;
import org.folkmoot.store.Database;
import org.folkmoot.store.Journal;
import org.folkmoot.store.OpenDatabase;
import org.folkmoot.store.TemporaryDatabase;

/** One institution's register on a database of its own, at noon of a day the test sets. */
final class TrialRegister implements AutoCloseable {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  private final Hand clock = new Hand(LocalDate.of(2026, 9, 7));
  private final AutoCloseable store;
  final Database database;
  final Journal journal;
  final CollectedPost post = new CollectedPost();
  final Institution institution;
  final Enroller enrolment;
  final StandingRegister register;
  final ReviewsOfInstitution reviews;

  private TrialRegister(Institution institution) {
    this(
        institution,
        TemporaryDatabase::open,
        TemporaryDatabase::database,
        TemporaryDatabase::journal);
  }

  private <S extends AutoCloseable> TrialRegister(
      Institution institution,
      Function<Clock, S> open,
      Function<S, Database> database,
      Function<S, Journal> journal) {
    S opened = open.apply(clock);
    this.store = opened;
    this.institution = institution;
    this.database = database.apply(opened);
    this.journal = journal.apply(opened);
    this.enrolment =
        new Enroller(
            institution,
            this.database,
            this.journal,
            post,
            post,
            clock,
            EnrolmentLimits.DEFAULT,
            0);
    this.enrolment.bindWorkingDays(TestCalendar.workingDays());
    this.register = new StandingRegister(institution, this.database, this.journal, clock);
    this.reviews =
        new ReviewsOfInstitution(
            institution, this.database, this.journal, post, post, clock, EnrolmentLimits.DEFAULT);
    this.reviews.bindWorkingDays(TestCalendar.workingDays());
  }

  /** Enrolment as it stands after a restart, on the same database. */
  Enroller another() {
    Enroller another =
        new Enroller(institution, database, journal, post, post, clock, EnrolmentLimits.DEFAULT, 0);
    another.bindWorkingDays(TestCalendar.workingDays());
    return another;
  }

  static TrialRegister under(String pack) {
    return new TrialRegister(Institutions.of(pack));
  }

  /** With some settings of the institution changed. */
  static TrialRegister under(String pack, Map<String, String> changed) {
    return new TrialRegister(Institutions.of(pack, changed));
  }

  /** On a database that is open; it is closed with the register. */
  static TrialRegister under(String pack, Map<String, String> changed, OpenDatabase open) {
    return new TrialRegister(
        Institutions.of(pack, changed),
        clock -> open,
        OpenDatabase::database,
        o -> o.journal(Clock.systemUTC()));
  }

  void today(String day) {
    clock.day = LocalDate.parse(day);
  }

  EnrolmentRun read(RecordsSource source) {
    try {
      return enrolment.run(source, "clerk");
    } catch (SourceFailed e) {
      throw new AssertionError(e);
    }
  }

  EnrolmentRun preview(RecordsSource source) {
    try {
      return enrolment.preview(source);
    } catch (SourceFailed e) {
      throw new AssertionError(e);
    }
  }

  List<Member> members() {
    List<Member> members = new ArrayList<>();
    register.eachMember(members::add);
    return members;
  }

  List<Member> everybody() {
    return register.find(RegisterOfMembers.Search.everyone(10_000));
  }

  Member only() {
    List<Member> everybody = everybody();
    if (everybody.size() != 1) {
      throw new AssertionError("one person on the register expected: " + everybody);
    }
    return everybody.get(0);
  }

  List<String> outcomes(String source) {
    List<String> outcomes = new ArrayList<>();
    register.eachRecord(source, e -> outcomes.add(e.key() + ": " + e.outcome().en()));
    return outcomes;
  }

  /** Every row of every table of the register, but for the runs themselves. */
  List<String> everyRow() {
    return database.read(
        handle -> {
          List<String> rows = new ArrayList<>();
          for (String table :
              List.of(
                  "person",
                  "record",
                  "link_value",
                  "link",
                  "pair",
                  "membership",
                  "suppression",
                  "suspension",
                  "choice",
                  "admission",
                  "move",
                  "merge",
                  "change")) {
            handle
                .createQuery("SELECT * FROM register_" + table)
                .mapToMap()
                .forEach(row -> rows.add(table + row));
          }
          return rows.stream().sorted().toList();
        });
  }

  @Override
  public void close() {
    enrolment.close();
    try {
      store.close();
    } catch (Exception e) {
      throw new AssertionError("the database does not close", e);
    }
  }

  private static final class Hand extends Clock {
    private LocalDate day;

    Hand(LocalDate day) {
      this.day = day;
    }

    @Override
    public ZoneId getZone() {
      return LONDON;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("the register reckons in Europe/London");
    }

    @Override
    public Instant instant() {
      return day.atTime(12, 0).atZone(LONDON).toInstant();
    }
  }
}
