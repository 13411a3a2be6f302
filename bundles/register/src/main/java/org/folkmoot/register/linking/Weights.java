package org.folkmoot.register.linking;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each agreement and each difference weighs: learnt from records, kept as text, used again.
 *
 * <p>A weight is the logarithm to base two of m / u: how often records of one person agree so far,
 * over how often records of two people do. What agreement on one value weighs depends on how common
 * that value is.
 */
public final class Weights {
  private static final String HEAD = "folkmoot linking weights 1";

  /** One in ten thousand; a value that at least three records have. */
  private static final double COMMON = 1e-4;

  private final double prior;
  private final long records;
  private final boolean families;
  private final Map<Item, OfItem> items;

  Weights(double prior, long records, boolean families, Map<Item, OfItem> items) {
    this.prior = prior;
    this.records = records;
    this.families = families;
    this.items = new EnumMap<>(items);
  }

  /** Learns from the records of a corpus, without knowing which are of one person. */
  public static Weights learn(Corpus corpus) {
    return new Learning(corpus).weights();
  }

  /** Bits for two records of which nothing is known: negative, since most pairs are two people. */
  public double prior() {
    return prior;
  }

  /** From how many records they were learnt. */
  public long records() {
    return records;
  }

  /**
   * Whether the records may hold several people of one family; false only where the records
   * themselves show that they hold none.
   */
  public boolean families() {
    return families;
  }

  OfItem of(Item item) {
    OfItem of = items.get(item);
    if (of == null) {
      throw new IllegalArgumentException(
          "weights: none were learnt for " + item.words() + "; learn them from these records");
    }
    return of;
  }

  /** The weights of one item. */
  static final class OfItem {
    private final double[] m;
    private final double[] u;
    private final double rare;
    private final TreeMap<Long, Double> common;

    /**
     * @param rare how often a value occurs that is not among the common ones
     * @param common how often the common values occur, by fingerprint
     */
    OfItem(double[] m, double[] u, double rare, Map<Long, Double> common) {
      this.m = m.clone();
      this.u = u.clone();
      this.rare = rare;
      this.common = new TreeMap<>(common);
    }

    /**
     * What a level weighs. Learning may not turn the order round: what agrees better never weighs
     * less, a difference never speaks for a pair.
     */
    double weight(Level level) {
      return switch (level) {
        case UNKNOWN -> 0;
        case EXACT -> Math.max(0, bits(Level.EXACT));
        case NEAR -> Math.min(weight(Level.EXACT), bits(Level.NEAR));
        case PARTLY -> Math.min(weight(Level.NEAR), bits(Level.PARTLY));
        case DIFFERENT -> Math.min(Math.min(0, weight(Level.PARTLY)), bits(Level.DIFFERENT));
        case SWAPPED -> possible(Level.SWAPPED) ? Math.max(0, bits(Level.SWAPPED)) : 0;
      };
    }

    private boolean possible(Level level) {
      return m[level.ordinal()] > 0 && u[level.ordinal()] > 0;
    }

    /** A level that an item cannot have bounds nothing. */
    private double bits(Level level) {
      return possible(level)
          ? log2(m[level.ordinal()] / u[level.ordinal()])
          : Double.POSITIVE_INFINITY;
    }

    /** Whether many people have the value, so that it is hardly a slip of the keys. */
    boolean common(long fingerprint) {
      return common.getOrDefault(fingerprint, 0.0) >= COMMON;
    }

    /** What sameness weighs, for this value. */
    double exactly(long fingerprint) {
      double frequency = common.getOrDefault(fingerprint, rare);
      return Math.max(0, log2(m[Level.EXACT.ordinal()] / frequency));
    }
  }

  static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }

  /** The weights as text, from which {@link #read} makes them again. */
  public String written() {
    StringBuilder text = new StringBuilder(HEAD).append('\n');
    text.append("prior ").append(prior).append('\n');
    text.append("records ").append(records).append('\n');
    text.append("families ").append(families).append('\n');
    items.forEach(
        (item, of) -> {
          text.append("item ").append(item).append(" rare ").append(of.rare).append('\n');
          for (int level = 1; level < Level.COUNT; level++) {
            text.append("level ").append(Level.of(level));
            text.append(' ').append(of.m[level]).append(' ').append(of.u[level]).append('\n');
          }
          of.common.forEach(
              (value, frequency) ->
                  text.append(Long.toHexString(value)).append(' ').append(frequency).append('\n'));
        });
    return text.toString();
  }

  /** Weights from what {@link #written} gave. */
  public static Weights read(String written) {
    List<String> lines = written.lines().toList();
    if (lines.size() < 3 || !lines.get(0).equals(HEAD)) {
      throw new IllegalArgumentException("weights: the first line must be \"" + HEAD + "\"");
    }
    double prior = Double.NaN;
    long records = 0;
    boolean families = true;
    Map<Item, OfItem> items = new EnumMap<>(Item.class);
    Item item = null;
    double rare = 0;
    double[] m = new double[Level.COUNT];
    double[] u = new double[Level.COUNT];
    Map<Long, Double> common = new TreeMap<>();
    List<String> rest = new ArrayList<>(lines.subList(1, lines.size()));
    rest.add("end");
    for (int i = 0; i < rest.size(); i++) {
      String[] words = rest.get(i).split(" ");
      try {
        switch (words[0]) {
          case "prior" -> prior = Double.parseDouble(words[1]);
          case "records" -> records = Long.parseLong(words[1]);
          case "families" -> families = !words[1].equals("false");
          case "item", "end" -> {
            if (item != null) {
              items.put(item, new OfItem(m, u, rare, common));
            }
            if (words[0].equals("item")) {
              item = Item.valueOf(words[1]);
              rare = Double.parseDouble(words[3]);
              common = new TreeMap<>();
            }
          }
          case "level" -> {
            int level = Level.valueOf(words[1]).ordinal();
            m[level] = Double.parseDouble(words[2]);
            u[level] = Double.parseDouble(words[3]);
          }
          default -> common.put(Long.parseUnsignedLong(words[0], 16), Double.valueOf(words[1]));
        }
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException damaged) {
        throw new IllegalArgumentException(
            "weights: line " + (i + 2) + " cannot be read; learn them anew", damaged);
      }
    }
    if (Double.isNaN(prior) || items.isEmpty()) {
      throw new IllegalArgumentException("weights: prior or items are missing; learn them anew");
    }
    return new Weights(prior, records, families, items);
  }

  /** A table for people: for each item and level m, u and the weight in bits. */
  public String describe() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "Learnt from %,d records. Before anything is compared: %.1f bits (1 pair in %,.0f).%n",
            records,
            prior,
            Math.pow(2, -prior) + 1));
    text.append(
        String.format(
            Locale.ROOT, "%-20s %-20s %9s %12s %7s%n", "item", "agreement", "m", "u", "bits"));
    items.forEach(
        (item, of) -> {
          String name = item.words();
          for (int level = 1; level < Level.COUNT; level++) {
            if (of.m[level] > 0) {
              text.append(
                  String.format(
                      Locale.ROOT,
                      "%-20s %-20s %9.5f %12.8f %+7.2f%n",
                      name,
                      Level.of(level).words(),
                      of.m[level],
                      of.u[level],
                      of.weight(Level.of(level))));
              name = "";
            }
          }
          text.append(
              String.format(
                  Locale.ROOT,
                  "%-20s %-20s %9s %12.8f %+7.2f%n",
                  "",
                  "the same, rare value",
                  "",
                  of.rare,
                  Math.max(0, log2(of.m[Level.EXACT.ordinal()] / of.rare))));
        });
    return text.toString();
  }
}
