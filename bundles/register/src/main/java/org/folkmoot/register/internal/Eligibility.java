package org.folkmoot.register.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Disqualification;
import org.folkmoot.constitution.Enlistment;
import org.folkmoot.constitution.Label;
import org.folkmoot.constitution.Qualification;
import org.folkmoot.records.PersonRecord.Flag;
import org.folkmoot.register.MemberState;
import org.folkmoot.register.internal.Circumstances.Move;

/** Applies the qualifications to all records of one person on one day. Pure. */
final class Eligibility {
  static final String OWN_WISH = "the member's own wish";

  private final Qualifications qualifications;
  private final LocalDate today;
  private final Supplier<LocalDate> movesOn;

  /**
   * Decides as of a day.
   *
   * @param movesOn the day on which whoever is told today of a move to another constituency moves
   */
  Eligibility(Qualifications qualifications, LocalDate today, Supplier<LocalDate> movesOn) {
    this.qualifications = qualifications;
    this.today = today;
    this.movesOn = movesOn;
  }

  /**
   * Where a person stood before.
   *
   * @param answerBy the day by which an invited person may say no
   * @param welcomed whether the person has ever been a member
   */
  record Before(
      Optional<MemberState> state,
      Optional<Constituency> constituency,
      Optional<LocalDate> answerBy,
      boolean welcomed) {

    boolean is(MemberState asked) {
      return state.isPresent() && state.get() == asked;
    }

    boolean in(Constituency asked) {
      return constituency.isPresent() && constituency.get() == asked;
    }
  }

  /**
   * Where a person stands.
   *
   * @param state empty for somebody who is none of the register's business
   * @param clause why
   * @param ground the record that decides; empty when none does
   * @param reviewOn the first day on which time alone may change it
   * @param announced the move the member is to be told of, or has been told of
   */
  record Standing(
      Optional<MemberState> state,
      Optional<Constituency> constituency,
      Label clause,
      String rule,
      Optional<HeldRecord> ground,
      Optional<LocalDate> reviewOn,
      Optional<Announced> announced) {}

  /** A move to come, and why. */
  record Announced(Move move, Label clause) {}

  /** A qualification met by a record. */
  private record Match(Qualification qualification, HeldRecord ground, boolean applied) {
    Constituency constituency() {
      return qualification.constituency();
    }
  }

  /** What the records come to: what is met, and else how near they came. */
  private record Findings(List<Match> met, Optional<Miss> nearest, TreeSet<LocalDate> turns) {}

  /**
   * Decides.
   *
   * @param held the records the sources still have
   * @param reachable whether anything can be sent to the person
   */
  Standing of(
      List<HeldRecord> held,
      boolean optedOut,
      boolean reachable,
      Before before,
      Circumstances circumstances) {
    if (optedOut) {
      return standing(MemberState.OPTED_OUT, before, Reasons.OPTED_OUT, OWN_WISH);
    }
    if (held.isEmpty()) {
      return lost(before, Reasons.GONE, qualifications.rule(), Optional.empty());
    }
    Findings findings = findings(held);
    Optional<Match> match = chosen(findings.met(), before, circumstances);
    if (match.isPresent()) {
      return qualified(match.get(), held, findings.turns(), reachable, before, circumstances);
    }
    if (findings.nearest().isPresent()) {
      Miss nearest = findings.nearest().get();
      return lost(before, nearest.clause(), nearest.rule(), next(findings.turns()));
    }
    List<String> kinds =
        held.stream()
            .flatMap(record -> record.affiliations().stream())
            .map(HeldAffiliation::kind)
            .distinct()
            .sorted()
            .toList();
    Label clause = kinds.isEmpty() ? Reasons.NO_AFFILIATION : Reasons.noQualification(kinds);
    return lost(before, clause, qualifications.rule(), Optional.empty());
  }

  /** Constituencies the person may choose between; empty when there is nothing to choose. */
  List<Constituency> choices(List<HeldRecord> held, Before before, Circumstances circumstances) {
    List<Match> met = findings(held).met();
    Optional<Match> first = first(met, before, circumstances);
    if (first.filter(this::choosable).isEmpty()) {
      return List.of();
    }
    List<Constituency> choices =
        met.stream().filter(this::choosable).map(Match::constituency).distinct().toList();
    return choices.size() < 2 ? List.of() : choices;
  }

