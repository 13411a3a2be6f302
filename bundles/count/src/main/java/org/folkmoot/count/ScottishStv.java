package org.folkmoot.count;

import java.util.List;

/**
 * STV as in the Scottish Local Government Elections Order (rules 46 to 52): the weighted inclusive
 * Gregory method.
 *
 * <p>Votes are hundred-thousandths. Every paper of a candidate with a surplus moves on, at its
 * present value multiplied by surplus / vote, cut off to five decimals. No surplus is deferred, one
 * candidate is excluded at a stage, and a tie looks at the most recent stage first.
 */
final class ScottishStv implements CountingRule {

  @Override
  public String id() {
    return "scottish-stv";
  }

  @Override
  public String title() {
    return "STV, Scottish Local Government Elections Order";
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
      this.lots = new Lots(settings).latestFirst();
      this.tally = new Tally(papers, settings, 5, lots);
    }

    CountResult run() {
      tally.sortFirstPreferences();
      // Rule 46: valid vote / (places + 1), fraction dropped, plus one.
      tally.quota((tally.valid() / (tally.seats + 1) + 1) * tally.one);
      electWhoeverHasTheQuota();
      while (!finished()) {
        // A tie is between equals, so the stage just done tells nothing and those before it may.
        lots.point(tally.votes);
        tally.nextStage();
        List<Integer> highest = Lots.extreme(tally.elected(), tally.votes, true);
        if (!highest.isEmpty() && tally.votes[highest.get(0)] > tally.quota()) {
          transferSurplus(highest);
        } else {
          excludeLowest();
        }
        electWhoeverHasTheQuota();
      }
      return tally.result(ScottishStv.this, settings);
    }

    /** Rule 47: elected with the quota. */
    private void electWhoeverHasTheQuota() {
      for (int candidate : tally.continuingDownwards()) {
        if (tally.vacancies() > 0 && tally.votes[candidate] >= tally.quota()) {
          tally.elect(candidate, CountResult.Ground.QUOTA);
        }
      }
    }

    /** Rules 48, 49: the largest surplus; every paper moves, at value x surplus / vote. */
    private void transferSurplus(List<Integer> highest) {
      Lots.Pick pick = lots.highest(highest, tally.stage(), DrawingOfLots.Purpose.SURPLUS);
      int candidate = pick.candidate();
      long vote = tally.votes[candidate];
      long surplus = vote - tally.quota();
      tally.transferring(
          candidate,
          switch (pick.how()) {
            case NO_TIE -> CountStage.Reason.LARGEST_SURPLUS;
            case EARLIER -> CountStage.Reason.LARGER_EARLIER;
            case LOT -> CountStage.Reason.SURPLUS_BY_LOT;
          },
          surplus);
      tally.transferValue(tally.one * surplus / vote);
      for (List<Parcel> parcels : tally.byValue(List.of(candidate), parcel -> true)) {
        long value = parcels.get(0).value() * surplus / vote;
        long papers = parcels.stream().mapToLong(Parcel::papers).sum();
        tally.votes[candidate] -= papers * value;
        tally.hand(tally.sort(parcels), value, papers * value);
      }
      // What cutting off left over goes nowhere; the candidate keeps the quota.
      tally.remainder(candidate, tally.votes[candidate] - tally.quota());
    }

    /** Rules 50, 51: the lowest alone, every paper at its present value. */
    private void excludeLowest() {
      List<Integer> fewest = Lots.extreme(tally.continuing(), tally.votes, false);
      Lots.Pick pick = lots.lowest(fewest, tally.stage(), DrawingOfLots.Purpose.EXCLUSION);
      List<Integer> one = List.of(pick.candidate());
      tally.excluding(
          one,
          switch (pick.how()) {
            case NO_TIE -> CountStage.Reason.FEWEST_VOTES;
            case EARLIER -> CountStage.Reason.FEWER_EARLIER;
            case LOT -> CountStage.Reason.EXCLUDED_BY_LOT;
          });
      tally.exclude(one);
      tally.byValue(one, parcel -> true).forEach(tally::moveOn);
    }

    /** Rule 52: as many left as vacancies, all elected, no further transfers. */
    private boolean finished() {
      if (tally.vacancies() > 0 && tally.continuing().size() <= tally.vacancies()) {
        tally
            .continuingDownwards()
            .forEach(candidate -> tally.elect(candidate, CountResult.Ground.ALL_REMAINING));
      }
      return tally.vacancies() == 0 || tally.continuing().isEmpty();
    }
  }
}
