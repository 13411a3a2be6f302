package org.folkmoot.office.internal.elections;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.folkmoot.declaration.Declarations;
import org.folkmoot.election.Election;
import org.folkmoot.page.Form;
import org.folkmoot.page.Page;

/** The count, contest by contest and stage by stage, with the question where a lot is needed. */
final class CountPage implements Part {
  @Override
  public void get(Visit visit) throws IOException {
    show(visit, Form.blank()).send(visit.response());
  }

  @Override
  public void post(Visit visit) throws IOException {
    Form form = Form.of(visit.request());
    String contest = form.value("contest");
    Optional<Declarations.CountedContest> opened =
        visit.declarations().contests(visit.election().id()).stream()
            .filter(one -> one.contest().equals(contest))
            .findFirst();
    String field = "lots-" + contest;
    if (opened.isEmpty()) {
      form.refuse("main", visit.words().say("elections.count.contest.unknown"));
    } else {
      List<Integer> drawn = numbers(form.text("lots"));
      if (drawn.isEmpty()) {
        form.refuse(field, visit.words().say("elections.count.lots.missing"));
      } else if (opened.get().lotNeeded().isPresent()
          && opened.get().lotAmong().stream().noneMatch(drawn::contains)) {
        form.refuse(field, visit.words().say("elections.count.lots.others"));
      }
      // Lots drawn for earlier ties stand; what is drawn now comes after them.
      Set<Integer> order =
          new LinkedHashSet<>(
              form.chosen("again", "yes") ? List.of() : visit.declarations().lots(contest));
      order.addAll(drawn);
      if (form.isFine()
          && visit.done(
              form,
              field,
              () ->
                  visit
                      .declarations()
                      .count(contest, new ArrayList<>(order), visit.actor()))) {
        visit.goOn(visit.toElection("count"), visit.words().say("elections.count.lots.entered"));
        return;
      }
    }
    show(visit, form).send(visit.response());
  }

  /** Numbers set apart by anything; empty when something else stands among them. */
  private static List<Integer> numbers(String typed) {
    if (!typed.matches("\\d{1,4}([\\s,;]+\\d{1,4})*[\\s,;]*")) {
      return List.of();
    }
    List<Integer> numbers = new ArrayList<>();
    for (String number : typed.strip().split("[\\s,;]+")) {
      numbers.add(Integer.parseInt(number));
    }
    return numbers;
  }

  private static Page show(Visit visit, Form form) {
    Election election = visit.election();
    boolean opened = !visit.declarations().contests(election.id()).isEmpty();
    List<Counted> contests = opened ? Counted.of(visit, election) : List.of();
    return visit
        .pageOfElection("count")
        .form(form)
        .with("opened", opened)
        .with("contests", contests)
        .with("declared", election.state() == Election.State.DECLARED)
        .with("ready", opened && contests.stream().allMatch(Counted::counted));
  }
}
