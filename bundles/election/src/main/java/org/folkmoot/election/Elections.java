package org.folkmoot.election;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.constitution.Institution;
import org.folkmoot.election.Nomination.NominationPaper;
import org.folkmoot.notice.Addressee;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The elections of one institution and its governing body. Service property {@code institution}.
 *
 * <p>What the rules do not allow is refused with {@link org.folkmoot.constitution.Refused}, and
 * nothing is changed. {@code actor} is who did it, for the journal.
 */
@ProviderType
public interface Elections {
  Institution institution();

  /** The timetable an election closing on the day would have. */
  Timetable timetable(LocalDate closeDay);

  /**
   * Makes an election: a contest for every kind of seat members are balloted for that is vacant.
   */
  Election create(ElectionPlan plan, String actor);

  /** All elections, newest first. */
  List<Election> all();

  Optional<Election> election(String id);

  /** Gives notice of election to every member, each with a link to nominate. */
  void giveNotice(String election, String actor);

  /** Takes a nomination until nominations close; checked against the rules, decided later. */
  Nomination nominate(String contest, NominationPaper paper, String actor);

  List<Nomination> nominations(String election);

  /** The returning officer accepts a nomination or refuses it with a reason. */
  void decide(String nomination, boolean accepted, String reason, String actor);

  /** Withdraws a nomination, or a candidate until withdrawals close. */
  void withdraw(String nomination, String actor);

  /**
   * Publishes the statement of nominated candidates, in order of surname, after nominations close.
   */
  Election stateCandidates(String election, String actor);

  /** Freezes the roll: everyone who is a member now and was on the qualifying date. */
  ElectoralRoll freezeRoll(String election, String actor);

  Optional<ElectoralRoll> roll(String election);

  /**
   * Signs the frozen roll off: once, by somebody who has looked through it.
   *
   * @param name of whoever answers for it, such as the returning officer
   */
  ElectoralRoll.SignOff signOffRoll(String election, String name, String actor);

  Optional<ElectoralRoll.SignOff> rollSignOff(String election);

  /**
   * How everyone on the roll could be reached when it was frozen, by member; kept until the result
   * is declared, since who leaves the register after the freeze still votes.
   */
  Map<String, Addressee> rollAddresses(String election);

  /** Opens the poll; called by {@code ballot} when papers are issued, in its transaction. */
  void openPoll(String election, String actor);

  /** Fills seats by a declared result, in the caller's transaction, and ends the election. */
  void fillSeats(String election, List<Elected> elected, String actor);

  GoverningBody governingBody();

  /**
   * Ends the term that runs beyond a day, whoever filled the seat: a resignation, a death, the end
   * of what qualified the holder.
   *
   * @param lastDay the last day of the term
   */
  void endTerm(String seat, LocalDate lastDay, String reason, String actor);

  /** Puts somebody in a seat that no ballot fills. */
  void appoint(String seat, String holder, LocalDate from, LocalDate to, String how, String actor);

  /** Somebody elected in a binding contest. */
  record Elected(String contest, String name) {}
}
