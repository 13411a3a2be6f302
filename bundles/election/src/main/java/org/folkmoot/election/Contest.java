package org.folkmoot.election;

import java.util.List;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Label;

/**
 * What is decided on one paper: some seats of one third.
 *
 * @param seats how many are to be filled
 * @param seatKind what such a seat is called
 * @param binding whether the ballot fills the seats; otherwise it advises the body that fills them
 * @param countingRule id of the rule in {@code org.folkmoot.count}
 * @param candidates in the order of the paper, numbered from 1; empty until they are stated
 */
public record Contest(
    String id,
    Constituency constituency,
    int seats,
    Label seatKind,
    boolean binding,
    String countingRule,
    List<Candidate> candidates) {
  public Contest {
    candidates = List.copyOf(candidates);
    if (seats < 1) {
      throw new IllegalArgumentException("contest: at least one seat");
    }
  }

  /** Whether there are more candidates than seats, so that a poll is needed. */
  public boolean contested() {
    return candidates.size() > seats;
  }

  /** Whether voters rank candidates; otherwise they choose up to as many as there are seats. */
  public boolean ranked() {
    return !"fptp".equals(countingRule);
  }
}
