package org.folkmoot.register.internal;

import java.time.LocalDate;
import java.util.Optional;
import org.folkmoot.constitution.Constituency;

/**
 * What stands about a person beside the records.
 *
 * @param suspension whether the office has suspended the person, for as long as it lasts
 * @param choice the constituency the member has chosen
 * @param admitted whether the office has admitted the person
 * @param move the move the member has been told of
 */
record Circumstances(
    Optional<Suspension> suspension,
    Optional<Constituency> choice,
    boolean admitted,
    Optional<Move> move) {

  static final Circumstances NONE =
      new Circumstances(Optional.empty(), Optional.empty(), false, Optional.empty());

  /**
   * A suspension by the office.
   *
   * @param ground id of a ground of the rule pack
   * @param until the last day, if there is one
   */
  record Suspension(String ground, Optional<LocalDate> until) {}

  /** A move to another constituency that is still to come. */
  record Move(Constituency to, LocalDate on) {}
}
