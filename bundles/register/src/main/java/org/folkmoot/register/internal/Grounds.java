package org.folkmoot.register.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.folkmoot.constitution.Constitution;
import org.folkmoot.constitution.Enlistment;
import org.folkmoot.constitution.Label;
import org.folkmoot.constitution.Qualification;
import org.folkmoot.records.Affiliation.Kinds;
import org.folkmoot.register.Applications.Ground;

/**
 * What people may apply by: the qualifications that ask for an application, and those for people
 * whom a host seldom holds. Whoever works, learns or is treated here is held by a record, and a
 * claim without one makes nobody a worker or a patient.
 */
final class Grounds {
  private static final List<String> SELDOM_HELD =
      List.of(Kinds.RESIDENT, Kinds.CARER, Kinds.VOLUNTEER);
  private static final Label DECLARATION =
      new Label(
          "I declare that what I say here is true and that I may be a member on this ground. I"
              + " know that a membership based on something untrue can be ended.",
          "Rwy'n datgan bod yr hyn rwy'n ei ddweud yma yn wir ac y caf fod yn aelod ar y sail hon."
              + " Gwn y gellir dod ag aelodaeth i ben os yw'n seiliedig ar rywbeth anwir.");

  private Grounds() {}

  static List<Ground> of(Constitution constitution) {
    List<Ground> grounds = new ArrayList<>();
    for (Qualification qualification : constitution.qualifications()) {
      kind(qualification)
          .filter(kind -> grounds.stream().noneMatch(other -> other.kind().equals(kind)))
          .map(
              kind ->
                  new Ground(
                      kind,
                      qualification.constituency(),
                      qualification.reason(),
                      DECLARATION,
                      qualification.minimumAge()))
          .ifPresent(grounds::add);
    }
    return List.copyOf(grounds);
  }

  /** One kind for a qualification: its reason is said once, whichever of its kinds it is. */
  private static Optional<String> kind(Qualification qualification) {
    if (qualification.minimumMonths() > 0 || qualification.attendedWithinMonths() > 0) {
      return Optional.empty(); // how long it has lasted, or when it was, is for a record to say
    }
    Set<String> kinds = qualification.affiliations();
    Stream<String> seldomHeld = SELDOM_HELD.stream().filter(kinds::contains);
    Stream<String> others =
        qualification.how() == Enlistment.APPLICATION
            ? kinds.stream().sorted(Comparator.naturalOrder())
            : Stream.of();
    return Stream.concat(seldomHeld, others).findFirst();
  }
}
