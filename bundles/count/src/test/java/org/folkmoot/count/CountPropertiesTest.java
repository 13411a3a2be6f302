package org.folkmoot.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold for every count, whatever the papers. */
class CountPropertiesTest {
  /** Some equal papers and their ranking, before they go into a file. */
  record Ranking(int copies, List<Integer> preferences) {}

  /** Papers, places and an order of lots. */
  record Made(int candidates, int seats, List<Ranking> rankings, List<Integer> lots) {
    BallotFile file() {
      return file(rankings);
    }

    BallotFile file(List<Ranking> these) {
      List<String> names = IntStream.rangeClosed(1, candidates).mapToObj(n -> "C" + n).toList();
      BallotFile.Builder file = BallotFile.builder("made", seats, names);
      for (Ranking ranking : these) {
        file.papers(ranking.copies(), ranking.preferences().stream().mapToInt(n -> n).toArray());
      }
      return file.build();
    }
  }

  @Provide
  Arbitrary<Made> elections() {
    return Arbitraries.integers()
        .between(2, 7)
        .flatMap(
            candidates -> {
              List<Integer> numbers = IntStream.rangeClosed(1, candidates).boxed().toList();
              Arbitrary<Ranking> ranking =
                  Combinators.combine(
                          Arbitraries.integers().between(1, 9),
                          Arbitraries.shuffle(numbers),
                          Arbitraries.integers().between(1, candidates))
                      .as((copies, order, length) -> new Ranking(copies, order.subList(0, length)));
              return Combinators.combine(
                      Arbitraries.integers().between(1, candidates - 1),
                      ranking.list().ofMinSize(1).ofMaxSize(14),
                      Arbitraries.shuffle(numbers))
                  .as((seats, rankings, lots) -> new Made(candidates, seats, rankings, lots));
            });
  }

  @Provide
  Arbitrary<String> rules() {
    return Arbitraries.of("fptp", "nhs-stv", "ers97", "scottish-stv", "av");
  }

  @Property
  void votes_are_conserved_and_seats_filled(
      @ForAll("rules") String rule, @ForAll("elections") Made made) {
    CountResult result = count(rule, made, made.file());
    assertThat(result.elected()).hasSize(result.seats());
    assertThat(new TreeSet<>(result.winners())).hasSize(result.seats());
    if (!rule.equals("fptp")) {
      long one = pow10(result.decimals());
      for (CountStage stage : result.stages()) {
        long votes = stage.votes().stream().mapToLong(Long::longValue).sum();
        assertThat(votes + stage.nonTransferable()).isEqualTo(result.valid() * one);
        assertThat(stage.votes()).allMatch(v -> v >= 0);
        assertThat(stage.nonTransferable()).isNotNegative();
      }
    }
  }

  @Property
  void the_order_of_papers_changes_nothing(
      @ForAll("rules") String rule, @ForAll("elections") Made made, @ForAll Random chance) {
    List<Ranking> shuffled = new ArrayList<>(made.rankings());
    Collections.shuffle(shuffled, chance);
    assertThat(ResultSheet.json(count(rule, made, made.file(shuffled))))
        .isEqualTo(ResultSheet.json(count(rule, made, made.file())));
  }

  @Property
  void taking_equal_papers_apart_changes_nothing(
      @ForAll("rules") String rule, @ForAll("elections") Made made) {
    List<Ranking> singly = new ArrayList<>();
    for (Ranking ranking : made.rankings()) {
      for (int copy = 0; copy < ranking.copies(); copy++) {
        singly.add(new Ranking(1, ranking.preferences()));
      }
    }
    assertThat(ResultSheet.json(count(rule, made, made.file(singly))))
        .isEqualTo(ResultSheet.json(count(rule, made, made.file())));
  }

