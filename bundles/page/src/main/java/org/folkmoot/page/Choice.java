package org.folkmoot.page;

/**
 * One thing to choose in radios, checkboxes or a select.
 *
 * @param value what the form sends
 * @param text what the reader reads
 * @param hint a line beneath it, or an empty string
 */
public record Choice(String value, String text, String hint) {
  /** A choice without a hint. */
  public Choice(String value, String text) {
    this(value, text, "");
  }
}
