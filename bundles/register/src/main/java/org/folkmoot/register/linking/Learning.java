package org.folkmoot.register.linking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Expectation and maximisation over patterns of agreement (docs/decisions/0010).
 *
 * <p>How often two people agree (u) comes from pairs drawn at random, how often two records of one
 * person do (m) from pairs that a key brings together, key by key, without the items of that key.
 * Both start from what is usual and give it up as evidence comes in, so that a small file, or one
 * without duplicates, learns nothing absurd.
 */
final class Learning {
  private static final int RANDOM_PAIRS = 400_000;
  private static final long PAIRS_OF_A_KEY = 150_000;
  private static final int ROUNDS = 3;
  private static final int STEPS = 25;

  /** How many pairs the usual values count for. */
  private static final double USUAL_M = 20;

  private static final double USUAL_U = 1_000;

  /** How many values of an item are remembered as common. */
  private static final int COMMON_VALUES = 5_000;

  /** Fewer duplicates than this show nothing about families. */
  private static final int FEW = 30;

  /** Half of a population whose births lie closer together is one age group. */
  private static final int LIFE_YEARS = 15;

  private final Corpus corpus;
  private final Corpus.Column[] columns;
  private final int given;
  private final int birth;
  private final double[][] usualM;
  private final double[][] usualU;
  private final double[][] m;
  private final double[][] u;
  private double odds; // that two records of the corpus are of one person
  private final Patterns random = new Patterns();
  private final Patterns blocked = new Patterns();
  private final List<Session> sessions = new ArrayList<>();

  /** The pairs of one key, and which columns may learn from them. */
  private record Session(boolean[] learns, Patterns patterns, double[] share) {}

  Learning(Corpus corpus) {
    corpus.seal();
    this.corpus = corpus;
    this.columns = corpus.columns().toArray(new Corpus.Column[0]);
    this.given = corpus.column(Item.GIVEN_NAME);
    this.birth = corpus.column(Item.DATE_OF_BIRTH);
    int n = columns.length;
    usualM = new double[n][];
    usualU = new double[n][];
    m = new double[n][];
    u = new double[n][];
    for (int i = 0; i < n; i++) {
      usualM[i] = Usual.m(columns[i]);
      usualU[i] = Usual.u(columns[i]);
      m[i] = usualM[i].clone();
      u[i] = usualU[i].clone();
    }
  }

  Weights weights() {
    drawAtRandom();
    bringTogether();
    odds = 1 / Math.max(2, corpus.possiblePairs());
    learnU();
    for (int round = 0; round < ROUNDS; round++) {
      learnM();
      learnOdds();
      learnU();
    }
    Map<Item, Weights.OfItem> items = new EnumMap<>(Item.class);
    for (int i = 0; i < columns.length; i++) {
      items.put(columns[i].item, frequencies(columns[i], m[i], u[i]));
    }
    return new Weights(Weights.log2(odds), corpus.size(), families(), items);
  }

  private void drawAtRandom() {
    Comparison comparison = new Comparison(corpus);
    int size = corpus.size();
    if (size < 2) {
      return;
    }
    if (corpus.possiblePairs() <= RANDOM_PAIRS) {
      IntStream.range(0, size)
          .parallel()
          .mapToObj(
              a -> {
                Patterns patterns = new Patterns();
                for (int b = a + 1; b < size; b++) {
                  if (corpus.mayPair(a, b)) {
                    patterns.add(comparison.pattern(a, b), 1);
                  }
                }
                return patterns;
              })
          .forEachOrdered(random::addAll);
      return;
    }
    // Always the same draw: the same records must give the same weights.
    int draws = 16;
    IntStream.range(0, draws)
        .parallel()
        .mapToObj(
            draw -> {
              SplittableRandom chance = new SplittableRandom(20_250 + draw);
              Patterns patterns = new Patterns();
              for (int i = 0; i < RANDOM_PAIRS / draws; ) {
                int a = chance.nextInt(size);
                int b = chance.nextInt(size);
                if (corpus.mayPair(a, b)) {
                  patterns.add(comparison.pattern(Math.min(a, b), Math.max(a, b)), 1);
                  i++;
                }
              }
              return patterns;
            })
        .forEachOrdered(random::addAll);
  }

