package org.folkmoot.count;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A small made election with many ties, the same for the same seed, and an order of lots. */
record RandomElection(BallotFile file, List<Integer> lots) {

  static RandomElection of(long seed) {
    Random chance = new Random(seed);
    int candidates = 2 + chance.nextInt(6);
    int seats = 1 + chance.nextInt(candidates - 1);
    List<String> names = IntStream.rangeClosed(1, candidates).mapToObj(n -> "C" + n).toList();
    BallotFile.Builder file = BallotFile.builder("made " + seed, seats, names);
    int rankings = 1 + chance.nextInt(12);
    int most = 1 + chance.nextInt(12);
    for (int i = 0; i < rankings; i++) {
      List<Integer> order = numbers(candidates);
      Collections.shuffle(order, chance);
      int length = 1 + chance.nextInt(candidates);
      file.papers(
          1 + chance.nextInt(most),
          order.subList(0, length).stream().mapToInt(Integer::intValue).toArray());
    }
    List<Integer> lots = numbers(candidates);
    Collections.shuffle(lots, chance);
    return new RandomElection(file.build(), lots);
  }

  CountSettings settings() {
    return CountSettings.standard().withLots(lots);
  }

  private static List<Integer> numbers(int candidates) {
    return new ArrayList<>(IntStream.rangeClosed(1, candidates).boxed().toList());
  }

  /** A result in the words of {@link LiteralCount}. */
  static String text(CountResult result) {
    String stages =
        result.stages().stream()
            .map(
                stage ->
                    stage.action().word()
                        + " "
                        + stage.candidates()
                        + stage.votes().stream()
                            .map(v -> " " + plain(result, v))
                            .collect(Collectors.joining())
                        + " | "
                        + plain(result, stage.nonTransferable()))
            .collect(Collectors.joining("\n"));
    return new TreeSet<>(result.winners()) + "\n" + stages;
  }

  private static String plain(CountResult result, long units) {
    return new BigDecimal(result.votes(units)).stripTrailingZeros().toPlainString();
  }
}
