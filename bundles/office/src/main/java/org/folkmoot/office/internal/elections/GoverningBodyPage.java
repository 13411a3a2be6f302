package org.folkmoot.office.internal.elections;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.SeatsOfThird.SeatKind;
import org.folkmoot.election.GoverningBody;

/** The governing body by thirds: seats, holders, terms and vacancies. */
final class GoverningBodyPage implements Part {
  @Override
  public void get(Visit visit) throws IOException {
    GoverningBody body = visit.elections().governingBody();
    List<Third> thirds = new ArrayList<>();
    for (Constituency constituency : Constituency.values()) {
      List<SeatRow> rows =
          body.third(constituency).stream()
              .map(
                  seat ->
                      new SeatRow(
                          seat,
                          visit.text(seat.label()),
                          seat.kind() != SeatKind.ELECTED))
              .toList();
      thirds.add(
          new Third(
              visit.constituency(constituency),
              rows,
              rows.stream().filter(row -> row.seat().term().isEmpty()).count()));
    }
    visit
        .page("governing-body")
        .with("thirds", thirds)
        .with("seats", body.seats().size())
        .with("vacant", thirds.stream().mapToLong(Third::vacant).sum())
        .send(visit.response());
  }

  /** One third of the body. */
  public record Third(String name, List<SeatRow> seats, long vacant) {}

  /** A seat, and whether the office fills it rather than an election. */
  public record SeatRow(GoverningBody.Seat seat, String label, boolean appointed) {}
}
