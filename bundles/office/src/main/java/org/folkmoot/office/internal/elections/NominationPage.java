package org.folkmoot.office.internal.elections;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.constitution.ElectionStep;
import org.folkmoot.election.Election;
import org.folkmoot.election.Nomination;
import org.folkmoot.page.Choice;
import org.folkmoot.page.Form;
import org.folkmoot.page.Link;
import org.folkmoot.page.Page;
import org.folkmoot.page.Problem;
import org.folkmoot.page.Words;

/** One nomination as it came in, and the returning officer's decision on it. */
final class NominationPage implements Part {
  @Override
  public void get(Visit visit) throws IOException {
    show(visit, nomination(visit), Form.blank()).send(visit.response());
  }

  @Override
  public void post(Visit visit) throws IOException {
    Nomination nomination = nomination(visit);
    Form form = Form.of(visit.request());
    Words words = visit.words();
    String decision = form.value("decision");
    if (!List.of("accept", "refuse", "withdraw").contains(decision)) {
      form.refuse("decision", words.say("elections.nomination.decision.missing"));
    } else if (decision.equals("refuse") && form.text("reason").isEmpty()) {
      form.refuse("reason", words.say("elections.nomination.reason.missing"));
    }
    if (form.isFine()
        && visit.done(form, "decision", () -> decide(visit, nomination, decision, form))) {
      visit.goOn(
          visit.toElection("nominations"),
          words.say("elections.nomination.done." + decision, nomination.paper().nameOnPaper()));
      return;
    }
    show(visit, nomination, form).send(visit.response());
  }

  private static void decide(Visit visit, Nomination nomination, String decision, Form form) {
    if (decision.equals("withdraw")) {
      visit.elections().withdraw(nomination.id(), visit.actor());
    } else {
      boolean accepted = decision.equals("accept");
      visit
          .elections()
          .decide(nomination.id(), accepted, accepted ? "" : form.text("reason"), visit.actor());
    }
  }

  private static Nomination nomination(Visit visit) {
    return visit.elections().nominations(visit.election().id()).stream()
        .filter(nomination -> nomination.id().equals(visit.path().segment(3)))
        .findFirst()
        .orElseThrow(Problem.NOT_FOUND::found);
  }

  private static Page show(Visit visit, Nomination nomination, Form form) {
    Election election = visit.election();
    Words words = visit.words();
    List<Choice> choices = new ArrayList<>();
    if (nomination.state() != Nomination.State.WITHDRAWN) {
      if (election.state() == Election.State.NOMINATIONS) {
        if (nomination.state() != Nomination.State.ACCEPTED) {
          choices.add(new Choice("accept", words.say("elections.nomination.accept")));
        }
        if (nomination.state() != Nomination.State.REFUSED) {
          choices.add(
              new Choice(
                  "refuse",
                  words.say("elections.nomination.refuse"),
                  words.say("elections.nomination.refuse.hint")));
        }
      }
      if (nomination.state() != Nomination.State.REFUSED
          && election.state() != Election.State.DECLARED
          && !visit.today().isAfter(election.timetable().day(ElectionStep.WITHDRAWALS_CLOSE))) {
        choices.add(
            new Choice(
                "withdraw",
                words.say("elections.nomination.withdraw"),
                words.say("elections.nomination.withdraw.hint")));
      }
    }
    return visit
        .pageOfElection("nomination")
        .crumbs(
            List.of(
                new Link(words.say("elections.title"), visit.path().to("elections")),
                new Link(election.title(), visit.toElection()),
                new Link(words.say("elections.step.nominations"), visit.toElection("nominations"))))
        .form(form)
        .with("nomination", nomination)
        .with("contest", election.contest(nomination.contest()).map(visit::contest).orElse(""))
        .with("choices", choices)
        .with("mayRefuse", election.state() == Election.State.NOMINATIONS);
  }
}
