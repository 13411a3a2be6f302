package org.folkmoot.register.internal;

import java.util.Arrays;

/**
 * Which of a million records are worth comparing with the few that a run has brought: those that
 * share two things with one of them. Whatever shares fewer is neither linked nor asked about.
 */
final class LinkingCandidates {
  private static final int NAMES_AND_BIRTH = 3; // given name, family name, date of birth come first
  private static final int SOUND = 5;

  private long[] keys = new long[1_024];
  private int size;

  /** A record that came or changed; its items as the corpus has them, null where not known. */
  void add(String[] items) {
    if (items[0] != null && items[1] != null) {
      // A clerk may have typed each into the other's field.
      put(key(0, Names.folded(items[1]), sound(items[0])));
    }
    each(
        items,
        key -> {
          put(key);
          return false;
        });
  }

  private void put(long key) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size * 2);
    }
    keys[size++] = key;
  }

  /** To be called once all have been added. */
  void sort() {
    keys = Arrays.copyOf(keys, size);
    Arrays.sort(keys);
  }

  boolean shares(String[] items) {
    return each(items, key -> Arrays.binarySearch(keys, key) >= 0);
  }

  /** A key; true ends the looking. */
  private interface Visitor {
    boolean visit(long key);
  }

  /** Every two things; of names the sound or the first letter will do beside something else. */
  private static boolean each(String[] items, Visitor visitor) {
    String given = items[0] == null ? null : Names.folded(items[0]);
    String sound = items[1] == null ? null : sound(items[1]);
    if (given != null && sound != null && visitor.visit(key(0, given, sound))) {
      return true;
    }
    String initial = given == null || given.isEmpty() ? null : given.substring(0, 1);
    for (int other = NAMES_AND_BIRTH - 1; other < items.length; other++) {
      if (items[other] == null) {
        continue;
      }
      if (initial != null && visitor.visit(key(8 + other, initial, items[other]))
          || sound != null && visitor.visit(key(16 + other, sound, items[other]))
          || other >= NAMES_AND_BIRTH
              && items[2] != null
              && visitor.visit(key(24 + other, items[2], items[other]))) {
        return true;
      }
    }
    return false;
  }

  private static long key(int kind, String one, String other) {
    long hash = kind + 1L;
    for (String part : new String[] {one, other}) {
      for (int i = 0; i < part.length(); i++) {
        hash = (hash ^ part.charAt(i)) * 0x100000001B3L; // FNV-1a, 64 bits
      }
      hash = (hash ^ 0xFFFF) * 0x100000001B3L;
    }
    return hash;
  }

  /** The first letter and the consonants after it, without doubles: most spellings share them. */
  private static String sound(String name) {
    String folded = Names.folded(name);
    StringBuilder sound = new StringBuilder(SOUND);
    for (int i = 0; i < folded.length() && sound.length() < SOUND; i++) {
      char c = folded.charAt(i);
      boolean silent = "aeiouyhw ".indexOf(c) >= 0;
      if (i == 0 || !silent && c != folded.charAt(i - 1)) {
        sound.append(c);
      }
    }
    return sound.toString();
  }
}