  private void bringTogether() {
    Comparison comparison = new Comparison(corpus);
    boolean personal = corpus.columns().stream().anyMatch(c -> c.item.blocks() && personal(c.item));
    new Blocks(corpus, null)
        .each(
            blocks -> {
              List<Item> items = blocks.items();
              // People of one address agree in much else: a key of only that teaches households.
              boolean teaches = !personal || items.stream().allMatch(Learning::personal);
              Patterns all = new Patterns();
              sample(comparison, blocks, teaches, all);
              if (teaches && all.size() > 0) {
                boolean[] learns = new boolean[columns.length];
                for (int i = 0; i < columns.length; i++) {
                  learns[i] =
                      !items.contains(columns[i].item)
                          && !items.contains(columns[i].item.partner());
                }
                sessions.add(new Session(learns, all, new double[] {0.1}));
              }
            });
  }

  private static boolean personal(Item item) {
    return item == Item.GIVEN_NAME
        || item == Item.SURNAME
        || item == Item.DATE_OF_BIRTH
        || item.identifier();
  }

  /** Takes whole blocks, each chosen by its first record, so that large keys cost no more. */
  private void sample(Comparison comparison, Blocks.OfKey blocks, boolean teaches, Patterns all) {
    long every = Math.max(1, blocks.pairs() / PAIRS_OF_A_KEY);
    int parts = Math.max(1, Math.min(64, blocks.blocks() / 200));
    List<Patterns[]> found =
        IntStream.range(0, parts)
            .parallel()
            .mapToObj(
                part -> {
                  Patterns mine = new Patterns();
                  Patterns first = new Patterns();
                  int from = (int) ((long) blocks.blocks() * part / parts);
                  int to = (int) ((long) blocks.blocks() * (part + 1) / parts);
                  for (int block = from; block < to; block++) {
                    int start = blocks.starts()[block];
                    int end = blocks.starts()[block + 1];
                    if (Long.remainderUnsigned(Folding.mix(blocks.records()[start]), every) != 0) {
                      continue;
                    }
                    for (int i = start; i < end; i++) {
                      for (int j = i + 1; j < end; j++) {
                        int a = blocks.records()[i];
                        int b = blocks.records()[j];
                        if (!blocks.mayPair(a, b) || !blocks.shares(a, b)) {
                          continue;
                        }
                        boolean isFirst = blocks.first(a, b);
                        if (teaches || isFirst) {
                          long pattern = comparison.pattern(a, b);
                          if (teaches) {
                            mine.add(pattern, every);
                          }
                          if (isFirst) {
                            first.add(pattern, every);
                          }
                        }
                      }
                    }
                  }
                  return new Patterns[] {mine, first};
                })
            .toList();
    found.forEach(
        pair -> {
          all.addAll(pair[0]);
          blocked.addAll(pair[1]);
        });
  }

  private void learnM() {
    double[][] sum = new double[columns.length][Level.COUNT];
    for (Session session : sessions) {
      learnFrom(session, sum);
    }
    for (int i = 0; i < columns.length; i++) {
      m[i] = blend(sum[i], usualM[i], USUAL_M);
    }
  }

