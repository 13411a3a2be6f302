package org.folkmoot.member.site;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.folkmoot.assembly.Assembly;
import org.folkmoot.assembly.AssemblyPlan;
import org.folkmoot.assembly.internal.AssembliesOfInstitution;
import org.folkmoot.ballot.internal.PollsOfInstitution;
import org.folkmoot.ballot.keys.ElectionKeys;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.ElectionStep;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Institutions;
import org.folkmoot.constitution.TestCalendar;
import org.folkmoot.declaration.Declarations;
import org.folkmoot.declaration.internal.DeclarationsOfInstitution;
import org.folkmoot.election.Contest;
import org.folkmoot.election.Election;
import org.folkmoot.election.ElectionPlan;
import org.folkmoot.election.Nomination;
import org.folkmoot.election.internal.ElectionsOfInstitution;
import org.folkmoot.member.site.internal.InstitutionLetterheads;
import org.folkmoot.member.site.internal.MemberDoor;
import org.folkmoot.notice.Message;
import org.folkmoot.notice.Pigeonholes;
import org.folkmoot.notice.SteppingClock;
import org.folkmoot.notice.TemporaryPostOffice;
import org.folkmoot.page.PerInstitution;
import org.folkmoot.records.Affiliation;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.Reading;
import org.folkmoot.records.RecordsSource;
import org.folkmoot.records.SourceFailed;
import org.folkmoot.register.Member;
import org.folkmoot.register.internal.ApplicationsOfInstitution;
import org.folkmoot.register.internal.CorrectionsOfInstitution;
import org.folkmoot.register.internal.Enroller;
import org.folkmoot.register.internal.EnrolmentLimits;
import org.folkmoot.register.internal.MembershipLinksOfInstitution;
import org.folkmoot.register.internal.StandingRegister;
import org.folkmoot.store.TemporaryDatabase;

/**
 * Oak School with every room behind its member's door, on a database of its own: five members in
 * each third and more parents, whose links are read out of the mail they were sent.
 */
final class Oak implements AutoCloseable {
  static final LocalDate CLOSE = LocalDate.of(2026, 11, 27);
  static final List<String> USERS =
      List.of("Rhian Ellis", "Dafydd Prys-Jones", "Amina Yusuf", "Tom Baker", "Sián O’Neill");
  static final List<String> WORKERS =
      List.of("Joan Wright", "Hassan Ali", "Megan Rees", "Peter Hall", "Lucy Gray");
  static final List<String> COMMUNITY =
      List.of("George Mason", "Elin Powell", "Ravi Patel", "Nora Quinn", "Ifan Bowen");

  /** More parents, who stand for nothing. */
  static final List<String> PARENTS =
      List.of("Ann", "Bryn", "Carys", "Dewi", "Efa", "Ffion", "Gwen", "Huw", "Iona", "John")
          .stream()
          .flatMap(given -> Stream.of(given + " Evans", given + " Morgan"))
          .toList();

  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  final SteppingClock clock = new SteppingClock(Instant.parse("2026-09-07T10:00:00Z"));
  final AtomicLong nanos = new AtomicLong();
  final TemporaryDatabase store = TemporaryDatabase.open(clock);
  final TemporaryPostOffice post = new TemporaryPostOffice(store, clock);
  final Pigeonholes mail = new Pigeonholes();
  final Institution institution;
  final StandingRegister register;
  final Enroller enrolment;
  final ApplicationsOfInstitution applications;
  final CorrectionsOfInstitution corrections;
  final MembershipLinksOfInstitution membershipLinks;
  final ElectionsOfInstitution elections;
  final PollsOfInstitution polls;
  final DeclarationsOfInstitution declarations;
  final AssembliesOfInstitution assemblies;
  final MemberDoor door = new MemberDoor(clock, nanos::get, 100_000, 100_000);
  final InstitutionLetterheads letterheads = new InstitutionLetterheads();
  final Browser browser = new Browser(door, letterheads, "192.0.2.7");
  ElectionKeys.Made key;
  Election election;

