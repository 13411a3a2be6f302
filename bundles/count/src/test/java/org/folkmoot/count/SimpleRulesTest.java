package org.folkmoot.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** First past the post, the alternative vote, resolutions, and what all rules share. */
class SimpleRulesTest {
  private static final List<String> THREE = List.of("Ann", "Bob", "Cat");
  private static final CountSettings STANDARD = CountSettings.standard();

  @Test
  void fptp_elects_those_with_most_votes() {
    BallotFile file =
        BallotFile.builder("t", 2, THREE).votes(4, 1, 2).votes(2, 2, 3).votes(1, 3).build();
    CountResult result = count("fptp", file, STANDARD);
    assertThat(result.winners()).containsExactly(2, 1);
    assertThat(result.stages().get(0).votes()).containsExactly(4L, 6L, 3L);
  }

  @Test
  void fptp_takes_the_first_preferences_of_a_ranking_as_its_votes() {
    BallotFile file =
        BallotFile.builder("t", 1, THREE).papers(3, 1, 2, 3).papers(2, 2, 1, 3).build();
    assertThat(count("fptp", file, STANDARD).stages().get(0).votes()).containsExactly(3L, 2L, 0L);
    assertThat(count("fptp", file, STANDARD.withSeats(2)).stages().get(0).votes())
        .containsExactly(5L, 5L, 0L);
  }

  @Test
  void fptp_rejects_x_votes_for_more_than_there_are_places() {
    BallotFile file =
        BallotFile.builder("t", 1, THREE).votes(3, 1).votes(2, 1, 2).paper().votes(1, 2).build();
    CountResult result = count("fptp", file, STANDARD);
    assertThat(result.valid()).isEqualTo(4);
    assertThat(result.invalid())
        .isEqualTo(Map.of(RejectionGround.TOO_MANY_VOTES, 2L, RejectionGround.UNMARKED, 1L));
  }

  @Test
  void fptp_asks_for_a_lot_only_where_a_tie_matters() {
    BallotFile file =
        BallotFile.builder("t", 1, THREE).papers(3, 1).papers(3, 2).papers(1, 3).build();
    assertThat(count("fptp", file, STANDARD.withSeats(2)).winners()).containsExactly(1, 2);
    assertThatExceptionOfType(LotNeeded.class)
        .isThrownBy(() -> count("fptp", file, STANDARD))
        .satisfies(
            needed -> {
              assertThat(needed.question().tied()).containsExactly(1, 2);
              assertThat(needed.question().purpose()).isEqualTo(DrawingOfLots.Purpose.ELECTION);
            });
    CountResult drawn = count("fptp", file, STANDARD.withLotDrawn(2));
    assertThat(drawn.winners()).containsExactly(2);
    assertThat(drawn.elected().get(0).ground()).isEqualTo(CountResult.Ground.LOT);
    assertThat(drawn.stages().get(0).lots()).hasSize(1);
  }

  @Test
  void fptp_passes_over_the_withdrawn() {
    BallotFile file =
        BallotFile.builder("t", 2, THREE).votes(3, 1).votes(2, 1, 2).votes(1, 3).build();
    CountResult result = count("fptp", file, STANDARD.withWithdrawn(Set.of(1)));
    assertThat(result.stages().get(0).votes()).containsExactly(0L, 2L, 1L);
    assertThat(result.invalid()).isEqualTo(Map.of(RejectionGround.ONLY_WITHDRAWN, 3L));
    assertThat(result.elected())
        .extracting(CountResult.Elected::ground)
        .containsOnly(CountResult.Ground.ALL_REMAINING);
  }

