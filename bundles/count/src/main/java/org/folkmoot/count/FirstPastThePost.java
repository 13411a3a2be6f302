package org.folkmoot.count;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * First past the post, for one place or several: most votes win (FPP51).
 *
 * <p>Votes are whole votes. A paper carries a vote for each of up to as many candidates as there
 * are places. Where the file ranks the candidates, the votes are the first so many preferences;
 * marks of one rank (X-votes) count all together, and a paper with more of them than places is
 * rejected. A tie that matters goes to lot, as if the candidate drawn had one vote more.
 */
final class FirstPastThePost implements CountingRule {

  @Override
  public String id() {
    return "fptp";
  }

  @Override
  public String title() {
    return "First past the post";
  }

  @Override
  public CountResult count(BallotFile papers, CountSettings settings) {
    RuleSwitches.none(this, settings);
    int seats = settings.seats().orElse(papers.seats());
    Set<Integer> withdrawn = Papers.withdrawn(papers, settings);
    Map<RejectionGround, Long> invalid = new EnumMap<>(RejectionGround.class);
    invalid.putAll(settings.rejected());
    long[] votes = new long[papers.candidates().size() + 1];
    boolean[] gone = new boolean[votes.length];
    withdrawn.forEach(candidate -> gone[candidate] = true);
    int[] votedFor = new int[Math.min(seats, papers.candidates().size()) + 1];
    long valid = 0;
    for (int i = 0; i < papers.size(); i++) {
      RejectionGround ground = countPaper(papers, i, seats, gone, votes, votedFor);
      if (ground == null) {
        valid += papers.copies(i);
      } else {
        invalid.merge(ground, (long) papers.copies(i), Long::sum);
      }
    }
    List<DrawingOfLots.Drawn> drawn = new ArrayList<>();
    List<CountResult.Elected> elected =
        elect(papers, seats, withdrawn, votes, new Lots(settings), drawn);
    CountStage stage =
        new CountStage(
            1,
            CountStage.Action.FIRST_PREFERENCES,
            List.of(),
            null,
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            List.of(),
            IntStream.range(1, votes.length).mapToObj(c -> votes[c]).toList(),
            0,
            elected,
            drawn);
    return new CountResult(
        id(),
        papers.title(),
        seats,
        papers.candidates(),
        withdrawn,
        valid,
        invalid,
        0,
        0,
        OptionalLong.empty(),
        elected,
        List.of(stage),
        Map.of());
  }

  /** Adds a paper's votes, or says why it has none. */
  private static RejectionGround countPaper(
      BallotFile papers, int index, int seats, boolean[] withdrawn, long[] votes, int[] votedFor) {
    int end = papers.end(index);
    int number = 0;
    boolean anyMark = false;
    int at = papers.start(index);
    while (at < end && number < seats) {
      int rankEnd = at + 1;
      while (rankEnd < end && papers.mark(rankEnd) < 0) {
        rankEnd++;
      }
      int marked = 0;
      for (int i = at; i < rankEnd; i++) {
        int candidate = Math.abs(papers.mark(i));
        anyMark |= candidate > 0;
        if (candidate > 0 && !contains(votedFor, number + marked, candidate)) {
          if (number + marked == seats) {
            return RejectionGround.TOO_MANY_VOTES;
          }
          votedFor[number + marked++] = candidate;
        }
      }
      // Withdrawn candidates can make a paper hold too many votes, but they get none.
      int kept = number;
      for (int i = number; i < number + marked; i++) {
        if (!withdrawn[votedFor[i]]) {
          votedFor[kept++] = votedFor[i];
        }
      }
      number = kept;
      at = rankEnd;
    }
    if (number == 0) {
      return anyMark ? RejectionGround.ONLY_WITHDRAWN : RejectionGround.UNMARKED;
    }
    for (int i = 0; i < number; i++) {
      votes[votedFor[i]] += papers.copies(index);
    }
    return null;
  }

  private static boolean contains(int[] votedFor, int number, int candidate) {
    for (int i = 0; i < number; i++) {
      if (votedFor[i] == candidate) {
        return true;
      }
    }
    return false;
  }

  private static List<CountResult.Elected> elect(
      BallotFile papers,
      int seats,
      Set<Integer> withdrawn,
      long[] votes,
      Lots lots,
      List<DrawingOfLots.Drawn> drawn) {
    List<Integer> downwards =
        new ArrayList<>(
            IntStream.range(1, votes.length).boxed().filter(c -> !withdrawn.contains(c)).toList());
    boolean contested = downwards.size() > seats;
    downwards.sort(Comparator.comparingLong(c -> -votes[c]));
    List<CountResult.Elected> elected = new ArrayList<>();
    while (elected.size() < seats && !downwards.isEmpty()) {
      List<Integer> equal = Lots.extreme(downwards, votes, true);
      CountResult.Ground ground =
          contested ? CountResult.Ground.MOST_VOTES : CountResult.Ground.ALL_REMAINING;
      int next = equal.get(0);
      if (equal.size() > seats - elected.size()) {
        next = lots.draw(new DrawingOfLots(1, DrawingOfLots.Purpose.ELECTION, equal));
        ground = CountResult.Ground.LOT;
      }
      elected.add(new CountResult.Elected(next, papers.name(next), 1, ground));
      downwards.remove((Integer) next);
    }
    drawn.addAll(lots.drawn());
    return elected;
  }
}
