package org.folkmoot.constitution;

import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules one institution has adopted: a rule pack, and what the pack leaves open.
 *
 * @param pack the rule pack
 * @param nation whose bank holidays count
 * @param seats seats of the governing body in all
 * @param methods ways of voting offered to every voter
 * @param closeOfPoll local time in Europe/London
 * @param qualifications those of the pack, with the numbers this institution has set
 * @param area the area it serves
 */
public record Constitution(
    RulePack pack,
    Nation nation,
    int seats,
    Set<VotingMethod> methods,
    LocalTime closeOfPoll,
    List<Qualification> qualifications,
    ServedArea area) {

  /** With the pack's own qualifications and no area. */
  public Constitution(
      RulePack pack, Nation nation, int seats, Set<VotingMethod> methods, LocalTime closeOfPoll) {
    this(pack, nation, seats, methods, closeOfPoll, pack.qualifications(), ServedArea.NONE);
  }

  public Constitution {
    qualifications = List.copyOf(qualifications);
    if (seats < 0) {
      throw new IllegalArgumentException("seats: not negative");
    }
    methods = Set.copyOf(methods);
  }

  /** Everything in it that the pack forbids; empty when lawful. */
  public List<Refusal> refusals() {
    return refusalsBySetting().values().stream().flatMap(List::stream).toList();
  }

  /** The same, by the setting that would have to change: methods, seats or nation. */
  public Map<String, List<Refusal>> refusalsBySetting() {
    return ConstitutionCheck.of(this);
  }

  /**
   * Seats of each third: equal, the remainder going by the pack's order; or as the law's table has
   * them.
   */
  public Map<Constituency, Integer> thirds() {
    Map<Constituency, Integer> thirds = new LinkedHashMap<>();
    if (pack.seatsAreTable()) {
      for (Constituency constituency : Constituency.values()) {
        thirds.put(
            constituency,
            pack.seats().stream()
                .filter(entry -> entry.constituency() == constituency)
                .mapToInt(SeatsOfThird::number)
                .sum());
      }
      return thirds;
    }
    int remainder = seats % 3;
    for (Constituency constituency : Constituency.values()) {
      boolean extra = pack.remainderOrder().indexOf(constituency) < remainder;
      thirds.put(constituency, seats / 3 + (extra ? 1 : 0));
    }
    return thirds;
  }

  /**
   * The seats of each third by how they are filled, with {@link SeatsOfThird#REST} worked out.
   *
   * @throws IllegalStateException when the pack gives away more seats of a third than there are;
   *     {@link #refusals} says so first
   */
  public List<SeatsOfThird> seatsByKind() {
    Map<Constituency, Integer> left = new LinkedHashMap<>(thirds());
    for (SeatsOfThird entry : pack.seats()) {
      if (entry.number() != SeatsOfThird.REST) {
        left.merge(entry.constituency(), -entry.number(), Integer::sum);
      }
    }
    if (left.values().stream().anyMatch(number -> number < 0)) {
      throw new IllegalStateException(refusals().toString());
    }
    return pack.seats().stream()
        .map(
            entry ->
                entry.number() == SeatsOfThird.REST
                    ? new SeatsOfThird(
                        entry.constituency(),
                        entry.kind(),
                        left.get(entry.constituency()),
                        entry.label(),
                        entry.rule())
                    : entry)
        .toList();
  }
}