  private Findings findings(List<HeldRecord> held) {
    TreeSet<LocalDate> turns = new TreeSet<>();
    Optional<LocalDate> born = held.stream().flatMap(r -> r.born().stream()).findFirst();
    List<Match> met = new ArrayList<>();
    Miss nearest = null;
    for (Qualification qualification : qualifications.inOrder()) {
      Optional<String> excluded = excluded(qualification, held);
      for (HeldRecord record : held) {
        for (HeldAffiliation affiliation : record.affiliations()) {
          if (!qualification.affiliations().contains(affiliation.kind())) {
            continue;
          }
          Optional<Miss> miss = miss(qualification, affiliation, born, excluded, turns);
          if (miss.isEmpty()) {
            met.add(new Match(qualification, record, affiliation.appliedBy(today)));
          } else if (nearest == null || miss.get().stage() > nearest.stage()) {
            nearest = miss.get();
          }
        }
      }
    }
    // Every end, every start and every application on any record may move the person.
    for (HeldRecord record : held) {
      for (HeldAffiliation affiliation : record.affiliations()) {
        affiliation.from().ifPresent(turns::add);
        affiliation.to().ifPresent(last -> turns.add(last.plusDays(1)));
        affiliation.applied().ifPresent(turns::add);
      }
    }
    return new Findings(met, Optional.ofNullable(nearest), turns);
  }

  private Optional<String> excluded(Qualification qualification, List<HeldRecord> held) {
    return held.stream()
        .flatMap(record -> record.affiliations().stream())
        .filter(affiliation -> affiliation.holdsOn(today))
        .map(HeldAffiliation::kind)
        .filter(qualification.excludes()::contains)
        .findFirst();
  }

  /** The member's choice where there is one, else the first in the pack's order. */
  private Optional<Match> chosen(List<Match> met, Before before, Circumstances circumstances) {
    Optional<Match> first = first(met, before, circumstances);
    if (first.filter(this::choosable).isEmpty()) {
      return first;
    }
    // Whoever applied to one constituency has chosen it, unless they said otherwise since.
    Optional<Constituency> choice =
        circumstances
            .choice()
            .or(() -> met.stream().filter(Match::applied).map(Match::constituency).findFirst());
    return first(
            met.stream()
                .filter(this::choosable)
                .filter(match -> choice.filter(c -> c == match.constituency()).isPresent())
                .toList(),
            before,
            circumstances)
        .or(() -> first);
  }

  private boolean choosable(Match match) {
    return qualifications.choice().contains(match.constituency());
  }

  /** What needs an application that nobody has made gives way to what makes a member. */
  private Optional<Match> first(List<Match> met, Before before, Circumstances circumstances) {
    return met.stream()
        .filter(match -> open(match, before, circumstances))
        .findFirst()
        .or(() -> met.stream().findFirst());
  }

  private boolean open(Match match, Before before, Circumstances circumstances) {
    Constituency constituency = match.constituency();
    boolean stood =
        before.is(MemberState.MEMBER) || before.is(MemberState.SUSPENDED) && before.welcomed();
    return match.qualification().how() != Enlistment.APPLICATION
        || match.applied()
        || circumstances.admitted()
        || circumstances.choice().filter(c -> c == constituency).isPresent()
        || stood && before.in(constituency);
  }

