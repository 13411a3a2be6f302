package org.folkmoot.declaration;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Label;

/** The result as declared, constituency by constituency. */
public record Declaration(
    String election, String title, Instant declaredAt, String by, List<Result> results) {
  public Declaration {
    results = List.copyOf(results);
  }

  /**
   * The result of one contest.
   *
   * @param contested whether there was a poll
   * @param electorate how many were on the roll
   * @param papersIssued how many were given a paper
   * @param papersCast how many came back
   * @param rejected papers rejected, by ground
   * @param elected names in order of election
   * @param votes for each candidate the first preferences or votes, in the order of the paper
   */
  public record Result(
      String contest,
      Constituency constituency,
      Label seatKind,
      int seats,
      boolean binding,
      boolean contested,
      String countingRule,
      long electorate,
      long papersIssued,
      long papersCast,
      long valid,
      Map<String, Long> rejected,
      List<String> elected,
      List<CandidateVotes> votes) {
    public Result {
      rejected = Map.copyOf(rejected);
      elected = List.copyOf(elected);
      votes = List.copyOf(votes);
    }

    /** Papers cast in a hundred papers issued, to one decimal; 0 when none was issued. */
    public double turnoutPercent() {
      return papersIssued == 0 ? 0 : Math.round(1000.0 * papersCast / papersIssued) / 10.0;
    }
  }

  /**
   * A candidate and the votes at the first stage, written in the rule's unit.
   *
   * @param electedOrder place in the order of election, from 1; empty for those not elected
   */
  public record CandidateVotes(String candidate, String votes, Optional<Integer> electedOrder) {}
}
