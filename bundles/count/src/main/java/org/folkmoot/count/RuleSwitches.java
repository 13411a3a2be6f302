package org.folkmoot.count;

/** Which switches a rule knows. */
final class RuleSwitches {
  private RuleSwitches() {}

  /** Refuses switches for a rule whose text leaves nothing to them. */
  static void none(CountingRule rule, CountSettings settings) {
    if (!settings.switches().isEmpty()) {
      throw new IllegalArgumentException(
          "switch: "
              + settings.switches().keySet()
              + ", rule "
              + rule.id()
              + " has none; I1 to I8 belong to nhs-stv");
    }
  }
}
