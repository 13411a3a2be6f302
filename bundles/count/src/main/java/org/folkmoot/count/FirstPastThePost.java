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
    long valid = 0;
    for (int i = 0; i < papers.size(); i++) {
      BallotFile.Paper paper = papers.paper(i);
      RejectionGround ground = countPaper(paper, seats, withdrawn, votes);
      if (ground == null) {
        valid += paper.copies();
      } else {
        invalid.merge(ground, paper.copies(), Long::sum);
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
      BallotFile.Paper paper, int seats, Set<Integer> withdrawn, long[] votes) {
    List<Integer> votedFor = new ArrayList<>();
    boolean anyMark = false;
    for (List<Integer> rank : paper.ranks()) {
      List<Integer> marked = rank.stream().distinct().filter(c -> !votedFor.contains(c)).toList();
      anyMark |= !rank.isEmpty();
      if (rank.size() > 1 && votedFor.size() + marked.size() > seats) {
        return RejectionGround.TOO_MANY_VOTES;
      }
      marked.stream().filter(c -> !withdrawn.contains(c)).forEach(votedFor::add);
      if (votedFor.size() == seats) {
        break;
      }
    }
    if (votedFor.isEmpty()) {
      return anyMark ? RejectionGround.ONLY_WITHDRAWN : RejectionGround.UNMARKED;
    }
    votedFor.forEach(candidate -> votes[candidate] += paper.copies());
    return null;
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
