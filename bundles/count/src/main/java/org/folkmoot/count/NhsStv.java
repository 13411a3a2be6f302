package org.folkmoot.count;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * STV as in the NHS Model Election Rules 2014 (STV46 to STV51), word for word the family of the
 * Northern Ireland local election rules 1985 (rules 48 to 53).
 *
 * <p>Votes are hundredths. The quota never changes; a first-stage surplus moves all first
 * preferences, a later one the sub-parcel last received; remainders are dropped and counted as
 * non-transferable; two or more lowest who cannot catch up go together. Rule numbers in the
 * comments are MER first, NI second; where the text is open, {@link Interpretation} says how it is
 * read.
 */
final class NhsStv implements CountingRule {

  @Override
  public String id() {
    return "nhs-stv";
  }

  @Override
  public String title() {
    return "STV, NHS Model Election Rules 2014 (Northern Ireland 1985 family)";
  }

  @Override
  public CountResult count(BallotFile papers, CountSettings settings) {
    return new Count(papers, settings).run();
  }

  private final class Count {
    private final CountSettings settings;
    private final Lots lots;
    private final Tally tally;
    // For the order of election: whose surplus was transferred, or would have been, in groups of
    // equals; and whose really was.
    private final List<List<Integer>> turns = new ArrayList<>();
    private final List<Integer> surplusesTransferred = new ArrayList<>();

    Count(BallotFile papers, CountSettings settings) {
      this.settings = settings;
      this.lots = new Lots(settings);
      this.tally = new Tally(papers, settings, 2, lots);
    }

    CountResult run() {
      tally.sortFirstPreferences();
      // STV46.1-2, 48(1)-(2): valid vote / (places + 1), remainder dropped, plus one.
      tally.quota((tally.valid() / (tally.seats + 1) + 1) * tally.one);
      electWhoeverHasTheQuota();
      lots.point(tally.votes);
      while (!finished()) {
        tally.nextStage();
        OptionalInt surplus = surplusToTransfer();
        if (surplus.isPresent()) {
          takeTurn(List.of(surplus.getAsInt()));
          transferSurplus(surplus.getAsInt());
        } else {
          takeTurnsNotTaken();
          exclude(lowest());
        }
        lots.point(tally.votes);
      }
      return tally.result(NhsStv.this, settings, orderOfElection());
    }

    /** STV46.3, 48(3): elected when the vote equals or exceeds the quota, at any stage. */
    private void electWhoeverHasTheQuota() {
      for (int candidate : tally.continuingDownwards()) {
        if (tally.vacancies() > 0 && tally.votes[candidate] >= tally.quota()) {
          tally.elect(candidate, CountResult.Ground.QUOTA);
        }
      }
    }

    // ---- Surpluses: STV47, STV48.1; NI 49, 50(1) ----

    private long surplusOf(int candidate) {
      return Math.max(0, tally.votes[candidate] - tally.quota());
    }

    private long untransferredSurpluses() {
      return tally.elected().stream().mapToLong(this::surplusOf).sum();
    }

    /** STV48.1, 50(1): the largest; equal: more votes at the earliest stage, then by lot. */
    private OptionalInt surplusToTransfer() {
      long surpluses = untransferredSurpluses();
      // STV47.11, 49(11): with one place to fill no surplus is transferred.
      if (tally.seats == 1 || surpluses == 0 || deferred(surpluses)) {
        return OptionalInt.empty();
      }
      List<Integer> largest = Lots.extreme(tally.elected(), tally.votes, true);
      Lots.Pick pick = lots.highest(largest, tally.stage(), DrawingOfLots.Purpose.SURPLUS);
      CountStage.Reason why =
          switch (pick.how()) {
            case NO_TIE -> CountStage.Reason.LARGEST_SURPLUS;
            case EARLIER -> CountStage.Reason.LARGER_EARLIER;
            case LOT -> CountStage.Reason.SURPLUS_BY_LOT;
          };
      tally.transferring(pick.candidate(), why, surplusOf(pick.candidate()));
      return OptionalInt.of(pick.candidate());
    }

