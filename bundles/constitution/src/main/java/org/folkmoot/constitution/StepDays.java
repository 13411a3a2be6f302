package org.folkmoot.constitution;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Reckons the latest day of each step of an election backwards from the day of close of poll. */
public final class StepDays {
  private StepDays() {}

  /** The latest lawful day of every step, the close itself included, in the order of the steps. */
  public static Map<ElectionStep, LocalDate> latest(
      RulePack pack, Nation nation, LocalDate close, WorkingDays workingDays) {
    Map<ElectionStep, LocalDate> latest = new EnumMap<>(ElectionStep.class);
    pack.timetable()
        .forEach(
            (step, rule) ->
                latest.put(step, workingDays.before(close, rule.workingDaysBeforeClose(), nation)));
    return Collections.unmodifiableMap(latest);
  }
}
