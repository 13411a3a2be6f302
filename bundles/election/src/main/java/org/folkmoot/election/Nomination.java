package org.folkmoot.election;

import java.time.Instant;
import java.util.Optional;

/** A nomination as it came in, and what the returning officer decided. */
public record Nomination(
    String id,
    String contest,
    NominationPaper paper,
    Instant received,
    State state,
    String reason) {

  /** Where it stands. */
  public enum State {
    RECEIVED,
    ACCEPTED,
    REFUSED,
    WITHDRAWN
  }

  /**
   * What a candidate hands in.
   *
   * @param member the member's id; empty when handed in on paper by somebody not on the register
   * @param nameOnPaper the name for the ballot paper
   * @param statement at most 250 words
   * @param interests interests to declare; an explicit "None" where there are none
   * @param signedBy the name typed or signed under "I wish to stand; what I say here is true; I am
   *     eligible"
   */
  public record NominationPaper(
      Optional<String> member,
      String nameOnPaper,
      String statement,
      String interests,
      String signedBy) {}
}