    /**
     * STV47.10, 49(10): not transferred if all surpluses together are less than (a) the gap between
     * the two lowest, or (b) the gap between two or more lowest together and the next above.
     */
    private boolean deferred(long surpluses) {
      List<Integer> upwards = tally.continuingUpwards();
      // I7: only groups that leave enough candidates count.
      int most =
          settings.asRecommended(Interpretation.I7)
              ? upwards.size() - tally.vacancies()
              : upwards.size() - 1;
      long together = tally.votes[upwards.get(0)];
      for (int k = 1; k <= Math.max(1, most) && k < upwards.size(); k++) {
        if (surpluses < tally.votes[upwards.get(k)] - together) {
          return true;
        }
        together += tally.votes[upwards.get(k)];
      }
      return false;
    }

    /**
     * STV47.1-7, 49(1)-(7): the sub-parcel last received (of a first-stage surplus, all first
     * preferences) is sorted by next preference; each transferable paper moves at the lesser of
     * surplus / transferable papers, cut off to two decimals, and the value at which it came.
     */
    private void transferSurplus(int candidate) {
      Parcel last = tally.lastParcel(candidate);
      long surplus = surplusOf(candidate);
      Tally.Sorted sorted = tally.sort(List.of(last));
      // I1: divided by the transferable papers, or by all.
      long divisor =
          settings.asRecommended(Interpretation.I1) ? sorted.transferable() : last.papers();
      long value = sorted.transferable() == 0 ? 0 : Math.min(surplus / divisor, last.value());
      // STV48.2(c), 50(2)(c): what the papers do not carry becomes non-transferable.
      tally.votes[candidate] -= surplus;
      tally.hand(sorted, value, surplus);
      tally.transferValue(value);
      surplusesTransferred.add(candidate);
      electWhoeverHasTheQuota();
    }

    // ---- Exclusions: STV49; NI 51 ----

    /**
     * STV49.12, 51(12): two or more lowest go together ("shall") if with all surpluses they have
     * less than the next above; else the lowest, STV49.1; equal: STV49.13, 51(13).
     */
    private List<Integer> lowest() {
      List<Integer> upwards = tally.continuingUpwards();
      long together = untransferredSurpluses() + tally.votes[upwards.get(0)];
      int group = 0;
      for (int k = 2; k <= upwards.size() - tally.vacancies(); k++) {
        together += tally.votes[upwards.get(k - 1)];
        boolean cannotCatchUp = together < tally.votes[upwards.get(k)];
        // I4: the largest group, or the smallest.
        if (cannotCatchUp && (group == 0 || settings.asRecommended(Interpretation.I4))) {
          group = k;
        }
      }
      if (group > 0) {
        List<Integer> all = upwards.subList(0, group);
        tally.excluding(all, CountStage.Reason.CANNOT_CATCH_UP);
        return all;
      }
      return List.of(lowestOf(upwards));
    }

    private int lowestOf(List<Integer> candidates) {
      List<Integer> fewest = Lots.extreme(candidates, tally.votes, false);
      Lots.Pick pick = lots.lowest(fewest, tally.stage(), DrawingOfLots.Purpose.EXCLUSION);
      CountStage.Reason why =
          switch (pick.how()) {
            case NO_TIE -> CountStage.Reason.FEWEST_VOTES;
            case EARLIER -> CountStage.Reason.FEWER_EARLIER;
            case LOT -> CountStage.Reason.EXCLUDED_BY_LOT;
          };
      tally.excluding(List.of(pick.candidate()), why);
      return pick.candidate();
    }

    /**
     * STV49.2-9, 51(2)-(9): first the first preferences, then the transferred papers by value,
     * highest first, each at the value at which it came.
     */
    private void exclude(List<Integer> group) {
      tally.exclude(group);
      // I8: as many left as vacancies, so all are elected at once and nothing moves.
      if (tally.continuing().size() == tally.vacancies()
          && settings.asRecommended(Interpretation.I8)) {
        return;
      }
      List<List<Parcel>> subParcels =
          new ArrayList<>(tally.byValue(group, Parcel::firstPreferences));
      subParcels.addAll(tally.byValue(group, parcel -> !parcel.firstPreferences()));
      for (List<Parcel> subParcel : subParcels) {
        // STV49.5, 51(5): the sorting goes on only while places remain.
        if (tally.vacancies() == 0) {
          return;
        }
        tally.moveOn(subParcel);
        // I2: whoever has the quota now gets no later sub-parcel (49.6, 51(6): passed over).
        if (settings.asRecommended(Interpretation.I2)) {
          electWhoeverHasTheQuota();
        }
        // I3: the letter of 51(5) would make the majority test while votes are in transit.
        if (!settings.asRecommended(Interpretation.I3) && tally.vacancies() == 1) {
          electByMajority();
        }
      }
      electWhoeverHasTheQuota();
    }

