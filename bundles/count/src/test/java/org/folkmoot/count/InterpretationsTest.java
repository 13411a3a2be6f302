package org.folkmoot.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each open point of the NHS text turned the other way, in a small election that shows it. */
class InterpretationsTest {

  @Test
  void i1_dividing_by_all_papers_leaves_less_to_move() throws IOException {
    // 20 of A's 24 papers name nobody else: the cap gives B four votes, the other reading 1.83.
    String papers = "20 1 0/4 1 2 0/9 2 0/8 3 2 0/7 4 0";
    assertThat(surplus(papers, "transferable")).isEqualTo("1.00");
    assertThat(surplus(papers, "all")).isEqualTo("0.45");
  }

  private static String surplus(String papers, String reading) throws IOException {
    CountSettings settings = CountSettings.standard().withSwitch("I1", reading);
    CountResult result = CountingRules.named("nhs-stv").count(file(4, 3, papers), settings);
    return result.votes(result.stages().get(1).transferValue().orElseThrow());
  }

  @Test
  void i2_a_candidate_elected_within_an_exclusion_gets_no_later_sub_parcel() throws IOException {
    String papers = "3 6 2 4 3 0/8 5 1 3 6 4 7 0/7 6 5 7 3 4 0/7 3 0/7 4 0/7 5 7 3 1 0/5 5 0";
    changes(7, 4, papers, "7,6,4,2,1,5,3", "I2", List.of(5, 6, 3, 1), List.of(5, 6, 3, 4));
  }

  @Test
  void i3_votes_in_transit_are_not_left_out_of_the_majority_test() throws IOException {
    changes(
        4,
        2,
        "1 2 3 0/8 1 4 0/3 1 2 4 0/9 1 3 4 2 0",
        "4,2,3,1",
        "I3",
        List.of(1, 4),
        List.of(1, 3));
  }

  @Test
  void i4_the_largest_group_goes_together() throws IOException {
    String papers = "2 1 5 0/3 7 2 1 0/2 6 5 1 3 4 7 2 0/1 5 4 1 3 6 2 7 0/3 7 5 6 2 3 0/2 4 1 5 0";
    changes(7, 2, papers, "2,7,5,4,1,6,3", "I4", List.of(7, 4), List.of(7, 1));
  }

  @Test
  void i5_a_tie_of_three_is_narrowed_stage_by_stage() throws IOException {
    String papers = "1 5 1 2 4 3 0/1 4 1 5 3 0/1 3 1 0/1 2 3 1 0/1 1 3 5 0/1 4 2 5 1 0";
    changes(5, 2, papers, "1,4,3,5,2", "I5", List.of(3, 4), List.of(2, 4));
  }

  @Test
  void i6_one_lot_settles_surplus_and_order_of_election() throws IOException {
    CountSettings settings =
        CountSettings.standard().withLots(List.of(1, 3, 2)).withLotsForOrder(List.of(3, 2, 1));
    BallotFile file = file(3, 2, "4 1 0/4 3 2 0");
    CountingRule rule = CountingRules.named("nhs-stv");
    assertThat(rule.count(file, settings).winners()).containsExactly(1, 3);
    assertThat(rule.count(file, settings.withSwitch("I6", "two-lots")).winners())
        .containsExactly(3, 1);
  }

  @Test
  void i7_only_groups_that_may_be_excluded_defer_a_surplus() throws IOException {
    String papers = "3 1 5 0/6 1 2 3 4 0/1 1 5 4 2 0";
    changes(5, 4, papers, "1,3,5,2,4", "I7", List.of(1, 2, 5, 3), List.of(1, 2, 5, 4));
  }

  @Test
  void i8_papers_of_a_last_exclusion_stay() throws IOException {
    BallotFile file = file(2, 1, "4 2 1 0/4 1 0");
    CountSettings settings = CountSettings.standard().withLots(List.of(2));
    CountingRule rule = CountingRules.named("nhs-stv");
    CountStage stays = rule.count(file, settings).stages().get(1);
    CountStage moves = rule.count(file, settings.withSwitch("I8", "off")).stages().get(1);
    assertThat(stays.votes()).containsExactly(400L, 400L);
    assertThat(moves.votes()).containsExactly(800L, 0L);
  }

  @Test
  void names_and_values_that_do_not_exist_are_refused() {
    CountSettings standard = CountSettings.standard();
    assertThatIllegalArgumentException().isThrownBy(() -> standard.withSwitch("I9", "on"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> standard.withSwitch("I2", "perhaps"))
        .withMessageContaining("sub-parcel")
        .withMessageContaining("exclusion");
    BallotFile file = BallotFile.builder("t", 1, List.of("Ann", "Bob")).paper(1).build();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> CountingRules.named("ers97").count(file, standard.withSwitch("I2", "off")));
    // The recommended value, spelt out, is no departure.
    assertThat(CountingRules.named("ers97").count(file, standard.withSwitch("I2", "on")).winners())
        .containsExactly(1);
  }

  private static void changes(
      int candidates,
      int seats,
      String papers,
      String lots,
      String name,
      List<Integer> asRecommended,
      List<Integer> otherwise)
      throws IOException {
    CountSettings settings =
        CountSettings.standard()
            .withLots(Arrays.stream(lots.split(",")).map(Integer::valueOf).toList());
    BallotFile file = file(candidates, seats, papers);
    CountingRule rule = CountingRules.named("nhs-stv");
    assertThat(rule.count(file, settings).winners()).isEqualTo(asRecommended);
    assertThat(rule.count(file, settings.withSwitch(name, "off")).winners()).isEqualTo(otherwise);
  }

  private static BallotFile file(int candidates, int seats, String papers) throws IOException {
    StringBuilder text = new StringBuilder(candidates + " " + seats + "\n");
    text.append(papers.replace('/', '\n')).append("\n0\n");
    IntStream.rangeClosed(1, candidates).forEach(n -> text.append("C").append(n).append('\n'));
    return BallotFile.read(new StringReader(text.toString()));
  }
}
