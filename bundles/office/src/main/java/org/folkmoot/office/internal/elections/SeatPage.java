package org.folkmoot.office.internal.elections;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.folkmoot.constitution.SeatsOfThird.SeatKind;
import org.folkmoot.election.GoverningBody.Seat;
import org.folkmoot.election.GoverningBody.Term;
import org.folkmoot.page.Form;
import org.folkmoot.page.Link;
import org.folkmoot.page.Page;
import org.folkmoot.page.Problem;

/** A seat: filling it, where no election does, and ending the term that runs. */
final class SeatPage implements Part {
  @Override
  public void get(Visit visit) throws IOException {
    Seat seat = seat(visit);
    show(visit, seat, usual(visit, Form.blank())).send(visit.response());
  }

  @Override
  public void post(Visit visit) throws IOException {
    Seat seat = seat(visit);
    Form form = Form.of(visit.request());
    if (form.value("action").equals("end")) {
      end(visit, seat, form);
      return;
    }
    for (String field : List.of("holder", "how")) {
      if (form.line(field).isEmpty()) {
        form.refuse(field, visit.words().say("elections.seat." + field + ".missing"));
      }
    }
    Optional<LocalDate> from = day(visit, form, "from");
    Optional<LocalDate> to = day(visit, form, "to");
    if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
      form.refuse("to", visit.words().say("elections.seat.to.early"));
    }
    if (form.isFine()
        && visit.done(
            form,
            "holder",
            () ->
                visit
                    .elections()
                    .appoint(
                        seat.id(),
                        form.line("holder"),
                        from.get(),
                        to.get(),
                        form.line("how"),
                        visit.actor()))) {
      visit.goOn(
          visit.path().to("governing-body"),
          visit
              .words()
              .say("elections.seat.filled", form.line("holder"), visit.text(seat.label())));
      return;
    }
    show(visit, seat, form).send(visit.response());
  }

  /** Ends the term that runs, whoever filled the seat: by a resignation, for example. */
  private static void end(Visit visit, Seat seat, Form form) throws IOException {
    Optional<LocalDate> last = day(visit, form, "last");
    if (form.line("reason").isEmpty()) {
      form.refuse("reason", visit.words().say("elections.seat.reason.missing"));
    }
    if (form.isFine()
        && visit.done(
            form,
            "last",
            () ->
                visit
                    .elections()
                    .endTerm(seat.id(), last.get(), form.line("reason"), visit.actor()))) {
      visit.goOn(
          visit.path().to("governing-body"),
          visit
              .words()
              .say(
                  "elections.seat.ended",
                  seat.term().map(Term::holder).orElse(""),
                  last.get(),
                  visit.text(seat.label())));
      return;
    }
    show(visit, seat, usual(visit, form)).send(visit.response());
  }

  /** A term as long as the rules have it, from today. */
  private static Form usual(Visit visit, Form form) {
    LocalDate from = visit.today();
    LocalDate to = from.plusYears(visit.constitution().pack().termYears()).minusDays(1);
    return form.with("from", from).with("to", to);
  }

  private static Optional<LocalDate> day(Visit visit, Form form, String field) {
    Optional<LocalDate> day = form.date(field);
    if (day.isEmpty()) {
      form.refuse(field, visit.words().say("elections.seat." + field + ".missing"));
    }
    return day;
  }

  private static Seat seat(Visit visit) {
    return visit.elections().governingBody().seats().stream()
        .filter(seat -> seat.id().equals(visit.path().segment(1)))
        .findFirst()
        .orElseThrow(Problem.NOT_FOUND::found);
  }

  private static Page show(Visit visit, Seat seat, Form form) {
    return visit
        .page("seat")
        .crumbs(
            List.of(
                new Link(
                    visit.words().say("elections.body.title"), visit.path().to("governing-body"))))
        .form(form)
        .with("seat", seat)
        .with("label", visit.text(seat.label()))
        .with("third", visit.constituency(seat.constituency()))
        .with("elected", seat.kind() == SeatKind.ELECTED);
  }
}
