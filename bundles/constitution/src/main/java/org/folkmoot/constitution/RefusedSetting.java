package org.folkmoot.constitution;

/**
 * A setting that was refused, so that something it was meant for is not there.
 *
 * @param source where it stands: a configuration such as {@code org.folkmoot.institution oak}, or a
 *     file
 * @param key the name of the setting
 * @param value what it said; empty when it was missing
 * @param refusal why it was refused, by what rule, and the cure
 */
public record RefusedSetting(String source, String key, String value, Refusal refusal) {
  @Override
  public String toString() {
    return source + ": " + key + " = '" + value + "': " + refusal;
  }
}
