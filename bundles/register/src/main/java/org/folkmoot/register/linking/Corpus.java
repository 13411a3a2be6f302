package org.folkmoot.register.linking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Records to be linked, kept small: each value once, each record a row of numbers.
 *
 * <p>Fill it, then give it to {@link Weights#learn} and {@link Linker}; nothing can be added after
 * that. Not for several threads while it is filled.
 */
public final class Corpus {
  private final List<Column> columns;
  private int size;
  private int split = -1;
  private boolean sealed;

  // Verified identifiers of all records, one after the other; those of record i end at ends[i].
  private int[] ends = new int[16];
  private long[] systems = new long[0];
  private long[] proofs = new long[0];
  private int proven;

  private Corpus(List<Column> columns) {
    this.columns = columns;
  }

  /** An empty corpus whose records have these items, in this order, all with plain values. */
  public static Corpus of(Item... items) {
    return builder().plain(items).build();
  }

  /** Says which items there are, in which order. */
  public static Builder builder() {
    return new Builder();
  }

  /** The items of a corpus, in the order in which a record gives them. */
  public static final class Builder {
    private final List<Item> items = new ArrayList<>();
    private final List<Boolean> opaque = new ArrayList<>();

    private Builder() {}

    /** Items of which the values are known. */
    public Builder plain(Item... more) {
      return add(false, more);
    }

    /** Items of which only a fingerprint is known: two values are the same or they are not. */
    public Builder opaque(Item... more) {
      return add(true, more);
    }

    private Builder add(boolean fingerprint, Item... more) {
      for (Item item : more) {
        if (items.contains(item)) {
          throw new IllegalArgumentException("items: " + item + " is there twice");
        }
        items.add(item);
        opaque.add(fingerprint);
      }
      return this;
    }

    /** The empty corpus. */
    public Corpus build() {
      if (items.isEmpty()) {
        throw new IllegalArgumentException("items: there must be at least one");
      }
      List<Column> columns = new ArrayList<>();
      for (int i = 0; i < items.size(); i++) {
        Item item = items.get(i);
        Dictionary dictionary = opaque.get(i) ? null : new Dictionary(item.kind());
        int partner = items.indexOf(item.partner());
        if (dictionary != null && partner >= 0 && partner < i && !opaque.get(partner)) {
          // One dictionary for both, so that a value can be compared across the two.
          dictionary = columns.get(partner).dictionary;
        }
        columns.add(new Column(item, dictionary));
      }
      return new Corpus(List.copyOf(columns));
    }
  }

  /** One item of all records. */
  static final class Column {
    final Item item;

    /** Null where only fingerprints are known. */
    final Dictionary dictionary;

    int[] numbers = new int[16];
    private long[] fingerprints;

    /** Fingerprints by number, in order; only of an opaque item. */
    private long[] distinct;

    /** How many records have the value of a number. */
    int[] counts;

    Column(Item item, Dictionary dictionary) {
      this.item = item;
      this.dictionary = dictionary;
      this.fingerprints = dictionary == null ? new long[16] : null;
    }

    boolean opaque() {
      return dictionary == null;
    }

    private void put(int record, String value) {
      if (dictionary != null) {
        if (record == numbers.length) {
          numbers = Arrays.copyOf(numbers, numbers.length + (numbers.length >> 1));
        }
        String folded = Folding.fold(item, value);
        numbers[record] = folded == null ? 0 : dictionary.number(folded);
        return;
      }
      if (record == fingerprints.length) {
        fingerprints =
            Arrays.copyOf(fingerprints, fingerprints.length + (fingerprints.length >> 1));
      }
      if (value == null || value.isBlank()) {
        fingerprints[record] = 0;
      } else {
        long fingerprint = Folding.fingerprint(value);
        fingerprints[record] = fingerprint == 0 ? 1 : fingerprint;
      }
    }

    private void seal(int size) {
      if (dictionary != null) {
        numbers = Arrays.copyOf(numbers, size);
        counts = new int[dictionary.size()];
      } else {
        long[] sorted = Arrays.copyOf(fingerprints, size);
        Arrays.parallelSort(sorted);
        int kept = 0;
        for (int i = 0; i < size; i++) {
          if (sorted[i] != 0 && (kept == 0 || sorted[i] != sorted[kept - 1])) {
            sorted[kept++] = sorted[i];
          }
        }
        distinct = Arrays.copyOf(sorted, kept);
        numbers = new int[size];
        for (int i = 0; i < size; i++) {
          numbers[i] =
              fingerprints[i] == 0 ? 0 : Arrays.binarySearch(distinct, fingerprints[i]) + 1;
        }
        fingerprints = null;
        counts = new int[kept + 1];
      }
      for (int number : numbers) {
        counts[number]++;
      }
      counts[0] = 0;
    }

    /** What stands for a value in learnt weights. */
    long fingerprint(int number) {
      return dictionary == null
          ? distinct[number - 1]
          : Folding.fingerprint(dictionary.value(number));
    }

    int block(int record) {
      int number = numbers[record];
      return dictionary == null ? number : dictionary.block(number);
    }

    Level compare(int a, int b) {
      int one = numbers[a];
      int other = numbers[b];
      if (dictionary != null) {
        return dictionary.compare(one, other);
      }
      return one == 0 || other == 0 ? Level.UNKNOWN : one == other ? Level.EXACT : Level.DIFFERENT;
    }
  }

  /**
   * Adds a record without verified identifiers.
   *
   * @param values one for each item, in their order; null or blank is "not known"
   * @return its number, counted from 0
   */
  public int add(String... values) {
    return add(values, Map.of());
  }

  /**
   * Adds a record.
   *
   * @param verified values of identifiers that somebody has verified, by their system; the two of
   *     one system that differ veto a link. Fingerprints will do for both.
   */
  public int add(String[] values, Map<String, String> verified) {
    if (sealed) {
      throw new IllegalStateException("corpus: in use already; nothing can be added");
    }
    if (values.length != columns.size()) {
      throw new IllegalArgumentException(
          "values: " + values.length + " given, there are " + columns.size() + " items");
    }
    for (int i = 0; i < values.length; i++) {
      columns.get(i).put(size, values[i]);
    }
    if (proven + verified.size() > systems.length) {
      int length = Math.max(16, (proven + verified.size()) * 3 / 2);
      systems = Arrays.copyOf(systems, length);
      proofs = Arrays.copyOf(proofs, length);
    }
    verified.forEach(
        (system, value) -> {
          systems[proven] = Folding.fingerprint(system);
          proofs[proven++] = Folding.fingerprint(value);
        });
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, ends.length + (ends.length >> 1));
    }
    ends[size] = proven;
    return size++;
  }

  /** From here on the records are of another file; only pairs across the two are made. */
  public void split() {
    if (split >= 0) {
      throw new IllegalStateException("split: there are two files already");
    }
    split = size;
  }

  /** How many records there are. */
  public int size() {
    return size;
  }

  /** The items, in the order in which records give them. */
  public List<Item> items() {
    return columns.stream().map(column -> column.item).toList();
  }

  /** How many pairs could be made. */
  double possiblePairs() {
    double all = size;
    return split < 0 ? all * (all - 1) / 2 : (double) split * (all - split);
  }

  boolean mayPair(int a, int b) {
    return a != b && (split < 0 || a < split != b < split);
  }

  int firstOfOtherFile() {
    return split;
  }

  List<Column> columns() {
    return columns;
  }

  int column(Item item) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).item == item) {
        return i;
      }
    }
    return -1;
  }

  /** Whether two records have verified identifiers of one system that differ. */
  boolean identifiersDiffer(int a, int b) {
    for (int i = a == 0 ? 0 : ends[a - 1]; i < ends[a]; i++) {
      for (int j = b == 0 ? 0 : ends[b - 1]; j < ends[b]; j++) {
        if (systems[i] == systems[j] && proofs[i] != proofs[j]) {
          return true;
        }
      }
    }
    return false;
  }

  /** Closes it for adding and works out what comparing needs. */
  synchronized void seal() {
    if (sealed) {
      return;
    }
    sealed = true;
    columns.stream()
        .map(column -> column.dictionary)
        .filter(dictionary -> dictionary != null)
        .distinct()
        .forEach(Dictionary::seal);
    columns.forEach(column -> column.seal(size));
  }
}
