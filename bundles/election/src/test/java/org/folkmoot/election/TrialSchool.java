package org.folkmoot.election;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Institutions;
import org.folkmoot.constitution.TestCalendar;
import org.folkmoot.election.Nomination.NominationPaper;
import org.folkmoot.election.internal.ElectionsOfInstitution;
import org.folkmoot.notice.Carrier;
import org.folkmoot.notice.Message;
import org.folkmoot.notice.SteppingClock;
import org.folkmoot.notice.TemporaryPostOffice;
import org.folkmoot.records.Affiliation;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.PersonRecord.Contact;
import org.folkmoot.records.PersonRecord.PersonName;
import org.folkmoot.records.Reading;
import org.folkmoot.records.RecordsSource;
import org.folkmoot.records.SourceFailed;
import org.folkmoot.register.RegisterOfMembers;
import org.folkmoot.register.internal.Enroller;
import org.folkmoot.register.internal.EnrolmentLimits;
import org.folkmoot.register.internal.StandingRegister;
import org.folkmoot.store.TemporaryDatabase;

/**
 * A school with members, on the real rooms upstream and a temporary database, for the tests of
 * every room from here downstream. Mail is collected. It is Monday 11 January 2027, nine o'clock.
 */
public final class TrialSchool implements AutoCloseable {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  public final SteppingClock clock =
      new SteppingClock(ZonedDateTime.of(2027, 1, 11, 9, 0, 0, 0, LONDON).toInstant());
  public final TemporaryDatabase store;
  public final TemporaryPostOffice post;
  public final List<Message> mail = new CopyOnWriteArrayList<>();
  public final Institution institution;
  public final Enroller enrolment;
  public final RegisterOfMembers register;
  public final Elections elections;

  private TrialSchool(Institution institution, Function<Clock, TemporaryDatabase> database) {
    this.institution = institution;
    this.store = database.apply(clock);
    this.post = new TemporaryPostOffice(store, clock);
    this.enrolment =
        new Enroller(
            institution,
            store.database(),
            store.journal(),
            post.postOffice(),
            post.links(),
            clock,
            EnrolmentLimits.DEFAULT,
            0);
    this.register = new StandingRegister(institution, store.database(), store.journal(), clock);
    this.elections =
        new ElectionsOfInstitution(
            register,
            store.database(),
            store.journal(),
            post.postOffice(),
            post.links(),
            TestCalendar.workingDays(),
            clock);
    post.carriedBy(new Collecting());
  }

  /** A school under a pack, with settings of its institution changed. */
  public static TrialSchool under(String pack, Map<String, String> changed) {
    return under(pack, changed, TemporaryDatabase::open);
  }

  /** The same on a database of another kind. */
  public static TrialSchool under(
      String pack, Map<String, String> changed, Function<Clock, TemporaryDatabase> database) {
    return new TrialSchool(Institutions.of(pack, changed), database);
  }

  /** A tripartite school with three seats, one for each third, and members in each. */
  public static TrialSchool withMembers(int parents, int staff, int neighbours) {
    TrialSchool school = under("tripartite", Map.of("seats", "3", "methods", "email"));
    school.enrol(parents, staff, neighbours);
    return school;
  }

  /** Enrols so many of each; names are Parent One..., addresses parent1@school.example. */
  public void enrol(int parents, int staff, int neighbours) {
    enrol(parents, staff, neighbours, 0);
  }

  /** The same, and so many parents more who have no mail: Given1 post-1, at 1 Long Lane... */
  public void enrol(int parents, int staff, int neighbours, int byPost) {
    List<PersonRecord> persons = new ArrayList<>();
    add(persons, "parent", Affiliation.Kinds.PARENT, parents);
    add(persons, "staff", Affiliation.Kinds.EMPLOYEE, staff);
    add(persons, "neighbour", Affiliation.Kinds.VOLUNTEER, neighbours);
    for (int i = 1; i <= byPost; i++) {
      persons.add(
          new PersonRecord(
              "post" + i,
              List.of(),
              new PersonName("Given" + i, "post-" + i),
              Optional.of(LocalDate.of(1970, 1, 1 + i % 28)),
              List.of(
                  new PersonRecord.PostalAddress(
                      List.of(i + " Long Lane", "Llandeilo"), "SA19 6A" + (char) ('Z' - i % 20))),
              List.of(),
              List.of(Affiliation.of(Affiliation.Kinds.PARENT)),
              Set.of(),
              Optional.empty()));
    }
    run(persons);
  }