  private Standing qualified(
      Match match,
      List<HeldRecord> held,
      TreeSet<LocalDate> turns,
      boolean reachable,
      Before before,
      Circumstances circumstances) {
    Constituency constituency = match.constituency();
    Qualification qualification = match.qualification();
    String rule = qualifications.rule(qualification);
    Label reason = reason(qualification);
    if (held.stream().anyMatch(HeldRecord::deceased)) {
      // Whom the records first know as dead never was a member.
      Optional<MemberState> state =
          before.state().map(s -> s == MemberState.ENDED ? s : MemberState.SUSPENDED);
      return new Standing(
          state,
          state.flatMap(
              s -> s == MemberState.ENDED ? before.constituency() : Optional.of(constituency)),
          state.isPresent() ? Reasons.DECEASED : Reasons.DIED_BEFORE,
          rule,
          Optional.of(match.ground()),
          next(turns),
          Optional.empty());
    }
    MemberState state;
    Label clause = reason;
    if (circumstances.suspension().isPresent()) {
      Circumstances.Suspension suspension = circumstances.suspension().get();
      suspension.until().ifPresent(last -> turns.add(last.plusDays(1)));
      state = MemberState.SUSPENDED;
      Optional<Disqualification> ground = qualifications.disqualification(suspension.ground());
      clause = Reasons.suspended(ground.map(Disqualification::label), suspension.until());
      rule = ground.map(Disqualification::rule).map(qualifications::rule).orElse(rule);
    } else if (before.is(MemberState.MEMBER) && before.in(constituency)) {
      state = MemberState.MEMBER;
    } else if (before.is(MemberState.MEMBER) && open(match, before, circumstances)) {
      return moving(match, reason, rule, turns, before, circumstances);
    } else if (!circumstances.admitted()
        && held.stream().anyMatch(record -> record.flags().contains(Flag.RESTRICTED))) {
      state = MemberState.ELIGIBLE;
      clause = Reasons.RESTRICTED;
    } else {
      state = enlisted(match, reachable, before, circumstances);
      if (state == MemberState.ELIGIBLE && qualification.how() == Enlistment.APPLICATION) {
        clause = Reasons.mayApply(reason);
      }
    }
    return new Standing(
        Optional.of(state),
        Optional.of(constituency),
        clause,
        rule,
        Optional.of(match.ground()),
        next(turns),
        Optional.empty());
  }

  /** A member keeps the vote where it was until the day that member was told of. */
  private Standing moving(
      Match match,
      Label reason,
      String rule,
      TreeSet<LocalDate> turns,
      Before before,
      Circumstances circumstances) {
    Constituency to = match.constituency();
    boolean ownChoice = match.applied() || circumstances.choice().filter(c -> c == to).isPresent();
    LocalDate on =
        circumstances
            .move()
            .filter(told -> told.to() == to)
            .map(Move::on)
            .orElseGet(() -> ownChoice ? today : movesOn.get());
    boolean later = on.isAfter(today);
    if (later) {
      turns.add(on);
    }
    return new Standing(
        Optional.of(MemberState.MEMBER),
        later ? before.constituency() : Optional.of(to),
        later ? Reasons.moving(qualifications.label(to), on, reason) : reason,
        rule,
        Optional.of(match.ground()),
        next(turns),
        later ? Optional.of(new Announced(new Move(to, on), reason)) : Optional.empty());
  }

  /** Where the pack asks for an area that nobody has named, the reason must not claim one. */
  private Label reason(Qualification qualification) {
    return qualification.area() && !qualifications.asksArea(qualification)
        ? Reasons.areaNotAsked(qualification.reason())
        : qualification.reason();
  }

  private MemberState enlisted(
      Match match, boolean reachable, Before before, Circumstances circumstances) {
    if (before.is(MemberState.SUSPENDED) && before.welcomed()) {
      return MemberState.MEMBER;
    }
    if (match.applied() || circumstances.admitted()) {
      return MemberState.MEMBER;
    }
    switch (match.qualification().how()) {
      case AUTOMATIC:
        return MemberState.MEMBER;
      case APPLICATION:
        return MemberState.ELIGIBLE;
      default:
        break;
    }
    boolean invitedHere = before.is(MemberState.INVITED) && before.in(match.constituency());
    if (!invitedHere) {
      // Silence is no answer to an invitation that cannot have been read.
      return reachable ? MemberState.INVITED : MemberState.ELIGIBLE;
    }
    LocalDate answerBy = before.answerBy().orElse(today);
    return today.isAfter(answerBy) ? MemberState.MEMBER : MemberState.INVITED;
  }

  /** Why an affiliation does not qualify; stages count how near it came. */
  private record Miss(int stage, Label clause, String rule) {}

