package org.folkmoot.register.linking;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Finds the pairs of records that may be of one person, and says how likely they are. */
public final class Linker {
  private static final long PAIRS_AT_ONCE = 20_000;

  private final Weights weights;
  private final Thresholds thresholds;
  private final boolean families;

  /** A linker by these weights that sends twins, namesakes and relatives to a person. */
  public Linker(Weights weights, Thresholds thresholds) {
    this(weights, thresholds, Families.GUARDED);
  }

  /** A linker by these weights. */
  public Linker(Weights weights, Thresholds thresholds, Families families) {
    this.weights = weights;
    this.thresholds = thresholds;
    this.families = families == Families.GUARDED || weights.families();
  }

  /** A corpus with this linker's weights, to ask about single pairs. */
  public Scored over(Corpus corpus) {
    return new Scored(new Scorer(corpus, weights, families), thresholds);
  }

  /** Pairs of one corpus, asked one by one. */
  public static final class Scored {
    private final Scorer scorer;
    private final Thresholds thresholds;

    private Scored(Scorer scorer, Thresholds thresholds) {
      this.scorer = scorer;
      this.thresholds = thresholds;
    }

    /** Any two records, whether or not a key brings them together. */
    public ScoredPair pair(int one, int other) {
      int left = Math.min(one, other);
      int right = Math.max(one, other);
      long pattern = scorer.pattern(left, right);
      double weight = scorer.weight(pattern, left, right);
      Band band = thresholds.band(weight);
      Optional<Guard> guard =
          band == Band.SEPARATE ? Optional.empty() : scorer.guard(pattern, left, right);
      if (guard.isPresent()) {
        band = guard.get().vetoes() ? Band.SEPARATE : Band.REVIEW;
      }
      return new ScoredPair(scorer, left, right, weight, band, guard.orElse(null));
    }

    double weight(int one, int other) {
      return scorer.weight(scorer.pattern(one, other), one, other);
    }

    Thresholds thresholds() {
      return thresholds;
    }

    /** Why two records may not be linked by themselves, whatever they weigh. */
    public Optional<Guard> guard(int one, int other) {
      return scorer.guard(scorer.pattern(one, other), one, other);
    }
  }

  /**
   * Gives every pair to be linked or reviewed, once, always in the same order.
   *
   * @param fresh the records of which at least one must be in a pair; null for all
   * @param found called by the calling thread only
   */
  public Blocking pairs(Corpus corpus, BitSet fresh, Consumer<ScoredPair> found) {
    Scored scored = over(corpus);
    List<Blocking.Key> keys = new ArrayList<>();
    Blocks blocks = new Blocks(corpus, fresh);
    blocks.each(
        ofKey -> {
          LongAdder compared = new LongAdder();
          int[] tasks = tasks(ofKey);
          IntStream.range(0, tasks.length - 1)
              .parallel()
              .mapToObj(task -> link(scored, ofKey, tasks[task], tasks[task + 1], compared))
              .forEachOrdered(some -> some.forEach(found));
          keys.add(
              new Blocking.Key(
                  ofKey.items(),
                  ofKey.blocks(),
                  compared.sum(),
                  ofKey.blocksCut(),
                  ofKey.recordsCut()));
        });
    return new Blocking(
        corpus.possiblePairs(),
        keys.stream().mapToLong(Blocking.Key::compared).sum(),
        keys,
        blocks.unblocked());
  }

  /** Where to part the blocks so that each part is about the same work. */
  private static int[] tasks(Blocks.OfKey blocks) {
    List<Integer> starts = new ArrayList<>(List.of(0));
    long pairs = 0;
    for (int block = 0; block < blocks.blocks(); block++) {
      pairs += blocks.pairs(block);
      if (pairs >= PAIRS_AT_ONCE || block + 1 == blocks.blocks()) {
        starts.add(block + 1);
        pairs = 0;
      }
    }
    return starts.stream().mapToInt(Integer::intValue).toArray();
  }

  private static List<ScoredPair> link(
      Scored scored, Blocks.OfKey blocks, int from, int to, LongAdder compared) {
    List<ScoredPair> found = new ArrayList<>();
    int[] records = blocks.records();
    long pairs = 0;
    for (int block = from; block < to; block++) {
      int end = blocks.starts()[block + 1];
      for (int i = blocks.starts()[block]; i < end; i++) {
        for (int j = i + 1; j < end; j++) {
          if (blocks.mayPair(records[i], records[j]) && blocks.first(records[i], records[j])) {
            pairs++;
            ScoredPair pair = scored.pair(records[i], records[j]);
            if (pair.band() != Band.SEPARATE) {
              found.add(pair);
            }
          }
        }
      }
    }
    compared.add(pairs);
    return found;
  }
}