  @Test
  void av_excludes_the_lowest_until_someone_has_more_than_all_others() {
    BallotFile file =
        BallotFile.builder("t", 1, THREE).papers(8, 1).papers(7, 2).papers(4, 3, 2).build();
    CountResult result = count("av", file, STANDARD);
    assertThat(result.winners()).containsExactly(2);
    assertThat(result.stages()).hasSize(2);
    assertThat(result.quota()).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> count("av", file, STANDARD.withSeats(2)));
  }

  @Test
  void a_resolution_needs_more_for_than_against() {
    BallotFile.Builder equal =
        BallotFile.builder("t", 1, List.of("For", "Against")).papers(3, 1).papers(3, 2);
    assertThat(count("resolution", equal.build(), STANDARD).elected()).isEmpty();
    assertThat(count("resolution", equal.paper(1).build(), STANDARD).winners()).containsExactly(1);
    assertThat(count("resolution", equal.votes(9, 1, 2).build(), STANDARD).invalidPapers())
        .isEqualTo(9);
    BallotFile three = BallotFile.builder("t", 1, THREE).paper(1).build();
    assertThatIllegalArgumentException().isThrownBy(() -> count("resolution", three, STANDARD));
  }

  @Test
  void withdrawn_candidates_are_passed_over_by_every_rule() {
    BallotFile file =
        BallotFile.builder("t", 1, THREE)
            .withdrawn(List.of(1))
            .papers(9, 1)
            .papers(5, 1, 2)
            .papers(4, 3)
            .build();
    for (String rule : List.of("fptp", "nhs-stv", "ers97", "scottish-stv", "av")) {
      CountResult result = count(rule, file, STANDARD);
      assertThat(result.winners()).as(rule).containsExactly(2);
      assertThat(result.valid()).as(rule).isEqualTo(9);
      assertThat(result.invalid()).isEqualTo(Map.of(RejectionGround.ONLY_WITHDRAWN, 9L));
    }
  }

  @Test
  void a_paper_ends_where_it_ceases_to_be_clear() {
    BallotFile file =
        BallotFile.builder("t", 1, THREE)
            .papers(8, 1)
            .papers(7, 2)
            .paper(new BallotFile.Paper(4, List.of(List.of(3), List.of(1, 2))))
            .paper(new BallotFile.Paper(1, List.of(List.of(3), List.of(), List.of(2))))
            .papers(1, 3, 3, 2)
            .paper(new BallotFile.Paper(5, List.of(List.of(), List.of(2))))
            .build();
    CountResult result = count("nhs-stv", file, STANDARD);
    assertThat(result.unclear()).isEqualTo(6);
    assertThat(result.invalid()).isEqualTo(Map.of(RejectionGround.NO_FIRST_PREFERENCE, 5L));
    assertThat(result.winners()).containsExactly(1);
    assertThat(result.valid()).isEqualTo(21);
  }

  @Test
  void fewer_candidates_than_places_are_all_elected() {
    BallotFile file = BallotFile.builder("t", 5, THREE).papers(8, 1).papers(7, 2).build();
    for (String rule : List.of("fptp", "nhs-stv", "ers97", "scottish-stv")) {
      assertThat(count(rule, file, STANDARD).winners()).as(rule).containsExactlyInAnyOrder(1, 2, 3);
      assertThat(count(rule, file, STANDARD.withWithdrawn(Set.of(1, 2, 3))).winners()).isEmpty();
    }
  }

  @Test
  void no_papers_at_all_are_a_count_too() {
    BallotFile file = BallotFile.builder("t", 2, THREE).build();
    CountSettings settings = STANDARD.withLots(List.of(3, 2, 1));
    for (String rule : List.of("fptp", "nhs-stv", "ers97", "scottish-stv")) {
      assertThat(count(rule, file, settings).winners()).as(rule).hasSize(2);
    }
  }

  @Test
  void ers97_elects_all_that_an_exclusion_would_leave() {
    // 5.5.1: two places, one filled, and no votes tell the other two apart.
    BallotFile file = BallotFile.builder("t", 2, THREE).papers(5, 1).build();
    CountResult result = count("ers97", file, STANDARD.withLots(List.of(2)));
    CountStage last = result.stages().get(result.stages().size() - 1);
    assertThat(last.candidates()).containsExactly(2);
    assertThat(last.transfers()).isEmpty();
    assertThat(result.elected().get(1).candidate()).isEqualTo(3);
    assertThat(result.elected().get(1).ground()).isEqualTo(CountResult.Ground.ALL_REMAINING);
  }

  @Test
  void ers97_elects_none_of_those_who_share_the_last_place_throughout() {
    // 5.6.2: Ann and Bob both have an equal share of the active vote, for one place.
    BallotFile file =
        BallotFile.builder("t", 1, THREE).papers(5, 1).papers(5, 2).papers(2, 3).build();
    CountResult result = count("ers97", file, STANDARD.withLots(List.of(2)));
    assertThat(result.stages()).hasSize(3);
    assertThat(result.stages().get(1).elected()).isEmpty();
    assertThat(result.stages().get(2).lots()).hasSize(1);
    assertThat(result.winners()).containsExactly(1);
  }

  @Test
  void unknown_rules_are_refused_with_the_known_ones() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CountingRules.named("borda"))
        .withMessageContaining("fptp, nhs-stv, ers97, scottish-stv, av, resolution");
  }

  private static CountResult count(String rule, BallotFile file, CountSettings settings) {
    return CountingRules.named(rule).count(file, settings);
  }
}
