package org.folkmoot.office.internal.elections;

import java.io.IOException;
import java.util.List;
import org.folkmoot.constitution.ElectionStep;
import org.folkmoot.constitution.NoticeKind;
import org.folkmoot.election.Election;
import org.folkmoot.page.Form;
import org.folkmoot.page.Page;

/** Giving notice of election to every member, once the number of people is confirmed. */
final class NoticePage implements Part {
  @Override
  public void get(Visit visit) throws IOException {
    show(visit, Form.blank()).send(visit.response());
  }

  @Override
  public void post(Visit visit) throws IOException {
    Form form = Form.of(visit.request());
    Election election = visit.election();
    int people = reach(visit).people();
    if (visit.confirmed(form)
        && visit.done(
            form, "confirm", () -> visit.elections().giveNotice(election.id(), visit.actor()))) {
      visit.goOn(visit.toElection(), visit.words().plural("elections.notice.given", people));
      return;
    }
    show(visit, form).send(visit.response());
  }

  /** Members of a constituency without a contest are not told: they can neither stand nor vote. */
  private static Visit.Reach reach(Visit visit) {
    return visit.reach(constituency -> !visit.election().contestsOf(constituency).isEmpty());
  }

  private static Page show(Visit visit, Form form) {
    Election election = visit.election();
    List<String> contests =
        election.contests().stream()
            .map(
                contest ->
                    visit
                        .words()
                        .plural("elections.notice.seats", contest.seats(), visit.contest(contest)))
            .toList();
    return visit
        .pageOfElection("notice")
        .form(form)
        .with("open", election.state() == Election.State.PLANNED)
        .with("reach", reach(visit))
        .with("by", election.timetable().day(ElectionStep.NOTICE_OF_ELECTION))
        .with("nominationsClose", election.timetable().day(ElectionStep.NOMINATIONS_CLOSE))
        .with("contests", contests)
        .with("given", visit.given(election, NoticeKind.NOTICE_OF_ELECTION));
  }
}
