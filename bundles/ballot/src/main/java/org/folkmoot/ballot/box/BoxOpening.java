package org.folkmoot.ballot.box;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.folkmoot.ballot.KeyShare;
import org.folkmoot.ballot.keys.Seal;
import org.folkmoot.count.BallotFile;

/**
 * Opens a box with enough key shares, shuffles its papers and puts apart those that are no good.
 */
public final class BoxOpening {
  /** Nothing is marked: an abstention. */
  public static final String BLANK = "blank";

  /** The key does not open it: it was altered, or was never sealed for this contest. */
  public static final String ALTERED = "altered";

  /** The same sealed paper once more: no two are alike unless one was copied. */
  public static final String COPIED = "copied";

  /** It opens, but marks nobody on the paper, somebody twice, or more than there are seats. */
  public static final String INVALID = "invalid";

  private BoxOpening() {}

  /**
   * Opens a box.
   *
   * @param random shuffles the papers, so that their order does not lead back to the box
   * @param at when this is done, for the record
   * @throws org.folkmoot.constitution.Refused when the shares do not open it; nothing is opened
   */
  public static OpenedBox open(
      BoxFile box, List<KeyShare> shares, SecureRandom random, Instant at) {
    List<OpenedBox.Papers> opened = new ArrayList<>();
    for (BoxFile.Sealed contest : box.contests()) {
      opened.add(open(box, contest, shares, random));
    }
    return new OpenedBox(
        box.hash(),
        box.institution(),
        box.election(),
        at,
        shares.stream().map(KeyShare::number).distinct().sorted().toList(),
        opened);
  }

  private static OpenedBox.Papers open(
      BoxFile box, BoxFile.Sealed contest, List<KeyShare> shares, SecureRandom random) {
    Seal.Opener opener =
        new Seal(box.institution(), box.election(), contest.contest(), contest.candidates().size())
            .opener(box.key(), shares);
    Map<String, Long> rejected = new LinkedHashMap<>();
    List<int[]> good = new ArrayList<>();
    byte[] before = new byte[0];
    for (byte[] paper : contest.papers()) {
      // Papers are sorted, so a copy stands beside its original.
      if (Arrays.equals(before, paper)) {
        rejected.merge(COPIED, 1L, Long::sum);
        continue;
      }
      before = paper;
      try {
        List<Integer> marks = opener.open(paper);
        if (marks.isEmpty()) {
          rejected.merge(BLANK, 1L, Long::sum);
        } else if (!valid(contest, marks)) {
          rejected.merge(INVALID, 1L, Long::sum);
        } else {
          good.add(marks.stream().mapToInt(Integer::intValue).toArray());
        }
      } catch (Seal.Unopenable e) {
        rejected.merge(ALTERED, 1L, Long::sum);
      }
    }
    Collections.shuffle(good, random);
    BallotFile.Builder papers =
        BallotFile.builder(
            box.title() + ": " + contest.seatKind(),
            contest.seats(),
            contest.candidates().stream().map(BoxFile.Name::name).toList());
    List<Integer> withdrawn = new ArrayList<>();
    for (int i = 0; i < contest.candidates().size(); i++) {
      if (contest.candidates().get(i).withdrawn()) {
        withdrawn.add(i + 1);
      }
    }
    papers.withdrawn(withdrawn);
    for (int[] marks : good) {
      if (contest.ranked()) {
        papers.paper(marks);
      } else {
        papers.votes(1, marks);
      }
    }
    return new OpenedBox.Papers(
        contest.contest(),
        contest.seatKind() + " " + contest.constituency(),
        papers.build(),
        rejected,
        contest.papers().size());
  }

  private static boolean valid(BoxFile.Sealed contest, List<Integer> marks) {
    return marks.stream().allMatch(mark -> mark >= 1 && mark <= contest.candidates().size())
        && new HashSet<>(marks).size() == marks.size()
        && (contest.ranked() || marks.size() <= contest.seats());
  }
}
