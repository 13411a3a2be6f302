package org.folkmoot.office.internal.elections;

import java.io.IOException;
import java.util.List;
import org.folkmoot.election.Contest;
import org.folkmoot.election.Election;
import org.folkmoot.page.Form;
import org.folkmoot.page.Page;

/** Declaring the result, once whom it fills seats with and how many are told is confirmed. */
final class DeclarePage implements Part {
  @Override
  public void get(Visit visit) throws IOException {
    show(visit, Form.blank()).send(visit.response());
  }

  @Override
  public void post(Visit visit) throws IOException {
    Form form = Form.of(visit.request());
    String id = visit.election().id();
    if (visit.confirmed(form)
        && visit.done(
            form, "confirm", () -> visit.declarations().declare(id, visit.actor()))) {
      visit.goOn(visit.toElection("result"), visit.words().say("elections.declare.done"));
      return;
    }
    show(visit, form).send(visit.response());
  }

  private static Page show(Visit visit, Form form) {
    Election election = visit.election();
    List<Counted> contests =
        election.state().compareTo(Election.State.CANDIDATES_STATED) < 0
            ? List.of()
            : Counted.of(visit, election);
    boolean ready =
        contests.size() == election.contests().size()
            && contests.stream().allMatch(Counted::counted);
    return visit
        .pageOfElection("declare")
        .form(form)
        .with("declared", election.state() == Election.State.DECLARED)
        .with("ready", ready)
        .with("contests", contests)
        .with("polled", election.contests().stream().anyMatch(Contest::contested))
        .with(
            "advisory",
            election.contests().stream()
                .filter(contest -> !contest.binding())
                .map(visit::contest)
                .toList())
        .with("reach", visit.reach(constituency -> !election.contestsOf(constituency).isEmpty()));
  }
}
