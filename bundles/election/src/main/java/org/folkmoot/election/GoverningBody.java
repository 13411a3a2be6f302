package org.folkmoot.election;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Label;
import org.folkmoot.constitution.SeatsOfThird.SeatKind;

/** The body of three thirds that elections fill. */
public record GoverningBody(List<Seat> seats) {
  public GoverningBody {
    seats = List.copyOf(seats);
  }

  /** One seat, vacant where it has no term. */
  public record Seat(
      String id, Constituency constituency, SeatKind kind, Label label, Optional<Term> term) {}

  /**
   * Who holds a seat, from when to when.
   *
   * @param filled how: the election, the resolution or the office
   * @param to the last day
   */
  public record Term(String holder, LocalDate from, LocalDate to, String filled) {}

  public List<Seat> third(Constituency constituency) {
    return seats.stream().filter(seat -> seat.constituency() == constituency).toList();
  }
}