  @Property
  void renumbering_candidates_renumbers_the_result(
      @ForAll("rules") String rule, @ForAll("elections") Made made, @ForAll Random chance) {
    List<Integer> to =
        new ArrayList<>(IntStream.rangeClosed(1, made.candidates()).boxed().toList());
    Collections.shuffle(to, chance);
    Made renumbered =
        new Made(
            made.candidates(),
            made.seats(),
            made.rankings().stream()
                .map(r -> new Ranking(r.copies(), renumber(r.preferences(), to)))
                .toList(),
            renumber(made.lots(), to));
    CountResult before = count(rule, made, made.file());
    CountResult after = count(rule, renumbered, renumbered.file());
    assertThat(new TreeSet<>(after.winners()))
        .isEqualTo(new TreeSet<>(renumber(before.winners(), to)));
    assertThat(after.stages()).hasSameSizeAs(before.stages());
    for (int i = 0; i < after.stages().size(); i++) {
      CountStage there = after.stages().get(i);
      CountStage here = before.stages().get(i);
      assertThat(new TreeSet<>(there.candidates()))
          .isEqualTo(new TreeSet<>(renumber(here.candidates(), to)));
      for (int c = 1; c <= made.candidates(); c++) {
        assertThat(there.votesOf(to.get(c - 1))).isEqualTo(here.votesOf(c));
      }
    }
  }

  @Property
  void every_election_and_exclusion_has_its_reason_in_its_stage(
      @ForAll("rules") String rule, @ForAll("elections") Made made) {
    CountResult result = count(rule, made, made.file());
    List<Integer> gone = new ArrayList<>();
    int elected = 0;
    for (CountStage stage : result.stages()) {
      List<Integer> continuing =
          IntStream.rangeClosed(1, made.candidates())
              .boxed()
              .filter(c -> !gone.contains(c))
              .toList();
      if (stage.action() == CountStage.Action.EXCLUSION) {
        CountStage before = result.stages().get(stage.number() - 2);
        assertThat(continuing).containsAll(stage.candidates());
        exclusionIsLawful(stage, before, continuing);
        gone.addAll(stage.candidates());
      }
      for (CountResult.Elected one : stage.elected()) {
        elected++;
        assertThat(one.stage()).isEqualTo(stage.number());
        assertThat(gone).doesNotContain(one.candidate());
        if (one.ground() == CountResult.Ground.QUOTA) {
          assertThat(stage.votesOf(one.candidate()))
              .isGreaterThanOrEqualTo(stage.quota().orElseThrow());
        }
        gone.add(one.candidate());
      }
    }
    assertThat(elected).isEqualTo(result.elected().size());
  }

  private static void exclusionIsLawful(
      CountStage stage, CountStage before, List<Integer> continuing) {
    List<Long> votes = continuing.stream().map(before::votesOf).sorted().toList();
    List<Long> theirs = stage.candidates().stream().map(before::votesOf).sorted().toList();
    assertThat(theirs).isEqualTo(votes.subList(0, theirs.size()));
    boolean tied = votes.size() > 1 && votes.get(0).equals(votes.get(1));
    switch (stage.why()) {
      case FEWEST_VOTES -> assertThat(tied).isFalse();
      case FEWER_EARLIER -> assertThat(tied).isTrue();
      case EXCLUDED_BY_LOT -> assertThat(stage.lots()).isNotEmpty();
      case CANNOT_CATCH_UP -> assertThat(theirs.size()).isGreaterThan(1);
      default -> throw new AssertionError(stage.why());
    }
  }

  private static CountResult count(String rule, Made made, BallotFile file) {
    CountSettings settings = CountSettings.standard().withLots(made.lots());
    return CountingRules.named(rule)
        .count(file, rule.equals("av") ? settings.withSeats(1) : settings);
  }

  private static List<Integer> renumber(List<Integer> numbers, List<Integer> to) {
    return numbers.stream().map(n -> to.get(n - 1)).toList();
  }

  private static long pow10(int decimals) {
    long one = 1;
    for (int i = 0; i < decimals; i++) {
      one *= 10;
    }
    return one;
  }
}
