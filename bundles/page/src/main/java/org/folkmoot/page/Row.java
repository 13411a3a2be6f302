package org.folkmoot.page;

/**
 * One row of a summary list: a question and its answer, and perhaps a link to change it.
 *
 * @param key the question
 * @param value the answer: text, a number, a date, a moment, a {@link Link}, or a list of these
 * @param change where the answer can be changed, or an empty string
 */
public record Row(String key, Object value, String change) {
  /** A row that cannot be changed. */
  public Row(String key, Object value) {
    this(key, value, "");
  }
}
