package org.folkmoot.office.internal.elections;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.constitution.ElectionStep;
import org.folkmoot.election.Contest;
import org.folkmoot.election.Election;
import org.folkmoot.election.Nomination;
import org.folkmoot.page.Form;
import org.folkmoot.page.Page;

/** The statement of candidates: how it would read, or how it was published. */
final class CandidatesPage implements Part {
  @Override
  public void get(Visit visit) throws IOException {
    show(visit, Form.blank()).send(visit.response());
  }

  @Override
  public void post(Visit visit) throws IOException {
    Form form = Form.of(visit.request());
    String id = visit.election().id();
    if (visit.done(form, "state", () -> visit.elections().stateCandidates(id, visit.actor()))) {
      visit.goOn(visit.toElection(), visit.words().say("elections.candidates.published"));
      return;
    }
    show(visit, form).send(visit.response());
  }

  private static Page show(Visit visit, Form form) {
    Election election = visit.election();
    boolean stated = election.state().compareTo(Election.State.CANDIDATES_STATED) >= 0;
    List<Nomination> all = visit.elections().nominations(election.id());
    List<Stated> contests = new ArrayList<>();
    for (Contest contest : election.contests()) {
      List<String> names =
          stated
              ? contest.candidates().stream()
                  .map(
                      candidate ->
                          candidate.withdrawn()
                              ? visit
                                  .words()
                                  .say("elections.candidates.withdrawn", candidate.name())
                              : candidate.name())
                  .toList()
              : all.stream()
                  .filter(n -> n.contest().equals(contest.id()))
                  .filter(n -> n.state() == Nomination.State.ACCEPTED)
                  .map(n -> n.paper().nameOnPaper())
                  .toList();
      contests.add(
          new Stated(visit.contest(contest), contest.seats(), names.size() > contest.seats(), names));
    }
    return visit
        .pageOfElection("candidates")
        .form(form)
        .with("stated", stated)
        .with("open", election.state() == Election.State.NOMINATIONS)
        .with("from", election.timetable().day(ElectionStep.NOMINATIONS_CLOSE).plusDays(1))
        .with("by", election.timetable().day(ElectionStep.STATEMENT_OF_CANDIDATES))
        .with(
            "undecided",
            all.stream().filter(n -> n.state() == Nomination.State.RECEIVED).count())
        .with("contests", contests);
  }

  /** A contest and the names that stand, or would stand, in the statement. */
  public record Stated(String name, int seats, boolean contested, List<String> names) {}
}
