package org.folkmoot.register.linking;

/**
 * How often values agree in records of many kinds, before anything is learnt.
 *
 * <p>In the order of {@link Level}: unknown, exact, near, partly, different, swapped.
 */
final class Usual {
  private Usual() {}

  static double[] m(Corpus.Column column) {
    if (column.opaque()) {
      return column.item.shared() ? levels(.75, 0, 0, .25, 0) : levels(.9, 0, 0, .1, 0);
    }
    return switch (column.item.kind()) {
      case NAME -> levels(.80, .10, .05, .04, .01);
      case DATE -> levels(.85, .08, .03, .03, .01);
      case WORD -> levels(.95, 0, 0, .05, 0);
      case CODE ->
          column.item.shared() ? levels(.75, .08, .02, .15, 0) : levels(.85, .08, .01, .06, 0);
      case TEXT -> levels(.70, .12, .05, .12, .01);
      case EMAIL -> levels(.70, .08, .05, .17, 0);
    };
  }

  static double[] u(Corpus.Column column) {
    if (column.opaque()) {
      return levels(.001, 0, 0, .999, 0);
    }
    return switch (column.item.kind()) {
      case NAME -> levels(.01, .005, .03, .9549, .0001);
      case DATE -> levels(.0001, .001, .01, .9888, .0001);
      case WORD -> levels(.3, 0, 0, .7, 0);
      case CODE -> levels(.001, .005, .005, .989, 0);
      case TEXT -> levels(.002, .003, .03, .9649, .0001);
      case EMAIL -> levels(.0005, .0005, .005, .994, 0);
    };
  }

  private static double[] levels(
      double exact, double near, double partly, double different, double swapped) {
    return new double[] {0, exact, near, partly, different, swapped};
  }
}