  /** Runs one key to rest on a copy of m and adds what its matches show. */
  private void learnFrom(Session session, double[][] sum) {
    int n = columns.length;
    double[][] own = new double[n][];
    for (int i = 0; i < n; i++) {
      own[i] = m[i].clone();
    }
    double share = session.share[0];
    double[][] seen = new double[n][Level.COUNT];
    for (int step = 0; step < STEPS; step++) {
      double[][] counts = new double[n][Level.COUNT];
      double[] totals = new double[2];
      double before = share / (1 - share);
      double[][] ratio = ratios(own, session.learns);
      session.patterns.each(
          (pattern, count) -> {
            double matches = count * probability(pattern, before, ratio);
            totals[0] += matches;
            totals[1] += count;
            for (int i = 0; i < n; i++) {
              if (session.learns[i]) {
                counts[i][Comparison.level(pattern, i)] += matches;
              }
            }
          });
      // One match more among the expected keeps a key without any from dividing by nothing.
      share = Math.min(0.999, (totals[0] + 0.01) / (totals[1] + 1));
      for (int i = 0; i < n; i++) {
        if (session.learns[i]) {
          own[i] = blend(counts[i], usualM[i], USUAL_M);
        }
      }
      seen = counts;
    }
    session.share[0] = share;
    for (int i = 0; i < n; i++) {
      for (int level = 1; level < Level.COUNT; level++) {
        sum[i][level] += seen[i][level];
      }
    }
  }

  private double[][] ratios(double[][] ofM, boolean[] counted) {
    double[][] ratio = new double[columns.length][];
    for (int i = 0; i < columns.length; i++) {
      ratio[i] = new double[Level.COUNT];
      Weights.OfItem of = new Weights.OfItem(ofM[i], u[i], 1, Map.of());
      for (int level = 0; level < Level.COUNT; level++) {
        ratio[i][level] = counted[i] ? Math.pow(2, of.weight(Level.of(level))) : 1;
      }
    }
    return ratio;
  }

  /** That a pair of this pattern is one person; never where both name and birth speak against. */
  private double probability(long pattern, double before, double[][] ratio) {
    if (strangers(pattern)) {
      return 0;
    }
    double after = before;
    for (int i = 0; i < columns.length; i++) {
      after *= ratio[i][Comparison.level(pattern, i)];
    }
    return Double.isInfinite(after) ? 1 : after / (1 + after);
  }

  /** Relatives under one roof agree in everything but these, and must not be learnt from. */
  private boolean strangers(long pattern) {
    Level name = given < 0 ? Level.UNKNOWN : Level.of(Comparison.level(pattern, given));
    Level born = birth < 0 ? Level.UNKNOWN : Level.of(Comparison.level(pattern, birth));
    boolean otherName = name == Level.DIFFERENT;
    boolean otherBirth = born == Level.DIFFERENT;
    return otherName && (otherBirth || born == Level.UNKNOWN)
        || otherBirth && name == Level.UNKNOWN;
  }

  /** How many pairs of one person there are: as many as the pairs brought together let expect. */
  private void learnOdds() {
    boolean[] all = new boolean[columns.length];
    Arrays.fill(all, true);
    double[][] ratio = ratios(m, all);
    double possible = Math.max(2, corpus.possiblePairs());
    for (int step = 0; step < STEPS; step++) {
      double[] expected = new double[1];
      double before = odds;
      blocked.each((pattern, count) -> expected[0] += count * probability(pattern, before, ratio));
      double share = Math.min(0.5, Math.max(1, expected[0]) / possible);
      odds = share / (1 - share);
    }
  }

  /** How often two people agree: random pairs, less those that are likely of one person. */
  private void learnU() {
    boolean[] all = new boolean[columns.length];
    Arrays.fill(all, true);
    double[][] ratio = ratios(m, all);
    double[][] counts = new double[columns.length][Level.COUNT];
    random.each(
        (pattern, count) -> {
          double others = count * (1 - probability(pattern, odds, ratio));
          for (int i = 0; i < columns.length; i++) {
            counts[i][Comparison.level(pattern, i)] += others;
          }
        });
    for (int i = 0; i < columns.length; i++) {
      u[i] = blend(counts[i], usualU[i], USUAL_U);
    }
  }

