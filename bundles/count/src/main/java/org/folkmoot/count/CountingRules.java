package org.folkmoot.count;

import java.util.List;

/** The counting rules there are, by the words they are called by. */
public final class CountingRules {
  private static final List<CountingRule> ALL =
      List.of(
          new FirstPastThePost(),
          new NhsStv(),
          new Ers97(),
          new ScottishStv(),
          new AlternativeVote(),
          new YesOrNo());

  private CountingRules() {}

  /** The rules, in a fixed order. */
  public static List<CountingRule> all() {
    return ALL;
  }

  /** The words the rules are called by, in a fixed order. */
  public static List<String> ids() {
    return ALL.stream().map(CountingRule::id).toList();
  }

  /**
   * The rule called so.
   *
   * @throws IllegalArgumentException naming the rules there are
   */
  public static CountingRule named(String id) {
    return ALL.stream()
        .filter(rule -> rule.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "rule: " + id + ", must be one of " + String.join(", ", ids())));
  }
}
