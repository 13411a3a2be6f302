package org.folkmoot.register.linking;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Two records, how likely they are of one person, and why. */
public final class ScoredPair {
  private final Scorer scorer;
  private final int left;
  private final int right;
  private final double weight;
  private final Band band;
  private final Guard guard;

  ScoredPair(Scorer scorer, int left, int right, double weight, Band band, Guard guard) {
    this.scorer = scorer;
    this.left = left;
    this.right = right;
    this.weight = weight;
    this.band = band;
    this.guard = guard;
  }

  /** The earlier record. */
  public int left() {
    return left;
  }

  /** The later record. */
  public int right() {
    return right;
  }

  /** Logarithm to base two of the odds that they are of one person. */
  public double weight() {
    return weight;
  }

  /** What is to be done with them. */
  public Band band() {
    return band;
  }

  /** The rule that sends them to a person, or keeps them apart, whatever they weigh. */
  public Optional<Guard> guard() {
    return Optional.ofNullable(guard);
  }

  /** What each item says, those not known in both left out; worked out when asked for. */
  public List<Agreement> evidence() {
    return scorer.evidence(left, right);
  }

  /** Evidence and guard on one line, for a log. */
  public String words() {
    String items = evidence().stream().map(Agreement::words).collect(Collectors.joining("; "));
    return guard == null ? items : guard.words() + "; " + items;
  }

  /** The pair as a link, because it is of one cluster; what speaks against it stays in evidence. */
  public ScoredPair linked() {
    return band == Band.LINK ? this : new ScoredPair(scorer, left, right, weight, Band.LINK, null);
  }

  ScoredPair with(Band other, Guard reason) {
    return new ScoredPair(scorer, left, right, weight, other, reason);
  }

  @Override
  public String toString() {
    return left + "-" + right + " " + weight + " " + band + (guard == null ? "" : " " + guard);
  }
}
