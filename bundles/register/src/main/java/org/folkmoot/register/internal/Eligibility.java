package org.folkmoot.register.internal;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Label;
import org.folkmoot.constitution.Qualification;
import org.folkmoot.records.Affiliation;
import org.folkmoot.records.PersonRecord.Flag;
import org.folkmoot.register.MemberState;

/** Applies the qualifications to all records of one person on one day. Pure. */
final class Eligibility {
  static final String OWN_WISH = "the member's own wish";

  private final Qualifications qualifications;
  private final LocalDate today;

  Eligibility(Qualifications qualifications, LocalDate today) {
    this.qualifications = qualifications;
    this.today = today;
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
  }

  /**
   * Where a person stands.
   *
   * @param state empty for somebody who is none of the register's business
   * @param clause why
   * @param ground the record that decides; empty when none does
   * @param reviewOn the first day on which time alone may change it
   */
  record Standing(
      Optional<MemberState> state,
      Optional<Constituency> constituency,
      Label clause,
      String rule,
      Optional<HeldRecord> ground,
      Optional<LocalDate> reviewOn) {}

  /**
   * Decides.
   *
   * @param held the records the sources still have
   * @param reachable whether anything can be sent to the person
   */
  Standing of(List<HeldRecord> held, boolean optedOut, boolean reachable, Before before) {
    if (optedOut) {
      return standing(MemberState.OPTED_OUT, before, Reasons.OPTED_OUT, OWN_WISH);
    }
    if (held.isEmpty()) {
      return lost(before, Reasons.GONE, qualifications.rule(), Optional.empty());
    }
    Optional<LocalDate> born = held.stream().flatMap(r -> r.born().stream()).findFirst();
    TreeSet<LocalDate> turns = new TreeSet<>();
    Miss nearest = null;
    for (Qualification qualification : qualifications.inOrder()) {
      for (HeldRecord record : held) {
        for (Affiliation affiliation : record.affiliations()) {
          if (!qualification.affiliations().contains(affiliation.kind())) {
            continue;
          }
          Optional<Miss> miss = miss(qualification, affiliation, born, turns);
          if (miss.isEmpty()) {
            return qualified(qualification, record, held, reachable, before, turns);
          }
          if (nearest == null || miss.get().stage() > nearest.stage()) {
            nearest = miss.get();
          }
        }
      }
    }
    if (nearest != null) {
      return lost(before, nearest.clause(), nearest.rule(), next(turns));
    }
    List<String> kinds =
        held.stream()
            .flatMap(record -> record.affiliations().stream())
            .map(Affiliation::kind)
            .distinct()
            .sorted()
            .toList();
    Label clause = kinds.isEmpty() ? Reasons.NO_AFFILIATION : Reasons.noQualification(kinds);
    return lost(before, clause, qualifications.rule(), Optional.empty());
  }

  private Standing qualified(
      Qualification qualification,
      HeldRecord ground,
      List<HeldRecord> held,
      boolean reachable,
      Before before,
      TreeSet<LocalDate> turns) {
    // Every end and every start on any record may move the person, not only those of this one.
    for (HeldRecord record : held) {
      for (Affiliation affiliation : record.affiliations()) {
        affiliation.from().ifPresent(turns::add);
        affiliation.to().ifPresent(last -> turns.add(last.plusDays(1)));
      }
    }
    Constituency constituency = qualification.constituency();
    String rule = qualifications.rule(qualification);
    MemberState state;
    Label clause = qualification.reason();
    if (held.stream().anyMatch(HeldRecord::deceased)) {
      state = MemberState.SUSPENDED;
      clause = Reasons.DECEASED;
    } else if (before.is(MemberState.MEMBER)
        && before.constituency().filter(constituency::equals).isPresent()) {
      state = MemberState.MEMBER;
    } else if (held.stream().anyMatch(record -> record.flags().contains(Flag.RESTRICTED))) {
      state = MemberState.ELIGIBLE;
      clause = Reasons.RESTRICTED;
    } else {
      state = enlisted(qualification, reachable, before);
    }
    return new Standing(
        Optional.of(state),
        Optional.of(constituency),
        clause,
        rule,
        Optional.of(ground),
        next(turns));
  }

  private MemberState enlisted(Qualification qualification, boolean reachable, Before before) {
    if (before.is(MemberState.SUSPENDED) && before.welcomed()) {
      return MemberState.MEMBER;
    }
    switch (qualification.how()) {
      case AUTOMATIC:
        return MemberState.MEMBER;
      case APPLICATION:
        return MemberState.ELIGIBLE;
      default:
        break;
    }
    boolean invitedHere =
        before.is(MemberState.INVITED)
            && before.constituency().filter(qualification.constituency()::equals).isPresent();
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
      Affiliation affiliation,
      Optional<LocalDate> born,
      TreeSet<LocalDate> turns) {
    String rule = qualifications.rule(qualification);
    affiliation.from().ifPresent(turns::add);
    if (affiliation.to().isPresent() && affiliation.to().get().isBefore(today)) {
      return Optional.of(new Miss(1, Reasons.over(affiliation.to().get()), rule));
    }
    affiliation.to().ifPresent(last -> turns.add(last.plusDays(1)));
    if (!affiliation.holdsOn(today)) {
      return Optional.of(new Miss(2, Reasons.notYet(affiliation.from().orElseThrow()), rule));
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
    return Optional.empty();
  }

  /** Served for the months, or appointed for them (NHS Act 2006 Sch 7 para 3). */
  private boolean lasts(Affiliation affiliation, int months) {
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
    return new Standing(state, before.constituency(), clause, rule, Optional.empty(), reviewOn);
  }

  private static Standing standing(MemberState state, Before before, Label clause, String rule) {
    // Somebody new who opted out under another record has never stood in a constituency.
    return new Standing(
        before.constituency().map(any -> state),
        before.constituency(),
        clause,
        rule,
        Optional.empty(),
        Optional.empty());
  }

  private Optional<LocalDate> next(TreeSet<LocalDate> turns) {
    return Optional.ofNullable(turns.higher(today));
  }
}
