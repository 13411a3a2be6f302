package org.folkmoot.election.internal;

import java.text.Collator;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.folkmoot.constitution.Constitution;
import org.folkmoot.constitution.ElectionStep;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Refused;
import org.folkmoot.constitution.RulePack;
import org.folkmoot.constitution.SeatsOfThird;
import org.folkmoot.constitution.SeatsOfThird.SeatKind;
import org.folkmoot.constitution.WorkingDays;
import org.folkmoot.election.Contest;
import org.folkmoot.election.Election;
import org.folkmoot.election.ElectionPlan;
import org.folkmoot.election.Elections;
import org.folkmoot.election.ElectoralRoll;
import org.folkmoot.election.GoverningBody;
import org.folkmoot.election.GoverningBody.Seat;
import org.folkmoot.election.GoverningBody.Term;
import org.folkmoot.election.Nomination;
import org.folkmoot.election.Nomination.NominationPaper;
import org.folkmoot.election.Timetable;
import org.folkmoot.notice.Addressee;
import org.folkmoot.notice.PersonalLinks;
import org.folkmoot.notice.PostOffice;
import org.folkmoot.register.Member;
import org.folkmoot.register.MemberState;
import org.folkmoot.register.RegisterOfMembers;
import org.folkmoot.store.Database;
import org.folkmoot.store.Journal;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** The elections of one institution: each step checked against the timetable and the pack. */
@Component(
    service = Elections.class,
    configurationPid = "org.folkmoot.elections",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ElectionsModule.class, factory = true)
public final class ElectionsOfInstitution implements Elections {
  static final ZoneId ZONE = ZoneId.of("Europe/London");

  /** Longest statement of a candidate (NHS model rules 64.2; taken over for all packs). */
  static final int STATEMENT_WORDS = 250;

  /** A seat that falls vacant within so many days after the close is filled by the election. */
  static final int FALLS_VACANT_WITHIN_DAYS = 92;

  /**
   * Longest statement in characters, so that one endless word is no way round the count of words.
   */
  static final int STATEMENT_CHARACTERS = 2_500;

  private final RegisterOfMembers register;
  private static final String SIGN_OFF = "the roll is signed off once, after it is frozen";

  private final Institution institution;
  private final Database database;
  private final Journal journal;
  private final WorkingDays workingDays;
  private final Clock clock;
  private final ElectionRows rows;
  private final SeatRows seats;
  private final ElectionNotices notices;

  @Activate
  public ElectionsOfInstitution(
      @Reference(name = "register", target = "(institution=)") RegisterOfMembers register,
      @Reference(name = "database") Database database,
      @Reference(name = "journal") Journal journal,
      @Reference(name = "postOffice") PostOffice postOffice,
      @Reference(name = "links") PersonalLinks links,
      @Reference(name = "workingDays") WorkingDays workingDays,
      @Reference(name = "clock") Clock clock) {
    this.register = register;
    this.institution = register.institution();
    this.database = database;
    this.journal = journal;
    this.workingDays = workingDays;
    this.clock = clock;
    this.rows = new ElectionRows(institution.id());
    this.seats = new SeatRows(institution.id());
    this.notices = new ElectionNotices(institution, postOffice, links);
    database.migrate("election", ElectionsOfInstitution.class);
    database.write(
        handle -> {
          seats.align(handle, constitution(), today());
          return null;
        });
  }

  @Override
  public Institution institution() {
    return institution;
  }

  private Constitution constitution() {
    return institution.constitution();
  }

  private RulePack pack() {
    return constitution().pack();
  }

  private ZonedDateTime now() {
    return clock.instant().atZone(ZONE);
  }

  private LocalDate today() {
    return now().toLocalDate();
  }

