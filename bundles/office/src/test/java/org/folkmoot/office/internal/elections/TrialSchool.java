package org.folkmoot.office.internal.elections;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.folkmoot.assembly.internal.AssembliesOfInstitution;
import org.folkmoot.ballot.PaperDesk;
import org.folkmoot.ballot.Polls;
import org.folkmoot.ballot.internal.PaperDeskOfInstitution;
import org.folkmoot.ballot.internal.PollsOfInstitution;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Institutions;
import org.folkmoot.constitution.TestCalendar;
import org.folkmoot.declaration.internal.DeclarationsOfInstitution;
import org.folkmoot.election.Contest;
import org.folkmoot.election.Election;
import org.folkmoot.election.internal.ElectionsOfInstitution;
import org.folkmoot.notice.Message;
import org.folkmoot.notice.Pigeonholes;
import org.folkmoot.notice.SteppingClock;
import org.folkmoot.notice.TemporaryPostOffice;
import org.folkmoot.office.internal.Desk;
import org.folkmoot.office.internal.TrialDesk;
import org.folkmoot.office.internal.assemblies.TrialAssemblyPages;
import org.folkmoot.records.Affiliation;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.Reading;
import org.folkmoot.records.RecordsSource;
import org.folkmoot.records.SourceFailed;
import org.folkmoot.register.internal.Enroller;
import org.folkmoot.register.internal.EnrolmentLimits;
import org.folkmoot.register.internal.StandingRegister;
import org.folkmoot.store.TemporaryDatabase;

/** Oak School with members, every room behind its office real, on a clock the test moves. */
public final class TrialSchool implements AutoCloseable {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final Pattern LINK = Pattern.compile("/i/oak/vote/([A-Za-z0-9_-]+)");

  /** Nobody here is much like anybody else: who is waits for a person before both may vote. */
  private static final List<String> GIVEN =
      List.of(
          "Ada", "Bryn", "Chen", "Dilys", "Emeka", "Farah", "Gwilym", "Hanna", "Idris", "Joyce",
          "Kofi", "Lowri", "Magnus", "Nadia", "Owain");

  private static final List<String> FAMILY =
      List.of(
          "Abbott",
          "Bevan",
          "Castellani",
          "Dhillon",
          "Eckersley",
          "Faulkner",
          "Griffith",
          "Hussain",
          "Ivanov",
          "Jankowski",
          "Kendrick",
          "Lloyd",
          "Mbeki");

  private final SteppingClock clock =
      new SteppingClock(LocalDate.of(2026, 9, 7).atTime(12, 0).atZone(LONDON).toInstant());
  private final TemporaryDatabase store = TemporaryDatabase.open(clock);
  private final TemporaryPostOffice post = new TemporaryPostOffice(store, clock);
  private final Pigeonholes mail = new Pigeonholes();
  private final Institution institution;
  private final Enroller enrolment;
  final StandingRegister register;
  final ElectionsOfInstitution elections;
  final PollsOfInstitution polls;
  final DeclarationsOfInstitution declarations;
  public final AssembliesOfInstitution assemblies;
  public final Asked electionPages;
  public final Asked assemblyPages;
  final PaperDesk paperDesk;
  private final ElectionPages pages;

  /** A school under a rule pack; nobody is a member yet. */
  public TrialSchool(String pack) {
    institution = Institutions.of(pack);
    post.carriedBy(mail);
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
    Desk desk = TrialDesk.of(institution);
    Map<String, Object> oak = Map.of("institution", institution.id());
    pages = new ElectionPages(desk, post.postOffice(), TestCalendar.workingDays(), clock);
    pages.bindRegister(register, oak);
    pages.bindElections(elections, oak);
    pages.bindPolls(polls, oak);
    paperDesk =
        new PaperDeskOfInstitution(
            polls, elections, store.database(), store.journal(), clock, store.folder());
    pages.bindPaperDesk(paperDesk, oak);
    pages.bindDeclarations(declarations, oak);
    electionPages = new Asked(pages);
    assemblyPages = new Asked(TrialAssemblyPages.of(desk, clock, register, assemblies));
  }

