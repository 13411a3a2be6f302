package org.folkmoot.register;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.records.BadRow;

/**
 * What one run of enrolment did, or would do.
 *
 * @param number counts from 1 within the institution; 0 for a preview
 * @param records persons the source yielded
 * @param linked records found to belong to somebody another record is about
 * @param joined new members
 * @param invited asked to be members, with a day by which to say no
 * @param returned members again
 * @param moved changed constituency
 * @param ended no longer members
 * @param unchanged records that changed nothing
 * @param notEligible records that make nobody a member, each with its reason on the register
 * @param strength members after the run
 * @param badRows rows left out and values not used, in the file's order
 * @param changes the people concerned, at most the first 1,000
 */
public record EnrolmentRun(
    long number,
    String source,
    Instant at,
    String actor,
    int records,
    int linked,
    int joined,
    int invited,
    int returned,
    int moved,
    int ended,
    int unchanged,
    int notEligible,
    Map<Constituency, Integer> strength,
    List<BadRow> badRows,
    List<Change> changes) {
  public EnrolmentRun {
    strength = Map.copyOf(strength);
    badRows = List.copyOf(badRows);
    changes = List.copyOf(changes);
  }

  /** What happens to one person. */
  public record Change(
      Kind kind, String name, Constituency constituency, org.folkmoot.constitution.Label reason) {
    /** Which change. */
    public enum Kind {
      JOINED,
      INVITED,
      RETURNED,
      MOVED,
      ENDED
    }
  }
}
