package org.folkmoot.register.internal;

import java.util.Locale;

/** Whether somebody lives in the area the institution serves. */
enum Residence {
  /** The rule pack does not ask it of this affiliation, or no area is named. */
  NOT_ASKED,
  INSIDE,
  OUTSIDE,
  /** There is no postcode, or none that can be read. */
  NOT_KNOWN;

  String word() {
    return this == NOT_ASKED ? "" : name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Residence of(String word) {
    return word.isEmpty() ? NOT_ASKED : valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