  Oak(int seats) {
    post.carriedBy(mail);
    institution =
        Institutions.of(
            "tripartite",
            Map.of("seats", Integer.toString(seats), "publicAddress", "https://oak.example"));
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
    corrections =
        new CorrectionsOfInstitution(
            institution, store.database(), store.journal(), post.postOffice(), post.links(), clock);
    membershipLinks =
        new MembershipLinksOfInstitution(
            institution, store.database(), post.postOffice(), post.links(), clock, Runnable::run);
    elections =
        new ElectionsOfInstitution(
            register,
            store.database(),
            store.journal(),
            post.postOffice(),
            post.links(),
            TestCalendar.workingDays(),
            clock);
    polls =
        new PollsOfInstitution(
            elections,
            register,
            store.database(),
            store.journal(),
            post.postOffice(),
            post.links(),
            clock);
    declarations =
        new DeclarationsOfInstitution(
            polls,
            elections,
            register,
            store.database(),
            store.journal(),
            post.postOffice(),
            clock);
    assemblies =
        new AssembliesOfInstitution(
            register, store.database(), store.journal(), post.postOffice(), clock);
    Map<String, Object> of = Map.of(PerInstitution.PROPERTY, institution.id());
    letterheads.bindInstitution(institution, of);
    door.bindInstitution(institution, of);
    door.bindRegister(register, of);
    applications.bindEnrolment(enrolment, of);
    door.bindApplications(applications, of);
    door.bindCorrections(corrections, of);
    door.bindMembershipLinks(membershipLinks, of);
    door.bindElections(elections, of);
    door.bindPolls(polls, of);
    door.bindDeclarations(declarations, of);
    door.bindAssemblies(assemblies, of);
    door.bindLinks(post.links());
    enrol();
  }

  private void enrol() {
    RecordsSource source =
        new RecordsSource() {
          @Override
          public String name() {
            return "school-office";
          }

          @Override
          public Cursor snapshot(Reading reading) {
            USERS.forEach(name -> reading.person(record(name, "parent")));
            PARENTS.forEach(name -> reading.person(record(name, "parent")));
            WORKERS.forEach(name -> reading.person(record(name, "employee")));
            COMMUNITY.forEach(name -> reading.person(record(name, "volunteer")));
            return Cursor.NONE;
          }
        };
    try {
      enrolment.run(source, "office");
    } catch (SourceFailed e) {
      throw new AssertionError(e);
    }
    post.awaitSent("oak", Duration.ofSeconds(20));
  }

  private static PersonRecord record(String name, String as) {
    int space = name.lastIndexOf(' ');
    return new PersonRecord(
        name,
        List.of(),
        new PersonRecord.PersonName(name.substring(0, space), name.substring(space + 1)),
        Optional.of(LocalDate.of(1980, 1, 1)),
        List.of(),
        List.of(new PersonRecord.Contact(PersonRecord.Contact.Kind.EMAIL, address(name))),
        List.of(Affiliation.of(as)),
        Set.of(),
        Optional.empty());
  }

