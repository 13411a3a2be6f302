package org.folkmoot.office.internal.elections;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
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
            "holder",
            "Cllr <i>Mair",
            "from-day",
            "7",
            "from-month",
            "9",
            "from-year",
            "2026",
            "to-day",
            "6",
            "to-month",
            "9",
            "to-year",
            "2030",
            "how",
            "Appointed by the council");
    assertThat(filled.location()).isEqualTo("/i/oak/governing-body");
    Answer body = office.get("/i/oak/governing-body");
    assertThat(body.body()).contains("Cllr &lt;i&gt;Mair").doesNotContain("<i>Mair");
    assertThat(body.page().text()).contains("Appointed by the council");
  }

  @Test
  void aTermThatRunsIsEndedWithADayAndAReason() {
    String id = seat(SeatKind.APPOINTED).id();
    String seat = "/i/oak/governing-body/" + id;
    assertThat(office.get(seat).page().select("form#end")).isEmpty();
    school.elections.appoint(
        id, "Mair Ellis", LocalDate.of(2020, 1, 1), LocalDate.of(2098, 12, 31), "by council", "x");
    assertThat(office.get(seat).page().select("form#end")).hasSize(1);

    Answer empty = office.post(seat, "action", "end");
    assertThat(empty.status()).isEqualTo(422);
    assertThat(empty.page().select(".error-summary a").eachAttr("href"))
        .containsExactly("#last", "#reason");
    Answer beyond = office.post(seat, end("2099"));
    assertThat(beyond.status()).isEqualTo(422);
    assertThat(beyond.page().select("#last-error").text()).contains("runs beyond");
    assertThat(beyond.page().select("#to-year").val()).isNotEmpty();

    assertThat(office.post(seat, end("2097")).location()).isEqualTo("/i/oak/governing-body");
    assertThat(seat(SeatKind.APPOINTED).term().orElseThrow().to())
        .isEqualTo(LocalDate.of(2097, 6, 1));
  }

  private static String[] end(String year) {
    return new String[] {
      "action", "end", "last-day", "1", "last-month", "6", "last-year", year, "reason", "Resigned"
    };
  }

  @Test
  void aTermThatEndsBeforeItBeginsIsRefusedBesideItsField() {
    Answer refused =
        office.post(
            "/i/oak/governing-body/" + seat(SeatKind.BY_OFFICE).id(),
            "holder",
            "Mair Ellis",
            "from-day",
            "7",
            "from-month",
            "9",
            "from-year",
            "2026",
            "to-day",
            "6",
            "to-month",
            "9",
            "to-year",
            "2026",
            "how",
            "");
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
            "holder",
            "Mair Ellis",
            "from-day",
            "7",
            "from-month",
            "9",
            "from-year",
            "2026",
            "to-day",
            "6",
            "to-month",
            "9",
            "to-year",
            "2030",
            "how",
            "By hand");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.page().select(".error-summary").text())
        .contains("filled by election")
        .contains("Hold an election for it");
  }
}
