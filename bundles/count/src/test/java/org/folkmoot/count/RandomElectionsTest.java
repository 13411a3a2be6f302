package org.folkmoot.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules against a slow, literal, separate implementation, in made elections full of ties. */
class RandomElectionsTest {

  @ParameterizedTest
  @ValueSource(strings = {"nhs-stv", "ers97", "scottish-stv"})
  void agree_with_the_literal_count(String rule) {
    LongStream.range(0, 4_000).forEach(seed -> check(rule, seed));
  }

  @Tag("drill")
  @ParameterizedTest
  @ValueSource(strings = {"nhs-stv", "ers97", "scottish-stv"})
  void agree_with_the_literal_count_a_million_times(String rule) {
    LongStream.range(1_000_000, 1_340_000).parallel().forEach(seed -> check(rule, seed));
  }

  private static void check(String rule, long seed) {
    RandomElection election = RandomElection.of(seed);
    CountResult result = CountingRules.named(rule).count(election.file(), election.settings());
    String literal = LiteralCount.of(rule, election.file(), election.lots()).run();
    assertThat(RandomElection.text(result)).as("%s, seed %d", rule, seed).isEqualTo(literal);
  }
}
