package org.folkmoot.election;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Map;
import org.folkmoot.constitution.ElectionStep;

/**
 * The days of an election, worked out backwards from the close of poll.
 *
 * @param latest the latest day of each step
 * @param close the moment of close, Europe/London
 */
public record Timetable(Map<ElectionStep, LocalDate> latest, ZonedDateTime close) {
  public Timetable {
    latest = Map.copyOf(latest);
    for (ElectionStep step : ElectionStep.values()) {
      if (!latest.containsKey(step)) {
        throw new IllegalArgumentException("timetable: no day for " + step.word());
      }
    }
  }

  public LocalDate day(ElectionStep step) {
    return latest.get(step);
  }
}
