package org.folkmoot.count;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * STV as in the Electoral Reform Society's rules of 1997 (ERS97, section 5).
 *
 * <p>Votes are hundredths. The quota has two decimals, rounded up, and falls with the
 * non-transferable vote while nobody is elected; a candidate is also elected with an equal share of
 * the active vote; a surplus moves the batch last received; an exclusion moves one batch per value.
 * Paragraph numbers in the comments are those of ERS97.
 */
final class Ers97 implements CountingRule {

  @Override
  public String id() {
    return "ers97";
  }

  @Override
  public String title() {
    return "STV, Electoral Reform Society 1997";
  }

  @Override
  public CountResult count(BallotFile papers, CountSettings settings) {
    RuleSwitches.none(this, settings);
    return new Count(papers, settings).run();
  }

  private final class Count {
    private final CountSettings settings;
    private final Lots lots;
    private final Tally tally;

    Count(BallotFile papers, CountSettings settings) {
      this.settings = settings;
      this.lots = new Lots(settings);
      this.tally = new Tally(papers, settings, 2, lots);
    }

    CountResult run() {
      tally.sortFirstPreferences();
      tally.quota(quotaNow());
      electWhoeverHasEnough();
      lots.point(tally.votes);
      while (!finished()) {
        tally.nextStage();
        OptionalInt surplus = surplusToTransfer();
        if (surplus.isPresent()) {
          transferSurplus(surplus.getAsInt());
        } else {
          exclude(lowest());
        }
        lots.point(tally.votes);
      }
      return tally.result(Ers97.this, settings);
    }

    /** 5.1.6, 5.4.8: the vote still in play / (places + 1), any remainder rounded up to 0.01. */
    private long quotaNow() {
      long inPlay = tally.valid() * tally.one - tally.nonTransferable();
      long places = tally.seats + 1L;
      return inPlay / places + (inPlay % places == 0 ? 0 : 1);
    }

    /** 5.6.1: the valid vote without the non-transferable, and without the elected's quotas. */
    private long activeVote() {
      long active = tally.valid() * tally.one - tally.nonTransferable();
      for (int candidate : tally.elected()) {
        active -= Math.min(tally.quota(), tally.votes[candidate]);
      }
      return active;
    }

    /**
     * 5.1.7, 5.3.13, 5.4.9: highest first, elected with the quota, or with the active vote /
     * (places left + 1). Nobody is elected on no votes.
     */
    private void electWhoeverHasEnough() {
      while (tally.vacancies() > 0) {
        List<Integer> highest = Lots.extreme(tally.continuing(), tally.votes, true);
        if (highest.isEmpty()) {
          return;
        }
        long most = tally.votes[highest.get(0)];
        boolean quota = most >= tally.quota();
        boolean share = most * (tally.vacancies() + 1L) >= activeVote();
        if (most == 0 || !(quota || share)) {
          return;
        }
        if (highest.size() > tally.vacancies()) {
          // 5.6.2: earlier votes decide; equal throughout, none is elected at this stage.
          highest = lots.narrowed(highest, true);
          if (highest.size() > tally.vacancies()) {
            return;
          }
        }
        tally.elect(
            highest.get(0), quota ? CountResult.Ground.QUOTA : CountResult.Ground.ACTIVE_VOTE);
      }
    }

    // ---- Surpluses: 5.2.1 to 5.2.3, 5.3 ----

    private long surplusOf(int candidate) {
      return Math.max(0, tally.votes[candidate] - tally.quota());
    }

    private long untransferredSurpluses() {
      return tally.elected().stream().mapToLong(this::surplusOf).sum();
    }

