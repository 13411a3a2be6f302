package org.folkmoot.constitution;

import java.time.LocalDate;

/**
 * Days of notice, counting neither the day of service nor the day of the event: with 14 clear days
 * a notice served on 1 December allows a meeting on 16 December at the earliest.
 */
public record ClearDays(int days) {
  public ClearDays {
    if (days < 0) {
      throw new IllegalArgumentException("clear days: not negative");
    }
  }

  /** The last day on which a notice may be served for an event on the day. */
  public LocalDate lastDayOfService(LocalDate event) {
    return event.minusDays(days + 1L);
  }

  /** The last day for sending by a channel that serves the given number of days after sending. */
  public LocalDate lastDayOfSending(LocalDate event, int deemedServiceDays) {
    return lastDayOfService(event).minusDays(deemedServiceDays);
  }

  /** The earliest day of an event when notice is served on the day. */
  public LocalDate earliestEvent(LocalDate served) {
    return served.plusDays(days + 1L);
  }
}
