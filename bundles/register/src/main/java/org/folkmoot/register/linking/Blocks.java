package org.folkmoot.register.linking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The records that are compared with each other: those that share one selective item, or else two
 * together, or else three.
 *
 * <p>A value that more records share than are worth comparing is cut: its records are looked up by
 * that item and one more, and if need be by a third. A pair that several keys would bring together
 * is brought together by the first of them only.
 */
final class Blocks {
  /**
   * A larger block of one or two items is cut: two records of so many that share it and no other
   * item have no chance of being linked.
   */
  static final int LIMIT = 25;

  /** A block of three items cannot be narrowed any more and may be larger. */
  static final int LAST_LIMIT = 400;

  private static final int DEPTH = 3;

  private final Corpus corpus;
  private final BitSet fresh;
  private final Corpus.Column[] columns;
  private final List<Integer> keys;
  private final int[][] shorter; // by place of a key, the places of those with one item less
  private final long[][] within; // by items in common, the keys that have no others
  private final long[][] cut; // by record, one bit for each key whose block was too large
  private final long[][] kept; // by record, one bit for each key whose block is compared
  private final int[] known; // by record, the items it has
  private long unblocked;

  Blocks(Corpus corpus, BitSet fresh) {
    this.corpus = corpus;
    this.fresh = fresh;
    this.columns =
        corpus.columns().stream().filter(c -> c.item.blocks()).toArray(Corpus.Column[]::new);
    this.keys = keys(columns.length);
    this.shorter = shorter(keys);
    int words = (keys.size() + Long.SIZE - 1) / Long.SIZE;
    this.within = within(keys, columns.length, words);
    this.cut = new long[words][corpus.size()];
    this.kept = new long[words][corpus.size()];
    this.known = new int[corpus.size()];
    for (int record = 0; record < known.length; record++) {
      for (int i = 0; i < columns.length; i++) {
        if (columns[i].block(record) != 0) {
          known[record] |= 1 << i;
        }
      }
    }
  }

  private static List<Integer> keys(int columns) {
    List<Integer> keys = new ArrayList<>();
    for (int mask = 1; mask < 1 << columns; mask++) {
      if (Integer.bitCount(mask) <= DEPTH) {
        keys.add(mask);
      }
    }
    keys.sort(
        Comparator.<Integer>comparingInt(Integer::bitCount)
            .thenComparing(Comparator.naturalOrder()));
    return keys;
  }

  private static int[][] shorter(List<Integer> keys) {
    int[][] shorter = new int[keys.size()][];
    for (int place = 0; place < shorter.length; place++) {
      int key = keys.get(place);
      shorter[place] =
          IntStream.range(0, place)
              .filter(p -> (keys.get(p) & key) == keys.get(p))
              .filter(p -> Integer.bitCount(keys.get(p)) == Integer.bitCount(key) - 1)
              .toArray();
    }
    return shorter;
  }

  private static long[][] within(List<Integer> keys, int columns, int words) {
    long[][] within = new long[words][1 << columns];
    for (int place = 0; place < keys.size(); place++) {
      int key = keys.get(place);
      for (int common = 0; common < 1 << columns; common++) {
        if ((common & key) == key) {
          within[place / Long.SIZE][common] |= 1L << place;
        }
      }
    }
    return within;
  }

  /** Blocks of one key: those of block i are the records from starts[i] to before starts[i + 1]. */
  record OfKey(Blocks all, int place, int[] records, int[] starts, int blocksCut, int recordsCut) {
    int blocks() {
      return starts.length - 1;
    }

    List<Item> items() {
      return all.items(all.keys.get(place));
    }

    /** Pairs in a block, whether or not another key has them too. */
    long pairs(int block) {
      long size = (long) starts[block + 1] - starts[block];
      return size * (size - 1) / 2;
    }

    long pairs() {
      long pairs = 0;
      for (int block = 0; block < blocks(); block++) {
        pairs += pairs(block);
      }
      return pairs;
    }

    boolean mayPair(int a, int b) {
      return all.corpus.mayPair(a, b)
          && (all.fresh == null || all.fresh.get(a) || all.fresh.get(b));
    }

    /** Whether no earlier key has the pair. */
    boolean first(int a, int b) {
      return all.firstKey(a, b) == place;
    }

    /** Whether the two do share this key, and not only its hash. */
    boolean shares(int a, int b) {
      int key = all.keys.get(place);
      return (all.common(a, b) & key) == key;
    }
  }

