package org.folkmoot.register.internal;

import java.time.LocalDate;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.WorkingDays;

/** When somebody who is told today of a move to another constituency moves. */
final class MovesOn {
  private MovesOn() {}

  /** After the working days of notice that the rule pack asks; today where it asks none. */
  static LocalDate day(Institution institution, WorkingDays calendar, LocalDate today) {
    int notice = institution.constitution().pack().moveNotice().workingDays();
    LocalDate day = today;
    while (notice > 0
        && calendar.between(today, day, institution.constitution().nation()) < notice) {
      day = day.plusDays(1);
    }
    return day;
  }
}
