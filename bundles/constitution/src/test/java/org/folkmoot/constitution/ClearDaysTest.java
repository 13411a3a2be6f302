package org.folkmoot.constitution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClearDaysTest {
  private static final ClearDays FOURTEEN = new ClearDays(14);

  @ParameterizedTest
  @CsvSource({
    "2025-12-01, 2025-12-16",
    "2025-01-20, 2025-02-04",
    "2024-02-20, 2024-03-06",
    "2025-02-20, 2025-03-07",
    "2024-02-29, 2024-03-15",
    "2025-12-24, 2026-01-08"
  })
  void fourteenClearDaysLieBetweenServiceAndMeeting(LocalDate served, LocalDate meeting) {
    assertThat(FOURTEEN.earliestEvent(served)).isEqualTo(meeting);
    assertThat(FOURTEEN.lastDayOfService(meeting)).isEqualTo(served);
    assertThat(served.plusDays(1).datesUntil(meeting).count()).isEqualTo(14);
  }

  @Test
  void aChannelThatServesLaterMustBeSentEarlier() {
    LocalDate meeting = LocalDate.of(2025, 12, 16);
    assertThat(FOURTEEN.lastDayOfSending(meeting, 0)).isEqualTo(LocalDate.of(2025, 12, 1));
    assertThat(FOURTEEN.lastDayOfSending(meeting, 1)).isEqualTo(LocalDate.of(2025, 11, 30));
    assertThat(FOURTEEN.lastDayOfSending(meeting, 2)).isEqualTo(LocalDate.of(2025, 11, 29));
  }

  @Test
  void thePackSaysHowLongAChannelTakes() {
    RulePack.AssemblyRules rules = Institutions.pack("tripartite").assembly();
    assertThat(
            rules
                .clearDays()
                .lastDayOfSending(
                    LocalDate.of(2024, 3, 17), rules.deemedServiceDays().get(VotingMethod.POST)))
        .isEqualTo(LocalDate.of(2024, 2, 29));
  }

  @Test
  void noClearDaysMeansTheNextDay() {
    assertThat(new ClearDays(0).earliestEvent(LocalDate.of(2025, 6, 1)))
        .isEqualTo(LocalDate.of(2025, 6, 2));
    assertThatThrownBy(() -> new ClearDays(-1)).isInstanceOf(IllegalArgumentException.class);
  }
}
