package org.folkmoot.member.site.internal;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.election.GoverningBody;

/**
 * One third of the governing body as pages show it.
 *
 * @param members how many members it has; -1 where that is not known
 */
public record Third(String label, int members, int vacant, List<SeatView> seats) {

  /** A seat; holder is empty where it is vacant, and then the days say nothing. */
  public record SeatView(
      String label, String holder, LocalDate from, LocalDate to, String filled) {}

  static List<Third> of(GoverningBody body, Map<Constituency, Integer> strength, Visit visit) {
    return Arrays.stream(Constituency.values())
        .map(
            constituency -> {
              List<SeatView> seats =
                  body.third(constituency).stream().map(seat -> view(seat, visit)).toList();
              return new Third(
                  visit.third(constituency),
                  strength.getOrDefault(constituency, -1),
                  (int) seats.stream().filter(seat -> seat.holder().isEmpty()).count(),
                  seats);
            })
        .toList();
  }

  private static SeatView view(GoverningBody.Seat seat, Visit visit) {
    String label = visit.in(seat.label());
    return seat.term()
        .map(term -> new SeatView(label, term.holder(), term.from(), term.to(), term.filled()))
        .orElseGet(() -> new SeatView(label, "", LocalDate.MIN, LocalDate.MIN, ""));
  }
}