  private static String address(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "") + "@example.org";
  }

  /** Where the newest link for a purpose leads that somebody was sent, as a path of the door. */
  String link(String name, String purpose) {
    Pattern address = Pattern.compile("https://oak\\.example(/i/oak/" + purpose + "/[\\w-]+)");
    String found = null;
    for (Message message : mail.kept()) {
      Matcher matcher = address.matcher(message.text());
      if (message.to().name().equals(name) && matcher.find()) {
        found = matcher.group(1);
      }
    }
    if (found == null) {
      throw new AssertionError(name + " was sent no link to " + purpose);
    }
    return found;
  }

  /** The messages an address was sent so far, as text. */
  List<String> mailTo(String email) {
    post.awaitSent("oak", Duration.ofSeconds(20));
    return mail.kept().stream()
        .filter(message -> message.to().email().equals(Optional.of(email)))
        .map(Message::text)
        .toList();
  }

  Member member(String name) {
    List<Member> found = new ArrayList<>();
    register.eachMember(found::add);
    return found.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  /** Calls an election under these rules, and gives notice of it. */
  void call(Map<Constituency, String> rules) {
    election = elections.create(new ElectionPlan("Governors 2026", CLOSE, rules), "office");
    elections.giveNotice(election.id(), "office");
    post.awaitSent("oak", Duration.ofSeconds(20));
    election = elections.election(election.id()).orElseThrow();
  }

  /** Everybody of these stands, and is accepted. */
  void nominate(Constituency constituency, List<String> names, String statement) {
    Contest contest = contest(constituency);
    for (String name : names) {
      Nomination nomination =
          elections.nominate(
              contest.id(),
              new Nomination.NominationPaper(
                  Optional.of(member(name).id()),
                  name,
                  statement.replace("NAME", name),
                  "None",
                  name),
              "office");
      elections.decide(nomination.id(), true, "", "office");
    }
  }

  Contest contest(Constituency constituency) {
    return elections.election(election.id()).orElseThrow().contestsOf(constituency).get(0);
  }

  /** Goes on to the open poll, papers sent. */
  void openPoll() {
    at(election.timetable().day(ElectionStep.NOMINATIONS_CLOSE).plusDays(1), LocalTime.NOON);
    elections.stateCandidates(election.id(), "office");
    elections.freezeRoll(election.id(), "office");
    key = ElectionKeys.make(1, 1, new SecureRandom());
    polls.useKey(election.id(), key.key(), "office");
    polls.issue(election.id(), "office");
    post.awaitSent("oak", Duration.ofSeconds(20));
    election = elections.election(election.id()).orElseThrow();
  }

  /** The poll of a school where users rank, and workers and the community choose. */
  static Oak polling(int seats) {
    Oak oak = new Oak(seats);
    oak.call(
        Map.of(
            Constituency.USERS, "nhs-stv",
            Constituency.WORKERS, "fptp",
            Constituency.COMMUNITY, "fptp"));
    String statement = "I am NAME and I will listen.";
    oak.nominate(Constituency.USERS, USERS, statement);
    oak.nominate(Constituency.WORKERS, WORKERS.subList(0, 4), statement);
    oak.nominate(Constituency.COMMUNITY, COMMUNITY.subList(0, 1), statement);
    oak.openPoll();
    return oak;
  }

  @Override
  public void close() {
    applications.close();
    enrolment.close();
    post.close();
    store.close();
  }

  void at(LocalDate day, LocalTime time) {
    Instant then = day.atTime(time).atZone(LONDON).toInstant();
    clock.advance(Duration.between(clock.instant(), then));
  }

  /** After the close of poll, the box opened and the result declared. */
  void declare() {
    at(CLOSE, LocalTime.of(17, 1));
    declarations.openBox(election.id(), key.shares(), "office");
    for (Declarations.CountedContest counted : declarations.contests(election.id())) {
      if (counted.lotNeeded().isPresent()) {
        declarations.count(counted.contest(), counted.lotAmong(), "office");
      }
    }
    declarations.declare(election.id(), "office");
  }

  Assembly callAssembly() {
    Assembly planned =
        assemblies.plan(
            new AssemblyPlan(
                "Annual assembly 2027",
                true,
                LocalDateTime.of(2027, 1, 14, 18, 30),
                "The school hall\n1 Acorn Lane, Little Oakham",
                List.of("Welcome", "The governors’ report", "Election of the leader")),
            "office");
    return planned;
  }

  long used() {
    return polls.turnout(election.id()).stream().mapToLong(papers -> papers.used()).sum();
  }

  /** Which candidates of a contest have which number. */
  Map<String, Integer> numbers(Constituency constituency) {
    Map<String, Integer> numbers = new HashMap<>();
    contest(constituency).candidates().forEach(one -> numbers.put(one.name(), one.number()));
    return numbers;
  }
}
