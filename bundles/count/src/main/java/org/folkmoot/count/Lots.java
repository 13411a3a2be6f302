package org.folkmoot.count;

import java.util.ArrayList;
import java.util.List;

/** Settles ties: by how the votes once stood, and where they never differed, by the lots given. */
final class Lots {
  private final CountSettings settings;
  // How the votes stood at each point that can tell tied candidates apart, oldest first.
  private final List<long[]> points = new ArrayList<>();
  private final List<DrawingOfLots.Drawn> drawn = new ArrayList<>();
  private boolean latestFirst;

  Lots(CountSettings settings) {
    this.settings = settings;
  }

  /** Looks at the most recent point first, as in Scotland, instead of the earliest. */
  Lots latestFirst() {
    latestFirst = true;
    return this;
  }

  /** Remembers how the votes stand. */
  void point(long[] votes) {
    points.add(votes.clone());
  }

  /** How a tie was settled. */
  enum How {
    NO_TIE,
    EARLIER,
    LOT
  }

  /** The one picked, and how. */
  record Pick(int candidate, How how) {}

  /** Of candidates now equal, the one with the fewest votes earlier, else by lot. */
  Pick lowest(List<Integer> tied, int stage, DrawingOfLots.Purpose purpose) {
    return pick(tied, stage, purpose, false);
  }

  /** Of candidates now equal, the one with the most votes earlier, else by lot. */
  Pick highest(List<Integer> tied, int stage, DrawingOfLots.Purpose purpose) {
    return pick(tied, stage, purpose, true);
  }

  private Pick pick(List<Integer> tied, int stage, DrawingOfLots.Purpose purpose, boolean highest) {
    if (tied.size() == 1) {
      return new Pick(tied.get(0), How.NO_TIE);
    }
    List<Integer> left = narrowed(tied, highest);
    return left.size() == 1
        ? new Pick(left.get(0), How.EARLIER)
        : new Pick(draw(new DrawingOfLots(stage, purpose, left)), How.LOT);
  }

  /** Those of the tied who had most (or fewest) at the points that tell them apart. */
  List<Integer> narrowed(List<Integer> tied, boolean highest) {
    List<Integer> left = tied;
    for (int i = 0; i < points.size() && left.size() > 1; i++) {
      long[] votes = points.get(latestFirst ? points.size() - 1 - i : i);
      List<Integer> extreme = extreme(left, votes, highest);
      boolean differed = extreme.size() < left.size();
      left = extreme;
      if (differed && !settings.asRecommended(Interpretation.I5)) {
        return left;
      }
    }
    return left;
  }

  /** Those who have the most (or fewest) votes. */
  static List<Integer> extreme(List<Integer> candidates, long[] votes, boolean highest) {
    List<Integer> extreme = new ArrayList<>();
    for (int candidate : candidates) {
      long lead = extreme.isEmpty() ? 0 : votes[candidate] - votes[extreme.get(0)];
      if (highest ? lead > 0 : lead < 0) {
        extreme.clear();
      }
      if (extreme.isEmpty() || lead == 0) {
        extreme.add(candidate);
      }
    }
    return extreme;
  }

  /** Answers a question from the lots given, and records it. */
  int draw(DrawingOfLots question) {
    if (question.purpose() == DrawingOfLots.Purpose.ORDER
        && !settings.asRecommended(Interpretation.I6)) {
      for (int candidate : settings.lotsForOrder()) {
        if (question.tied().contains(candidate)) {
          drawn.add(new DrawingOfLots.Drawn(question, candidate));
          return candidate;
        }
      }
    }
    for (int candidate : settings.lots()) {
      if (question.tied().contains(candidate)) {
        drawn.add(new DrawingOfLots.Drawn(question, candidate));
        return candidate;
      }
    }
    throw new LotNeeded(question);
  }

  /** The lots drawn so far, in order. */
  List<DrawingOfLots.Drawn> drawn() {
    return drawn;
  }
}
