package org.folkmoot.member.site.internal;

import java.util.List;
import org.folkmoot.election.Candidate;
import org.folkmoot.election.Contest;

/**
 * A contest as pages show it, in the reader's language.
 *
 * @param collapsed whether statements are opened one by one. All of a contest's are, or none: no
 *     candidate has the advantage of being read without asking
 */
public record ContestView(
    String id,
    String title,
    String third,
    int seats,
    boolean ranked,
    boolean binding,
    boolean contested,
    boolean collapsed,
    List<CandidateView> candidates) {
  private static final int SHORT = 320;

  /** A candidate as pages show them. */
  public record CandidateView(
      int number,
      String name,
      List<String> statement,
      String interests,
      boolean withdrawn) {}

  static ContestView of(Contest contest, Visit visit) {
    return new ContestView(
        contest.id(),
        visit.in(contest.seatKind()),
        visit.third(contest.constituency()),
        contest.seats(),
        contest.ranked(),
        contest.binding(),
        contest.contested(),
        contest.candidates().stream().anyMatch(one -> one.statement().length() > SHORT),
        contest.candidates().stream().map(ContestView::view).toList());
  }

  private static CandidateView view(Candidate candidate) {
    return new CandidateView(
        candidate.number(),
        candidate.name(),
        paragraphs(candidate.statement()),
        candidate.interests().strip(),
        candidate.withdrawn());
  }

  /** The paragraphs of a plain text. */
  static List<String> paragraphs(String text) {
    return text.strip().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }
}
