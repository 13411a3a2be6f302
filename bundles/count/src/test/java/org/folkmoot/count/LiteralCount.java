package org.folkmoot.count;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The three STV rules once more, slowly and literally: every paper an object, decimals as decimals,
 * everything looked up anew each time. It shares nothing with the rules it checks.
 */
abstract class LiteralCount {
  static final class Paper {
    final List<Integer> preferences;
    int holder;
    BigDecimal value = BigDecimal.ONE;
    int parcel;

    Paper(List<Integer> preferences) {
      this.preferences = preferences;
    }
  }

  final int seats;
  final int candidates;
  final List<Integer> lotOrder;
  final List<Paper> papers = new ArrayList<>();
  final TreeMap<Integer, BigDecimal> votes = new TreeMap<>();
  final Set<Integer> continuing = new TreeSet<>();
  final List<Integer> elected = new ArrayList<>();
  final List<TreeMap<Integer, BigDecimal>> points = new ArrayList<>();
  final List<String> stages = new ArrayList<>();
  BigDecimal quota;
  BigDecimal lost = BigDecimal.ZERO;
  int parcels;

  LiteralCount(BallotFile file, List<Integer> lotOrder) {
    this.seats = file.seats();
    this.candidates = file.candidates().size();
    this.lotOrder = lotOrder;
    for (int c = 1; c <= candidates; c++) {
      votes.put(c, BigDecimal.ZERO);
      continuing.add(c);
    }
    for (int i = 0; i < file.size(); i++) {
      List<Integer> preferences = file.paper(i).ranks().stream().map(rank -> rank.get(0)).toList();
      for (int copy = 0; copy < file.paper(i).copies(); copy++) {
        Paper paper = new Paper(preferences);
        paper.holder = preferences.get(0);
        votes.merge(paper.holder, BigDecimal.ONE, BigDecimal::add);
        papers.add(paper);
      }
    }
  }

  static LiteralCount of(String rule, BallotFile file, List<Integer> lotOrder) {
    return switch (rule) {
      case "nhs-stv" -> new Nhs(file, lotOrder);
      case "ers97" -> new Ers(file, lotOrder);
      default -> new Scottish(file, lotOrder);
    };
  }

  /** Who is elected, then each stage with its totals, as text. */
  abstract String run();

  final int vacancies() {
    return seats - elected.size();
  }

  final void elect(int candidate) {
    continuing.remove(candidate);
    elected.add(candidate);
  }

  final int next(Paper paper) {
    boolean passed = false;
    for (int preference : paper.preferences) {
      if (passed && continuing.contains(preference)) {
        return preference;
      }
      passed |= preference == paper.holder;
    }
    return 0;
  }

  final List<Integer> lowestFirst() {
    List<Integer> order = new ArrayList<>(continuing);
    order.sort(Comparator.comparing(votes::get));
    return order;
  }

