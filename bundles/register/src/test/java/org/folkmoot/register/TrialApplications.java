package org.folkmoot.register;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Institutions;
import org.folkmoot.notice.Message;
import org.folkmoot.notice.Pigeonholes;
import org.folkmoot.notice.SteppingClock;
import org.folkmoot.notice.TemporaryPostOffice;
import org.folkmoot.records.SourceFailed;
import org.folkmoot.register.Applications.Application;
import org.folkmoot.register.internal.ApplicationsOfInstitution;
import org.folkmoot.register.internal.CorrectionsOfInstitution;
import org.folkmoot.register.internal.Enroller;
import org.folkmoot.register.internal.EnrolmentLimits;
import org.folkmoot.register.internal.MembershipLinksOfInstitution;
import org.folkmoot.register.internal.StandingRegister;
import org.folkmoot.store.TemporaryDatabase;

/** An institution that people can apply to, with a post office whose mail can be read. */
final class TrialApplications implements AutoCloseable {
  final SteppingClock clock = new SteppingClock(Instant.parse("2026-09-07T10:00:00Z"));
  final TemporaryDatabase store = TemporaryDatabase.open(clock);
  final TemporaryPostOffice post = new TemporaryPostOffice(store, clock);
  final Pigeonholes mail = new Pigeonholes();
  final Institution institution;
  final Enroller enrolment;
  final StandingRegister register;
  final ApplicationsOfInstitution applications;
  final CorrectionsOfInstitution corrections;
  final MembershipLinksOfInstitution links;

  TrialApplications(String pack) {
    post.carriedBy(mail);
    institution = Institutions.of(pack);
    enrolment =
        new Enroller(
            institution,
            store.database(),
            store.journal(),
            post.postOffice(),
            post.links(),
            clock,
            EnrolmentLimits.DEFAULT,
            0);
    register = new StandingRegister(institution, store.database(), store.journal(), clock);
    applications =
        new ApplicationsOfInstitution(
            institution,
            store.database(),
            store.journal(),
            post.postOffice(),
            post.links(),
            clock,
            Optional.empty());
    applications.bindEnrolment(enrolment, Map.of("institution", "oak"));
    corrections =
        new CorrectionsOfInstitution(
            institution, store.database(), store.journal(), post.postOffice(), post.links(), clock);
    links =
        new MembershipLinksOfInstitution(
            institution, store.database(), post.postOffice(), post.links(), clock, Runnable::run);
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
    post.awaitSent("oak", Duration.ofSeconds(20));
    return mail.kept().stream()
        .filter(message -> message.to().email().equals(Optional.of(email)))
        .toList();
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
    post.close();
    store.close();
  }
}
