package org.folkmoot.constitution;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * The rule by which an affiliation makes a person eligible in a constituency.
 *
 * @param constituency where it makes a person eligible
 * @param affiliations kinds of affiliation that qualify, in the words of the records interface
 *     (pupil, parent, patient, carer, employee, contract, volunteer, resident, governor)
 * @param minimumAge whole years on the day; 0 means none
 * @param minimumMonths how long the affiliation must have lasted, in months; 0 means no such rule
 * @param attendedWithinMonths how many months ago the person may last have attended, which is the
 *     last day of the affiliation, or the first where there is no last; 0 means that nothing is
 *     asked and an affiliation that has ended does not qualify
 * @param area whether the person must live in the area the institution serves
 * @param excludes kinds of affiliation that rule this qualification out, whoever holds them
 * @param local which of the numbers an institution may set for itself, and between what
 * @param how how membership begins
 * @param reason why, in words a member is told: "you are a parent or carer of a pupil here"; it may
 *     hold the numbers, as in "at least {minimumAge}"
 * @param rule where the rule stands
 */
public record Qualification(
    Constituency constituency,
    Set<String> affiliations,
    int minimumAge,
    int minimumMonths,
    int attendedWithinMonths,
    boolean area,
    Set<String> excludes,
    Map<Measure, Bounds> local,
    Enlistment how,
    Label reason,
    String rule) {
  public Qualification {
    affiliations = Set.copyOf(affiliations);
    excludes = Set.copyOf(excludes);
    local = Map.copyOf(local);
    if (affiliations.isEmpty()) {
      throw new IllegalArgumentException("qualification: names no affiliation");
    }
    if (minimumAge < 0 || minimumMonths < 0 || attendedWithinMonths < 0) {
      throw new IllegalArgumentException("qualification: ages and months are not negative");
    }
    if (minimumMonths > 0 && attendedWithinMonths > 0) {
      throw new IllegalArgumentException(
          "qualification: asks either how long it has lasted or when it was last, not both");
    }
    if (excludes.stream().anyMatch(affiliations::contains)) {
      throw new IllegalArgumentException("qualification: excludes what qualifies");
    }
    Map<Measure, Integer> numbers =
        Map.of(
            Measure.MINIMUM_AGE, minimumAge,
            Measure.MINIMUM_MONTHS, minimumMonths,
            Measure.ATTENDED_WITHIN_MONTHS, attendedWithinMonths);
    local.forEach(
        (measure, bounds) -> {
          if (!bounds.allow(numbers.get(measure))) {
            throw new IllegalArgumentException(
                "qualification: " + measure.word() + " is not " + bounds.inWords());
          }
        });
  }

  /** A number of a qualification. */
  public enum Measure {
    MINIMUM_AGE("minimumAge"),
    MINIMUM_MONTHS("minimumMonths"),
    ATTENDED_WITHIN_MONTHS("attendedWithinMonths");

    private final String word;

    Measure(String word) {
      this.word = word;
    }

    /** The word used in packs and settings. */
    public String word() {
      return word;
    }

    /**
     * Reads a {@link #word()}.
     *
     * @throws IllegalArgumentException naming the words
     */
    public static Measure of(String word) {
      for (Measure measure : values()) {
        if (measure.word.equals(word)) {
          return measure;
        }
      }
      throw new IllegalArgumentException(
          "'" + word + "' is none of minimumAge, minimumMonths, attendedWithinMonths");
    }
  }

  /** Between what a number may be set, both included. */
  public record Bounds(int least, int most) {
    public Bounds {
      if (least < 0 || most < least) {
        throw new IllegalArgumentException(
            "qualification: a number cannot lie between " + least + " and " + most);
      }
    }

    public boolean allow(int number) {
      return number >= least && number <= most;
    }

    public String inWords() {
      return "from " + least + " to " + most;
    }
  }

  /** The reason with the numbers of this qualification in it. */
  @Override
  public Label reason() {
    return new Label(filled(reason.en()), filled(reason.cy()));
  }

  private String filled(String text) {
    if (text.indexOf('{') < 0) {
      return text;
    }
    return text.replace("{minimumAge}", Integer.toString(minimumAge))
        .replace("{minimumMonths}", Integer.toString(minimumMonths))
        .replace("{attendedWithinMonths}", Integer.toString(attendedWithinMonths));
  }

  /**
   * The same with one of its numbers set by an institution.
   *
   * @throws IllegalArgumentException when the pack does not leave it open, or not so far
   */
  public Qualification with(Measure measure, int number) {
    Bounds bounds = local.get(measure);
    if (bounds == null || !bounds.allow(number)) {
      throw new IllegalArgumentException(
          measure.word() + (bounds == null ? " is fixed" : " may be set " + bounds.inWords()));
    }
    Map<Measure, Integer> numbers = new EnumMap<>(Measure.class);
    numbers.put(Measure.MINIMUM_AGE, minimumAge);
    numbers.put(Measure.MINIMUM_MONTHS, minimumMonths);
    numbers.put(Measure.ATTENDED_WITHIN_MONTHS, attendedWithinMonths);
    numbers.put(measure, number);
    return new Qualification(
        constituency,
        affiliations,
        numbers.get(Measure.MINIMUM_AGE),
        numbers.get(Measure.MINIMUM_MONTHS),
        numbers.get(Measure.ATTENDED_WITHIN_MONTHS),
        area,
        excludes,
        local,
        how,
        reason,
        rule);
  }
}
