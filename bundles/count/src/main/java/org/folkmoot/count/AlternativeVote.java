package org.folkmoot.count;

import java.util.List;

/**
 * The alternative vote, for one place: the lowest is excluded, and the papers move on, until
 * someone has more votes than all the others together.
 *
 * <p>Votes are whole votes. There is no quota: papers without a further preference leave the
 * reckoning. Equal lowest: fewer votes at the earliest stage, then by lot.
 */
final class AlternativeVote implements CountingRule {

  @Override
  public String id() {
    return "av";
  }

  @Override
  public String title() {
    return "Alternative vote, one place";
  }

  @Override
  public CountResult count(BallotFile papers, CountSettings settings) {
    RuleSwitches.none(this, settings);
    int seats = settings.seats().orElse(papers.seats());
    if (seats != 1) {
      throw new IllegalArgumentException("seats: " + seats + ", rule av fills one place");
    }
    Lots lots = new Lots(settings);
    Tally tally = new Tally(papers, settings, 0, lots);
    tally.sortFirstPreferences();
    while (!electedByMajority(tally)) {
      lots.point(tally.votes);
      tally.nextStage();
      excludeLowest(tally, lots);
    }
    return tally.result(this, settings);
  }

  private static boolean electedByMajority(Tally tally) {
    List<Integer> downwards = tally.continuingDownwards();
    if (downwards.isEmpty()) {
      return true; // Everyone withdrew.
    }
    int first = downwards.get(0);
    long all = downwards.stream().mapToLong(candidate -> tally.votes[candidate]).sum();
    if (downwards.size() == 1) {
      tally.elect(first, CountResult.Ground.ALL_REMAINING);
    } else if (tally.votes[first] > all - tally.votes[first]) {
      tally.elect(first, CountResult.Ground.MAJORITY);
    }
    return tally.vacancies() == 0;
  }

  private static void excludeLowest(Tally tally, Lots lots) {
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
}
