package org.folkmoot.document;

/** How large the letters of a printed sheet are. */
public enum Print {
  /** 14 point: the least that most people read without trouble. */
  STANDARD(14),
  /** 18 point, for those who asked for large print. */
  LARGE(18);

  private final int points;

  Print(int points) {
    this.points = points;
  }

  public int points() {
    return points;
  }
}
