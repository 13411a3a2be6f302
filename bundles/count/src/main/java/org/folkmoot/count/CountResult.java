package org.folkmoot.count;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a count came to, stage by stage.
 *
 * <p>All votes are exact integers in the rule's unit: 10<sup>-{@code decimals}</sup> of a vote, so
 * hundredths where decimals is 2. Papers are whole papers. Vote totals stand in candidate order,
 * candidate n at index n - 1.
 *
 * @param rule the rule's id
 * @param title what the election is called
 * @param seats how many were to be elected
 * @param candidates the candidates' names, number n at index n - 1
 * @param withdrawn numbers of candidates who withdrew or died
 * @param valid papers counted
 * @param invalid papers not counted, by ground; grounds without papers are left out
 * @param unclear papers counted whose later preferences are not clear, and end where they cease to
 *     be
 * @param decimals how many decimal places votes have under this rule
 * @param quota the quota in the rule's unit, as it was at the end; none where the rule has no quota
 * @param elected those elected, in order of election
 * @param stages what happened, in order
 * @param departures the interpretations that were not as recommended
 */
public record CountResult(
    String rule,
    String title,
    int seats,
    List<String> candidates,
    Set<Integer> withdrawn,
    long valid,
    Map<RejectionGround, Long> invalid,
    long unclear,
    int decimals,
    OptionalLong quota,
    List<Elected> elected,
    List<CountStage> stages,
    Map<Interpretation, String> departures) {

  public CountResult {
    candidates = List.copyOf(candidates);
    withdrawn = Collections.unmodifiableSet(new TreeSet<>(withdrawn));
    Map<RejectionGround, Long> grounds = new EnumMap<>(RejectionGround.class);
    invalid.forEach(
        (ground, papers) -> {
          if (papers > 0) {
            grounds.put(ground, papers);
          }
        });
    invalid = Collections.unmodifiableMap(grounds);
    elected = List.copyOf(elected);
    stages = List.copyOf(stages);
    Map<Interpretation, String> readings = new EnumMap<>(Interpretation.class);
    readings.putAll(departures);
    departures = Collections.unmodifiableMap(readings);
    if (elected.size() > seats) {
      throw new IllegalArgumentException("elected: " + elected.size() + " for " + seats + " seats");
    }
  }

  /** The numbers of those elected, in order of election. */
  public List<Integer> winners() {
    return elected.stream().map(Elected::candidate).toList();
  }

  /** The name of a candidate, by number from 1. */
  public String name(int candidate) {
    return candidates.get(candidate - 1);
  }

  /** Papers not counted, on all grounds together. */
  public long invalidPapers() {
    return invalid.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Votes as the rule writes them: 12800 is 128.00 where there are two decimals. */
  public String votes(long units) {
    return decimal(units, decimals);
  }

  static String decimal(long units, int decimals) {
    String digits = Long.toString(Math.abs(units));
    if (decimals > 0) {
      digits = "0".repeat(Math.max(0, decimals + 1 - digits.length())) + digits;
      int point = digits.length() - decimals;
      digits = digits.substring(0, point) + "." + digits.substring(point);
    }
    return units < 0 ? "-" + digits : digits;
  }

  /**
   * Someone elected.
   *
   * @param candidate the candidate's number
   * @param name the candidate's name
   * @param stage the stage at or after which it was so
   * @param ground why
   */
  public record Elected(int candidate, String name, int stage, Ground ground) {}

  /** Why someone is elected. */
  public enum Ground {
    /** The votes reached the quota. */
    QUOTA("quota"),
    /** The votes reached an equal share of the active vote (ERS97 5.1.7, 5.3.13, 5.4.9). */
    ACTIVE_VOTE("active vote"),
    /** As many candidates are left as vacancies. */
    ALL_REMAINING("as many candidates as vacancies"),
    /** One vacancy is left, and all the others together with all surpluses have no more. */
    LAST_VACANCY("last vacancy"),
    /** More votes than those not elected. */
    MOST_VOTES("most votes"),
    /** More votes than all the others together. */
    MAJORITY("majority"),
    /** Equal votes for the last place, and the lot fell on this one. */
    LOT("lot");

    private final String word;

    Ground(String word) {
      this.word = word;
    }

    /** The ground in a few words, for records. */
    public String word() {
      return word;
    }
  }
}
