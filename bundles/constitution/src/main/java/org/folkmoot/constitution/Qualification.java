package org.folkmoot.constitution;

import java.util.Set;

/**
 * The rule by which an affiliation makes a person eligible in a constituency.
 *
 * @param constituency where it makes a person eligible
 * @param affiliations kinds of affiliation that qualify, in the words of the records interface
 *     (pupil, parent, patient, carer, employee, contract, volunteer, resident, governor)
 * @param minimumAge whole years on the day; 0 means none
 * @param minimumMonths how long the affiliation must have lasted, in months; 0 means no such rule
 * @param how how membership begins
 * @param reason why, in words a member is told: "you are a parent or carer of a pupil here"
 * @param rule where the rule stands
 */
public record Qualification(
    Constituency constituency,
    Set<String> affiliations,
    int minimumAge,
    int minimumMonths,
    Enlistment how,
    Label reason,
    String rule) {
  public Qualification {
    affiliations = Set.copyOf(affiliations);
    if (affiliations.isEmpty()) {
      throw new IllegalArgumentException("qualification: names no affiliation");
    }
    if (minimumAge < 0 || minimumMonths < 0) {
      throw new IllegalArgumentException("qualification: ages and months are not negative");
    }
  }
}
