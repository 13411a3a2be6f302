package org.folkmoot.records;

/**
 * A row that could not be read, or a value that could not be used, and how to mend it.
 *
 * <p>Also carries advice about a value that was used, or about the whole file; {@link #lost} tells
 * what must be mended from what may be.
 *
 * @param file the file's name without its folder, or the feed
 * @param row the row as the user's program counts it (the first is 1, the heading included); 0 when
 *     the whole file is meant
 * @param column the column's heading; empty when the whole row is meant
 * @param value what stands there, cut to 200 characters
 * @param problem what is wrong, in plain words
 * @param cure what to do about it, in plain words
 * @param lost whether the whole row was left out; false when only the value was
 */
public record BadRow(
    String file, long row, String column, String value, String problem, String cure, boolean lost) {
  public BadRow {
    value = value.length() > 200 ? value.substring(0, 200) : value;
    if (problem.isBlank() || cure.isBlank()) {
      throw new IllegalArgumentException("bad row: problem and cure must be said");
    }
  }
}
