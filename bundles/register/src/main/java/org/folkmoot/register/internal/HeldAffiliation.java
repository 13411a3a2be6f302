package org.folkmoot.register.internal;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * What the register keeps of an affiliation.
 *
 * @param applied the day on which the person applied for membership by it
 * @param residence where the person lives, in a word and without the postcode
 * @param attributes those by which the institution compares its membership
 */
record HeldAffiliation(
    String kind,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    Optional<LocalDate> applied,
    Residence residence,
    Map<String, String> attributes) {
  HeldAffiliation {
    attributes = Map.copyOf(attributes);
  }

  boolean holdsOn(LocalDate day) {
    return from.map(first -> !first.isAfter(day)).orElse(true)
        && to.map(last -> !last.isBefore(day)).orElse(true);
  }

  boolean appliedBy(LocalDate day) {
    return applied.filter(made -> !made.isAfter(day)).isPresent();
  }
}