  /** A clock, for pages made by the test. */
  public Clock clock() {
    return clock;
  }

  /** Switches the module off, as taking away its configuration would. */
  void electionsOff() {
    pages.unbindElections(elections, Map.of("institution", institution.id()));
  }

  /** So many parents, staff and neighbours become members; the last parent has no email address. */
  public void enrol(int parents, int staff, int neighbours) {
    List<PersonRecord> persons = new ArrayList<>();
    for (int i = 1; i <= parents; i++) {
      persons.add(somebody("p", i, 0, "parent", i < parents));
    }
    for (int i = 1; i <= staff; i++) {
      persons.add(somebody("s", i, 5, "employee", true));
    }
    for (int i = 1; i <= neighbours; i++) {
      persons.add(somebody("n", i, 10, "volunteer", true));
    }
    enrol(persons);
  }

  private static PersonRecord somebody(
      String prefix, int number, int other, String kind, boolean email) {
    int place = number + other * 13;
    return person(
        prefix + number,
        GIVEN.get(place % GIVEN.size()),
        FAMILY.get((place * 7 + other) % FAMILY.size()),
        kind,
        email);
  }

  /** Takes records in as they are. */
  public void enrol(List<PersonRecord> persons) {
    try {
      enrolment.run(new Listed(persons), "Sam Reed");
    } catch (SourceFailed e) {
      throw new AssertionError(e);
    }
  }

  /** A grown-up as the school's records have them, born on a day of their own. */
  public static PersonRecord person(
      String key, String given, String family, String kind, boolean email) {
    int own = Math.abs(key.hashCode() % 10_000);
    return new PersonRecord(
        key,
        List.of(),
        new PersonRecord.PersonName(given, family),
        Optional.of(LocalDate.of(1940 + own % 59, 1 + own * 5 % 12, 1 + own * 11 % 28)),
        List.of(),
        email
            ? List.of(
                new PersonRecord.Contact(PersonRecord.Contact.Kind.EMAIL, key + "@oak.example"))
            : List.of(),
        List.of(Affiliation.of(kind)),
        Set.of(),
        Optional.empty());
  }

  /** Moves the clock to noon of a day. */
  public void today(LocalDate day) {
    Instant noon = day.atTime(12, 0).atZone(LONDON).toInstant();
    clock.advance(Duration.between(clock.instant(), noon));
  }

  /** Waits until all mail is out. */
  public void mailOut() {
    post.wake();
    post.awaitSent(institution.id(), Duration.ofSeconds(30));
  }

  /**
   * The voting links in the mail of people of one constituency, by the contest they may vote in.
   */
  List<String> tokens(Contest contest) {
    mailOut();
    List<String> tokens = new ArrayList<>();
    for (Message message : mail.kept()) {
      Matcher link = LINK.matcher(message.text());
      if (link.find()) {
        Optional<Polls.VotersPack> pack = polls.pack(link.group(1));
        if (pack.isPresent()
            && pack.get().contests().stream().anyMatch(c -> c.id().equals(contest.id()))) {
          tokens.add(link.group(1));
        }
      }
    }
    return tokens;
  }

  /** The only election. */
  /** Prints the packs that wait, in order of names; the slips are still to be read off them. */
  byte[] printedPacks() {
    return paperDesk.print(election().id(), PaperDesk.Order.NAME, "Sam Reed").orElseThrow().pdf();
  }

  Election election() {
    return elections.all().get(0);
  }

  @Override
  public void close() {
    post.close();
    enrolment.close();
    store.close();
  }

  private record Listed(List<PersonRecord> persons) implements RecordsSource {
    @Override
    public String name() {
      return "school";
    }

    @Override
    public Cursor snapshot(Reading reading) {
      persons.forEach(reading::person);
      return Cursor.NONE;
    }
  }
}
