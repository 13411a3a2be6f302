package org.folkmoot.office.internal.elections;

import static org.assertj.core.api.Assertions.assertThat;

import org.folkmoot.constitution.SeatsOfThird.SeatKind;
import org.folkmoot.election.GoverningBody.Seat;
import org.folkmoot.office.internal.elections.Asked.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The governing body of a maintained school, which has seats that no election fills. */
class GoverningBodyPagesTest {
  private final TrialSchool school = new TrialSchool("england-maintained-school");
  private final Asked office = school.electionPages;

  @AfterEach
  void close() {
    school.close();
  }

  private Seat seat(SeatKind kind) {
    return school.elections.governingBody().seats().stream()
        .filter(seat -> seat.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aSeatThatNoElectionFillsIsFilledByTheOffice() {
    String seat = "/i/oak/governing-body/" + seat(SeatKind.APPOINTED).id();
    assertThat(office.get(seat).page().select("#to-year").val()).isEqualTo("2030");
    Answer filled =
        office.post(
            seat,
            "holder", "Cllr <i>Mair",
            "from-day", "7", "from-month", "9", "from-year", "2026",
            "to-day", "6", "to-month", "9", "to-year", "2030",
            "how", "Appointed by the council");
    assertThat(filled.location()).isEqualTo("/i/oak/governing-body");
    Answer body = office.get("/i/oak/governing-body");
    assertThat(body.body()).contains("Cllr &lt;i&gt;Mair").doesNotContain("<i>Mair");
    assertThat(body.page().text()).contains("Appointed by the council");
  }

  @Test
  void aTermThatEndsBeforeItBeginsIsRefusedBesideItsField() {
    Answer refused =
        office.post(
            "/i/oak/governing-body/" + seat(SeatKind.BY_OFFICE).id(),
            "holder", "Mair Ellis",
            "from-day", "7", "from-month", "9", "from-year", "2026",
            "to-day", "6", "to-month", "9", "to-year", "2026",
            "how", "");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.page().select(".error-summary a").eachAttr("href"))
        .containsExactly("#how", "#to");
  }

  @Test
  void anElectedSeatIsNotFilledByHand() {
    String seat = "/i/oak/governing-body/" + seat(SeatKind.ELECTED).id();
    assertThat(office.get(seat).page().select("form input[name=holder]")).isEmpty();
    Answer refused =
        office.post(
            seat,
            "holder", "Mair Ellis",
            "from-day", "7", "from-month", "9", "from-year", "2026",
            "to-day", "6", "to-month", "9", "to-year", "2030",
            "how", "By hand");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.page().select(".error-summary").text())
        .contains("filled by election")
        .contains("Hold an election for it");
  }
}
