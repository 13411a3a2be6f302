package org.folkmoot.register.linking;

import java.util.Arrays;

/** How often each pattern of agreement was seen. */
final class Patterns {
  private long[] keys = new long[1 << 8];
  private double[] counts = new double[1 << 8];
  private int size;
  private long[] sortedKeys; // null until asked for
  private double[] sortedCounts;

  /** Every pattern has a level in some item, save the one of records that share no known item. */
  private static final long EMPTY = -1;

  Patterns() {
    Arrays.fill(keys, EMPTY);
  }

  void add(long pattern, double count) {
    int slot = slot(pattern);
    if (keys[slot] == EMPTY) {
      if (size * 2 >= keys.length) {
        grow();
        slot = slot(pattern);
      }
      keys[slot] = pattern;
      size++;
    }
    counts[slot] += count;
    sortedKeys = null;
  }

  void addAll(Patterns others) {
    others.each(this::add);
  }

  /** Receives a pattern and how often it was seen. */
  @FunctionalInterface
  interface Visitor {
    void visit(long pattern, double count);
  }

  /** In the order of the patterns: sums of fractions come out the same however they were filled. */
  void each(Visitor visitor) {
    if (sortedKeys == null) {
      sort();
    }
    for (int i = 0; i < sortedKeys.length; i++) {
      visitor.visit(sortedKeys[i], sortedCounts[i]);
    }
  }

  private void sort() {
    sortedKeys = new long[size];
    sortedCounts = new double[size];
    int n = 0;
    for (long key : keys) {
      if (key != EMPTY) {
        sortedKeys[n++] = key;
      }
    }
    Arrays.sort(sortedKeys);
    for (int i = 0; i < n; i++) {
      sortedCounts[i] = counts[slot(sortedKeys[i])];
    }
  }

  int size() {
    return size;
  }

  private int slot(long pattern) {
    int slot = (int) Folding.mix(pattern) & keys.length - 1;
    while (keys[slot] != EMPTY && keys[slot] != pattern) {
      slot = slot + 1 & keys.length - 1;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    double[] oldCounts = counts;
    keys = new long[oldKeys.length * 2];
    counts = new double[keys.length];
    Arrays.fill(keys, EMPTY);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != EMPTY) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        counts[slot] = oldCounts[i];
      }
    }
  }
}
