package org.folkmoot.register.internal;

import java.util.List;

/** What the configuration of enrolment says, checked. */
public record EnrolmentLimits(
    int largestFallPercent,
    int smallestFallRows,
    int invitationDays,
    RetentionPeriods retention,
    List<String> represented) {
  public static final EnrolmentLimits DEFAULT = new EnrolmentLimits(25, 20, 28);

  public EnrolmentLimits(int largestFallPercent, int smallestFallRows, int invitationDays) {
    this(
        largestFallPercent,
        smallestFallRows,
        invitationDays,
        RetentionPeriods.DEFAULT,
        RepresentedBy.DEFAULT.attributes());
  }

  public EnrolmentLimits {
    represented = List.copyOf(represented);
    if (largestFallPercent < 0 || largestFallPercent > 100) {
      throw new IllegalArgumentException(
          "largestFallPercent = " + largestFallPercent + ": from 0 to 100");
    }
    if (smallestFallRows < 0) {
      throw new IllegalArgumentException("smallestFallRows = " + smallestFallRows + ": 0 or more");
    }
    if (invitationDays < 1) {
      throw new IllegalArgumentException("invitationDays = " + invitationDays + ": 1 or more");
    }
  }

  static EnrolmentLimits of(EnrolmentConfiguration configuration) {
    return new EnrolmentLimits(
        configuration.largestFallPercent(),
        configuration.smallestFallRows(),
        configuration.invitationDays(),
        RetentionPeriods.of(configuration),
        List.of(configuration.representation()));
  }
}