  final BigDecimal sum(Collection<Integer> of) {
    return of.stream().map(votes::get).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  final BigDecimal surpluses() {
    return elected.stream()
        .map(c -> votes.get(c).subtract(quota).max(BigDecimal.ZERO))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Settles a tie by the remembered points in this order, then by lot. */
  final int settle(
      List<Integer> tied, boolean most, List<TreeMap<Integer, BigDecimal>> inThisOrder) {
    Set<Integer> left = new TreeSet<>(tied);
    for (TreeMap<Integer, BigDecimal> point : inThisOrder) {
      Comparator<Integer> byVotes = Comparator.comparing(point::get);
      int best = left.stream().max(most ? byVotes : byVotes.reversed()).orElseThrow();
      left.removeIf(c -> point.get(c).compareTo(point.get(best)) != 0);
    }
    return left.size() == 1
        ? left.iterator().next()
        : lotOrder.stream().filter(left::contains).findFirst().orElseThrow();
  }

  final List<Integer> equalTo(int candidate, Collection<Integer> among) {
    return among.stream()
        .filter(c -> votes.get(c).compareTo(votes.get(candidate)) == 0)
        .sorted()
        .toList();
  }

  final int highestOf(Collection<Integer> among) {
    return among.stream().max(Comparator.comparing(votes::get)).orElseThrow();
  }

  final void point() {
    points.add(new TreeMap<>(votes));
  }

  final void stage(String what) {
    StringBuilder line = new StringBuilder(what);
    votes.values().forEach(v -> line.append(' ').append(v.stripTrailingZeros().toPlainString()));
    stages.add(line + " | " + lost.stripTrailingZeros().toPlainString());
  }

  final String text() {
    return new TreeSet<>(elected) + "\n" + String.join("\n", stages);
  }

  /** Moves these papers; everyone who held one loses its old value. */
  final void move(List<Paper> moving, BigDecimal newValue) {
    parcels++;
    for (Paper paper : moving) {
      votes.merge(paper.holder, paper.value.negate(), BigDecimal::add);
      give(paper, next(paper), newValue == null ? paper.value : newValue);
    }
  }

  final void give(Paper paper, int to, BigDecimal value) {
    paper.holder = to;
    if (to == 0) {
      lost = lost.add(value);
    } else {
      paper.value = value;
      paper.parcel = parcels;
      votes.merge(to, value, BigDecimal::add);
    }
  }

  final List<Paper> heldBy(Collection<Integer> holders) {
    return papers.stream().filter(p -> holders.contains(p.holder)).toList();
  }

  /** The surplus of NHS and ERS97: the parcel that came last, two decimals, remainder lost. */
  final void transferLastParcel(int candidate) {
    BigDecimal surplus = votes.get(candidate).subtract(quota);
    List<Paper> held = heldBy(List.of(candidate));
    int last = held.stream().mapToInt(p -> p.parcel).max().orElseThrow();
    List<Paper> moving =
        held.stream().filter(p -> p.parcel == last).filter(p -> next(p) != 0).toList();
    parcels++;
    BigDecimal given = BigDecimal.ZERO;
    if (!moving.isEmpty()) {
      BigDecimal share = surplus.divide(BigDecimal.valueOf(moving.size()), 2, RoundingMode.DOWN);
      BigDecimal value = share.min(moving.get(0).value);
      for (Paper paper : moving) {
        give(paper, next(paper), value);
        given = given.add(value);
      }
    }
    votes.put(candidate, quota);
    lost = lost.add(surplus.subtract(given));
    stage("surplus [" + candidate + "]");
  }

  static final class Nhs extends LiteralCount {
    Nhs(BallotFile file, List<Integer> lotOrder) {
      super(file, lotOrder);
    }

    @Override
    String run() {
      quota = BigDecimal.valueOf(papers.size() / (seats + 1) + 1);
      electByQuota();
      stage("first []");
      point();
      while (!end()) {
        BigDecimal surpluses = surpluses();
        if (seats > 1 && surpluses.signum() > 0 && !deferred(surpluses)) {
          int largest = highestOf(elected);
          transferLastParcel(settle(equalTo(largest, elected), true, points));
          electByQuota();
        } else {
          exclude(group(surpluses));
        }
        point();
      }
      return text();
    }

    private void electByQuota() {
      Set<Integer> reached = new HashSet<>();
      continuing.stream().filter(c -> votes.get(c).compareTo(quota) >= 0).forEach(reached::add);
      reached.forEach(this::elect);
    }

    private boolean deferred(BigDecimal surpluses) {
      List<Integer> order = lowestFirst();
      BigDecimal gap = votes.get(order.get(1)).subtract(votes.get(order.get(0)));
      boolean defer = surpluses.compareTo(gap) < 0;
      for (int k = 2; k < order.size(); k++) {
        boolean enoughLeft = order.size() - k >= vacancies();
        BigDecimal above = votes.get(order.get(k)).subtract(sum(order.subList(0, k)));
        defer |= enoughLeft && surpluses.compareTo(above) < 0;
      }
      return defer;
    }

    private List<Integer> group(BigDecimal surpluses) {
      List<Integer> order = lowestFirst();
      for (int k = order.size() - 1; k >= 2; k--) {
        boolean enoughLeft = order.size() - k >= vacancies();
        BigDecimal together = sum(order.subList(0, k)).add(surpluses);
        if (enoughLeft && together.compareTo(votes.get(order.get(k))) < 0) {
          return List.copyOf(order.subList(0, k));
        }
      }
      return List.of(settle(equalTo(order.get(0), continuing), false, points));
    }

    private void exclude(List<Integer> group) {
      continuing.removeAll(group);
      if (continuing.size() > vacancies()) {
        List<Paper> firsts = heldBy(group).stream().filter(p -> p.parcel == 0).toList();
        List<Paper> others = heldBy(group).stream().filter(p -> p.parcel > 0).toList();
        if (!firsts.isEmpty()) {
          move(firsts, null);
          electByQuota();
        }
        TreeSet<BigDecimal> values = new TreeSet<>(Comparator.reverseOrder());
        others.forEach(p -> values.add(p.value));
        for (BigDecimal value : values) {
          if (vacancies() > 0) {
            move(others.stream().filter(p -> p.value.compareTo(value) == 0).toList(), null);
            electByQuota();
          }
        }
      }
      stage("exclusion " + new TreeSet<>(group));
    }

    private boolean end() {
      if (vacancies() > 0 && continuing.size() <= vacancies()) {
        List.copyOf(continuing).forEach(this::elect);
      } else if (vacancies() == 1) {
        int first = highestOf(continuing);
        BigDecimal rest = sum(continuing).subtract(votes.get(first)).add(surpluses());
        if (votes.get(first).compareTo(rest) >= 0) {
          // Two can pass if they are equal; the next exclusion then decides between them.
          List<Integer> passing =
              continuing.stream()
                  .filter(c -> votes.get(c).compareTo(votes.get(first)) == 0)
                  .toList();
          if (passing.size() == 1) {
            elect(first);
          }
        }
      }
      return vacancies() == 0;
    }
  }

  static final class Ers extends LiteralCount {
    Ers(BallotFile file, List<Integer> lotOrder) {
      super(file, lotOrder);
    }

    @Override
    String run() {
      newQuota();
      electionTest();
      stage("first []");
      point();
      while (vacancies() > 0) {
        if (continuing.size() <= vacancies()) {
          List.copyOf(continuing).forEach(this::elect);
          break;
        }
        BigDecimal surpluses = surpluses();
        if (surpluses.signum() > 0 && !deferred(surpluses)) {
          int largest = highestOf(elected);
          transferLastParcel(settle(equalTo(largest, elected), true, points));
          electionTest();
        } else {
          exclude(group(surpluses));
        }
        point();
      }
      return text();
    }

    private void newQuota() {
      quota =
          BigDecimal.valueOf(papers.size())
              .subtract(lost)
              .divide(BigDecimal.valueOf(seats + 1L), 2, RoundingMode.UP);
    }

    private void electionTest() {
      boolean again = true;
      while (again && vacancies() > 0 && !continuing.isEmpty()) {
        BigDecimal active = BigDecimal.valueOf(papers.size()).subtract(lost);
        for (int c : elected) {
          active = active.subtract(quota.min(votes.get(c)));
        }
        int first = highestOf(continuing);
        BigDecimal vote = votes.get(first);
        BigDecimal times = vote.multiply(BigDecimal.valueOf(vacancies() + 1L));
        again = vote.signum() > 0 && (vote.compareTo(quota) >= 0 || times.compareTo(active) >= 0);
        if (again) {
          List<Integer> equal = new ArrayList<>(equalTo(first, continuing));
          if (equal.size() > vacancies()) {
            for (TreeMap<Integer, BigDecimal> point : points) {
              BigDecimal most = equal.stream().map(point::get).max(BigDecimal::compareTo).get();
              equal.removeIf(c -> point.get(c).compareTo(most) != 0);
            }
            again = equal.size() <= vacancies();
          }
          if (again) {
            elect(equal.get(0));
          }
        }
      }
    }

    private boolean deferred(BigDecimal surpluses) {
      List<Integer> order = lowestFirst();
      BigDecimal gap = votes.get(order.get(1)).subtract(votes.get(order.get(0)));
      boolean defer = surpluses.compareTo(gap) <= 0;
      for (int k = 2; order.size() - k >= vacancies(); k++) {
        BigDecimal above = votes.get(order.get(k)).subtract(sum(order.subList(0, k)));
        defer |= surpluses.compareTo(above) <= 0;
      }
      return defer;
    }

    private Set<Integer> group(BigDecimal surpluses) {
      List<Integer> order = lowestFirst();
      int size = 1;
      for (int k = 2; order.size() - k >= vacancies(); k++) {
        BigDecimal together = sum(order.subList(0, k)).add(surpluses);
        size = together.compareTo(votes.get(order.get(k))) <= 0 ? k : size;
      }
      BigDecimal highest = votes.get(order.get(size - 1));
      Set<Integer> group = new TreeSet<>();
      continuing.stream().filter(c -> votes.get(c).compareTo(highest) < 0).forEach(group::add);
      Set<Integer> level = new TreeSet<>(equalTo(order.get(size - 1), continuing));
      if (group.size() + level.size() == size) {
        group.addAll(level);
      }
      while (group.size() < size) {
        int one = settle(List.copyOf(level), false, points);
        group.add(one);
        level.remove(one);
      }
      return group;
    }

    private void exclude(Set<Integer> group) {
      continuing.removeAll(group);
      if (continuing.size() > vacancies()) {
        List<Paper> moving = heldBy(group);
        TreeSet<BigDecimal> values = new TreeSet<>(Comparator.reverseOrder());
        moving.forEach(p -> values.add(p.value));
        for (BigDecimal value : values) {
          if (vacancies() > 0) {
            move(moving.stream().filter(p -> p.value.compareTo(value) == 0).toList(), null);
            if (elected.isEmpty()) {
              newQuota();
            }
            electionTest();
            point();
          }
        }
      }
      stage("exclusion " + group);
    }
  }

  static final class Scottish extends LiteralCount {
    Scottish(BallotFile file, List<Integer> lotOrder) {
      super(file, lotOrder);
    }

    @Override
    String run() {
      quota = BigDecimal.valueOf(papers.size() / (seats + 1) + 1);
      electByQuota();
      stage("first []");
      while (vacancies() > 0) {
        if (continuing.size() <= vacancies()) {
          List.copyOf(continuing).forEach(this::elect);
          break;
        }
        points.add(0, new TreeMap<>(votes));
        if (surpluses().signum() > 0) {
          int largest = settle(equalTo(highestOf(elected), elected), true, points);
          BigDecimal vote = votes.get(largest);
          BigDecimal surplus = vote.subtract(quota);
          BigDecimal before = sum(votes.keySet()).add(lost);
          for (Paper paper : heldBy(List.of(largest))) {
            BigDecimal value = paper.value.multiply(surplus).divide(vote, 5, RoundingMode.DOWN);
            give(paper, next(paper), value);
          }
          votes.put(largest, quota);
          lost = lost.add(before.subtract(sum(votes.keySet()).add(lost)));
          stage("surplus [" + largest + "]");
        } else {
          int lowest = settle(equalTo(lowestFirst().get(0), continuing), false, points);
          continuing.remove(lowest);
          move(heldBy(List.of(lowest)), null);
          stage("exclusion [" + lowest + "]");
        }
        electByQuota();
      }
      return text();
    }

    private void electByQuota() {
      List<Integer> reached = new ArrayList<>(continuing);
      reached.removeIf(c -> votes.get(c).compareTo(quota) < 0);
      reached.forEach(this::elect);
    }
  }
}
