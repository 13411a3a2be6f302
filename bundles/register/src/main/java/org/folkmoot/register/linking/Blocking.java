package org.folkmoot.register.linking;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Which pairs were compared and how they were found.
 *
 * @param possible pairs there are altogether
 * @param compared pairs that share a key, each counted once
 * @param keys what each key brought together
 * @param leftLarge records in blocks that stayed too large even with three items, once for each
 */
public record Blocking(double possible, long compared, List<Key> keys, long leftLarge) {
  /**
   * One key.
   *
   * @param items what its records have in common
   * @param blocks groups of records that have them in common
   * @param compared pairs that no earlier key had
   * @param cut groups too large to be compared, which longer keys narrowed
   * @param recordsCut records in them
   */
  public record Key(List<Item> items, int blocks, long compared, int cut, int recordsCut) {
    /** The items in words. */
    public String words() {
      return items.stream().map(Item::words).collect(Collectors.joining(" + "));
    }
  }

  /** An unchanging copy. */
  public Blocking {
    keys = List.copyOf(keys);
  }
}