  private Optional<Miss> miss(
      Qualification qualification,
      HeldAffiliation affiliation,
      Optional<LocalDate> born,
      Optional<String> excluded,
      TreeSet<LocalDate> turns) {
    String rule = qualifications.rule(qualification);
    Optional<Miss> inTime =
        qualification.attendedWithinMonths() > 0
            ? attended(affiliation, qualification.attendedWithinMonths(), rule, turns)
            : holds(affiliation, rule);
    if (inTime.isPresent()) {
      return inTime;
    }
    int months = qualification.minimumMonths();
    if (months > 0 && !lasts(affiliation, months)) {
      if (affiliation.from().isEmpty()) {
        return Optional.of(new Miss(3, Reasons.startNotKnown(months), rule));
      }
      LocalDate complete = affiliation.from().get().plusMonths(months);
      turns.add(complete);
      return Optional.of(new Miss(3, Reasons.tooShort(months, complete), rule));
    }
    int age = qualification.minimumAge();
    if (age > 0) {
      if (born.isEmpty()) {
        return Optional.of(new Miss(4, Reasons.ageNotKnown(age), rule));
      }
      LocalDate birthday = birthday(born.get(), age);
      if (birthday.isAfter(today)) {
        turns.add(birthday);
        return Optional.of(new Miss(5, Reasons.underAge(age), rule));
      }
    }
    if (qualifications.asksArea(qualification) && affiliation.residence() != Residence.INSIDE) {
      return Optional.of(
          affiliation.residence() == Residence.OUTSIDE
              ? new Miss(7, Reasons.OUTSIDE_AREA, rule)
              : new Miss(6, Reasons.AREA_NOT_KNOWN, rule));
    }
    return excluded.map(kind -> new Miss(8, Reasons.excluded(kind), rule));
  }

  private Optional<Miss> holds(HeldAffiliation affiliation, String rule) {
    if (affiliation.to().isPresent() && affiliation.to().get().isBefore(today)) {
      return Optional.of(new Miss(1, Reasons.over(affiliation.to().get()), rule));
    }
    if (!affiliation.holdsOn(today)) {
      return Optional.of(new Miss(2, Reasons.notYet(affiliation.from().orElseThrow()), rule));
    }
    return Optional.empty();
  }

  /** Attended within a period (NHS Act 2006 Sch 7 para 3): the last day counts, or the first. */
  private Optional<Miss> attended(
      HeldAffiliation affiliation, int months, String rule, TreeSet<LocalDate> turns) {
    if (affiliation.from().filter(today::isBefore).isPresent()) {
      return Optional.of(new Miss(2, Reasons.notYet(affiliation.from().orElseThrow()), rule));
    }
    Optional<LocalDate> attended = affiliation.to().or(affiliation::from);
    if (attended.isEmpty()) {
      return Optional.of(new Miss(3, Reasons.attendanceNotKnown(months), rule));
    }
    LocalDate lastDay = attended.get().plusMonths(months);
    if (lastDay.isBefore(today)) {
      return Optional.of(new Miss(1, Reasons.attendedTooLongAgo(months, attended.get()), rule));
    }
    turns.add(lastDay.plusDays(1));
    return Optional.empty();
  }

  /** Served for the months, or appointed for them (NHS Act 2006 Sch 7 para 3). */
  private boolean lasts(HeldAffiliation affiliation, int months) {
    Optional<LocalDate> complete = affiliation.from().map(first -> first.plusMonths(months));
    return complete
        .filter(
            day ->
                !day.isAfter(today)
                    || affiliation.to().filter(last -> !last.plusDays(1).isBefore(day)).isPresent())
        .isPresent();
  }

  /** Somebody born on 29 February is a year older on 1 March in other years. */
  static LocalDate birthday(LocalDate born, int age) {
    LocalDate birthday = born.plusYears(age);
    return birthday.getDayOfMonth() == born.getDayOfMonth() ? birthday : birthday.plusDays(1);
  }

  /** Nothing qualifies: whoever stood somewhere has ended, anybody else never began. */
  private Standing lost(Before before, Label clause, String rule, Optional<LocalDate> reviewOn) {
    Optional<MemberState> state = before.state().map(any -> MemberState.ENDED);
    return new Standing(
        state, before.constituency(), clause, rule, Optional.empty(), reviewOn, Optional.empty());
  }

  private static Standing standing(MemberState state, Before before, Label clause, String rule) {
    // Somebody new who opted out under another record has never stood in a constituency.
    return new Standing(
        before.constituency().map(any -> state),
        before.constituency(),
        clause,
        rule,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private Optional<LocalDate> next(TreeSet<LocalDate> turns) {
    return Optional.ofNullable(turns.higher(today));
  }
}
