package org.folkmoot.office.internal.elections;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.ballot.Polls;
import org.folkmoot.page.DateWords;
import org.folkmoot.page.Form;
import org.folkmoot.page.Page;

/** Reminding those who have not voted, without showing them to anybody. */
final class ReminderPage implements Part {
  @Override
  public void get(Visit visit) throws IOException {
    show(visit, Form.blank()).send(visit.response());
  }

  @Override
  public void post(Visit visit) throws IOException {
    Form form = Form.of(visit.request());
    List<Integer> sent = new ArrayList<>();
    if (visit.confirmed(form)
        && visit.done(
            form,
            "confirm",
            () -> sent.add(visit.polls().remind(visit.election().id(), visit.actor())))) {
      visit.goOn(
          visit.toElection("reminder"),
          visit.words().plural("elections.reminder.sent", sent.get(0)));
      return;
    }
    show(visit, form).send(visit.response());
  }

  private static Page show(Visit visit, Form form) {
    Polls.Reminding reminding = visit.polls().reminding(visit.election().id());
    return visit
        .pageOfElection("reminder")
        .form(form)
        .with("voting", visit.election().takesVotes(visit.now().atZone(DateWords.ZONE)))
        .with("unused", reminding.unused())
        .with("last", reminding.last())
        .with("from", reminding.from())
        .with("due", reminding.from().filter(from -> visit.now().isBefore(from)).isEmpty());
  }
}