  @Override
  public Timetable timetable(LocalDate closeDay) {
    Map<ElectionStep, LocalDate> latest = new EnumMap<>(ElectionStep.class);
    for (ElectionStep step : ElectionStep.values()) {
      RulePack.StepRule rule = pack().timetable().get(step);
      latest.put(
          step,
          rule == null
              ? closeDay
              : workingDays.before(
                  closeDay, rule.workingDaysBeforeClose(), constitution().nation()));
    }
    return new Timetable(latest, closeDay.atTime(constitution().closeOfPoll()).atZone(ZONE));
  }

  @Override
  public Election create(ElectionPlan plan, String actor) {
    constitution().refusals().stream()
        .findFirst()
        .ifPresent(
            refusal -> {
              throw new Refused(refusal);
            });
    if (!workingDays.isWorkingDay(plan.closeDay(), constitution().nation())) {
      throw new Refused(
          plan.closeDay()
              + " is no working day: "
              + workingDays
                  .notWorkingBecause(plan.closeDay(), constitution().nation())
                  .orElse("closed"),
          "rule pack " + pack().id() + ", timetable",
          "Choose a working day for the close of poll.");
    }
    plain("the title", plan.title());
    Timetable timetable = timetable(plan.closeDay());
    inTime(timetable, ElectionStep.NOTICE_OF_ELECTION, "notice of election");
    return database.write(
        handle -> {
          List<Contest> contests = contests(handle, plan);
          if (contests.isEmpty()) {
            throw new Refused(
                "every seat that members are balloted for is held for three months after the close,"
                    + " or is in an election that is not declared yet",
                "rule pack " + pack().id() + ", seats and terms",
                "Declare the other election, end a term, or choose a later day for the close.");
          }
          Election election =
              new Election(
                  UUID.randomUUID().toString(),
                  plan.title().strip(),
                  timetable,
                  Election.State.PLANNED,
                  contests);
          rows.insert(handle, election, clock.instant());
          journal.append(
              institution.id(),
              actor,
              "election.created",
              Map.of(
                  "election", election.id(),
                  "title", election.title(),
                  "close", timetable.close().toString(),
                  "contests", Integer.toString(contests.size())));
          return election;
        });
  }

  private List<Contest> contests(Handle handle, ElectionPlan plan) {
    LocalDate first = plan.closeDay().plusDays(1);
    GoverningBody body = seats.body(handle, first);
    List<Contest> contests = new ArrayList<>();
    for (SeatsOfThird kind : constitution().seatsByKind()) {
      long falling =
          body.seats().stream()
              .filter(
                  seat ->
                      seat.constituency() == kind.constituency()
                          && seat.kind() == kind.kind()
                          && seat.label().equals(kind.label())
                          && fallsVacant(handle, seat, first))
              .count();
      long vacant = Math.max(0, falling - ballotedFor(handle, kind));
      if (kind.kind().balloted() && vacant > 0) {
        contests.add(
            new Contest(
                UUID.randomUUID().toString(),
                kind.constituency(),
                Math.toIntExact(vacant),
                kind.label(),
                kind.kind() == SeatKind.ELECTED,
                plan.countingRules().getOrDefault(kind.constituency(), pack().countingRule()),
                List.of()));
      }
    }
    return contests;
  }

  private boolean fallsVacant(Handle handle, Seat seat, LocalDate first) {
    return !seats
        .vacantFrom(handle, seat.id(), first)
        .isAfter(first.plusDays(FALLS_VACANT_WITHIN_DAYS));
  }

  /** Seats of a kind that an election which is not declared yet is about. */
  private long ballotedFor(Handle handle, SeatsOfThird kind) {
    return rows.all(handle).stream()
        .filter(election -> election.state() != Election.State.DECLARED)
        .flatMap(election -> election.contestsOf(kind.constituency()).stream())
        .filter(contest -> contest.seatKind().equals(kind.label()))
        .mapToLong(Contest::seats)
        .sum();
  }

