package org.folkmoot.constitution;

import org.folkmoot.constitution.internal.UkWorkingDays;

/** The real calendar of working days, for tests without the framework. */
public final class TestCalendar {
  private static final WorkingDays DAYS = new UkWorkingDays();

  private TestCalendar() {}

  public static WorkingDays workingDays() {
    return DAYS;
  }
}
