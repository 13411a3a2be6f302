package org.folkmoot.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two American STV elections with tens of thousands of papers, under every STV rule. */
class LargeElectionsTest {

  @BeforeAll
  static void needed() {
    SharedElections.needed();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nhs-stv", "ers97", "scottish-stv"})
  void portland_elects_avalos_smith_and_dunphy(String rule) {
    assertThat(winners(rule, "portland_2024_district1")).contains("AVALOS", "SMITH", "DUNPHY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nhs-stv", "ers97", "scottish-stv"})
  void minneapolis_elects_erwin_young_and_forney(String rule) {
    assertThat(winners(rule, "minneapolis_2013_park")).contains("ERWIN", "YOUNG", "FORNEY");
  }

  private static String winners(String rule, String name) {
    CountResult result =
        CountingRules.named(rule)
            .count(SharedElections.ballots("large/" + name + ".blt"), CountSettings.standard());
    assertThat(result.elected()).hasSize(3);
    return result.elected().toString().toUpperCase(Locale.ROOT);
  }
}
