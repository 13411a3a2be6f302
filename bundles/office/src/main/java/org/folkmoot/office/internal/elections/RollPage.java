package org.folkmoot.office.internal.elections;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.ElectionStep;
import org.folkmoot.election.Election;
import org.folkmoot.election.ElectoralRoll;
import org.folkmoot.page.Form;
import org.folkmoot.page.Page;
import org.folkmoot.page.Paging;

/** The electoral roll: whom it would hold, or as it was frozen, each voter with a reason. */
final class RollPage implements Part {
  private static final int ON_A_PAGE = 50;

  @Override
  public void get(Visit visit) throws IOException {
    show(visit, Form.blank()).send(visit.response());
  }

  @Override
  public void post(Visit visit) throws IOException {
    Form form = Form.of(visit.request());
    String id = visit.election().id();
    if (form.chosen("act", "sign-off")) {
      String name = form.line("signed-by");
      if (name.isEmpty()) {
        form.refuse("signed-by", visit.words().say("elections.roll.sign-off.missing"));
      }
      if (form.isFine()
          && visit.done(
              form, "signed-by", () -> visit.elections().signOffRoll(id, name, visit.actor()))) {
        visit.goOn(visit.toElection("roll"), visit.words().say("elections.roll.signed-off", name));
        return;
      }
      show(visit, form).send(visit.response());
      return;
    }
    List<ElectoralRoll> frozen = new ArrayList<>();
    if (visit.done(
        form, "freeze", () -> frozen.add(visit.elections().freezeRoll(id, visit.actor())))) {
      visit.goOn(
          visit.toElection("roll"),
          visit.words().plural("elections.roll.frozen", frozen.get(0).entries().size()));
      return;
    }
    show(visit, form).send(visit.response());
  }

  private static Page show(Visit visit, Form form) {
    Election election = visit.election();
    LocalDate qualifying = election.timetable().day(ElectionStep.NOMINATIONS_CLOSE);
    Optional<ElectoralRoll> roll = visit.elections().roll(election.id());
    Map<Constituency, Long> counts = new EnumMap<>(Constituency.class);
    for (Constituency constituency : Constituency.values()) {
      counts.put(constituency, roll.map(r -> r.electorate(constituency)).orElse(0L));
    }
    if (roll.isEmpty()) {
      visit
          .register()
          .eachMember(
              member -> {
                if (!member.since().isAfter(qualifying)) {
                  counts.merge(member.constituency(), 1L, Long::sum);
                }
              });
    }
    List<Electorate> electorates = new ArrayList<>();
    counts.forEach(
        (which, number) -> electorates.add(new Electorate(visit.constituency(which), number)));
    List<ElectoralRoll.Entry> entries = roll.map(ElectoralRoll::entries).orElse(List.of());
    Paging paging = Paging.of(visit.request(), ON_A_PAGE, entries.size());
    List<Voter> shown =
        entries.stream()
            .skip(paging.offset())
            .limit(ON_A_PAGE)
            .map(
                entry ->
                    new Voter(
                        entry.member(),
                        entry.name(),
                        visit.constituency(entry.constituency()),
                        visit.text(entry.reason()),
                        entry.rule()))
            .toList();
    return visit
        .pageOfElection("roll")
        .form(form)
        .with("roll", roll)
        .with("signed", visit.elections().rollSignOff(election.id()))
        .with("open", election.state() == Election.State.CANDIDATES_STATED)
        .with("qualifying", qualifying)
        .with("electorates", electorates)
        .with("total", counts.values().stream().mapToLong(Long::longValue).sum())
        .with("voters", shown)
        .with("paging", paging);
  }

  /** How many may vote in a constituency. */
  public record Electorate(String name, long number) {}

  /** A voter as the table shows them. */
  public record Voter(
      String member, String name, String constituency, String reason, String rule) {}
}
