package org.folkmoot.register.internal;

import java.util.List;
import org.folkmoot.register.linking.Thresholds;

/** What the configuration of enrolment says, checked. */
public record EnrolmentLimits(
    int largestFallPercent,
    int smallestFallRows,
    int invitationDays,
    Thresholds thresholds,
    RetentionPeriods retention,
    List<String> represented) {
  public static final EnrolmentLimits DEFAULT =
      new EnrolmentLimits(25, 20, 28, Thresholds.STANDARD);

  /** With what is kept as by default. */
  public EnrolmentLimits(
      int largestFallPercent, int smallestFallRows, int invitationDays, Thresholds thresholds) {
    this(
        largestFallPercent,
        smallestFallRows,
        invitationDays,
        thresholds,
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
        new Thresholds(configuration.linkThreshold(), configuration.reviewThreshold()),
        RetentionPeriods.of(configuration),
        List.of(configuration.representation()));
  }
}
