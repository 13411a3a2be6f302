package org.folkmoot.register.linking;

import java.util.Locale;

/**
 * What one item says for or against two records being of one person.
 *
 * @param weight bits: each doubles the odds, or halves them if negative
 */
public record Agreement(Item item, Level level, double weight) {
  /** For a log or a page: "family name nearly the same (+6.1)". */
  public String words() {
    return String.format(Locale.ROOT, "%s %s (%+.1f)", item.words(), level.words(), weight);
  }
}