    // ---- The end: STV50, STV51; NI 52, 53 ----

    private boolean finished() {
      if (tally.vacancies() == 0) {
        return true;
      }
      // STV50.1, 52(1): as many left as vacancies.
      if (tally.continuing().size() <= tally.vacancies()) {
        tally
            .continuingDownwards()
            .forEach(candidate -> tally.elect(candidate, CountResult.Ground.ALL_REMAINING));
        return true;
      }
      if (tally.vacancies() == 1) {
        electByMajority();
      }
      return tally.vacancies() == 0;
    }

    /**
     * STV50.2, 52(2): one vacancy, and no fewer votes than all others with every surplus. Two who
     * are equal can both pass; then nobody is elected so, and the next exclusion decides.
     */
    private void electByMajority() {
      List<Integer> downwards = tally.continuingDownwards();
      long first = tally.votes[downwards.get(0)];
      long others = untransferredSurpluses() - first;
      for (int candidate : downwards) {
        others += tally.votes[candidate];
      }
      boolean equal = downwards.size() > 1 && tally.votes[downwards.get(1)] == first;
      if (first >= others && !equal) {
        tally.elect(downwards.get(0), CountResult.Ground.LAST_VACANCY);
      }
    }

    /**
     * STV51, 53: the order in which surpluses were transferred, or would have been but for
     * deferral; the exact quota is the smallest surplus; equal: more votes at the earliest stage,
     * then by lot. Those elected without the quota come last, as they were elected.
     */
    private List<Integer> orderOfElection() {
      takeTurnsNotTaken();
      List<Integer> order = new ArrayList<>();
      for (List<Integer> equals : turns) {
        List<Integer> left = new ArrayList<>(equals);
        for (int candidate : surplusesTransferred) {
          if (left.remove((Integer) candidate)) {
            order.add(candidate);
          }
        }
        while (!left.isEmpty()) {
          int next = lots.highest(left, tally.stage(), DrawingOfLots.Purpose.ORDER).candidate();
          order.add(next);
          left.remove((Integer) next);
        }
      }
      redrawIfLotsAreSeparate(order);
      for (int candidate : tally.elected()) {
        if (!order.contains(candidate)) {
          order.add(candidate);
        }
      }
      return order;
    }

    private void takeTurn(List<Integer> equals) {
      List<Integer> fresh = new ArrayList<>(equals);
      turns.forEach(fresh::removeAll);
      if (!fresh.isEmpty()) {
        turns.add(fresh);
      }
    }

    /** Before an exclusion every surplus would have been transferred, largest first. */
    private void takeTurnsNotTaken() {
      List<Integer> waiting = new ArrayList<>(tally.elected());
      turns.forEach(waiting::removeAll);
      waiting.removeIf(candidate -> tally.votes[candidate] < tally.quota());
      while (!waiting.isEmpty()) {
        List<Integer> largest = Lots.extreme(waiting, tally.votes, true);
        takeTurn(largest);
        waiting.removeAll(largest);
      }
    }

    /** I6: surpluses whose order a lot settled may need another lot for the order of election. */
    private void redrawIfLotsAreSeparate(List<Integer> order) {
      if (settings.asRecommended(Interpretation.I6)) {
        return;
      }
      for (DrawingOfLots.Drawn lot : List.copyOf(lots.drawn())) {
        if (lot.question().purpose() == DrawingOfLots.Purpose.SURPLUS) {
          List<Integer> tied = new ArrayList<>(lot.question().tied());
          List<Integer> places = tied.stream().map(order::indexOf).sorted().toList();
          for (int place : places) {
            int next =
                tied.size() == 1
                    ? tied.get(0)
                    : lots.draw(
                        new DrawingOfLots(tally.stage(), DrawingOfLots.Purpose.ORDER, tied));
            order.set(place, next);
            tied.remove((Integer) next);
          }
        }
      }
    }
  }
}