  /** Receives the blocks of one key. */
  @FunctionalInterface
  interface Visitor {
    void visit(OfKey blocks);
  }

  /** Gives the blocks key by key, the shorter keys first. */
  void each(Visitor visitor) {
    for (int place = 0; place < keys.size(); place++) {
      long[] rows = rows(place);
      if (rows.length == 0) {
        continue;
      }
      OfKey blocks = cut(place, rows);
      if (blocks.blocks() > 0 || blocks.blocksCut() > 0) {
        visitor.visit(blocks);
      }
    }
  }

  List<Item> items(int key) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      if ((key & 1 << i) != 0) {
        items.add(columns[i].item);
      }
    }
    return items;
  }

  /** The records of a key as hash and number, sorted; without those whose hash no fresh one has. */
  private long[] rows(int place) {
    int key = keys.get(place);
    int size = corpus.size();
    BitSet wanted = fresh == null ? null : new BitSet(1 << 24);
    if (wanted != null) {
      for (int i = fresh.nextSetBit(0); i >= 0 && i < size; i = fresh.nextSetBit(i + 1)) {
        if (eligible(place, i)) {
          wanted.set(hash(key, i) >>> 8);
        }
      }
    }
    long[] rows = new long[size];
    int n = 0;
    for (int i = 0; i < size; i++) {
      if (eligible(place, i)) {
        int hash = hash(key, i);
        if (wanted == null || wanted.get(hash >>> 8)) {
          rows[n++] = (long) hash << 32 | i;
        }
      }
    }
    rows = Arrays.copyOf(rows, n);
    Arrays.parallelSort(rows);
    return rows;
  }

  private OfKey cut(int place, long[] rows) {
    boolean last = Integer.bitCount(keys.get(place)) == Math.min(DEPTH, columns.length);
    int limit = last ? LAST_LIMIT : LIMIT;
    int[] records = new int[rows.length];
    int[] starts = new int[rows.length / 2 + 2];
    long[] cutHere = cut[place / Long.SIZE];
    long[] keptHere = kept[place / Long.SIZE];
    int blocks = 0;
    int taken = 0;
    int cutBlocks = 0;
    int cutRecords = 0;
    for (int from = 0; from < rows.length; ) {
      int hash = (int) (rows[from] >> 32);
      int to = from;
      while (to < rows.length && (int) (rows[to] >> 32) == hash) {
        to++;
      }
      int size = to - from;
      if (size > limit) {
        for (int i = from; i < to; i++) {
          cutHere[(int) rows[i]] |= 1L << place;
        }
        cutBlocks++;
        cutRecords += size;
      } else if (size > 1) {
        starts[blocks++] = taken;
        for (int i = from; i < to; i++) {
          keptHere[(int) rows[i]] |= 1L << place;
          records[taken++] = (int) rows[i];
        }
      }
      from = to;
    }
    starts[blocks] = taken;
    if (last) {
      unblocked += cutRecords;
    }
    return new OfKey(
        this,
        place,
        Arrays.copyOf(records, taken),
        Arrays.copyOf(starts, blocks + 1),
        cutBlocks,
        cutRecords);
  }

  /** Records counted once for each block that stayed too large with three items. */
  long unblocked() {
    return unblocked;
  }

  /** A record is looked up by a key if it knows all items and every shorter key was cut for it. */
  private boolean eligible(int place, int record) {
    int key = keys.get(place);
    if ((known[record] & key) != key) {
      return false;
    }
    for (int before : shorter[place]) {
      if ((cut[before / Long.SIZE][record] & 1L << before) == 0) {
        return false;
      }
    }
    return true;
  }

  private int hash(int key, int record) {
    long hash = key;
    for (int rest = key; rest != 0; rest &= rest - 1) {
      hash = Folding.mix(hash ^ columns[Integer.numberOfTrailingZeros(rest)].block(record));
    }
    return (int) (hash >>> 32);
  }

  private int common(int a, int b) {
    int common = 0;
    for (int i = 0; i < columns.length; i++) {
      int block = columns[i].block(a);
      if (block != 0 && block == columns[i].block(b)) {
        common |= 1 << i;
      }
    }
    return common;
  }

  /** The place of the first key that brings the two together, or -1. */
  private int firstKey(int a, int b) {
    int common = common(a, b);
    for (int word = 0; word < kept.length; word++) {
      long both = kept[word][a] & kept[word][b] & within[word][common];
      if (both != 0) {
        return word * Long.SIZE + Long.numberOfTrailingZeros(both);
      }
    }
    return -1;
  }
}
