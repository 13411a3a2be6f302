package org.folkmoot.declaration.internal;

import java.io.IOException;
import java.io.StringReader;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.folkmoot.ballot.KeyShare;
import org.folkmoot.ballot.Polls;
import org.folkmoot.ballot.box.OpenedBox;
import org.folkmoot.constitution.ElectionStep;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Refused;
import org.folkmoot.count.BallotFile;
import org.folkmoot.count.CountResult;
import org.folkmoot.count.CountSettings;
import org.folkmoot.count.CountingRules;
import org.folkmoot.count.LotNeeded;
import org.folkmoot.declaration.Declaration;
import org.folkmoot.declaration.Declaration.CandidateVotes;
import org.folkmoot.declaration.Declaration.Result;
import org.folkmoot.declaration.Declarations;
import org.folkmoot.election.Candidate;
import org.folkmoot.election.Contest;
import org.folkmoot.election.Election;
import org.folkmoot.election.Elections;
import org.folkmoot.notice.PostOffice;
import org.folkmoot.register.RegisterOfMembers;
import org.folkmoot.store.Database;
import org.folkmoot.store.Journal;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * Counting and declaring for one institution. A count is made anew from the papers when asked for.
 */
@Component(
    service = Declarations.class,
    configurationPid = "org.folkmoot.elections",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class DeclarationsOfInstitution implements Declarations {
  private final Polls polls;
  private final Elections elections;
  private final RegisterOfMembers register;
  private final Institution institution;
  private final Database database;
  private final Journal journal;
  private final DeclarationNotices notices;
  private final Clock clock;
  private final DeclarationRows rows;

  /** Counts of declared contests, which no longer change and which everybody looks at. */
  private final Map<String, CountResult> declared = new ConcurrentHashMap<>();

  @Activate
  public DeclarationsOfInstitution(
      @Reference(name = "polls", target = "(institution=)") Polls polls,
      @Reference(name = "elections", target = "(institution=)") Elections elections,
      @Reference(name = "register", target = "(institution=)") RegisterOfMembers register,
      @Reference(name = "database") Database database,
      @Reference(name = "journal") Journal journal,
      @Reference(name = "postOffice") PostOffice postOffice,
      @Reference(name = "clock") Clock clock) {
    this.polls = polls;
    this.elections = elections;
    this.register = register;
    this.institution = polls.institution();
    this.database = database;
    this.journal = journal;
    this.notices = new DeclarationNotices(institution, postOffice);
    this.clock = clock;
    this.rows = new DeclarationRows(institution.id());
    database.migrate("declaration", DeclarationsOfInstitution.class);
  }

  @Override
  public Institution institution() {
    return institution;
  }

  @Override
  public void openBox(String election, List<KeyShare> shares, String actor) {
    database.write(
        handle -> {
          if (rows.boxes(handle, election).isEmpty()) {
            polls.open(election, shares, actor).forEach(box -> rows.box(handle, election, box));
          }
          return null;
        });
  }

  @Override
  public void takeOpened(String election, OpenedBox opened, String actor) {
    database.write(
        handle -> {
          if (rows.boxes(handle, election).isEmpty()) {
            polls
                .takeOpened(election, opened, actor)
                .forEach(box -> rows.box(handle, election, box));
          }
          return null;
        });
  }

  @Override
  public List<CountedContest> contests(String electionId) {
    Election election = required(electionId);
    return database.read(
        handle ->
            election.contests().stream()
                .flatMap(contest -> rows.box(handle, contest.id()).stream())
                .map(box -> counted(contest(election, box.contest()), box))
                .toList());
  }

  private static Contest contest(Election election, String id) {
    return election.contest(id).orElseThrow();
  }

  private static CountedContest counted(Contest contest, DeclarationRows.Box box) {
    try {
      CountResult result = count(contest, box);
      return new CountedContest(
          contest.id(),
          Optional.empty(),
          List.of(),
          result.elected().stream().map(CountResult.Elected::name).toList(),
          box.reconciliation());
    } catch (LotNeeded needed) {
      return new CountedContest(
          contest.id(),
          Optional.of(needed.getMessage()),
          needed.question().tied(),
          List.of(),
          box.reconciliation());
    }
  }

  private static CountResult count(Contest contest, DeclarationRows.Box box) {
    try {
      return CountingRules.named(contest.countingRule())
          .count(
              BallotFile.read(new StringReader(box.papers())),
              CountSettings.standard().withSeats(contest.seats()).withLots(box.lots()));
    } catch (IOException e) {
      throw new IllegalStateException(
          "the opened papers of contest " + contest.id() + " cannot be read back", e);
    }
  }

  @Override
  public CountedContest count(String contestId, List<Integer> lots, String actor) {
    return database.write(
        handle -> {
          DeclarationRows.Box box =
              rows.box(handle, contestId)
                  .orElseThrow(
                      () ->
                          new Refused(
                              "the papers of this contest are not opened",
                              "a contest is counted from its opened papers",
                              "Open the box first."));
          if (rows.declared(handle, box.election()).isPresent()) {
            throw new Refused(
                "the result is declared",
                "what was declared does not change",
                "Recount the ballot file with the recount tool to check it.");
          }
          Contest contest = contest(required(box.election()), contestId);
          if (!lots.stream()
              .allMatch(number -> number >= 1 && number <= contest.candidates().size())) {
            throw new Refused(
                "lots " + lots + " name nobody on the paper",
                "candidates are numbered 1 to " + contest.candidates().size(),
                "Give the numbers of candidates in the order drawn.");
          }
          rows.lots(handle, contestId, lots);
          journal.append(
              institution.id(),
              actor,
              "declaration.lots-drawn",
              Map.of("contest", contestId, "order", lots.toString()));
          return counted(contest, rows.box(handle, contestId).orElseThrow());
        });
  }

  @Override
  public List<Integer> lots(String contest) {
    return database
        .read(handle -> rows.box(handle, contest))
        .map(DeclarationRows.Box::lots)
        .orElse(List.of());
  }

  @Override
  public Optional<CountResult> counted(String contestId) {
    CountResult known = declared.get(contestId);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<CountResult> counted = countAnew(contestId);
    boolean isDeclared =
        database
            .read(handle -> rows.box(handle, contestId))
            .flatMap(box -> declaration(box.election()))
            .isPresent();
    if (isDeclared) {
      counted.ifPresent(result -> declared.put(contestId, result));
    }
    return counted;
  }

  private Optional<CountResult> countAnew(String contestId) {
    return database
        .read(handle -> rows.box(handle, contestId))
        .flatMap(
            box -> {
              try {
                return Optional.of(count(contest(required(box.election()), contestId), box));
              } catch (LotNeeded needed) {
                return Optional.empty();
              }
            });
  }

  @Override
  public Declaration declare(String electionId, String actor) {
    return database.write(
        handle -> {
          Election election = required(electionId);
          if (rows.declared(handle, electionId).isPresent()) {
            throw new Refused(
                "the result is declared already",
                "what was declared does not change",
                "Nothing is left to do.");
          }
          List<Polls.Turnout> turnout = polls.turnout(electionId);
          List<Result> results = new ArrayList<>();
          List<Elections.Elected> seated = new ArrayList<>();
          for (Contest contest : election.contests()) {
            Polls.Turnout papers =
                turnout.stream()
                    .filter(t -> t.contest().equals(contest.id()))
                    .findFirst()
                    .orElseThrow();
            Result result =
                contest.contested()
                    ? contested(handle, contest, papers)
                    : uncontested(election, contest, papers, today());
            results.add(result);
            if (contest.binding()) {
              result
                  .elected()
                  .forEach(name -> seated.add(new Elections.Elected(contest.id(), name)));
            }
          }
          Declaration declaration =
              new Declaration(electionId, election.title(), clock.instant(), actor, results);
          rows.insert(handle, declaration);
          elections.fillSeats(electionId, seated, actor);
          polls.forgetAddresses(electionId);
          notices.give(declaration, register, actor);
          journal.append(
              institution.id(),
              actor,
              "declaration.declared",
              Map.of("election", electionId, "contests", Integer.toString(results.size())));
          return declaration;
        });
  }

  private Result contested(Handle handle, Contest contest, Polls.Turnout papers) {
    DeclarationRows.Box box =
        rows.box(handle, contest.id())
            .orElseThrow(
                () ->
                    new Refused(
                        "the box is not opened",
                        "a result is declared from the opened papers",
                        "Open the box with the key first."));
    CountResult count;
    try {
      count = count(contest, box);
    } catch (LotNeeded needed) {
      throw new Refused(
          contest.seatKind().en() + ": " + needed.getMessage(),
          "a tie the papers cannot break is decided by lot",
          "Draw the lot and enter what was drawn.");
    }
    List<String> elected = count.elected().stream().map(CountResult.Elected::name).toList();
    List<Integer> winners = count.winners();
    List<CandidateVotes> votes = new ArrayList<>();
    for (Candidate candidate : contest.candidates()) {
      int place = winners.indexOf(candidate.number());
      votes.add(
          new CandidateVotes(
              candidate.name(),
              count.votes(count.stages().get(0).votesOf(candidate.number())),
              place < 0 ? Optional.empty() : Optional.of(place + 1)));
    }
    return result(contest, papers, true, count.valid(), box.rejected(count), elected, votes);
  }

  private static Result uncontested(
      Election election, Contest contest, Polls.Turnout papers, LocalDate today) {
    if (election.state().compareTo(Election.State.CANDIDATES_STATED) < 0) {
      throw new Refused(
          "the candidates are not stated yet",
          "a contest is uncontested when the statement of candidates shows it",
          "Publish the statement of candidates first.");
    }
    LocalDate last = election.timetable().day(ElectionStep.WITHDRAWALS_CLOSE);
    if (!today.isAfter(last)) {
      throw new Refused(
          "candidates may still withdraw until the end of " + last,
          "an uncontested result is declared after withdrawals have closed",
          "Declare from " + last.plusDays(1) + ".");
    }
    List<String> names =
        contest.candidates().stream()
            .filter(candidate -> !candidate.withdrawn())
            .map(Candidate::name)
            .toList();
    List<CandidateVotes> votes = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      votes.add(new CandidateVotes(names.get(i), "", Optional.of(i + 1)));
    }
    return result(contest, papers, false, 0, Map.of(), names, votes);
  }

  private static Result result(
      Contest contest,
      Polls.Turnout papers,
      boolean contested,
      long valid,
      Map<String, Long> rejected,
      List<String> elected,
      List<CandidateVotes> votes) {
    return new Result(
        contest.id(),
        contest.constituency(),
        contest.seatKind(),
        contest.seats(),
        contest.binding(),
        contested,
        contest.countingRule(),
        papers.electorate(),
        papers.issued(),
        papers.used(),
        valid,
        rejected,
        elected,
        votes);
  }

  private LocalDate today() {
    return clock.instant().atZone(ZoneId.of("Europe/London")).toLocalDate();
  }

  private Election required(String election) {
    return elections
        .election(election)
        .orElseThrow(
            () ->
                new Refused(
                    "there is no such election",
                    "institution " + institution.id(),
                    "Go back to the list of elections."));
  }

  @Override
  public Optional<Declaration> declaration(String election) {
    return database.read(handle -> rows.declared(handle, election));
  }

  @Override
  public List<Declaration> all() {
    return database.read(rows::all);
  }

  @Override
  public Optional<String> ballotFile(String contest) {
    return database.read(handle -> rows.box(handle, contest)).map(DeclarationRows.Box::papers);
  }
}
