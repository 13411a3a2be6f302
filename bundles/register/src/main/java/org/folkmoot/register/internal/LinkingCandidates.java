package org.folkmoot.register.internal;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;

/**
 * Which of a million records are worth comparing with the few that a run has brought: those that
 * share two things with one of them. Whatever shares fewer is neither linked nor asked about.
 */
final class LinkingCandidates {
  // Given name, its first letter, the sound of the family name, date of birth, then the traits.
  private static final int GIVEN = 0;
  private static final int INITIAL = 1;
  private static final int SOUND = 2;
  private static final int BIRTH = 3;

  private static final int LETTERS = 5;

  private static final int MARKS = 1 << 24;

  private final BitSet marks = new BitSet(MARKS); // tells nearly all that are not there, at once
  private long[] keys = new long[1_024];
  private int size;

  /** A record that came or changed; its items as the corpus has them, null where not known. */
  void add(String[] items) {
    long[] parts = parts(items);
    if (items[0] != null && items[1] != null) {
      // A clerk may have typed each into the other's field.
      long[] swapped = parts(new String[] {items[1], items[0]});
      put(key(GIVEN, SOUND, swapped[GIVEN], swapped[SOUND]));
    }
    each(
        parts,
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
    marks.set(mark(key));
  }

  /** To be called once all have been added. */
  void sort() {
    keys = Arrays.copyOf(keys, size);
    Arrays.sort(keys);
  }

  boolean shares(String[] items) {
    return each(parts(items), key -> marks.get(mark(key)) && Arrays.binarySearch(keys, key) >= 0);
  }

  private static int mark(long key) {
    return (int) (key & MARKS - 1);
  }

  /** A key; true ends the looking. */
  private interface Visitor {
    boolean visit(long key);
  }

  /** Every two things; of names the sound or the first letter will do beside something else. */
  private static boolean each(long[] parts, Visitor visitor) {
    if (visit(parts, GIVEN, SOUND, visitor)) {
      return true;
    }
    for (int other = BIRTH; other < parts.length; other++) {
      if (visit(parts, INITIAL, other, visitor)
          || visit(parts, SOUND, other, visitor)
          || other > BIRTH && visit(parts, BIRTH, other, visitor)) {
        return true;
      }
    }
    return false;
  }

  private static boolean visit(long[] parts, int one, int other, Visitor visitor) {
    return parts[one] != 0
        && parts[other] != 0
        && visitor.visit(key(one, other, parts[one], parts[other]));
  }

  private static long key(int one, int other, long part, long otherPart) {
    return mix(mix(part + one) ^ otherPart + other);
  }

  /** Each item as a number; zero for what is not known. */
  private static long[] parts(String[] items) {
    long[] parts = new long[items.length + 1];
    if (items[0] != null) {
      String given = folded(items[0]);
      parts[GIVEN] = hash(given, given.length());
      parts[INITIAL] = hash(given, Math.min(1, given.length()));
    }
    if (items[1] != null) {
      parts[SOUND] = sound(folded(items[1]));
    }
    for (int item = 2; item < items.length; item++) {
      parts[item + 1] = items[item] == null ? 0 : hash(items[item], items[item].length());
    }
    return parts;
  }

  /** As names are compared; most are plain letters and need no normalising. */
  private static String folded(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z')) {
        return Names.folded(name);
      }
    }
    return name.toLowerCase(Locale.ROOT);
  }

  private static long hash(String text, int length) {
    if (length == 0) {
      return 0;
    }
    long hash = 1;
    for (int i = 0; i < length; i++) {
      hash = hash * 31 + text.charAt(i);
    }
    return mix(hash);
  }

  /** Spreads the bits (the finaliser of MurmurHash 3). */
  private static long mix(long hash) {
    long mixed = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ mixed >>> 33;
  }

  /** The first letter and the consonants after it, without doubles: most spellings share them. */
  private static long sound(String folded) {
    if (folded.isEmpty()) {
      return 0;
    }
    long hash = folded.charAt(0);
    int letters = 1;
    for (int i = 1; i < folded.length() && letters < LETTERS; i++) {
      char c = folded.charAt(i);
      if ("aeiouyhw ".indexOf(c) < 0 && c != folded.charAt(i - 1)) {
        hash = hash * 31 + c;
        letters++;
      }
    }
    return mix(hash);
  }
}
