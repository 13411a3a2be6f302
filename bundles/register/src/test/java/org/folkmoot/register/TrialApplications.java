package org.folkmoot.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Institutions;
import org.folkmoot.notice.Message;
import org.folkmoot.notice.Pauses;
import org.folkmoot.notice.PersonalLinks;
import org.folkmoot.notice.Pigeonholes;
import org.folkmoot.notice.PostOffice;
import org.folkmoot.notice.SteppingClock;
import org.folkmoot.notice.internal.Outbox;
import org.folkmoot.notice.internal.PostRoom;
import org.folkmoot.notice.internal.StoredLinks;
import org.folkmoot.records.SourceFailed;
import org.folkmoot.register.Applications.Application;
import org.folkmoot.register.internal.ApplicationsOfInstitution;
import org.folkmoot.register.internal.CorrectionsOfInstitution;
import org.folkmoot.register.internal.Enroller;
import org.folkmoot.register.internal.EnrolmentLimits;
import org.folkmoot.register.internal.MembershipLinksOfInstitution;
import org.folkmoot.register.internal.StandingRegister;
import org.folkmoot.store.Database;
import org.folkmoot.store.Journal;
import org.folkmoot.store.OpenDatabase;
import org.folkmoot.store.TemporaryDatabase;

/** An institution that people can apply to, with a post office whose mail can be read. */
final class TrialApplications implements AutoCloseable {
  final SteppingClock clock = new SteppingClock(Instant.parse("2026-09-07T10:00:00Z"));
  private final AutoCloseable store;
  private final Outbox outbox;
  private final PostOffice post;
  final Database database;
  final Journal journal;
  final PersonalLinks personal;
  final Pigeonholes mail = new Pigeonholes();
  final Institution institution;
  final Enroller enrolment;
  final StandingRegister register;
  final ApplicationsOfInstitution applications;
  final CorrectionsOfInstitution corrections;
  final MembershipLinksOfInstitution links;

  TrialApplications(String pack) {
    this(pack, TemporaryDatabase::open, TemporaryDatabase::database, TemporaryDatabase::journal);
  }

  /** On a database that is open; it is closed with the trial. */
  TrialApplications(String pack, OpenDatabase open) {
    this(pack, clock -> open, OpenDatabase::database, o -> o.journal(Clock.systemUTC()));
  }

  private <S extends AutoCloseable> TrialApplications(
      String pack,
      Function<Clock, S> open,
      Function<S, Database> ofDatabase,
      Function<S, Journal> ofJournal) {
    S opened = open.apply(clock);
    store = opened;
    database = ofDatabase.apply(opened);
    journal = ofJournal.apply(opened);
    personal = new StoredLinks(database, clock);
    outbox = new Outbox(database, clock, folder());
    post = new PostRoom(database, journal, clock, outbox);
    outbox.carrierCame(mail, Map.of("channel", "email", "institution", "*"));
    institution = Institutions.of(pack);
    enrolment =
        new Enroller(
            institution,
            database,
            journal,
            post,
            personal,
            clock,
            EnrolmentLimits.DEFAULT,
            0);
    register = new StandingRegister(institution, database, journal, clock);
    applications =
        new ApplicationsOfInstitution(
            institution,
            database,
            journal,
            post,
            personal,
            clock,
            Optional.empty());
    applications.bindEnrolment(enrolment, Map.of("institution", "oak"));
    corrections =
        new CorrectionsOfInstitution(
            institution, database, journal, post, personal, clock);
    links =
        new MembershipLinksOfInstitution(
            institution, database, post, personal, clock, Runnable::run);
  }

  static Application resident(String given, String family, String email) {
    return new Application(
        "resident",
        given,
        family,
        Optional.of(LocalDate.of(1970, 3, 9)),
        Optional.ofNullable(email),
        List.of("3 Acorn Lane", "Little Oakham"),
        "lo12ab",
        true,
        Locale.ENGLISH);
  }

  /** Applies and follows the link in the mail. */
  void join(Application application) {
    applications.apply(application);
    String token = token(application.email().orElseThrow());
    if (applications.verify(token).isEmpty()) {
      throw new AssertionError("the link lets nobody in");
    }
    clock.advance(Duration.ofMinutes(1));
  }

  /** The token of the newest link to confirm an application that an address was sent. */
  String token(String email) {
    Pattern link = Pattern.compile("/i/oak/join/([\\w-]+)");
    return mailTo(email).stream()
        .map(message -> link.matcher(message.text()))
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1))
        .reduce((first, second) -> second)
        .orElseThrow(() -> new AssertionError(email + " was sent no link"));
  }

  List<Message> mailTo(String email) {
    awaitSent();
    return mail.kept().stream()
        .filter(message -> message.to().email().equals(Optional.of(email)))
        .toList();
  }

  private void awaitSent() {
    long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    outbox.wake();
    while (post.progress("oak").waiting() > 0) {
      if (System.nanoTime() > until) {
        throw new AssertionError("mail still waits: " + post.progress("oak"));
      }
      Pauses.pause(Duration.ofMillis(5));
    }
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("folkmoot-joining");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> subjectsTo(String email) {
    return mailTo(email).stream().map(Message::subject).toList();
  }

  void read(ListedSource source) {
    try {
      enrolment.run(source, "clerk");
    } catch (SourceFailed e) {
      throw new AssertionError(e);
    }
    clock.advance(Duration.ofMinutes(1));
  }

  List<Member> members() {
    List<Member> members = new ArrayList<>();
    register.eachMember(members::add);
    return members;
  }

  @Override
  public void close() {
    applications.close();
    enrolment.close();
    outbox.close();
    try {
      store.close();
    } catch (Exception e) {
      throw new AssertionError("the database does not close", e);
    }
  }
}
