package org.folkmoot.count;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The counting table: who holds which papers at what value, and the record of every stage.
 *
 * <p>It moves papers and keeps the books, and decides nothing: which papers move, at what value,
 * who is elected or excluded and when the count ends is for the rule that uses it. Candidates are
 * numbered from 1; votes are in the rule's unit.
 */
final class Tally {
  final int candidates;
  final int seats;

  /** One vote in the rule's unit. */
  final long one;

  final long[] votes;
  final Lots lots;

  private final Papers papers;
  private final int decimals;
  private final boolean[] continuing;
  private final boolean[] elected;
  private final List<List<Parcel>> parcels = new ArrayList<>();
  private final List<CountStage> stages = new ArrayList<>();
  private final List<CountResult.Elected> allElected = new ArrayList<>();
  private long nonTransferable;
  private OptionalLong quota = OptionalLong.empty();

  // The stage at hand.
  private int stage = 1;
  private CountStage.Action action = CountStage.Action.FIRST_PREFERENCES;
  private List<Integer> subjects = List.of();
  private CountStage.Reason why;
  private OptionalLong surplus = OptionalLong.empty();
  private OptionalLong transferValue = OptionalLong.empty();
  private List<CountStage.Transfer> transfers = new ArrayList<>();
  private int electedBefore;
  private int lotsBefore;

  Tally(BallotFile file, CountSettings settings, int decimals, Lots lots) {
    this.papers = new Papers(file, settings);
    this.candidates = file.candidates().size();
    this.seats = settings.seats().orElse(file.seats());
    this.decimals = decimals;
    long unit = 1;
    for (int i = 0; i < decimals; i++) {
      unit *= 10;
    }
    this.one = unit;
    this.lots = lots;
    this.votes = new long[candidates + 1];
    this.elected = new boolean[candidates + 1];
    this.continuing = new boolean[candidates + 1];
    for (int c = 0; c <= candidates; c++) {
      continuing[c] = c > 0 && !papers.withdrawn().contains(c);
      parcels.add(new ArrayList<>());
    }
  }

  /** Sorts the valid papers by first preference, passing over whoever withdrew. */
  void sortFirstPreferences() {
    Parcel[] piles = new Parcel[candidates + 1];
    for (int p = 0; p < papers.size(); p++) {
      if (papers.isValid(p)) {
        int to = papers.advance(p, continuing);
        if (piles[to] == null) {
          piles[to] = new Parcel(to, one, true);
        }
        piles[to].add(p, papers.copies(p));
      }
    }
    for (int c = 1; c <= candidates; c++) {
      if (piles[c] != null) {
        parcels.get(c).add(piles[c]);
        votes[c] = piles[c].papers() * one;
      }
    }
  }

  /** Papers sorted by next preference: what would go where. */
  static final class Sorted {
    private final Parcel[] to;
    private long transferable;
    private long nonTransferable;

    private Sorted(int candidates) {
      to = new Parcel[candidates + 1];
    }

    /** Papers with a next preference for someone continuing. */
    long transferable() {
      return transferable;
    }

    /** Papers without one. */
    long nonTransferable() {
      return nonTransferable;
    }
  }

  /** Sorts parcels by the next preference for someone continuing. */
  Sorted sort(List<Parcel> from) {
    Sorted sorted = new Sorted(candidates);
    for (Parcel parcel : from) {
      for (int i = 0; i < parcel.size(); i++) {
        int paper = parcel.paper(i);
        int copies = papers.copies(paper);
        int to = papers.advance(paper, continuing);
        if (to == 0) {
          sorted.nonTransferable += copies;
        } else {
          sorted.transferable += copies;
          if (sorted.to[to] == null) {
            sorted.to[to] = new Parcel(to, 0, false);
          }
          sorted.to[to].add(paper, copies);
        }
      }
    }
    return sorted;
  }

  /**
   * Gives sorted papers to those they are for, each at this value. What the givers lose beyond it
   * is non-transferable: papers without a next preference, and remainders.
   *
   * @param lost the votes taken from the givers, already deducted from theirs
   */
  void hand(Sorted sorted, long value, long lost) {
    Long[] papersTo = new Long[candidates];
    Long[] votesTo = new Long[candidates];
    Arrays.fill(papersTo, 0L);
    Arrays.fill(votesTo, 0L);
    long given = 0;
    for (int c = 1; c <= candidates; c++) {
      Parcel parcel = sorted.to[c];
      if (parcel != null) {
        long worth = parcel.papers() * value;
        parcels.get(c).add(parcel.at(value));
        votes[c] += worth;
        given += worth;
        papersTo[c - 1] = parcel.papers();
        votesTo[c - 1] = worth;
      }
    }
    nonTransferable += lost - given;
    transfers.add(
        new CountStage.Transfer(
            value,
            List.of(papersTo),
            sorted.nonTransferable,
            List.of(votesTo),
            lost - given,
            votesInOrder(),
            nonTransferable));
  }

  /** Moves parcels of one value on at that value; those who held them lose what they are worth. */
  void moveOn(List<Parcel> from) {
    long value = from.get(0).value();
    long lost = 0;
    for (Parcel parcel : from) {
      long worth = parcel.papers() * value;
      votes[parcel.holder()] -= worth;
      lost += worth;
      parcels.get(parcel.holder()).remove(parcel);
    }
    hand(sort(from), value, lost);
  }

