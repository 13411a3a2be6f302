package org.folkmoot.office.internal.elections;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.folkmoot.constitution.ElectionStep;
import org.folkmoot.constitution.NoticeKind;
import org.folkmoot.election.Contest;
import org.folkmoot.election.Election;
import org.folkmoot.election.ElectoralRoll;
import org.folkmoot.page.Form;
import org.folkmoot.page.Page;
import org.folkmoot.register.Member;

/** Issuing the papers, once their number is confirmed. */
final class PapersPage implements Part {
  @Override
  public void get(Visit visit) throws IOException {
    show(visit, Form.blank()).send(visit.response());
  }

  @Override
  public void post(Visit visit) throws IOException {
    Form form = Form.of(visit.request());
    String id = visit.election().id();
    List<Integer> issued = new ArrayList<>();
    if (visit.confirmed(form)
        && visit.done(
            form, "confirm", () -> issued.add(visit.polls().issue(id, visit.actor())))) {
      visit.goOn(
          visit.toElection(), visit.words().plural("elections.papers.issued", issued.get(0)));
      return;
    }
    show(visit, form).send(visit.response());
  }

  private static Page show(Visit visit, Form form) {
    Election election = visit.election();
    Optional<ElectoralRoll> roll = visit.elections().roll(election.id());
    boolean open = election.state() == Election.State.ROLL_FROZEN;
    return visit
        .pageOfElection("papers")
        .form(form)
        .with("open", open)
        .with("rollFrozen", roll.isPresent())
        .with("contested", election.contests().stream().anyMatch(Contest::contested))
        .with("key", visit.polls().key(election.id()))
        .with("packs", roll.isPresent() ? visit.polls().packsToIssue(election.id()) : 0)
        .with("withoutEmail", open ? withoutEmail(visit, election, roll) : 0)
        .with("by", election.timetable().day(ElectionStep.NOTICE_OF_POLL))
        .with("given", visit.given(election, NoticeKind.NOTICE_OF_POLL));
  }

  /** How many who are to get a pack cannot be sent mail. */
  private static int withoutEmail(Visit visit, Election election, Optional<ElectoralRoll> roll) {
    Set<String> reachable = new HashSet<>();
    visit
        .register()
        .eachMember(
            member -> {
              if (member.email().isPresent()) {
                reachable.add(member.id());
              }
            });
    int without = 0;
    for (ElectoralRoll.Entry entry : roll.map(ElectoralRoll::entries).orElse(List.of())) {
      boolean gets =
          election.contestsOf(entry.constituency()).stream().anyMatch(Contest::contested);
      // Whoever left after the freeze still votes, but is no longer among the members.
      if (gets
          && !reachable.contains(entry.member())
          && visit.register().member(entry.member()).flatMap(Member::email).isEmpty()) {
        without++;
      }
    }
    return without;
  }
}
