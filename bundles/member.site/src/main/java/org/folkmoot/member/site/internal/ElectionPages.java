package org.folkmoot.member.site.internal;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.folkmoot.ballot.Polls;
import org.folkmoot.constitution.ElectionStep;
import org.folkmoot.count.CountResult;
import org.folkmoot.declaration.Declaration;
import org.folkmoot.declaration.Declarations;
import org.folkmoot.election.Election;
import org.folkmoot.election.Elections;
import org.folkmoot.page.Link;
import org.folkmoot.page.Page;
import org.folkmoot.page.Problem;
import org.folkmoot.page.Row;
import org.folkmoot.page.Words;

/** An election on the public notice board: its days, its candidates, its result. */
final class ElectionPages implements Pages {
  private final Domain domain;

  ElectionPages(Domain domain) {
    this.domain = domain;
  }

  @Override
  public boolean answer(String segment) {
    return segment.equals("elections");
  }

  @Override
  public void serve(Visit visit) throws IOException {
    visit.mustBeGet();
    boolean codes = visit.path.matches("elections", "*", "codes");
    if (!codes && !visit.path.matches("elections", "*")) {
      throw Problem.NOT_FOUND.found();
    }
    Elections elections = domain.elections.on(visit.path);
    Election election =
        elections
            .election(visit.path.segment(1))
            .filter(known -> known.state() != Election.State.PLANNED)
            .orElseThrow(Problem.NOT_FOUND::found);
    Optional<Declarations> declarations = domain.declarations.of(visit.institution.id());
    Optional<Declaration> declaration =
        declarations.flatMap(service -> service.declaration(election.id()));
    Optional<Polls.TrackingCodes> tracking =
        declaration.isPresent()
            ? domain
                .polls
                .of(visit.institution.id())
                .flatMap(polls -> polls.trackingCodes(election.id()))
                .filter(list -> !list.byContest().isEmpty())
            : Optional.empty();
    if (codes) {
      visit.send(codes(visit, election, tracking.orElseThrow(Problem.NOT_FOUND::found)));
      return;
    }
    visit.send(
        visit
            .publicPage("election")
            .with("election", election.title())
            .with("phase", phase(election, domain.now()))
            .with("closes", election.timetable().close())
            .with("days", days(election, visit.words()))
            .with("stated", election.state().compareTo(Election.State.CANDIDATES_STATED) >= 0)
            .with(
                "contests",
                election.contests().stream()
                    .map(contest -> ContestView.of(contest, visit))
                    .toList())
            .with("isDeclared", declaration.isPresent())
            .with(
                "codes",
                tracking.map(list -> visit.path.to("elections", election.id(), "codes")).orElse(""))
            .with("declaredAt", declaration.map(Declaration::declaredAt).orElse(null))
            .with(
                "results",
                declaration
                    .map(declared -> results(declared, declarations.orElseThrow(), visit))
                    .orElse(List.of())));
  }

  /** Every sealed paper's code, so that voters can find theirs. */
  private static Page codes(Visit visit, Election election, Polls.TrackingCodes tracking) {
    return visit
        .publicPage("codes", new Link(election.title(), visit.path.to("elections", election.id())))
        .with("election", election.title())
        .with("hash", tracking.hash())
        .with(
            "contests",
            election.contests().stream()
                .filter(contest -> tracking.byContest().containsKey(contest.id()))
                .map(
                    contest ->
                        new SealedPapers(
                            visit.in(contest.seatKind()), tracking.byContest().get(contest.id())))
                .toList());
  }

  /** The codes of one contest. */
  public record SealedPapers(String title, List<String> codes) {}

  /** Where an election stands for the public; each is a key of the wording. */
  static String phase(Election election, ZonedDateTime now) {
    LocalDate nominationsClose = election.timetable().day(ElectionStep.NOMINATIONS_CLOSE);
    return switch (election.state()) {
      case PLANNED -> "planned";
      case NOMINATIONS ->
          now.toLocalDate().isAfter(nominationsClose) ? "nominations-closed" : "nominations";
      case CANDIDATES_STATED, ROLL_FROZEN -> "candidates";
      case POLL -> election.takesVotes(now) ? "poll" : "counting";
      case DECLARED -> "declared";
    };
  }

  private static List<Row> days(Election election, Words words) {
    List<Row> rows = new ArrayList<>();
    for (ElectionStep step : ElectionStep.values()) {
      rows.add(
          new Row(
              words.say("member.step." + step.word()),
              step == ElectionStep.CLOSE_OF_POLL
                  ? election.timetable().close()
                  : election.timetable().day(step)));
    }
    return rows;
  }

  private static List<ResultView> results(
      Declaration declaration, Declarations declarations, Visit visit) {
    return declaration.results().stream()
        .map(
            result ->
                ResultView.of(
                    result,
                    result.contested()
                        ? declarations.counted(result.contest())
                        : Optional.<CountResult>empty(),
                    visit))
        .toList();
  }
}
