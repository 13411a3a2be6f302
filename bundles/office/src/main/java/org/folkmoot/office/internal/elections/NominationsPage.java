package org.folkmoot.office.internal.elections;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.folkmoot.constitution.ElectionStep;
import org.folkmoot.election.Contest;
import org.folkmoot.election.Election;
import org.folkmoot.election.Nomination;
import org.folkmoot.page.Choice;
import org.folkmoot.page.Form;
import org.folkmoot.page.Page;

/** The nominations of an election, contest by contest, and the form for one handed in on paper. */
final class NominationsPage implements Part {
  @Override
  public void get(Visit visit) throws IOException {
    show(visit, Form.blank()).send(visit.response());
  }

  @Override
  public void post(Visit visit) throws IOException {
    Form form = Form.of(visit.request());
    Election election = visit.election();
    Optional<Contest> contest =
        election.contests().size() == 1 && form.text("contest").isEmpty()
            ? Optional.of(election.contests().get(0))
            : election.contest(form.text("contest"));
    if (contest.isEmpty()) {
      form.refuse("contest", visit.words().say("elections.nominations.contest.missing"));
    }
    for (String field : List.of("nameOnPaper", "interests", "signedBy")) {
      if (form.line(field).isEmpty()) {
        form.refuse(field, visit.words().say("elections.nominations." + field + ".missing"));
      }
    }
    if (form.isFine()
        && visit.done(
            form,
            "statement",
            () ->
                visit
                    .elections()
                    .nominate(
                        contest.get().id(),
                        new Nomination.NominationPaper(
                            Optional.empty(),
                            form.line("nameOnPaper"),
                            form.text("statement"),
                            form.text("interests"),
                            form.line("signedBy")),
                        visit.actor()))) {
      visit.goOn(
          visit.toElection("nominations"),
          visit.words().say("elections.nominations.taken", form.line("nameOnPaper")));
      return;
    }
    show(visit, form).send(visit.response());
  }

  private static Page show(Visit visit, Form form) {
    Election election = visit.election();
    List<Nomination> all = visit.elections().nominations(election.id());
    List<InContest> contests = new ArrayList<>();
    List<Choice> choices = new ArrayList<>();
    for (Contest contest : election.contests()) {
      contests.add(
          new InContest(
              visit.contest(contest),
              contest.seats(),
              all.stream().filter(n -> n.contest().equals(contest.id())).toList()));
      choices.add(new Choice(contest.id(), visit.contest(contest)));
    }
    return visit
        .pageOfElection("nominations")
        .form(form)
        .with("by", election.timetable().day(ElectionStep.NOMINATIONS_CLOSE))
        .with(
            "open",
            election.state() == Election.State.NOMINATIONS
                && !visit.today().isAfter(election.timetable().day(ElectionStep.NOMINATIONS_CLOSE)))
        .with("begun", election.state() != Election.State.PLANNED)
        .with("contests", contests)
        .with("choices", choices)
        .with(
            "undecided", all.stream().filter(n -> n.state() == Nomination.State.RECEIVED).count());
  }

  /** A contest with what came in for it. */
  public record InContest(String name, int seats, List<Nomination> nominations) {}
}
