package org.folkmoot.records;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * Why a host holds a person, from when to when.
 *
 * @param kind in the words of {@link Kinds} where the adapter can tell, else the host's own word
 * @param of the source key of the other person, for a parent, guardian or carer
 * @param organisation which organisation, where a source holds several
 * @param from first day, if the host says so
 * @param to last day, if the host says so
 * @param attributes what else the host says, such as class, contract length or role; under {@link
 *     #APPLIED} the day (ISO 8601) on which the person applied for membership by this affiliation,
 *     which counts as an application made
 */
public record Affiliation(
    String kind,
    Optional<String> of,
    Optional<String> organisation,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    Map<String, String> attributes) {

  /** The attribute that says on which day the person applied for membership. */
  public static final String APPLIED = "applied";

  public Affiliation {
    if (kind.isBlank()) {
      throw new IllegalArgumentException("affiliation: kind is empty");
    }
    if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
      throw new IllegalArgumentException(
          "affiliation: ends " + to.get() + ", before it begins " + from.get());
    }
    attributes = Map.copyOf(attributes);
  }

  /** An affiliation without dates or details. */
  public static Affiliation of(String kind) {
    return new Affiliation(
        kind, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
  }

  /** Whether it holds on the day; open ends hold for ever. */
  public boolean holdsOn(LocalDate day) {
    return from.map(first -> !first.isAfter(day)).orElse(true)
        && to.map(last -> !last.isBefore(day)).orElse(true);
  }

  /** The words rule packs use. */
  public static final class Kinds {
    public static final String PUPIL = "pupil";
    public static final String PARENT = "parent";
    public static final String PATIENT = "patient";
    public static final String CARER = "carer";

    /** Cares for pay, which by many rules is no ground of membership. */
    public static final String PAID_CARER = "paid-carer";

    public static final String EMPLOYEE = "employee";
    public static final String CONTRACT = "contract";
    public static final String VOLUNTEER = "volunteer";
    public static final String RESIDENT = "resident";
    public static final String GOVERNOR = "governor";

    private Kinds() {}
  }
}
