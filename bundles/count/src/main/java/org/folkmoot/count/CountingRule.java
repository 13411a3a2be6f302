package org.folkmoot.count;

/**
 * A rule by which papers become a result.
 *
 * <p>A rule is pure: it reads no file and no clock, draws no lot and keeps nothing between counts,
 * so the same papers and settings give the same stages for ever. One object may count in several
 * threads. See docs/counting.md for how to add one.
 */
public interface CountingRule {

  /** The word the rule is called by, such as nhs-stv. */
  String id();

  /** The rule's name for people. */
  String title();

  /**
   * Counts the papers.
   *
   * @throws LotNeeded if a tie needs a lot that the settings do not answer
   * @throws IllegalArgumentException if the settings do not fit the rule or the papers
   */
  CountResult count(BallotFile papers, CountSettings settings);
}
