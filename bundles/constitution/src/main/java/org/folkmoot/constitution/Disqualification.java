package org.folkmoot.constitution;

/**
 * A ground on which somebody may be refused membership or suspended from it.
 *
 * @param id under which it is stored, such as {@code violence}
 * @param label as the person is told: "of violence or abuse towards staff"
 * @param rule where the rule stands
 */
public record Disqualification(String id, Label label, String rule) {
  public Disqualification {
    if (!id.matches("[a-z][a-z0-9-]{0,63}")) {
      throw new IllegalArgumentException(
          "disqualifications: '" + id + "' is not lower-case letters, digits and hyphens");
    }
  }
}
