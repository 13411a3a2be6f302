package org.folkmoot.office.internal.elections;

import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.ElectionStep;
import org.folkmoot.constitution.Nation;
import org.folkmoot.constitution.SeatsOfThird;
import org.folkmoot.election.Election;
import org.folkmoot.election.ElectionPlan;
import org.folkmoot.election.Timetable;
import org.folkmoot.page.Choice;
import org.folkmoot.page.Form;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Link;
import org.folkmoot.page.Page;

/** Planning an election: its title and its last day, from which everything else is reckoned. */
final class NewElection implements Part {
  private static final List<String> RULES = List.of("fptp", "nhs-stv");

  @Override
  public void get(Visit visit) throws IOException {
    Form form = Form.blank();
    String usual = visit.constitution().pack().countingRule();
    for (Constituency constituency : Constituency.values()) {
      form.with("rule-" + constituency.word(), usual);
    }
    show(visit, form, Optional.empty()).send(visit.response());
  }

  @Override
  public void post(Visit visit) throws IOException {
    Form form = Form.of(visit.request());
    if (form.line("title").isEmpty()) {
      form.refuse("title", visit.words().say("elections.new.title.missing"));
    }
    Optional<LocalDate> close = form.date("close");
    if (close.isEmpty()) {
      form.refuse("close", visit.words().say("elections.new.close.missing"));
    }
    Map<Constituency, String> rules = rules(visit, form);
    if (form.isFine() && form.value("action").equals("timetable")) {
      show(visit, form, close).send(visit.response());
      return;
    }
    if (form.isFine()) {
      List<Election> made = new ArrayList<>();
      if (visit.done(
          form,
          "close",
          () ->
              made.add(
                  visit
                      .elections()
                      .create(
                          new ElectionPlan(form.line("title"), close.get(), rules),
                          visit.actor())))) {
        visit.goOn(
            InstitutionPath.href(visit.path().institution(), "elections", made.get(0).id()),
            visit.words().say("elections.new.made", made.get(0).title()));
        return;
      }
    }
    show(visit, form, close).send(visit.response());
  }

  private static Map<Constituency, String> rules(Visit visit, Form form) {
    Map<Constituency, String> rules = new EnumMap<>(Constituency.class);
    for (Constituency constituency : Constituency.values()) {
      String field = "rule-" + constituency.word();
      String rule = form.text(field);
      if (offered(visit).contains(rule)) {
        rules.put(constituency, rule);
      } else if (!rule.isEmpty()) {
        form.refuse(field, visit.words().say("elections.new.rule.unknown"));
      }
    }
    return rules;
  }

  private static List<String> offered(Visit visit) {
    String usual = visit.constitution().pack().countingRule();
    List<String> offered = new ArrayList<>(RULES);
    if (!offered.contains(usual)) {
      offered.add(usual);
    }
    return offered;
  }

  private static Page show(Visit visit, Form form, Optional<LocalDate> close) {
    String usual = visit.constitution().pack().countingRule();
    List<Choice> rules =
        offered(visit).stream()
            .map(
                id ->
                    new Choice(
                        id,
                        id.equals(usual)
                            ? visit.words().say("elections.new.rule.usual", visit.rule(id))
                            : visit.rule(id)))
            .toList();
    List<Ballot> ballots = new ArrayList<>();
    for (Constituency constituency : Constituency.values()) {
      if (visit.constitution().seatsByKind().stream()
          .filter(seats -> seats.constituency() == constituency && seats.number() > 0)
          .map(SeatsOfThird::kind)
          .anyMatch(SeatsOfThird.SeatKind::balloted)) {
        ballots.add(new Ballot("rule-" + constituency.word(), visit.constituency(constituency)));
      }
    }
    Optional<Timetable> timetable = close.map(visit.elections()::timetable);
    return visit
        .page("new")
        .form(form)
        .crumbs(
            List.of(new Link(visit.words().say("elections.title"), visit.path().to("elections"))))
        .with("rules", rules)
        .with("ballots", ballots)
        .with("timetable", timetable.map(days -> days(visit, days)).orElse(List.of()))
        .with("closes", timetable.map(days -> days.close().toInstant()))
        .with("holidays", timetable.map(days -> holidays(visit, days)).orElse(List.of()));
  }

  private static List<Day> days(Visit visit, Timetable timetable) {
    List<Day> days = new ArrayList<>();
    for (ElectionStep step : ElectionStep.values()) {
      LocalDate day = timetable.day(step);
      days.add(
          new Day(
              visit.words().say("elections.day." + step.word()), day, day.isBefore(visit.today())));
    }
    return days;
  }

  /** Weekdays between the notice and the close that do not count, each with its reason. */
  private static List<Day> holidays(Visit visit, Timetable timetable) {
    Nation nation = visit.constitution().nation();
    List<Day> holidays = new ArrayList<>();
    LocalDate first = timetable.day(ElectionStep.NOTICE_OF_ELECTION);
    LocalDate last = timetable.close().toLocalDate();
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
        LocalDate counted = day;
        visit
            .workingDays()
            .notWorkingBecause(day, nation)
            .ifPresent(reason -> holidays.add(new Day(reason, counted, false)));
      }
    }
    return holidays;
  }

  /** A constituency with seats that members are balloted for. */
  public record Ballot(String field, String label) {}

  /** One day of the timetable as it would be. */
  public record Day(String what, LocalDate day, boolean past) {}
}
