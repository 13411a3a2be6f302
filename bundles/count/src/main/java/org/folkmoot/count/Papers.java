package org.folkmoot.count;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The papers of one count of preferences: which are valid, how far each can be read, and which
 * preference each has reached.
 *
 * <p>A paper can be read as far as its numbers are in order and each names one candidate not named
 * before (STV48.4, ERS97 6.10: a broken or repeated number ends it). If not even the first
 * preference stands alone the paper is invalid (STV44).
 */
final class Papers {
  private final BallotFile file;
  private final Set<Integer> withdrawn;
  // Of paper p: where the readable marks end, and the mark it has reached.
  private final int[] end;
  private final int[] reached;
  private final Map<RejectionGround, Long> invalid = new EnumMap<>(RejectionGround.class);
  private long valid;
  private long unclear;

  Papers(BallotFile file, CountSettings settings) {
    this.file = file;
    this.withdrawn = withdrawn(file, settings);
    this.end = new int[file.size()];
    this.reached = new int[file.size()];
    invalid.putAll(settings.rejected());
    boolean[] gone = new boolean[file.candidates().size() + 1];
    withdrawn.forEach(candidate -> gone[candidate] = true);
    int[] namedOn = new int[gone.length];
    for (int p = 0; p < end.length; p++) {
      read(p, gone, namedOn);
    }
  }

  static Set<Integer> withdrawn(BallotFile file, CountSettings settings) {
    Set<Integer> all = new TreeSet<>(file.withdrawn());
    for (int candidate : settings.withdrawn()) {
      if (candidate < 1 || candidate > file.candidates().size()) {
        throw new IllegalArgumentException(
            "withdrawn: " + candidate + ", must be from 1 to " + file.candidates().size());
      }
      all.add(candidate);
    }
    return all;
  }

  private void read(int p, boolean[] gone, int[] namedOn) {
    int from = file.start(p);
    int to = file.end(p);
    int at = from;
    boolean standing = false;
    boolean anyMark = false;
    while (at < to) {
      int mark = file.mark(at);
      boolean shared = at + 1 < to && file.mark(at + 1) < 0;
      if (mark <= 0 || shared || namedOn[mark] == p + 1) {
        break;
      }
      namedOn[mark] = p + 1;
      standing |= !gone[mark];
      at++;
    }
    for (int rest = at; rest < to && !anyMark; rest++) {
      anyMark = file.mark(rest) != 0;
    }
    end[p] = at;
    reached[p] = from - 1;
    long copies = file.copies(p);
    if (standing) {
      valid += copies;
      unclear += anyMark ? copies : 0;
      return;
    }
    end[p] = from;
    RejectionGround ground =
        at > from
            ? RejectionGround.ONLY_WITHDRAWN
            : anyMark ? RejectionGround.NO_FIRST_PREFERENCE : RejectionGround.UNMARKED;
    invalid.merge(ground, copies, Long::sum);
  }

  /** Moves a paper to its next preference for someone continuing; 0 if there is none. */
  int advance(int paper, boolean[] continuing) {
    int at = reached[paper];
    int last = end[paper];
    while (++at < last) {
      int candidate = file.mark(at);
      if (continuing[candidate]) {
        reached[paper] = at;
        return candidate;
      }
    }
    reached[paper] = last;
    return 0;
  }

  boolean isValid(int paper) {
    return end[paper] > file.start(paper);
  }

  int copies(int paper) {
    return file.copies(paper);
  }

  int size() {
    return end.length;
  }

  BallotFile file() {
    return file;
  }

  Set<Integer> withdrawn() {
    return withdrawn;
  }

  long valid() {
    return valid;
  }

  long unclear() {
    return unclear;
  }

  Map<RejectionGround, Long> invalid() {
    return invalid;
  }
}
