package org.folkmoot.register.linking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Weighs pairs of one corpus. */
final class Scorer {
  private final Weights weights;
  private final Guards guards;
  private final Comparison comparison;
  private final Corpus.Column[] columns;
  private final double[][] weight; // by column and level
  private final float[][] exact; // by column and number: what agreement on that value weighs

  Scorer(Corpus corpus, Weights weights, boolean families) {
    corpus.seal();
    this.weights = weights;
    this.guards = new Guards(corpus, weights, families);
    this.comparison = new Comparison(corpus);
    this.columns = corpus.columns().toArray(new Corpus.Column[0]);
    this.weight = new double[columns.length][];
    this.exact = new float[columns.length][];
    for (int i = 0; i < columns.length; i++) {
      Weights.OfItem of = weights.of(columns[i].item);
      weight[i] = new double[Level.COUNT];
      for (int level = 1; level < Level.COUNT; level++) {
        weight[i][level] = of.weight(Level.of(level));
      }
      exact[i] = new float[columns[i].counts.length];
      for (int number = 1; number < exact[i].length; number++) {
        exact[i][number] = (float) of.exactly(columns[i].fingerprint(number));
      }
    }
  }

  long pattern(int a, int b) {
    return comparison.pattern(a, b);
  }

  double weight(long pattern, int a, int b) {
    double sum = weights.prior();
    for (int i = 0; i < columns.length; i++) {
      sum += weight(pattern, i, a, b);
    }
    return sum;
  }

  private double weight(long pattern, int column, int a, int b) {
    int level = Comparison.level(pattern, column);
    if (level == 0) {
      return 0;
    }
    int[] numbers = columns[column].numbers;
    if (level == Level.EXACT.ordinal()) {
      // Two spellings of one value may differ in their spaces.
      return Math.min(exact[column][numbers[a]], exact[column][numbers[b]]);
    }
    if (level == Level.NEAR.ordinal()) {
      // A slip in a rare value says more than one in a common value, but not as much as sameness.
      double common = Math.min(exact[column][numbers[a]], exact[column][numbers[b]]);
      double average = weight[column][Level.EXACT.ordinal()];
      return weight[column][level] + Math.min(0, common - average) / 2;
    }
    return weight[column][level];
  }

  /** Why the two may not be linked by themselves. */
  Optional<Guard> guard(long pattern, int a, int b) {
    return guards.of(pattern, a, b);
  }

  List<Agreement> evidence(int a, int b) {
    long pattern = pattern(a, b);
    List<Agreement> evidence = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      int level = Comparison.level(pattern, i);
      if (level != 0) {
        evidence.add(new Agreement(columns[i].item, Level.of(level), weight(pattern, i, a, b)));
      }
    }
    return evidence;
  }
}
