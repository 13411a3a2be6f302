package org.folkmoot.constitution;

import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A published set of rules that an institution adopts, as data.
 *
 * @param id such as {@code england-maintained-school}
 * @param title what it is called
 * @param source the law or text it was taken from
 * @param toBeConfirmed rules taken from memory of a text, not yet compared with it; no notice or
 *     page may claim them as "rule N says"
 * @param nations where it may be adopted
 * @param constituencies names of the three constituencies
 * @param qualifications who qualifies; the order is the order of constituencies a person falls into
 * @param minimumSeats smallest body
 * @param remainderOrder which third gets the seats left over when the total is not divisible by
 *     three
 * @param seats how the seats of each third are filled
 * @param termYears length of a term
 * @param timetable for each step the number of working days before the day of close of poll
 * @param closeOfPoll local time in Europe/London, unless the institution sets its own
 * @param methodsAllowed ways of voting the pack allows
 * @param methodsRequired ways of voting every voter must be offered, with the rule that says so
 * @param countingRule id of the rule in {@code org.folkmoot.count}
 * @param assembly rules of the annual assembly
 * @param required what each notice must contain
 */
public record RulePack(
    String id,
    Label title,
    String source,
    List<String> toBeConfirmed,
    Set<Nation> nations,
    Map<Constituency, Label> constituencies,
    List<Qualification> qualifications,
    int minimumSeats,
    List<Constituency> remainderOrder,
    List<SeatsOfThird> seats,
    int termYears,
    Map<ElectionStep, StepRule> timetable,
    LocalTime closeOfPoll,
    Set<VotingMethod> methodsAllowed,
    Map<VotingMethod, String> methodsRequired,
    String countingRule,
    AssemblyRules assembly,
    Map<NoticeKind, List<RequiredContent>> required) {

  /** The latest day of a step, in working days before the day of close, and its source. */
  public record StepRule(int workingDaysBeforeClose, String rule) {}

  /**
   * Rules of the annual assembly.
   *
   * @param noticeClearDays clear days of notice
   * @param noticeRule where the rule stands
   * @param deemedServiceDays days after sending on which a notice counts as served, by voting
   *     method's channel: email, post
   * @param quorum smallest attendance at which business may be done, as members present in all
   * @param electsLeader whether the leader is elected there each year
   * @param leaderForce binding, or indicative where the law gives the vote no force
   */
  public record AssemblyRules(
      int noticeClearDays,
      String noticeRule,
      Map<VotingMethod, Integer> deemedServiceDays,
      int quorum,
      boolean electsLeader,
      boolean leaderBinding) {}
}
