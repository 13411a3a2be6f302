package org.folkmoot.register.linking;

/**
 * From which weight on records are linked, and from which a person looks at them.
 *
 * @param link bits; 10 are odds of 1,024 to 1
 * @param review bits; -4 are odds of 1 to 16
 */
public record Thresholds(double link, double review) {
  /** What holds until a host has calibrated its own (docs/linking.md). */
  public static final Thresholds STANDARD = new Thresholds(10, -4);

  /** Refuses a review band that ends above the links. */
  public Thresholds {
    if (!(Math.abs(link) <= 200 && Math.abs(review) <= 200)) {
      throw new IllegalArgumentException(
          "thresholds: link " + link + ", review " + review + ", must lie between -200 and 200");
    }
    if (review > link) {
      throw new IllegalArgumentException(
          "thresholds: review " + review + " must not be above link " + link);
    }
  }

  Band band(double weight) {
    return weight >= link ? Band.LINK : weight >= review ? Band.REVIEW : Band.SEPARATE;
  }
}
