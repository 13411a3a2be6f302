package org.folkmoot.count;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a count is told besides the papers; the same papers, rule and settings give the same count.
 *
 * @param seats how many to elect instead of what the ballot file says
 * @param withdrawn candidates to count on as if excluded, besides those the ballot file names
 * @param lots an order of candidate numbers: when a lot is needed, the first of the tied in it is
 *     drawn. It need not name every candidate; a lot it does not answer comes back as {@link
 *     LotNeeded}
 * @param lotsForOrder the same, for the order of election alone; only with switch {@link
 *     Interpretation#I6} set to two lots, and where it is silent {@code lots} answers
 * @param switches the value of each {@link Interpretation} that differs from the recommended one
 * @param rejected papers rejected by people before the count, by ground; they are only reported
 */
public record CountSettings(
    OptionalInt seats,
    Set<Integer> withdrawn,
    List<Integer> lots,
    List<Integer> lotsForOrder,
    Map<Interpretation, String> switches,
    Map<RejectionGround, Long> rejected) {

  private static final CountSettings STANDARD =
      new CountSettings(OptionalInt.empty(), Set.of(), List.of(), List.of(), Map.of(), Map.of());

  public CountSettings {
    if (seats.isPresent() && seats.getAsInt() < 1) {
      throw new IllegalArgumentException("seats: " + seats.getAsInt() + ", must be at least 1");
    }
    withdrawn = Collections.unmodifiableSet(new TreeSet<>(withdrawn));
    lots = List.copyOf(lots);
    lotsForOrder = List.copyOf(lotsForOrder);
    Map<Interpretation, String> departures = new EnumMap<>(Interpretation.class);
    switches.forEach(
        (interpretation, value) -> {
          String meant = interpretation.value(value);
          if (!meant.equals(interpretation.recommended())) {
            departures.put(interpretation, meant);
          }
        });
    switches = Collections.unmodifiableMap(departures);
    Map<RejectionGround, Long> byGround = new EnumMap<>(RejectionGround.class);
    byGround.putAll(rejected);
    byGround.forEach(
        (ground, papers) -> {
          if (papers < 0) {
            throw new IllegalArgumentException("rejected, " + ground + ": " + papers);
          }
        });
    rejected = Collections.unmodifiableMap(byGround);
  }

  /** As the ballot file says, no lots drawn, every interpretation as recommended. */
  public static CountSettings standard() {
    return STANDARD;
  }

  /** The same with so many to be elected. */
  public CountSettings withSeats(int number) {
    return new CountSettings(
        OptionalInt.of(number), withdrawn, lots, lotsForOrder, switches, rejected);
  }

  /** The same with these candidates counted as if excluded. */
  public CountSettings withWithdrawn(Set<Integer> candidates) {
    return new CountSettings(seats, candidates, lots, lotsForOrder, switches, rejected);
  }

  /** The same with lots answered by this order of candidate numbers. */
  public CountSettings withLots(List<Integer> order) {
    return new CountSettings(seats, withdrawn, order, lotsForOrder, switches, rejected);
  }

  /**
   * The same with one more lot answered: the drawn candidate comes after those drawn before. So a
   * count stopped by {@link LotNeeded} goes on.
   */
  public CountSettings withLotDrawn(int candidate) {
    List<Integer> order = new ArrayList<>(lots);
    order.add(candidate);
    return withLots(order);
  }

  /** The same with lots for the order of election answered by this order. */
  public CountSettings withLotsForOrder(List<Integer> order) {
    return new CountSettings(seats, withdrawn, lots, order, switches, rejected);
  }

  /** The same with one interpretation set: I1 to I8, and one of its values. */
  public CountSettings withSwitch(String name, String value) {
    Map<Interpretation, String> changed = new EnumMap<>(Interpretation.class);
    changed.putAll(switches);
    changed.put(Interpretation.named(name), value);
    return new CountSettings(seats, withdrawn, lots, lotsForOrder, changed, rejected);
  }

  /** The same with papers that people rejected before the count, by ground. */
  public CountSettings withRejected(Map<RejectionGround, Long> papersByGround) {
    return new CountSettings(seats, withdrawn, lots, lotsForOrder, switches, papersByGround);
  }

  /** Whether an interpretation holds as recommended. */
  public boolean asRecommended(Interpretation interpretation) {
    return !switches.containsKey(interpretation);
  }
}