  /** The parcels that these candidates hold, by value, highest first. */
  List<List<Parcel>> byValue(List<Integer> holders, Predicate<Parcel> which) {
    TreeMap<Long, List<Parcel>> groups = new TreeMap<>(Comparator.reverseOrder());
    for (int holder : holders) {
      for (Parcel parcel : parcels.get(holder)) {
        if (which.test(parcel)) {
          groups.computeIfAbsent(parcel.value(), value -> new ArrayList<>()).add(parcel);
        }
      }
    }
    return List.copyOf(groups.values());
  }

  /** Counts a remainder as non-transferable that no paper carries. */
  void remainder(int from, long amount) {
    votes[from] -= amount;
    nonTransferable += amount;
  }

  /** The sub-parcel a candidate received last. */
  Parcel lastParcel(int candidate) {
    List<Parcel> all = parcels.get(candidate);
    return all.get(all.size() - 1);
  }

  /** Who is neither elected nor excluded, in number order. */
  List<Integer> continuing() {
    List<Integer> all = new ArrayList<>();
    for (int c = 1; c <= candidates; c++) {
      if (continuing[c]) {
        all.add(c);
      }
    }
    return all;
  }

  /** Who continues, fewest votes first; equal votes in number order. */
  List<Integer> continuingUpwards() {
    List<Integer> all = continuing();
    all.sort(Comparator.comparingLong(c -> votes[c]));
    return all;
  }

  /** Who continues, most votes first; equal votes in number order. */
  List<Integer> continuingDownwards() {
    List<Integer> all = continuing();
    all.sort(Comparator.comparingLong(c -> -votes[c]));
    return all;
  }

  /** Who is elected, in the order it happened. */
  List<Integer> elected() {
    return allElected.stream().map(CountResult.Elected::candidate).toList();
  }

  /** Places not yet filled. */
  int vacancies() {
    return seats - allElected.size();
  }

  void elect(int candidate, CountResult.Ground ground) {
    continuing[candidate] = false;
    elected[candidate] = true;
    allElected.add(
        new CountResult.Elected(candidate, papers.file().name(candidate), stage, ground));
  }

  void exclude(List<Integer> group) {
    group.forEach(candidate -> continuing[candidate] = false);
  }

  /** Ends the stage at hand and begins the next. */
  void nextStage() {
    closeStage();
    stage++;
    transfers = new ArrayList<>();
    surplus = OptionalLong.empty();
    transferValue = OptionalLong.empty();
    electedBefore = allElected.size();
    lotsBefore = lots.drawn().size();
  }

  /** Says that this stage excludes these candidates. */
  void excluding(List<Integer> group, CountStage.Reason reason) {
    action = CountStage.Action.EXCLUSION;
    subjects = List.copyOf(new TreeSet<>(group));
    why = reason;
  }

  /** Says that this stage transfers this surplus. */
  void transferring(int candidate, CountStage.Reason reason, long amount) {
    action = CountStage.Action.SURPLUS;
    subjects = List.of(candidate);
    why = reason;
    surplus = OptionalLong.of(amount);
  }

  /** Says at what value this stage's surplus moves. */
  void transferValue(long inUnits) {
    transferValue = OptionalLong.of(inUnits);
  }

  void quota(long inUnits) {
    quota = OptionalLong.of(inUnits);
  }

  long quota() {
    return quota.orElseThrow();
  }

  int stage() {
    return stage;
  }

  long valid() {
    return papers.valid();
  }

  long nonTransferable() {
    return nonTransferable;
  }

  private void closeStage() {
    long all = nonTransferable;
    for (long held : votes) {
      all += held;
    }
    if (all != papers.valid() * one) {
      throw new IllegalStateException(
          "stage " + stage + ": votes and non-transferable " + all + ", valid " + papers.valid());
    }
    stages.add(
        new CountStage(
            stage,
            action,
            subjects,
            why,
            quota,
            surplus,
            transferValue,
            transfers,
            votesInOrder(),
            nonTransferable,
            allElected.subList(electedBefore, allElected.size()),
            lots.drawn().subList(lotsBefore, lots.drawn().size())));
  }

  private List<Long> votesInOrder() {
    return Arrays.stream(votes).skip(1).boxed().toList();
  }

  /** Ends the count; those elected stand in the order it happened. */
  CountResult result(CountingRule rule, CountSettings settings) {
    return result(rule, settings, elected());
  }

  /** Ends the count, with those elected in this order. */
  CountResult result(CountingRule rule, CountSettings settings, List<Integer> orderOfElection) {
    closeStage();
    List<CountResult.Elected> inOrder = new ArrayList<>(allElected);
    inOrder.sort(Comparator.comparingInt(one -> orderOfElection.indexOf(one.candidate())));
    return new CountResult(
        rule.id(),
        papers.file().title(),
        seats,
        papers.file().candidates(),
        papers.withdrawn(),
        papers.valid(),
        papers.invalid(),
        papers.unclear(),
        decimals,
        quota,
        inOrder,
        stages,
        settings.switches());
  }
}
