package org.folkmoot.office.internal.elections;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.ballot.PaperDesk.Replacement;
import org.folkmoot.election.ElectoralRoll;
import org.folkmoot.page.Choice;
import org.folkmoot.page.Form;
import org.folkmoot.page.Link;
import org.folkmoot.page.Page;
import org.folkmoot.page.Problem;

/** What can be sent to one voter anew. Every act is told to the voter, the trustees or a list. */
final class VoterLinksPage implements Part {
  private static final List<String> ACTIONS =
      List.of("link", "paper", "spoilt", "lost", "tendered");

  @Override
  public void get(Visit visit) throws IOException {
    show(visit, Form.blank(), voter(visit)).send(visit.response());
  }

  @Override
  public void post(Visit visit) throws IOException {
    Form form = Form.of(visit.request());
    ElectoralRoll.Entry voter = voter(visit);
    String action = form.text("action");
    if (!ACTIONS.contains(action)) {
      form.refuse("action", visit.words().say("elections.links.action.missing"));
    } else if (!action.equals("paper") && form.line("reason").isEmpty()) {
      form.refuse("reason", visit.words().say("elections.links.reason.missing"));
    }
    if (form.isFine()
        && visit.done(form, "action", () -> act(visit, voter.member(), action, form))) {
      visit.goOn(
          visit.toElection("links"),
          visit.words().say("elections.links.done." + action, voter.name()));
      return;
    }
    show(visit, form, voter).send(visit.response());
  }

  private static void act(Visit visit, String member, String action, Form form) {
    String election = visit.election().id();
    String reason = form.line("reason");
    switch (action) {
      case "link" -> visit.polls().reissue(election, member, reason, visit.actor());
      case "paper" ->
          visit.paperDesk().wantPaper(election, member, form.chosen("large", "yes"), visit.actor());
      case "spoilt" ->
          visit.paperDesk().replace(election, member, Replacement.SPOILT, reason, visit.actor());
      case "lost" ->
          visit.paperDesk().replace(election, member, Replacement.LOST, reason, visit.actor());
      default ->
          visit.paperDesk().replace(election, member, Replacement.TENDERED, reason, visit.actor());
    }
  }

  private static ElectoralRoll.Entry voter(Visit visit) {
    return visit.elections().roll(visit.election().id()).stream()
        .flatMap(roll -> roll.entries().stream())
        .filter(entry -> entry.member().equals(visit.path().segment(3)))
        .findFirst()
        .orElseThrow(Problem.NOT_FOUND::found);
  }

  private static Page show(Visit visit, Form form, ElectoralRoll.Entry voter) {
    List<Choice> actions = new ArrayList<>();
    for (String action : ACTIONS) {
      actions.add(
          new Choice(
              action,
              visit.words().say("elections.links.action." + action),
              visit.words().say("elections.links.action." + action + ".hint")));
    }
    return visit
        .pageOfElection("voter-links")
        .crumbs(
            List.of(
                new Link(visit.words().say("elections.title"), visit.path().to("elections")),
                new Link(visit.election().title(), visit.toElection()),
                new Link(visit.words().say("elections.links.title"), visit.toElection("links"))))
        .form(form)
        .with("voter", voter)
        .with("constituency", visit.constituency(voter.constituency()))
        .with("actions", actions);
  }
}
