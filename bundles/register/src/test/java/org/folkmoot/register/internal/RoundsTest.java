package org.folkmoot.register.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private static final Map<String, Object> SETTINGS =
      Map.of("scheduleMinutes.pas", "5", "scheduleMinutes.payroll", 0, "scheduleMinutes", 60);

  private static List<Long> turns(Rounds rounds, String source, OptionalInt wish) {
    List<Long> turns = new ArrayList<>();
    for (long minute = 100; minute <= 220; minute++) {
      if (rounds.isDue(source, wish, minute)) {
        turns.add(minute);
      }
    }
    return turns;
  }

  @Test
  void eachSourceIsReadByItsOwnIntervalElseByTheInstitutions() {
    Rounds rounds = new Rounds(Rounds.own(SETTINGS), 60);
    assertThat(turns(rounds, "pas", OptionalInt.of(7))).hasSize(24).startsWith(105L, 110L);
    assertThat(turns(rounds, "payroll", OptionalInt.empty())).isEmpty();
    assertThat(turns(rounds, "parents", OptionalInt.of(40))).containsExactly(140L, 180L, 220L);
    assertThat(turns(rounds, "volunteers", OptionalInt.empty())).containsExactly(160L, 220L);
  }

  @Test
  void anIntervalThatIsNoWholeNumberIsRefusedByItsName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rounds.own(Map.of("scheduleMinutes.pas", "hourly")))
        .withMessageContaining("scheduleMinutes.pas = hourly");
  }
}
