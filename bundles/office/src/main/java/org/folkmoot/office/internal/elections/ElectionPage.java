package org.folkmoot.office.internal.elections;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.ballot.Polls;
import org.folkmoot.election.Contest;
import org.folkmoot.election.Election;
import org.folkmoot.page.Link;

/** One election: its steps with the next one, its contests, and the turnout. */
final class ElectionPage implements Part {
  @Override
  public void get(Visit visit) throws IOException {
    Election election = visit.election();
    Steps steps = Steps.of(visit, election);
    List<Polls.Turnout> turnout =
        election.state().compareTo(Election.State.POLL) < 0
            ? List.of()
            : visit.pollsIfOn().map(polls -> polls.turnout(election.id())).orElse(List.of());
    List<ContestRow> contests = new ArrayList<>();
    for (Contest contest : election.contests()) {
      contests.add(
          new ContestRow(
              contest,
              visit.contest(contest),
              visit.rule(contest.countingRule()),
              turnout.stream()
                  .filter(t -> t.contest().equals(contest.id()))
                  .findFirst()
                  .orElse(null)));
    }
    visit
        .page("election")
        .crumbs(
            List.of(new Link(visit.words().say("elections.title"), visit.path().to("elections"))))
        .with("election", election)
        .with("close", election.timetable().close().toInstant())
        .with("steps", steps.all())
        .with("next", java.util.Optional.ofNullable(steps.next()))
        .with("stated", election.state().compareTo(Election.State.CANDIDATES_STATED) >= 0)
        .with("polled", !turnout.isEmpty())
        .with("voting", election.takesVotes(visit.now().atZone(org.folkmoot.page.DateWords.ZONE)))
        .with("contests", contests)
        .send(visit.response());
  }

  /** A contest, and how many of its papers have come back; without turnout before the poll. */
  public record ContestRow(Contest contest, String name, String rule, Polls.Turnout turnout) {
    /** Papers used in a hundred issued, to one decimal. */
    public double percent() {
      return turnout == null || turnout.issued() == 0
          ? 0
          : Math.round(1000.0 * turnout.used() / turnout.issued()) / 10.0;
    }
  }
}
