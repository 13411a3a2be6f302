package org.folkmoot.register.linking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The records of one person each: linked pairs joined in falling order of weight, save where that
 * would put two records together that a guard keeps apart.
 */
public final class Clusters {
  private final Linker.Scored scored;
  private final Map<Integer, List<Integer>> of = new HashMap<>();
  private final List<ScoredPair> refused = new ArrayList<>();

  private Clusters(Linker.Scored scored) {
    this.scored = scored;
  }

  /** Joins the pairs to be linked; other pairs are passed over. */
  public static Clusters of(Linker.Scored scored, List<ScoredPair> pairs) {
    Clusters clusters = new Clusters(scored);
    pairs.stream()
        .filter(pair -> pair.band() == Band.LINK)
        .sorted(
            Comparator.comparingDouble((ScoredPair pair) -> -pair.weight())
                .thenComparingInt(ScoredPair::left)
                .thenComparingInt(ScoredPair::right))
        .forEach(clusters::join);
    return clusters;
  }

  private void join(ScoredPair pair) {
    List<Integer> one = of.computeIfAbsent(pair.left(), Clusters::alone);
    List<Integer> other = of.computeIfAbsent(pair.right(), Clusters::alone);
    if (one == other) {
      return;
    }
    if (one.size() + other.size() > 2 && !mayKeepCompany(one, other)) {
      refused.add(pair.with(Band.REVIEW, Guard.COMPANY));
      return;
    }
    List<Integer> larger = one.size() >= other.size() ? one : other;
    List<Integer> smaller = larger == one ? other : one;
    larger.addAll(smaller);
    smaller.forEach(record -> of.put(record, larger));
  }

  /** No guard between any two of them, and on the whole more for them than against. */
  private boolean mayKeepCompany(List<Integer> one, List<Integer> other) {
    double sum = 0;
    for (int a : one) {
      for (int b : other) {
        if (scored.guard(a, b).filter(Guard::keepsApart).isPresent()) {
          return false;
        }
        sum += scored.weight(a, b);
      }
    }
    return sum / ((double) one.size() * other.size()) >= scored.thresholds().review();
  }

  private static List<Integer> alone(int record) {
    return new ArrayList<>(List.of(record));
  }

  /** Records of one person, two or more, in order; the clusters in order of their first records. */
  public List<List<Integer>> all() {
    return of.values().stream()
        .filter(cluster -> cluster.size() > 1)
        .map(cluster -> cluster.stream().sorted().toList())
        .distinct()
        .sorted(Comparator.comparing(cluster -> cluster.get(0)))
        .toList();
  }

  /** Whether two records are in one cluster. */
  public boolean together(int one, int other) {
    List<Integer> cluster = of.get(one);
    return one == other || cluster != null && cluster == of.get(other);
  }

  /** Pairs that would have been links but for the company of their records; now for review. */
  public List<ScoredPair> refused() {
    return List.copyOf(refused);
  }
}
