package org.folkmoot.office.internal.elections;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.folkmoot.constitution.SeatsOfThird.SeatKind;
import org.folkmoot.election.GoverningBody.Seat;
import org.folkmoot.page.Form;
import org.folkmoot.page.Link;
import org.folkmoot.page.Page;
import org.folkmoot.page.Problem;

/** Filling a seat that no election fills. */
final class SeatPage implements Part {
  @Override
  public void get(Visit visit) throws IOException {
    Seat seat = seat(visit);
    LocalDate from = visit.today();
    LocalDate to = from.plusYears(visit.constitution().pack().termYears()).minusDays(1);
    show(visit, seat, Form.blank().with("from", from).with("to", to)).send(visit.response());
  }

  @Override
  public void post(Visit visit) throws IOException {
    Seat seat = seat(visit);
    Form form = Form.of(visit.request());
    for (String field : List.of("holder", "how")) {
      if (form.text(field).isEmpty()) {
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
                        form.text("holder"),
                        from.get(),
                        to.get(),
                        form.text("how"),
                        visit.actor()))) {
      visit.goOn(
          visit.path().to("governing-body"),
          visit
              .words()
              .say("elections.seat.filled", form.text("holder"), visit.text(seat.label())));
      return;
    }
    show(visit, seat, form).send(visit.response());
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
                    visit.words().say("elections.body.title"),
                    visit.path().to("governing-body"))))
        .form(form)
        .with("seat", seat)
        .with("label", visit.text(seat.label()))
        .with("third", visit.constituency(seat.constituency()))
        .with("elected", seat.kind() == SeatKind.ELECTED);
  }
}
