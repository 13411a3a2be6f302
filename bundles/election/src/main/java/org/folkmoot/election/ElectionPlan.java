package org.folkmoot.election;

import java.time.LocalDate;
import java.util.Map;
import org.folkmoot.constitution.Constituency;

/**
 * What it takes to make an election.
 *
 * @param title such as "Governors 2027"
 * @param closeDay the day of close of poll; the time is the constitution's
 * @param countingRules a counting rule for a constituency where it is not the pack's own
 */
public record ElectionPlan(
    String title, LocalDate closeDay, Map<Constituency, String> countingRules) {
  public ElectionPlan {
    countingRules = Map.copyOf(countingRules);
    if (title.isBlank()) {
      throw new IllegalArgumentException("election: title is empty");
    }
  }
}
