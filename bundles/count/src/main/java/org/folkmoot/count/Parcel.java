package org.folkmoot.count;

import java.util.Arrays;

/** Papers that came to one candidate together, all at one value in the rule's unit. */
final class Parcel {
  private static final int[] NONE = {};

  private final int holder;
  private final long value;
  private final boolean firstPreferences;
  private int[] ids = NONE;
  private int size;
  private long papers;

  Parcel(int holder, long value, boolean firstPreferences) {
    this.holder = holder;
    this.value = value;
    this.firstPreferences = firstPreferences;
  }

  void add(int paper, int copies) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, Math.max(8, size * 2));
    }
    ids[size++] = paper;
    papers += copies;
  }

  /** The same papers at another value. */
  Parcel at(long newValue) {
    Parcel parcel = new Parcel(holder, newValue, firstPreferences);
    parcel.ids = ids;
    parcel.size = size;
    parcel.papers = papers;
    return parcel;
  }

  /** The candidate they came to. */
  int holder() {
    return holder;
  }

  long value() {
    return value;
  }

  /** Whether they came as first preferences, in the first stage. */
  boolean firstPreferences() {
    return firstPreferences;
  }

  /** Entries; each may stand for several equal papers. */
  int size() {
    return size;
  }

  int paper(int index) {
    return ids[index];
  }

  /** How many papers, in all. */
  long papers() {
    return papers;
  }
}
