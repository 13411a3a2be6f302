package org.folkmoot.count;

/**
 * A resolution: carried if more papers are for it than against.
 *
 * <p>The file has two "candidates": the first is For, the second Against. A paper counts for the
 * one it marks first; a paper that leaves that in doubt is invalid. Carried means that the first is
 * elected; equal votes do not carry it, and then nobody is. A casting vote or a larger majority is
 * a matter for the body's own rules, which can be read off the votes.
 */
final class YesOrNo implements CountingRule {

  @Override
  public String id() {
    return "resolution";
  }

  @Override
  public String title() {
    return "Resolution, more for than against";
  }

  @Override
  public CountResult count(BallotFile papers, CountSettings settings) {
    RuleSwitches.none(this, settings);
    if (papers.candidates().size() != 2 || settings.seats().orElse(papers.seats()) != 1) {
      throw new IllegalArgumentException(
          "rule resolution: needs one place and two candidates, For and Against");
    }
    Tally tally = new Tally(papers, settings, 0, new Lots(settings));
    tally.sortFirstPreferences();
    if (tally.votes[1] > tally.votes[2]) {
      tally.elect(1, CountResult.Ground.MAJORITY);
    }
    return tally.result(this, settings);
  }
}
