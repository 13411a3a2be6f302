package org.folkmoot.election.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Constitution;
import org.folkmoot.constitution.Label;
import org.folkmoot.constitution.Refused;
import org.folkmoot.constitution.SeatsOfThird;
import org.folkmoot.constitution.SeatsOfThird.SeatKind;
import org.folkmoot.election.GoverningBody;
import org.folkmoot.election.GoverningBody.Seat;
import org.folkmoot.election.GoverningBody.Term;
import org.jdbi.v3.core.Handle;

/** The seats of one institution's governing body and who holds them. */
final class SeatRows {
  private final String institution;

  SeatRows(String institution) {
    this.institution = institution;
  }

  /**
   * Brings the seats into line with the constitution: missing ones are added; of those there are
   * too many of, vacant ones go, and held ones stay until their term has ended.
   */
  void align(Handle handle, Constitution constitution, LocalDate today) {
    List<Seat> present = new ArrayList<>(body(handle, today).seats());
    int position = 0;
    for (SeatsOfThird wanted : constitution.seatsByKind()) {
      List<Seat> same =
          present.stream()
              .filter(
                  seat ->
                      seat.constituency() == wanted.constituency()
                          && seat.kind() == wanted.kind()
                          && seat.label().equals(wanted.label()))
              .toList();
      present.removeAll(same);
      for (int missing = same.size(); missing < wanted.number(); missing++) {
        handle
            .createUpdate(
                "INSERT INTO election_seats (id, institution, constituency, kind, position,"
                    + " label_en, label_cy) VALUES (:id, :institution, :constituency, :kind,"
                    + " :position, :en, :cy)")
            .bind("id", UUID.randomUUID().toString())
            .bind("institution", institution)
            .bind("constituency", wanted.constituency().word())
            .bind("kind", wanted.kind().name())
            .bind("position", position * 100 + missing)
            .bind("en", wanted.label().en())
            .bind("cy", wanted.label().cy())
            .execute();
      }
      position++;
      int spare = same.size() - wanted.number();
      same.stream()
          .filter(seat -> seat.term().isEmpty())
          .limit(Math.max(0, spare))
          .forEach(seat -> remove(handle, seat));
    }
    present.stream().filter(seat -> seat.term().isEmpty()).forEach(seat -> remove(handle, seat));
  }

  private void remove(Handle handle, Seat seat) {
    // A seat that was ever held keeps its history and with it its row.
    handle
        .createUpdate(
            "DELETE FROM election_seats WHERE institution = :institution AND id = :id"
                + " AND NOT EXISTS (SELECT 1 FROM election_terms t WHERE t.seat = :id)")
        .bind("institution", institution)
        .bind("id", seat.id())
        .execute();
  }

  /** The body on the day. */
  GoverningBody body(Handle handle, LocalDate day) {
    return new GoverningBody(
        handle
            .createQuery(
                "SELECT s.*, t.holder, t.from_day, t.to_day, t.filled FROM election_seats s"
                    + " LEFT JOIN election_terms t ON t.seat = s.id AND t.from_day <= :day"
                    + " AND t.to_day >= :day WHERE s.institution = :institution"
                    + " ORDER BY s.position, s.id")
            .bind("institution", institution)
            .bind("day", day.toString())
            .map(
                (row, context) ->
                    new Seat(
                        row.getString("id"),
                        Constituency.of(row.getString("constituency")),
                        SeatKind.valueOf(row.getString("kind")),
                        new Label(row.getString("label_en"), row.getString("label_cy")),
                        term(row)))
            .list());
  }

  private static Optional<Term> term(ResultSet row) throws SQLException {
    String holder = row.getString("holder");
    return holder == null
        ? Optional.empty()
        : Optional.of(
            new Term(
                holder,
                LocalDate.parse(row.getString("from_day")),
                LocalDate.parse(row.getString("to_day")),
                row.getString("filled")));
  }

  /** The first day from the given one on which nobody holds the seat. */
  LocalDate vacantFrom(Handle handle, String seat, LocalDate day) {
    LocalDate vacant = day;
    for (Term term : terms(handle, seat)) {
      if (!term.from().isAfter(vacant) && !term.to().isBefore(vacant)) {
        vacant = term.to().plusDays(1);
      }
    }
    return vacant;
  }

  private List<Term> terms(Handle handle, String seat) {
    return handle
        .createQuery(
            "SELECT holder, from_day, to_day, filled FROM election_terms"
                + " WHERE institution = :institution AND seat = :seat ORDER BY from_day")
        .bind("institution", institution)
        .bind("seat", seat)
        .map((row, context) -> term(row).orElseThrow())
        .list();
  }

  /**
   * Puts a term into a seat.
   *
   * @throws Refused when somebody holds the seat in that time
   */
  void fill(Handle handle, String seat, Term term) {
    terms(handle, seat).stream()
        .filter(held -> !held.from().isAfter(term.to()) && !held.to().isBefore(term.from()))
        .findFirst()
        .ifPresent(
            held -> {
              throw new Refused(
                  held.holder() + " holds this seat from " + held.from() + " to " + held.to(),
                  "one holder for one seat",
                  "Choose a term that ends before or begins after, or end the other term first.");
            });
    handle
        .createUpdate(
            "INSERT INTO election_terms (id, institution, seat, holder, from_day, to_day, filled)"
                + " VALUES (:id, :institution, :seat, :holder, :from, :to, :filled)")
        .bind("id", UUID.randomUUID().toString())
        .bind("institution", institution)
        .bind("seat", seat)
        .bind("holder", term.holder())
        .bind("from", term.from().toString())
        .bind("to", term.to().toString())
        .bind("filled", term.filled())
        .execute();
  }

  /** Ends the term that runs beyond the day; false when none does. */
  boolean end(Handle handle, String seat, LocalDate lastDay) {
    return handle
            .createUpdate(
                "UPDATE election_terms SET to_day = :last WHERE institution = :institution"
                    + " AND seat = :seat AND from_day <= :last AND to_day > :last")
            .bind("last", lastDay.toString())
            .bind("institution", institution)
            .bind("seat", seat)
            .execute()
        == 1;
  }
}