  /**
   * Whether people of one family may be among the records.
   *
   * <p>Two records of one address and one family name in which both given name and date of birth
   * differ are relatives, or one person's with two gross errors. How many of the latter there are
   * follows from how often each of the two errors comes alone. Where that explains all such pairs
   * nobody's relatives are there, so nobody's twin is either. It cannot be told without addresses,
   * from few duplicates, or in records of one age group, where siblings are missing but twins are
   * not.
   */
  private boolean families() {
    int surname = corpus.column(Item.SURNAME);
    if (given < 0 || birth < 0 || surname < 0 || birthYears() < LIFE_YEARS) {
      return true;
    }
    double[] seen = new double[4]; // by whether the birth differs, and whether the name does
    blocked.each(
        (pattern, count) -> {
          Level name = Level.of(Comparison.level(pattern, given));
          Level born = Level.of(Comparison.level(pattern, birth));
          if (Comparison.level(pattern, surname) == Level.EXACT.ordinal()
              && name != Level.UNKNOWN
              && born != Level.UNKNOWN
              && oneAddress(pattern)) {
            seen[(born == Level.DIFFERENT ? 2 : 0) + (name == Level.DIFFERENT ? 1 : 0)] += count;
          }
        });
    double explained = seen[1] * seen[2] / Math.max(1, seen[0]);
    return seen[0] < FEW || seen[3] > explained + 3 * Math.sqrt(explained + 1);
  }

  /** Whether an address line and more of the address are the same and nothing of it differs. */
  private boolean oneAddress(long pattern) {
    int same = 0;
    boolean line = false;
    for (int i = 0; i < columns.length; i++) {
      Item item = columns[i].item;
      if (item.shared() && item != Item.TELEPHONE && item != Item.EMAIL) {
        Level level = Level.of(Comparison.level(pattern, i));
        if (level == Level.DIFFERENT) {
          return false;
        }
        if (level == Level.EXACT) {
          same++;
          line |= item == Item.ADDRESS_LINE_1 || item == Item.ADDRESS_LINE_2;
        }
      }
    }
    return line && same >= 2;
  }

  /** In how many years the middle half of the people were born. */
  private int birthYears() {
    Corpus.Column column = columns[birth];
    if (column.opaque()) {
      return 0;
    }
    int[] years =
        Arrays.stream(column.numbers)
            .filter(number -> number != 0)
            .map(number -> Integer.parseInt(column.dictionary.value(number).substring(0, 4)))
            .sorted()
            .toArray();
    return years.length == 0 ? 0 : years[years.length * 3 / 4] - years[years.length / 4];
  }

  private static double[] blend(double[] counts, double[] usual, double strength) {
    double total = strength;
    for (int level = 1; level < Level.COUNT; level++) {
      total += counts[level];
    }
    double[] blended = new double[Level.COUNT];
    for (int level = 1; level < Level.COUNT; level++) {
      blended[level] = (counts[level] + strength * usual[level]) / total;
    }
    return blended;
  }

  /** How common values are. Of a pair's two records one does not count: it is there anyway. */
  private static Weights.OfItem frequencies(Corpus.Column column, double[] m, double[] u) {
    long known = 0;
    List<Integer> numbers = new ArrayList<>();
    for (int number = 1; number < column.counts.length; number++) {
      known += column.counts[number];
      if (column.counts[number] > 2) {
        numbers.add(number);
      }
    }
    numbers.sort(
        Comparator.<Integer>comparingInt(number -> -column.counts[number])
            .thenComparing(column::fingerprint));
    double all = Math.max(1, known);
    Map<Long, Double> common = new TreeMap<>();
    for (int number : numbers.subList(0, Math.min(COMMON_VALUES, numbers.size()))) {
      common.put(column.fingerprint(number), (column.counts[number] - 1) / all);
    }
    double rest = 0;
    for (int i = common.size(); i < numbers.size(); i++) {
      rest += column.counts[numbers.get(i)] - 1;
    }
    double remembered = numbers.size() - common.size();
    double rare = remembered > 0 ? Math.max(1, rest / remembered) / all : 1 / all;
    return new Weights.OfItem(m, u, rare, common);
  }
}
