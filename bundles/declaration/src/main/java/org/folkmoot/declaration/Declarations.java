package org.folkmoot.declaration;

import java.util.List;
import java.util.Optional;
import org.folkmoot.ballot.KeyShare;
import org.folkmoot.ballot.box.OpenedBox;
import org.folkmoot.constitution.Institution;
import org.folkmoot.count.CountResult;
import org.osgi.annotation.versioning.ProviderType;

/** Counting and declaring for one institution. Service property {@code institution}. */
@ProviderType
public interface Declarations {
  Institution institution();

  /**
   * Opens the box of an election whose poll is closed and keeps the opened papers; a second call
   * changes nothing.
   *
   * @throws org.folkmoot.constitution.Refused before the close, or when the shares do not open it
   */
  void openBox(String election, List<KeyShare> shares, String actor);

  /**
   * Takes back the papers of a box that trustees opened elsewhere, and keeps them as {@link
   * #openBox} does; a second call changes nothing.
   *
   * @throws org.folkmoot.constitution.Refused when they did not come out of this election's box
   */
  void takeOpened(String election, OpenedBox opened, String actor);

  /** The opened contests with their state, in the order of the election. */
  List<CountedContest> contests(String election);

  /**
   * Counts a contest again with lots drawn.
   *
   * @param lots candidate numbers in the order drawn: where a lot is needed, the first of the tied
   *     in this order is drawn
   */
  CountedContest count(String contest, List<Integer> lots, String actor);

  /** The order of lots entered for a contest, as they were drawn; empty when none was entered. */
  List<Integer> lots(String contest);

  /**
   * Declares: all contests are counted and no lot is outstanding. Fills the seats and gives notice
   * of the result to every member.
   */
  Declaration declare(String election, String actor);

  Optional<Declaration> declaration(String election);

  /** All declarations, newest first. */
  List<Declaration> all();

  /** The full count of an opened contest, stage by stage; empty while a lot is needed. */
  Optional<CountResult> counted(String contest);

  /** The opened papers of a contest as a ballot file (BLT), so that anyone can recount. */
  Optional<String> ballotFile(String contest);

  /**
   * An opened contest.
   *
   * @param lotNeeded what has to be drawn before the count can end, in words; empty when counted
   * @param lotAmong the numbers of the tied candidates
   * @param reconciliation the account of papers, in words
   */
  record CountedContest(
      String contest,
      Optional<String> lotNeeded,
      List<Integer> lotAmong,
      List<String> elected,
      List<String> reconciliation) {}
}
