package org.folkmoot.constitution;

import java.time.LocalDate;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The calendar of working days: Saturdays, Sundays and the nation's bank holidays are none. */
@ProviderType
public interface WorkingDays {
  boolean isWorkingDay(LocalDate day, Nation nation);

  /** Why a day is no working day, in English; empty when it is one. */
  Optional<String> notWorkingBecause(LocalDate day, Nation nation);

  /**
   * The working day that lies the given number of working days before a day, which itself does not
   * count and need not be one. Zero gives the day itself.
   */
  LocalDate before(LocalDate day, int workingDays, Nation nation);

  /**
   * Working days from one day (not counted) to another (counted); negative when the other is
   * earlier. For a working day {@code d}, {@code between(before(d, n), d)} is {@code n}.
   */
  int between(LocalDate from, LocalDate to, Nation nation);
}