  private void run(List<PersonRecord> persons) {
    try {
      enrolment.run(new Listed(persons), "clerk");
    } catch (SourceFailed e) {
      throw new AssertionError(e);
    }
  }

  private static void add(List<PersonRecord> persons, String word, String kind, int count) {
    for (int i = 1; i <= count; i++) {
      persons.add(
          new PersonRecord(
              word + i,
              List.of(),
              new PersonName("Given" + i, word + "-" + i),
              Optional.of(LocalDate.of(1980, 1, 1 + i % 28)),
              List.of(),
              List.of(new Contact(Contact.Kind.EMAIL, word + i + "@school.example")),
              List.of(Affiliation.of(kind)),
              Set.of(),
              Optional.empty()));
    }
  }

  /** Moves the clock to a time of a day. */
  public void at(LocalDate day, int hour, int minute) {
    clock.advance(
        Duration.between(clock.instant(), day.atTime(LocalTime.of(hour, minute)).atZone(LONDON)));
  }

  /** Waits for the mail and answers the tokens of the links for a purpose, by address. */
  public Map<String, String> tokens(String purpose) {
    post.awaitSent(institution.id(), Duration.ofSeconds(30));
    Pattern link = Pattern.compile("/i/" + institution.id() + "/" + purpose + "/(\\S+)");
    Map<String, String> tokens = new java.util.TreeMap<>();
    for (Message message : mail) {
      Matcher found = link.matcher(message.text());
      if (found.find()) {
        tokens.put(message.to().email().orElseThrow(), URI.create(found.group(1)).getPath());
      }
    }
    return tokens;
  }

  /** An election closing on 10 March 2027 whose candidates are stated and whose roll is frozen. */
  public Election readyForPoll(Map<Constituency, List<String>> candidates, String rule) {
    Election election =
        elections.create(
            new ElectionPlan(
                "Governors 2027",
                LocalDate.of(2027, 3, 10),
                Map.of(
                    Constituency.USERS, rule,
                    Constituency.WORKERS, rule,
                    Constituency.COMMUNITY, rule)),
            "clerk");
    at(LocalDate.of(2027, 1, 18), 9, 0);
    elections.giveNotice(election.id(), "clerk");
    for (Contest contest : election.contests()) {
      for (String name : candidates.getOrDefault(contest.constituency(), List.of())) {
        Nomination nomination =
            elections.nominate(contest.id(), paper(Optional.empty(), name), "clerk");
        elections.decide(nomination.id(), true, "", "clerk");
      }
    }
    at(LocalDate.of(2027, 2, 18), 9, 0);
    elections.stateCandidates(election.id(), "clerk");
    at(LocalDate.of(2027, 2, 23), 9, 0);
    elections.freezeRoll(election.id(), "clerk");
    return elections.election(election.id()).orElseThrow();
  }

  /** A nomination in good order. */
  public static NominationPaper paper(Optional<String> member, String name) {
    return new NominationPaper(member, name, "I will listen.", "None", name);
  }

  @Override
  public void close() {
    enrolment.close();
    post.close();
    store.close();
  }

  private record Listed(List<PersonRecord> persons) implements RecordsSource {
    @Override
    public String name() {
      return "export";
    }

    @Override
    public Cursor snapshot(Reading reading) {
      persons.forEach(reading::person);
      return Cursor.NONE;
    }
  }

  private final class Collecting implements Carrier {
    @Override
    public Session open() {
      return new Session() {
        @Override
        public Outcome hand(Message message) {
          mail.add(message);
          return new Outcome.Handed("250 collected");
        }

        @Override
        public void close() {
          // Nothing was opened.
        }
      };
    }
  }
}
