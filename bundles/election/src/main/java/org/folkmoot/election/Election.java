package org.folkmoot.election;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.folkmoot.constitution.Constituency;

/**
 * One election of an institution, with a contest for each part of the body that is balloted for.
 */
public record Election(
    String id, String title, Timetable timetable, State state, List<Contest> contests) {
  public Election {
    contests = List.copyOf(contests);
  }

  /** How far it has come. */
  public enum State {
    /** Made, and nobody told yet. */
    PLANNED,
    /** Notice of election given; nominations are taken. */
    NOMINATIONS,
    /** The statement of nominated candidates is published. */
    CANDIDATES_STATED,
    /** The roll is frozen. */
    ROLL_FROZEN,
    /** Papers are issued; votes are taken until the close. */
    POLL,
    /** The result is declared and the seats are filled. */
    DECLARED
  }

  public Optional<Contest> contest(String contestId) {
    return contests.stream().filter(contest -> contest.id().equals(contestId)).findFirst();
  }

  /** The contests somebody of the constituency may vote in. */
  public List<Contest> contestsOf(Constituency constituency) {
    return contests.stream().filter(contest -> contest.constituency() == constituency).toList();
  }

  /** Whether votes are taken at the moment: the poll is open and its close has not come. */
  public boolean takesVotes(ZonedDateTime now) {
    return state == State.POLL && now.isBefore(timetable.close());
  }
}