  /** Refuses characters that cannot stand on a paper, in a subject or in a ballot file. */
  private static void plain(String what, String text) {
    boolean odd =
        text.chars()
            .anyMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || c == 0xFFFD);
    if (odd) {
      throw new Refused(
          what + " holds a character that cannot be shown, such as a tab or a line break",
          "a name or title is one line of plain text",
          "Type it again instead of pasting it.");
    }
  }

  /** Refuses a step whose latest day has passed, with the figures and the rule. */
  private void inTime(Timetable timetable, ElectionStep step, String what) {
    LocalDate latest = timetable.day(step);
    if (today().isAfter(latest)) {
      RulePack.StepRule rule = pack().timetable().get(step);
      int days =
          workingDays.between(today(), timetable.close().toLocalDate(), constitution().nation());
      throw new Refused(
          what
              + " on "
              + today()
              + " is "
              + days
              + " working days before the close of poll on "
              + timetable.close().toLocalDate()
              + "; rule pack "
              + pack().id()
              + " asks for "
              + (rule == null ? 0 : rule.workingDaysBeforeClose())
              + ", so "
              + latest
              + " at the latest",
          rule == null ? "rule pack " + pack().id() + ", timetable" : rule.rule(),
          "Choose a later close of poll.");
    }
  }

  private static void inState(Election election, Election.State wanted, String what) {
    if (election.state() != wanted) {
      throw new Refused(
          what
              + " is not possible now: the election stands at \""
              + election.state().name().toLowerCase(Locale.ROOT).replace('_', ' ')
              + "\"",
          "the order of an election",
          "It is possible when the election stands at \""
              + wanted.name().toLowerCase(Locale.ROOT).replace('_', ' ')
              + "\".");
    }
  }

  private void notBeforeEndOf(Timetable timetable, ElectionStep step, String what) {
    if (!today().isAfter(timetable.day(step))) {
      throw new Refused(
          what + " on " + today() + " is too early: it follows " + timetable.day(step),
          "rule pack " + pack().id() + ", timetable: " + step.word(),
          "Do it from " + timetable.day(step).plusDays(1) + ".");
    }
  }

  private Election required(Handle handle, String election) {
    return rows.election(handle, election)
        .orElseThrow(
            () ->
                new Refused(
                    "there is no such election",
                    "institution " + institution.id(),
                    "Go back to the list of elections."));
  }

  @Override
  public List<Election> all() {
    return database.read(rows::all);
  }

  @Override
  public Optional<Election> election(String id) {
    return database.read(handle -> rows.election(handle, id));
  }

  @Override
  public void giveNotice(String id, String actor) {
    database.write(
        handle -> {
          Election election = required(handle, id);
          inState(election, Election.State.PLANNED, "notice of election");
          inTime(election.timetable(), ElectionStep.NOTICE_OF_ELECTION, "notice of election");
          rows.state(handle, id, Election.State.NOMINATIONS);
          notices.give(election, register, actor);
          journal.append(institution.id(), actor, "election.notice-given", Map.of("election", id));
          return null;
        });
  }

  @Override
  public Nomination nominate(String contestId, NominationPaper paper, String actor) {
    return database.write(
        handle -> {
          Election election =
              rows.electionOf(handle, contestId)
                  .orElseThrow(
                      () ->
                          new Refused(
                              "there is no such contest",
                              "institution " + institution.id(),
                              "Choose one of the contests of the election."));
          Contest contest = election.contest(contestId).orElseThrow();
          inState(election, Election.State.NOMINATIONS, "a nomination");
          LocalDate last = election.timetable().day(ElectionStep.NOMINATIONS_CLOSE);
          if (today().isAfter(last)) {
            throw new Refused(
                "nominations closed at the end of " + last,
                "rule pack " + pack().id() + ", timetable: nominations-close",
                "A late nomination cannot be taken; stand at the next election.");
          }
          check(paper);
          paper.member().ifPresent(member -> mayStand(handle, election, contest, member, ""));
          Nomination nomination =
              new Nomination(
                  UUID.randomUUID().toString(),
                  contestId,
                  paper,
                  clock.instant(),
                  Nomination.State.RECEIVED,
                  "");
          rows.insert(handle, nomination);
          journal.append(
              institution.id(),
              actor,
              "election.nomination-received",
              Map.of("election", election.id(), "nomination", nomination.id()));
          return nomination;
        });
  }

  private void check(NominationPaper paper) {
    if (paper.nameOnPaper().isBlank()) {
      throw missing("the name for the ballot paper");
    }
    if (paper.interests().isBlank()) {
      throw missing("the declaration of interests (write \"None\" if there are none)");
    }
    if (paper.signedBy().isBlank()) {
      throw missing("the signature");
    }
    plain("the name for the ballot paper", paper.nameOnPaper());
    plain("the signature", paper.signedBy());
    if (paper.statement().length() > STATEMENT_CHARACTERS
        || paper.interests().length() > STATEMENT_CHARACTERS
        || paper.nameOnPaper().length() > 200) {
      throw new Refused(
          "the statement, the interests or the name are too long",
          "candidates' statements are equal in length",
          "Keep statement and interests below "
              + STATEMENT_CHARACTERS
              + " characters each, and the name below 200.");
    }
    int words = paper.statement().isBlank() ? 0 : paper.statement().strip().split("\\s+").length;
    if (words > STATEMENT_WORDS) {
      throw new Refused(
          "the statement has " + words + " words; " + STATEMENT_WORDS + " are allowed",
          "candidates' statements are equal in length",
          "Shorten it by " + (words - STATEMENT_WORDS) + " words.");
    }
  }

  private static Refused missing(String what) {
    return new Refused(
        what + " is missing", "particulars of a nomination", "Fill it in and send it again.");
  }

  private void mayStand(
      Handle handle, Election election, Contest contest, String memberId, String except) {
    Optional<Member> member = register.member(memberId);
    if (member.isEmpty()
        || member.get().state() != MemberState.MEMBER
        || member.get().constituency() != contest.constituency()) {
      throw new Refused(
          "only members of the constituency may stand in this contest",
          "each constituency elects its own third; rule pack " + pack().id(),
          "Stand in a contest of your own constituency.");
    }
    boolean already =
        rows.nominations(handle, election.id()).stream()
            .anyMatch(
                nomination ->
                    !nomination.id().equals(except)
                        && nomination.paper().member().equals(Optional.of(memberId))
                        && (nomination.state() == Nomination.State.RECEIVED
                            || nomination.state() == Nomination.State.ACCEPTED));
    if (already) {
      throw new Refused(
          "a nomination for this person has been received already",
          "one nomination for one person",
          "To change it, ask the returning officer to withdraw the first one.");
    }
  }

  @Override
  public List<Nomination> nominations(String election) {
    return database.read(handle -> rows.nominations(handle, election));
  }

  @Override
  public void decide(String nominationId, boolean accepted, String reason, String actor) {
    database.write(
        handle -> {
          Nomination nomination = requiredNomination(handle, nominationId);
          Election election = rows.electionOf(handle, nomination.contest()).orElseThrow();
          inState(election, Election.State.NOMINATIONS, "deciding a nomination");
          if (nomination.state() == Nomination.State.WITHDRAWN) {
            throw new Refused(
                "the nomination was withdrawn",
                "the order of an election",
                "Nothing is left to decide.");
          }
          if (!accepted && reason.isBlank()) {
            throw new Refused(
                "a nomination is refused without a reason",
                "the reason for a refusal is endorsed and told to the candidate",
                "Say why.");
          }
          if (accepted) {
            Contest contest = election.contest(nomination.contest()).orElseThrow();
            nomination
                .paper()
                .member()
                .ifPresent(member -> mayStand(handle, election, contest, member, nominationId));
          }
          rows.state(
              handle,
              nominationId,
              accepted ? Nomination.State.ACCEPTED : Nomination.State.REFUSED,
              reason.strip());
          journal.append(
              institution.id(),
              actor,
              accepted ? "election.nomination-accepted" : "election.nomination-refused",
              Map.of("nomination", nominationId, "reason", reason));
          return null;
        });
  }

  private Nomination requiredNomination(Handle handle, String id) {
    return rows.nomination(handle, id)
        .orElseThrow(
            () ->
                new Refused(
                    "there is no such nomination",
                    "institution " + institution.id(),
                    "Go back to the election."));
  }

  @Override
  public void withdraw(String nominationId, String actor) {
    database.write(
        handle -> {
          Nomination nomination = requiredNomination(handle, nominationId);
          Election election = rows.electionOf(handle, nomination.contest()).orElseThrow();
          LocalDate last = election.timetable().day(ElectionStep.WITHDRAWALS_CLOSE);
          if (today().isAfter(last)) {
            throw new Refused(
                "withdrawals closed at the end of " + last,
                "rule pack " + pack().id() + ", timetable: withdrawals-close",
                "The name stays on the paper.");
          }
          if (election.state() == Election.State.DECLARED
              || nomination.state() == Nomination.State.REFUSED
              || nomination.state() == Nomination.State.WITHDRAWN) {
            throw new Refused(
                "this nomination does not stand any more",
                "a nomination is withdrawn while it stands, and before the declaration",
                "Nothing is left to withdraw.");
          }
          rows.state(handle, nominationId, Nomination.State.WITHDRAWN, "withdrawn");
          // Once papers are out the name keeps its number and is counted as if excluded.
          if (election.state() == Election.State.CANDIDATES_STATED
              || election.state() == Election.State.ROLL_FROZEN) {
            rows.unnumber(handle, nominationId);
            renumber(handle, election.id());
          }
          journal.append(
              institution.id(),
              actor,
              "election.nomination-withdrawn",
              Map.of("nomination", nominationId));
          return null;
        });
  }

  @Override
  public Election stateCandidates(String id, String actor) {
    return database.write(
        handle -> {
          Election election = required(handle, id);
          inState(election, Election.State.NOMINATIONS, "the statement of candidates");
          notBeforeEndOf(
              election.timetable(), ElectionStep.NOMINATIONS_CLOSE, "the statement of candidates");
          long undecided =
              rows.nominations(handle, id).stream()
                  .filter(nomination -> nomination.state() == Nomination.State.RECEIVED)
                  .count();
          if (undecided > 0) {
            throw new Refused(
                undecided + " nominations are not decided yet",
                "the returning officer decides on every nomination",
                "Accept or refuse each of them first.");
          }
          renumber(handle, id);
          rows.state(handle, id, Election.State.CANDIDATES_STATED);
          journal.append(
              institution.id(), actor, "election.candidates-stated", Map.of("election", id));
          return required(handle, id);
        });
  }

  /** Numbers the accepted candidates of each contest in order of surname. */
  private void renumber(Handle handle, String election) {
    Collator collator = Collator.getInstance(Locale.UK);
    Comparator<Nomination> bySurname =
        Comparator.comparing((Nomination n) -> surname(n.paper().nameOnPaper()), collator)
            .thenComparing(n -> n.paper().nameOnPaper(), collator)
            .thenComparing(Nomination::received)
            .thenComparing(Nomination::id);
    rows.nominations(handle, election).stream()
        .filter(nomination -> nomination.state() == Nomination.State.ACCEPTED)
        .collect(Collectors.groupingBy(Nomination::contest))
        .values()
        .forEach(
            inContest -> {
              int number = 1;
              for (Nomination nomination : inContest.stream().sorted(bySurname).toList()) {
                rows.number(handle, nomination.id(), number++);
              }
            });
  }

  private static String surname(String name) {
    return name.strip().substring(name.strip().lastIndexOf(' ') + 1);
  }

  @Override
  public ElectoralRoll freezeRoll(String id, String actor) {
    return database.write(
        handle -> {
          Election election = required(handle, id);
          inState(election, Election.State.CANDIDATES_STATED, "freezing the roll");
          LocalDate qualifying = election.timetable().day(ElectionStep.NOMINATIONS_CLOSE);
          notBeforeEndOf(election.timetable(), ElectionStep.NOMINATIONS_CLOSE, "freezing the roll");
          List<ElectoralRoll.Entry> entries = new ArrayList<>();
          List<Addressee> addressees = new ArrayList<>();
          register.eachMemberOn(
              qualifying,
              member -> {
                entries.add(
                    new ElectoralRoll.Entry(
                        member.id(),
                        member.name(),
                        member.constituency(),
                        member.reason(),
                        member.rule()));
                addressees.add(member.addressee());
              });
          ElectoralRoll roll =
              new ElectoralRoll(id, qualifying, entries, ElectoralRoll.hash(entries));
          rows.insert(handle, roll);
          rows.addresses(handle, id, addressees);
          rows.state(handle, id, Election.State.ROLL_FROZEN);
          journal.append(
              institution.id(),
              actor,
              "election.roll-frozen",
              Map.of(
                  "election", id,
                  "voters", Integer.toString(entries.size()),
                  "hash", roll.hash()));
          return roll;
        });
  }

  @Override
  public Optional<ElectoralRoll> roll(String election) {
    return database.read(handle -> rows.roll(handle, election));
  }

  @Override
  public ElectoralRoll.SignOff signOffRoll(String id, String name, String actor) {
    return database.write(
        handle -> {
          required(handle, id);
          String hash =
              rows.rollHash(handle, id)
                  .orElseThrow(
                      () ->
                          new Refused(
                              "the roll of this election is not frozen yet",
                              SIGN_OFF,
                              "Freeze the roll, look through it, then sign it off."));
          if (name.isBlank()) {
            throw new Refused(
                "nobody is named who answers for the roll",
                SIGN_OFF,
                "Enter the name of whoever has looked through it.");
          }
          Optional<ElectoralRoll.SignOff> before = rows.rollSignOff(handle, id);
          if (before.isPresent()) {
            throw new Refused(
                "this roll was signed off by " + before.get().name(),
                SIGN_OFF,
                "There is nothing left to do: a frozen roll does not change.");
          }
          ElectoralRoll.SignOff signed =
              new ElectoralRoll.SignOff(name.strip(), hash, clock.instant(), actor);
          rows.insert(handle, id, signed);
          journal.append(
              institution.id(),
              actor,
              "election.roll-signed-off",
              Map.of("election", id, "hash", hash, "by", signed.name()));
          return signed;
        });
  }

  @Override
  public Optional<ElectoralRoll.SignOff> rollSignOff(String election) {
    return database.read(handle -> rows.rollSignOff(handle, election));
  }

  @Override
  public Map<String, Addressee> rollAddresses(String election) {
    return database.read(handle -> rows.addresses(handle, election));
  }

  @Override
  public void openPoll(String id, String actor) {
    database.write(
        handle -> {
          Election election = required(handle, id);
          inState(election, Election.State.ROLL_FROZEN, "opening the poll");
          inTime(election.timetable(), ElectionStep.NOTICE_OF_POLL, "notice of poll");
          rows.state(handle, id, Election.State.POLL);
          journal.append(institution.id(), actor, "election.poll-opened", Map.of("election", id));
          return null;
        });
  }

  @Override
  public void fillSeats(String id, List<Elected> elected, String actor) {
    database.write(
        handle -> {
          Election election = required(handle, id);
          if (election.contests().stream().anyMatch(Contest::contested)) {
            inState(election, Election.State.POLL, "filling the seats");
          }
          LocalDate afterClose = election.timetable().close().toLocalDate().plusDays(1);
          LocalDate from = today().isAfter(afterClose) ? today() : afterClose;
          for (Contest contest : election.contests()) {
            List<Elected> winners =
                elected.stream().filter(e -> e.contest().equals(contest.id())).toList();
            if (!contest.binding() && !winners.isEmpty()) {
              throw new IllegalArgumentException(
                  "an advisory ballot fills no seat; contest " + contest.id());
            }
            Comparator<Seat> soonest =
                Comparator.comparing((Seat seat) -> seats.vacantFrom(handle, seat.id(), from))
                    .thenComparing(Seat::id);
            List<Seat> vacant =
                seats.body(handle, from).third(contest.constituency()).stream()
                    .filter(
                        seat ->
                            seat.kind() == SeatKind.ELECTED
                                && seat.label().equals(contest.seatKind())
                                && fallsVacant(handle, seat, from))
                    .sorted(soonest)
                    .toList();
            if (winners.size() > vacant.size()) {
              throw new Refused(
                  winners.size() + " were elected but " + vacant.size() + " seats are vacant",
                  "rule pack " + pack().id() + ", seats",
                  "End the term of a seat that was filled in the meantime.");
            }
            for (int i = 0; i < winners.size(); i++) {
              String seat = vacant.get(i).id();
              LocalDate begins = seats.vacantFrom(handle, seat, from);
              seats.fill(
                  handle,
                  seat,
                  new Term(
                      winners.get(i).name(),
                      begins,
                      begins.plusYears(pack().termYears()).minusDays(1),
                      "Elected: " + election.title()));
            }
          }
          rows.state(handle, id, Election.State.DECLARED);
          rows.forgetAddresses(handle, id);
          return null;
        });
  }

  @Override
  public GoverningBody governingBody() {
    return database.read(handle -> seats.body(handle, today()));
  }

  @Override
  public void endTerm(String seatId, LocalDate lastDay, String reason, String actor) {
    if (reason.isBlank()) {
      throw new Refused(
          "a term is ended without a reason",
          "how a seat fell vacant is kept with it",
          "Say why: a resignation, for example.");
    }
    database.write(
        handle -> {
          if (!seats.end(handle, seatId, lastDay)) {
            throw new Refused(
                "nobody's term in this seat runs beyond " + lastDay,
                "rule pack " + pack().id() + ", seats and terms",
                "Choose a day within the term that is to end.");
          }
          journal.append(
              institution.id(),
              actor,
              "election.term-ended",
              Map.of("seat", seatId, "last", lastDay.toString(), "reason", reason.strip()));
          return null;
        });
  }

  @Override
  public void appoint(
      String seatId, String holder, LocalDate from, LocalDate to, String how, String actor) {
    if (holder.isBlank() || how.isBlank() || to.isBefore(from)) {
      throw new Refused(
          "a holder, how the seat was filled, and a term that does not end before it begins are"
              + " needed",
          "rule pack " + pack().id() + ", seats and terms",
          "Fill in what is missing.");
    }
    database.write(
        handle -> {
          Seat seat =
              seats.body(handle, from).seats().stream()
                  .filter(s -> s.id().equals(seatId))
                  .findFirst()
                  .orElseThrow(
                      () ->
                          new Refused(
                              "there is no such seat",
                              "institution " + institution.id(),
                              "Go back to the governing body."));
          if (seat.kind() == SeatKind.ELECTED) {
            throw new Refused(
                "this seat is filled by election",
                seat.label().en() + "; rule pack " + pack().id(),
                "Hold an election for it.");
          }
          seats.end(handle, seatId, from.minusDays(1));
          seats.fill(handle, seatId, new Term(holder.strip(), from, to, how.strip()));
          journal.append(
              institution.id(),
              actor,
              "election.seat-filled",
              Map.of("seat", seatId, "how", how.strip()));
          return null;
        });
  }
}