    /** 5.2.1, 5.2.3: the largest; equal: more votes at the earliest point, then by lot. */
    private OptionalInt surplusToTransfer() {
      long surpluses = untransferredSurpluses();
      if (surpluses == 0 || deferred(surpluses)) {
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
     * 5.2.2: deferred if all surpluses together do not exceed (a) the gap between the two lowest,
     * or (b) the gap between a group that could be excluded under 5.2.5 and the next above.
     */
    private boolean deferred(long surpluses) {
      List<Integer> upwards = tally.continuingUpwards();
      long together = 0;
      for (int k = 1; k <= upwards.size() - tally.vacancies(); k++) {
        together += tally.votes[upwards.get(k - 1)];
        if (surpluses <= tally.votes[upwards.get(k)] - together) {
          return true;
        }
      }
      return false;
    }

    /** 5.3.1, 5.3.2, 5.3.7, 5.3.9: the batch last received; cut off to two decimals. */
    private void transferSurplus(int candidate) {
      Parcel last = tally.lastParcel(candidate);
      long surplus = surplusOf(candidate);
      Tally.Sorted sorted = tally.sort(List.of(last));
      long value =
          sorted.transferable() == 0
              ? 0
              : sorted.transferable() * last.value() > surplus
                  ? surplus / sorted.transferable()
                  : last.value();
      tally.votes[candidate] -= surplus;
      tally.hand(sorted, value, surplus);
      tally.transferValue(value);
      electWhoeverHasEnough();
    }

    // ---- Exclusions: 5.2.5, 5.4 ----

    /** 5.2.5: as many together as cannot exceed the next above; else the lowest. */
    private List<Integer> lowest() {
      List<Integer> upwards = tally.continuingUpwards();
      long together = untransferredSurpluses() + tally.votes[upwards.get(0)];
      int group = 1;
      for (int k = 2; k <= upwards.size() - tally.vacancies(); k++) {
        together += tally.votes[upwards.get(k - 1)];
        if (together <= tally.votes[upwards.get(k)]) {
          group = k;
        }
      }
      long highest = tally.votes[upwards.get(group - 1)];
      List<Integer> all = new ArrayList<>();
      List<Integer> level = new ArrayList<>();
      for (int candidate : upwards) {
        if (tally.votes[candidate] < highest) {
          all.add(candidate);
        } else if (tally.votes[candidate] == highest) {
          level.add(candidate);
        }
      }
      // The group can cut through equal votes; then who goes is a tie like any other.
      CountStage.Reason why = CountStage.Reason.FEWEST_VOTES;
      if (all.size() + level.size() == group) {
        all.addAll(level);
      }
      while (all.size() < group) {
        Lots.Pick pick = lots.lowest(level, tally.stage(), DrawingOfLots.Purpose.EXCLUSION);
        all.add(pick.candidate());
        level.remove((Integer) pick.candidate());
        why =
            switch (pick.how()) {
              case NO_TIE -> why;
              case EARLIER -> CountStage.Reason.FEWER_EARLIER;
              case LOT -> CountStage.Reason.EXCLUDED_BY_LOT;
            };
      }
      tally.excluding(all, group > 1 ? CountStage.Reason.CANNOT_CATCH_UP : why);
      return all;
    }

    /** 5.4.1 to 5.4.11: one batch per value, highest first, with the quota and election tests. */
    private void exclude(List<Integer> group) {
      tally.exclude(group);
      // 5.5.1: only enough candidates would be left, so they are elected and nothing moves.
      if (tally.continuing().size() == tally.vacancies()) {
        return;
      }
      for (List<Parcel> batch : tally.byValue(group, parcel -> true)) {
        // 5.5.2: all places filled; papers not yet moved stay.
        if (tally.vacancies() == 0) {
          return;
        }
        tally.moveOn(batch);
        if (tally.elected().isEmpty()) {
          tally.quota(quotaNow());
        }
        electWhoeverHasEnough();
        lots.point(tally.votes);
      }
    }

    private boolean finished() {
      if (tally.vacancies() > 0 && tally.continuing().size() <= tally.vacancies()) {
        tally
            .continuingDownwards()
            .forEach(candidate -> tally.elect(candidate, CountResult.Ground.ALL_REMAINING));
        return true;
      }
      return tally.vacancies() == 0;
    }
  }
}
