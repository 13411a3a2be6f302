package org.folkmoot.register.internal;

/**
 * How long what is no longer needed is kept, in days (docs/data-protection.md, "Retention").
 *
 * @param former names of former members whom no source holds
 * @param gone records that their source holds no more, of people who are not former members
 * @param badRows rows that could not be used
 * @param settled settled requests for correction
 */
public record RetentionPeriods(int former, int gone, int badRows, int settled) {
  public static final RetentionPeriods DEFAULT = new RetentionPeriods(365, 30, 90, 365);

  public RetentionPeriods {
    notNegative("retainFormerDays", former);
    notNegative("retainGoneDays", gone);
    notNegative("retainBadRowsDays", badRows);
    notNegative("retainSettledDays", settled);
  }

  private static void notNegative(String name, int days) {
    if (days < 0) {
      throw new IllegalArgumentException(name + " = " + days + ": 0 or more days");
    }
  }

  static RetentionPeriods of(EnrolmentConfiguration configuration) {
    return new RetentionPeriods(
        configuration.retainFormerDays(),
        configuration.retainGoneDays(),
        configuration.retainBadRowsDays(),
        configuration.retainSettledDays());
  }
}
