package org.folkmoot.constitution;

import java.time.LocalTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A published set of rules that an institution adopts, as data.
 *
 * @param id such as {@code england-maintained-school}
 * @param title what it is called
 * @param source the law or text it was taken from
 * @param toBeConfirmed rules taken from memory of a text, not yet compared with it; no notice or
 *     page may claim them as "rule N says". Each begins with the path of the field it is about
 * @param nations where it may be adopted
 * @param constituencies names of the three constituencies
 * @param qualifications who qualifies; the order is the order of constituencies a person falls into
 * @param choice constituencies between which a member who qualifies for several may choose; in all
 *     others the order decides
 * @param moveNotice how long before a member is told of being moved to another constituency
 * @param disqualifications grounds on which somebody may be refused or suspended
 * @param minimumSeats smallest body
 * @param remainderOrder which third gets the seats left over when the total is not divisible by
 *     three
 * @param seats how the seats of each third are filled; where no entry says {@link
 *     SeatsOfThird#REST}, they are a table the law fixes, and the parts need not be equal
 * @param termYears length of a term
 * @param timetable for each step the number of working days before the day of close of poll; all
 *     six steps, the close itself with 0
 * @param closeOfPoll local time in Europe/London, unless the institution sets its own
 * @param methodsAllowed ways of voting the pack allows
 * @param methodsRequired ways of voting every voter must be offered, with the rule that says so
 * @param languagesRequired languages every member must be offered beside English, with the rule
 * @param countingRule id of the rule in {@code org.folkmoot.count}
 * @param papers what it asks of printed ballot papers beyond what every paper bears
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
    Set<Constituency> choice,
    MoveNotice moveNotice,
    List<Disqualification> disqualifications,
    int minimumSeats,
    List<Constituency> remainderOrder,
    List<SeatsOfThird> seats,
    int termYears,
    Map<ElectionStep, StepRule> timetable,
    LocalTime closeOfPoll,
    Set<VotingMethod> methodsAllowed,
    Map<VotingMethod, String> methodsRequired,
    Map<String, String> languagesRequired,
    String countingRule,
    PaperRules papers,
    AssemblyRules assembly,
    Map<NoticeKind, List<RequiredContent>> required) {

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,63}");

  /** Checks what must hold in every pack; each message begins with the path of the field. */
  public RulePack {
    toBeConfirmed = List.copyOf(toBeConfirmed);
    nations = Collections.unmodifiableSet(new LinkedHashSet<>(nations));
    constituencies = Collections.unmodifiableMap(new LinkedHashMap<>(constituencies));
    qualifications = List.copyOf(qualifications);
    choice = Collections.unmodifiableSet(new LinkedHashSet<>(choice));
    disqualifications = List.copyOf(disqualifications);
    remainderOrder = List.copyOf(remainderOrder);
    seats = List.copyOf(seats);
    timetable = Collections.unmodifiableMap(new LinkedHashMap<>(timetable));
    methodsAllowed = Collections.unmodifiableSet(new LinkedHashSet<>(methodsAllowed));
    methodsRequired = Collections.unmodifiableMap(new LinkedHashMap<>(methodsRequired));
    languagesRequired = Collections.unmodifiableMap(new LinkedHashMap<>(languagesRequired));
    Map<NoticeKind, List<RequiredContent>> contents = new LinkedHashMap<>();
    required.forEach((kind, items) -> contents.put(kind, List.copyOf(items)));
    required = Collections.unmodifiableMap(contents);
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "id: '" + id + "' is not lower-case letters, digits and hyphens, at most 64");
    }
    if (nations.isEmpty()) {
      throw new IllegalArgumentException("nations: names none");
    }
    Set<Constituency> all = EnumSet.allOf(Constituency.class);
    if (!constituencies.keySet().equals(all)) {
      throw new IllegalArgumentException("constituencies: all three are needed");
    }
    if (remainderOrder.size() != 3 || !Set.copyOf(remainderOrder).equals(all)) {
      throw new IllegalArgumentException("remainderOrder: each constituency is needed once");
    }
    if (minimumSeats < 3) {
      throw new IllegalArgumentException("minimumSeats: a body of thirds needs at least 3");
    }
    if (termYears < 1) {
      throw new IllegalArgumentException("termYears: at least 1");
    }
    if (choice.size() == 1) {
      throw new IllegalArgumentException("choice: between one there is none; write [] for none");
    }
    if (disqualifications.stream().map(Disqualification::id).distinct().count()
        != disqualifications.size()) {
      throw new IllegalArgumentException("disqualifications: an id comes twice");
    }
    if (!Set.of("cy").containsAll(languagesRequired.keySet())) {
      throw new IllegalArgumentException("languagesRequired: beside English, cy is offered");
    }
    if (methodsAllowed.isEmpty() || !methodsAllowed.containsAll(methodsRequired.keySet())) {
      throw new IllegalArgumentException(
          "methodsAllowed: at least one, and every one of methodsRequired");
    }
    boolean table = seats.stream().allMatch(entry -> entry.number() != SeatsOfThird.REST);
    int inTable = seats.stream().mapToInt(SeatsOfThird::number).sum();
    if (table && minimumSeats != inTable) {
      throw new IllegalArgumentException(
          "minimumSeats: the table of seats has " + inTable + ", so that many");
    }
    for (Constituency constituency : all) {
      if (qualifications.stream().noneMatch(rule -> rule.constituency() == constituency)) {
        throw new IllegalArgumentException(
            "qualifications: nobody can qualify in " + constituency.word());
      }
      if (table
          ? seats.stream().noneMatch(entry -> entry.constituency() == constituency)
          : seats.stream()
                  .filter(
                      entry ->
                          entry.constituency() == constituency
                              && entry.number() == SeatsOfThird.REST)
                  .count()
              != 1) {
        throw new IllegalArgumentException(
            table
                ? "seats: the table gives " + constituency.word() + " none"
                : "seats: exactly one entry of " + constituency.word() + " says \"rest\"");
      }
    }
    int previous = Integer.MAX_VALUE;
    for (ElectionStep step : ElectionStep.values()) {
      StepRule rule = timetable.get(step);
      if (rule == null) {
        throw new IllegalArgumentException("timetable: has no " + step.word());
      }
      if (rule.workingDaysBeforeClose() > previous) {
        throw new IllegalArgumentException(
            "timetable." + step.word() + ": lies before the step that precedes it");
      }
      previous = rule.workingDaysBeforeClose();
    }
    if (previous != 0) {
      throw new IllegalArgumentException("timetable.close-of-poll: is the day itself, so 0");
    }
    for (NoticeKind kind : NoticeKind.values()) {
      if (!required.containsKey(kind)) {
        throw new IllegalArgumentException(
            "required: has no " + kind.word() + "; write [] if nothing is prescribed");
      }
    }
    required.forEach(
        (kind, items) -> {
          if (items.stream().map(RequiredContent::item).distinct().count() != items.size()) {
            throw new IllegalArgumentException("required." + kind.word() + ": an item comes twice");
          }
        });
  }

  /** Whether the seats are a table fixed by law, so that the body has just that size. */
  public boolean seatsAreTable() {
    return seats.stream().allMatch(entry -> entry.number() != SeatsOfThird.REST);
  }

  /** A ground of disqualification by its id. */
  public Optional<Disqualification> disqualification(String ground) {
    return disqualifications.stream().filter(known -> known.id().equals(ground)).findFirst();
  }

  /**
   * How long before a member is told of being moved to another constituency, in working days, and
   * its source; 0 means that the move takes effect at once.
   */
  public record MoveNotice(int workingDays, String rule) {
    public MoveNotice {
      if (workingDays < 0) {
        throw new IllegalArgumentException("moveNotice: working days are not negative");
      }
    }
  }

  /**
   * What is asked of printed ballot papers beyond what every paper bears.
   *
   * @param identifier whether each paper bears a unique identifier, which is noted nowhere beside
   *     the marks
   * @param declarationOfIdentity constituencies whose voters return a signed declaration of
   *     identity, without which the vote does not count
   * @param rule where that stands
   */
  public record PaperRules(
      boolean identifier, Set<Constituency> declarationOfIdentity, String rule) {
    public PaperRules {
      declarationOfIdentity =
          Collections.unmodifiableSet(new LinkedHashSet<>(declarationOfIdentity));
    }

    /** Whether voters of a constituency return a declaration of identity. */
    public boolean declarationOfIdentity(Constituency constituency) {
      return declarationOfIdentity.contains(constituency);
    }
  }

  /** The latest day of a step, in working days before the day of close, and its source. */
  public record StepRule(int workingDaysBeforeClose, String rule) {
    public StepRule {
      if (workingDaysBeforeClose < 0) {
        throw new IllegalArgumentException("timetable: working days before close: not negative");
      }
    }
  }

  /**
   * Rules of the annual assembly.
   *
   * @param noticeClearDays clear days of notice
   * @param noticeRule where the rule stands
   * @param deemedServiceDays days after sending on which a notice counts as served, by voting
   *     method's channel: email, post
   * @param quorum smallest attendance at which business may be done, as members present in all
   * @param electsLeader whether the leader is elected there each year
   * @param leaderBinding whether that vote binds; false where the law leaves the appointment to
   *     somebody else, so that the vote only shows what the members want
   */
  public record AssemblyRules(
      int noticeClearDays,
      String noticeRule,
      Map<VotingMethod, Integer> deemedServiceDays,
      int quorum,
      boolean electsLeader,
      boolean leaderBinding) {
    public AssemblyRules {
      deemedServiceDays = Collections.unmodifiableMap(new LinkedHashMap<>(deemedServiceDays));
      if (noticeClearDays < 0 || quorum < 1) {
        throw new IllegalArgumentException(
            "assembly: clear days are not negative, and a quorum is at least 1");
      }
      for (VotingMethod channel : VotingMethod.values()) {
        if (deemedServiceDays.getOrDefault(channel, -1) < 0) {
          throw new IllegalArgumentException(
              "assembly.deemedServiceDays: " + channel.word() + " is missing or negative");
        }
      }
    }

    /** The days of notice, ready to be reckoned with. */
    public ClearDays clearDays() {
      return new ClearDays(noticeClearDays);
    }
  }
}
