package org.folkmoot.register.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Label;
import org.folkmoot.notice.NoticeForm;
import org.folkmoot.register.Applications;
import org.folkmoot.register.EnrolmentRun.Change;
import org.folkmoot.register.Member;
import org.folkmoot.register.MemberState;
import org.jdbi.v3.core.Handle;

/** Decides, person by person, where everybody touched by a run stands, and records why. */
final class Deciding {
  private static final int PAGE = 500;
  private static final int LINKED = 1;
  private static final int NOT_ELIGIBLE = 2;

  private final Handle handle;
  private final Institution institution;
  private final Qualifications qualifications;
  private final Eligibility eligibility;
  private final long run;
  private final LocalDate today;
  private final LocalDate answerBy;
  private final Instant at;
  private final String actor;
  private final Optional<Greetings> greetings;
  private final ReasonBook reasons;
  private final Map<String, LocalDate> suppressed = new HashMap<>();
  private final CircumstanceRows circumstances;
  private final Tally tally = new Tally();
  private final Map<String, Totals> totals = new HashMap<>();

  Deciding(
      Handle handle,
      Institution institution,
      Qualifications qualifications,
      long run,
      LocalDate today,
      LocalDate answerBy,
      Supplier<LocalDate> movesOn,
      Instant at,
      String actor,
      Optional<Greetings> greetings) {
    this.handle = handle;
    this.institution = institution;
    this.qualifications = qualifications;
    this.eligibility = new Eligibility(qualifications, today, movesOn);
    this.circumstances = new CircumstanceRows(handle, institution.id());
    this.run = run;
    this.today = today;
    this.answerBy = answerBy;
    this.at = at;
    this.actor = actor;
    this.greetings = greetings;
    this.reasons = new ReasonBook(handle, institution.id());
    handle
        .createQuery(
            "SELECT suppressed, since FROM register_suppression WHERE institution = :institution")
        .bind("institution", institution.id())
        .map((row, context) -> suppressed.put(row.getString(1), LocalDate.parse(row.getString(2))))
        .list();
  }

  /** Everybody touched, and those whom the calendar moves today. */
  Tally decide(List<LinkingClusters.Absorbed> absorbed, boolean everybody) {
    handle
        .createUpdate(
            "UPDATE register_person SET touched = 1 WHERE institution = :institution AND "
                + (everybody ? ":today IS NOT NULL" : "review_on <= :today"))
        .bind("institution", institution.id())
        .bind("today", today.toString())
        .execute();
    return decideTouched(absorbed);
  }

  /** Those touched, and records that are nobody's yet. */
  Tally decideTouched(List<LinkingClusters.Absorbed> absorbed) {
    absorbed.forEach(this::absorb);
    try (Writing writing = new Writing()) {
      // By key and not only by the mark, for PostgreSQL would wade through those already done.
      Optional<String> after = Optional.of("");
      while (after.isPresent()) {
        after = page(after.get(), writing);
      }
      found(writing);
    }
    keepTotals();
    return tally;
  }

  /** Founds an entry for each record that is linked to none, and writes it once as decided. */
  private void found(Writing writing) {
    long after = 0;
    List<HeldRecord> page;
    do {
      page =
          handle
              .createQuery(
                  "SELECT "
                      + HeldRecord.COLUMNS
                      + " FROM register_record r WHERE r.institution = :institution"
                      + " AND r.pending > 0 AND r.pending = 1 AND COALESCE(r.person, '') = ''"
                      + " AND r.id > :after ORDER BY r.id LIMIT "
                      + PAGE)
              .bind("institution", institution.id())
              .bind("after", after)
              .map(HeldRecord.ROW)
              .list();
      for (HeldRecord record : page) {
        decide(Person.founded(), List.of(record), Circumstances.NONE, Map.of(), true, writing);
        after = record.id();
      }
      writing.execute();
    } while (page.size() == PAGE);
  }

  /** What the sources' records come to, so that no run counts a million rows. */
  private void keepTotals() {
    totals.forEach(
        (source, by) ->
            handle
                .createUpdate(
                    "UPDATE register_source SET linked = linked + :linked,"
                        + " not_eligible = not_eligible + :notEligible"
                        + " WHERE institution = :institution AND source = :source")
                .bind("linked", by.linked())
                .bind("notEligible", by.notEligible())
                .bind("institution", institution.id())
                .bind("source", source)
                .execute());
    totals.clear();
  }

  /** Records linked to an earlier one, and records that make nobody a member. */
  private record Totals(int linked, int notEligible) {
    Totals plus(int was, int is) {
      return new Totals(
          linked + (is & LINKED) - (was & LINKED),
          notEligible + ((is & NOT_ELIGIBLE) - (was & NOT_ELIGIBLE)) / NOT_ELIGIBLE);
    }
  }

  private Optional<String> page(String after, Writing writing) {
    List<Person> persons =
        handle
            .createQuery(
                "SELECT "
                    + Person.COLUMNS
                    + " FROM register_person p WHERE p.institution = :institution AND p.touched = 1"
                    + " AND p.id > :after ORDER BY p.id LIMIT "
                    + PAGE)
            .bind("institution", institution.id())
            .bind("after", after)
            .map(Person.ROW)
            .list();
    if (persons.isEmpty()) {
      return Optional.empty();
    }
    decide(persons, writing);
    return Optional.of(persons.get(persons.size() - 1).id());
  }

  /** One person, at once and outside a run. */
  void again(Person person) {
    try (Writing writing = new Writing()) {
      decide(List.of(person), writing);
    }
    keepTotals();
  }

  private void decide(List<Person> persons, Writing writing) {
    List<String> ids = persons.stream().map(Person::id).toList();
    Map<String, List<HeldRecord>> records = recordsOf(ids);
    Map<String, Circumstances> standing = circumstances.of(ids, today);
    Map<Long, Label> evidence = evidence(records);
    for (Person person : persons) {
      decide(
          person,
          records.getOrDefault(person.id(), List.of()),
          standing.getOrDefault(person.id(), Circumstances.NONE),
          evidence,
          false,
          writing);
    }
    writing.execute();
  }

  private Map<String, List<HeldRecord>> recordsOf(List<String> persons) {
    Map<String, List<HeldRecord>> records = new HashMap<>();
    handle
        .createQuery(
            "SELECT "
                + HeldRecord.COLUMNS
                + " FROM register_record r WHERE r.institution = :institution"
                + " AND r.person IN (<persons>)")
        .bind("institution", institution.id())
        .bindList("persons", persons)
        .map(HeldRecord.ROW)
        .forEach(
            record ->
                records
                    .computeIfAbsent(record.person().orElseThrow(), p -> new ArrayList<>())
                    .add(record));
    records.values().forEach(list -> list.sort(HeldRecord.ORDER));
    return records;
  }

  private Map<Long, Label> evidence(Map<String, List<HeldRecord>> records) {
    List<Long> several =
        records.values().stream()
            .filter(list -> list.size() > 1)
            .flatMap(List::stream)
            .map(HeldRecord::id)
            .toList();
    Map<Long, Label> evidence = new HashMap<>();
    if (several.isEmpty()) {
      return evidence;
    }
    handle
        .createQuery(
            "SELECT record, evidence, other_record FROM register_link"
                + " WHERE institution = :institution AND act = 'link' AND record IN (<records>)"
                + " ORDER BY run, number")
        .bind("institution", institution.id())
        .bindList("records", several)
        .map(
            (row, context) -> {
              Label rule = LinkingEvidence.label(row.getString(2));
              evidence.put(row.getLong(1), rule);
              evidence.putIfAbsent(row.getLong(3), rule);
              return rule;
            })
        .forEach(rule -> {});
    return evidence;
  }

  /**
   * Whoever has applied after asking not to be a member has asked otherwise since, so far as a host
   * says so. An application made here lifts an opt-out where it is shown to be its owner's, before
   * the run that reads it (decision 14).
   */
  private boolean optedOut(Person person, List<HeldRecord> records, List<HeldRecord> held) {
    Optional<LocalDate> applied =
        held.stream()
            .filter(record -> !record.source().equals(Applications.SOURCE))
            .flatMap(record -> record.affiliations().stream())
            .filter(affiliation -> affiliation.appliedBy(today))
            .flatMap(affiliation -> affiliation.applied().stream())
            .max(Comparator.naturalOrder());
    Stream<LocalDate> wishes =
        Stream.concat(
            person.before().is(MemberState.OPTED_OUT) ? person.since().stream() : Stream.empty(),
            records.stream()
                .flatMap(record -> record.suppressions().stream())
                .flatMap(suppression -> Stream.ofNullable(suppressed.get(suppression))));
    return wishes.anyMatch(wish -> applied.filter(wish::isBefore).isEmpty());
  }

  private void decide(
      Person person,
      List<HeldRecord> records,
      Circumstances standingOver,
      Map<Long, Label> evidence,
      boolean isNew,
      Writing writing) {
    List<HeldRecord> held = records.stream().filter(HeldRecord::held).toList();
    boolean optedOut = optedOut(person, records, held);
    boolean quiet = held.stream().anyMatch(HeldRecord::quiet);
    boolean withheld = held.stream().anyMatch(HeldRecord::addressWithheld);
    List<HeldRecord> reachedBy = Joined.reachedBy(held);
    Optional<String> anyEmail =
        quiet ? Optional.empty() : reachedBy.stream().flatMap(r -> r.email().stream()).findFirst();
    boolean anyPostal = !withheld && reachedBy.stream().anyMatch(r -> !r.postal().isEmpty());
    Eligibility.Standing standing =
        eligibility.of(
            held, optedOut, anyEmail.isPresent() || anyPostal, person.before(), standingOver);

    List<HeldRecord> leadingFirst =
        Stream.of(standing.ground().stream(), held.stream(), records.stream())
            .flatMap(stream -> stream)
            .toList();
    Person now = renewed(person, standing, leadingFirst, reachedBy, quiet, withheld);
    // The end of an invitation is a turn as well.
    Optional<LocalDate> reviewOn =
        Stream.concat(
                standing.reviewOn().stream(), now.answerBy().map(day -> day.plusDays(1)).stream())
            .min(Comparator.naturalOrder());
    if (isNew) {
      writing.founded(now, reviewOn);
    } else if (!now.equals(person)) {
      writing.person(now, reviewOn);
    } else {
      writing.settled(person, reviewOn);
    }
    boolean stateChanged =
        !now.state().equals(person.state()) || !now.constituency().equals(person.constituency());
    if (now.state().isPresent() && (stateChanged || !now.reason().equals(person.reason()))) {
      writing.membership(now, isNew);
    }
    boolean told = announce(now, standing, standingOver, stateChanged, writing);
    if (stateChanged) {
      report(person, now, standing, told, writing);
    }
    outcomes(now, standing, records, held, evidence, quiet, isNew, writing);
    if (optedOut) {
      records.stream()
          .filter(record -> record.email().isPresent() || !record.postal().isEmpty())
          .forEach(record -> writing.forgetContact(record));
    }
  }

  /** The person as the records and the decision now have it. */
  private Person renewed(
      Person person,
      Eligibility.Standing standing,
      List<HeldRecord> leadingFirst,
      List<HeldRecord> reachedBy,
      boolean quiet,
      boolean withheld) {
    Optional<MemberState> state = standing.state();
    boolean contacted =
        state
            .filter(
                s ->
                    s == MemberState.MEMBER
                        || s == MemberState.INVITED
                        || s == MemberState.ELIGIBLE)
            .isPresent();
    HeldRecord leading = leadingFirst.isEmpty() ? null : leadingFirst.get(0);
    boolean sameState =
        state.equals(person.state()) && standing.constituency().equals(person.constituency());
    // Somebody who has left keeps the reason for leaving, whatever else is found later.
    boolean keepsReason = sameState && state.filter(s -> s == MemberState.ENDED).isPresent();
    Optional<String> reason =
        state.isEmpty()
            ? Optional.empty()
            : keepsReason
                ? person.reason()
                : Optional.of(reasons.id(standing.clause(), standing.rule()));
    boolean invited = state.filter(s -> s == MemberState.INVITED).isPresent();
    return new Person(
        person.id(),
        leading == null ? person.given() : leading.given(),
        leading == null ? person.family() : leading.family(),
        contacted && !quiet
            ? leadingFirst.stream()
                .filter(reachedBy::contains)
                .flatMap(record -> record.email().stream())
                .findFirst()
            : Optional.empty(),
        contacted && !withheld
            ? leadingFirst.stream()
                .filter(reachedBy::contains)
                .map(HeldRecord::postal)
                .filter(lines -> !lines.isEmpty())
                .findFirst()
                .orElse(List.of())
            : List.of(),
        leadingFirst.stream()
            .map(HeldRecord::language)
            .filter(word -> !word.isEmpty())
            .findFirst()
            .orElse(""),
        state,
        state.isEmpty() ? Optional.empty() : standing.constituency(),
        state.isEmpty() ? Optional.empty() : sameState ? person.since() : Optional.of(today),
        reason,
        invited ? (sameState ? person.answerBy() : Optional.of(answerBy)) : Optional.empty(),
        person.greeted() || state.filter(s -> s == MemberState.MEMBER).isPresent());
  }

  /**
   * Tells of a move to come, and of one that will not come after all; returns whether the member
   * was told of this one before.
   */
  private boolean announce(
      Person now,
      Eligibility.Standing standing,
      Circumstances before,
      boolean stateChanged,
      Writing writing) {
    Optional<Circumstances.Move> move = standing.announced().map(Eligibility.Announced::move);
    boolean same = move.equals(before.move());
    if (move.isPresent() && !same) {
      circumstances.move(now.id(), move.get());
      Member member =
          member(now, standing.announced().get().clause(), standing.rule()).in(move.get().to());
      writing.greet(new Greeting(Greetings.MOVED, move.get().on()), member);
    } else if (move.isEmpty() && before.move().isPresent()) {
      circumstances.dropMove(now.id());
      boolean stays = !stateChanged && now.before().is(MemberState.MEMBER);
      if (stays) {
        writing.greet(
            new Greeting(Greetings.MOVED, today), member(now, standing.clause(), standing.rule()));
      }
    }
    return before.move().map(Circumstances.Move::to).equals(now.constituency());
  }

  /** A notice, and the day from which what it says holds. */
  private record Greeting(NoticeForm form, LocalDate from) {}

  private void report(
      Person before, Person now, Eligibility.Standing standing, boolean told, Writing writing) {
    boolean was = before.before().is(MemberState.MEMBER);
    boolean is = now.before().is(MemberState.MEMBER);
    Optional<Change.Kind> kind = Optional.empty();
    Optional<NoticeForm> form = Optional.empty();
    if (is && was) {
      kind = Optional.of(Change.Kind.MOVED);
      form = told ? Optional.empty() : Optional.of(Greetings.MOVED);
    } else if (is) {
      boolean back = before.greeted();
      kind = Optional.of(back ? Change.Kind.RETURNED : Change.Kind.JOINED);
      // Whoever was wrongly reported dead is not welcomed as if new.
      boolean silently = back && before.before().is(MemberState.SUSPENDED);
      NoticeForm welcome = applied(standing) ? Greetings.ADMITTED : Greetings.WELCOME;
      form = silently ? Optional.empty() : Optional.of(welcome);
    } else if (was) {
      kind = Optional.of(Change.Kind.ENDED);
    }
    if (now.before().is(MemberState.INVITED)) {
      kind = kind.or(() -> Optional.of(Change.Kind.INVITED));
      form = Optional.of(Greetings.INVITATION);
    }
    Constituency constituency =
        now.constituency().or(before::constituency).orElse(Constituency.USERS);
    kind.ifPresent(
        k ->
            tally.add(
                k,
                now,
                now.name(),
                was && !is ? before.constituency().orElse(constituency) : constituency,
                standing.clause(),
                now.reason().orElse("")));
    form.ifPresent(
        f ->
            writing.greet(new Greeting(f, today), member(now, standing.clause(), standing.rule())));
  }

  private static boolean applied(Eligibility.Standing standing) {
    return standing.ground().filter(r -> r.source().equals(Applications.SOURCE)).isPresent();
  }

  private Member member(Person person, Label clause, String rule) {
    return new Member(
        person.id(),
        person.given(),
        person.family(),
        person.constituency().orElseThrow(),
        person.state().orElseThrow(),
        person.since().orElseThrow(),
        clause,
        rule,
        person.email(),
        person.postal(),
        language(institution, person.language()));
  }

  static Locale language(Institution institution, String word) {
    return institution.languages().stream()
        .filter(locale -> locale.getLanguage().equals(word))
        .findFirst()
        .orElse(institution.languages().get(0));
  }

  private void outcomes(
      Person now,
      Eligibility.Standing standing,
      List<HeldRecord> records,
      List<HeldRecord> held,
      Map<Long, Label> evidence,
      boolean quiet,
      boolean isNew,
      Writing writing) {
    Label sentence =
        Reasons.outcome(
            now.state(), now.constituency().map(qualifications::label), standing.clause());
    boolean toBeTold =
        now.before().is(MemberState.MEMBER)
            || now.before().is(MemberState.INVITED)
            || now.before().is(MemberState.ELIGIBLE);
    if (toBeTold && quiet) {
      sentence = Reasons.and(sentence, Reasons.NOTHING_SENT);
    } else if (toBeTold && now.email().isEmpty() && now.postal().isEmpty()) {
      sentence = Reasons.and(sentence, Reasons.NOT_REACHABLE);
    }
    Optional<Label> any =
        held.stream().flatMap(r -> Stream.ofNullable(evidence.get(r.id()))).findFirst();
    for (HeldRecord record : records) {
      Label outcome;
      if (!record.held()) {
        outcome = Reasons.RECORD_GONE;
      } else if (held.size() == 1 || any.isEmpty()) {
        outcome = sentence;
      } else {
        Label rule = evidence.getOrDefault(record.id(), any.get());
        boolean other =
            standing.ground().isPresent() && standing.ground().get().id() != record.id();
        outcome = Reasons.and(sentence, other ? Reasons.otherRecord(rule) : Reasons.linked(rule));
      }
      String rule = record.held() ? standing.rule() : qualifications.rule();
      String id = reasons.id(outcome, rule);
      int counted =
          !record.held() ? 0 : (held.get(0) == record ? 0 : LINKED) | (toBeTold ? 0 : NOT_ELIGIBLE);
      totals.merge(
          record.source(),
          new Totals(0, 0).plus(record.counted(), counted),
          (one, other) ->
              new Totals(one.linked + other.linked, one.notEligible + other.notEligible));
      if (isNew) {
        writing.founded(now, record, id, counted);
      } else if (record.outcome().filter(id::equals).isEmpty() || record.counted() != counted) {
        writing.outcome(record, id, counted);
      }
    }
  }

  /** An entry that turned out to be of somebody else on the register ends. */
  private void absorb(LinkingClusters.Absorbed pair) {
    circumstances.inherit(pair.person(), pair.into());
    Person person =
        handle
            .createQuery(
                "SELECT "
                    + Person.COLUMNS
                    + " FROM register_person p WHERE p.institution = :institution AND p.id = :id")
            .bind("institution", institution.id())
            .bind("id", pair.person())
            .map(Person.ROW)
            .one();
    String reason = reasons.id(Reasons.ONE_PERSON, qualifications.rule());
    Person ended =
        new Person(
            person.id(),
            person.given(),
            person.family(),
            Optional.empty(),
            List.of(),
            person.language(),
            Optional.of(MemberState.ENDED),
            person.constituency(),
            Optional.of(today),
            Optional.of(reason),
            Optional.empty(),
            person.greeted());
    try (Writing writing = new Writing()) {
      writing.person(ended, Optional.empty());
      writing.membership(ended, false);
      writing.execute();
    }
    if (person.before().is(MemberState.MEMBER)) {
      tally.add(
          Change.Kind.ENDED,
          person,
          person.name(),
          person.constituency().orElseThrow(),
          Reasons.ONE_PERSON,
          reason);
    }
  }

  /** The statements of one page, sent together. */
  private final class Writing implements AutoCloseable {
    private static final String FOUND_PERSON =
        "INSERT INTO register_person (given_name, family_name, words, email, postal, language,"
            + " state, constituency, since, reason, answer_by, review_on, greeted, institution, id,"
            + " touched) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)";
    private static final String PERSON =
        "UPDATE register_person SET given_name = ?, family_name = ?, words = ?, email = ?,"
            + " postal = ?, language = ?, state = ?, constituency = ?, since = ?, reason = ?,"
            + " answer_by = ?, review_on = ?, greeted = ?, touched = 0"
            + " WHERE institution = ? AND id = ?";
    private static final String SETTLED =
        "UPDATE register_person SET touched = 0, review_on = ? WHERE institution = ? AND id = ?";
    private static final String MEMBERSHIP =
        "INSERT INTO register_membership (institution, person, number, state, constituency,"
            + " since, reason, run, at, actor) VALUES (?, ?, %s, ?, ?, ?, ?, ?, ?, ?)";
    private static final String NEXT =
        "(SELECT COALESCE(MAX(m.number), 0) + 1 FROM register_membership m"
            + " WHERE m.institution = ? AND m.person = ?)";
    private static final String FOUND_RECORD =
        "UPDATE register_record SET person = ?, outcome = ?, counted = ?, pending = 0"
            + " WHERE institution = ? AND id = ?";
    private static final String OUTCOME =
        "UPDATE register_record SET outcome = ?, counted = ? WHERE institution = ? AND id = ?";
    private static final String FORGOTTEN =
        "UPDATE register_record SET email = NULL, postal = '' WHERE institution = ? AND id = ?";

    private final Batch foundedPersons = new Batch(handle, FOUND_PERSON);
    private final Batch persons = new Batch(handle, PERSON);
    private final Batch settled = new Batch(handle, SETTLED);
    private final Batch firstMemberships = new Batch(handle, MEMBERSHIP.formatted("1"));
    private final Batch memberships = new Batch(handle, MEMBERSHIP.formatted(NEXT));
    private final Batch foundedRecords = new Batch(handle, FOUND_RECORD);
    private final Batch outcomes = new Batch(handle, OUTCOME);
    private final Batch forgotten = new Batch(handle, FORGOTTEN);
    private final List<Batch> all =
        List.of(
            foundedPersons,
            persons,
            settled,
            firstMemberships,
            memberships,
            foundedRecords,
            outcomes,
            forgotten);
    private final Map<Greeting, List<Member>> toGreet = new LinkedHashMap<>();

    void founded(Person person, Optional<LocalDate> reviewOn) {
      foundedPersons.add(values(person, reviewOn));
    }

    void person(Person person, Optional<LocalDate> reviewOn) {
      persons.add(values(person, reviewOn));
    }

    private Object[] values(Person person, Optional<LocalDate> reviewOn) {
      return new Object[] {
        person.given(),
        person.family(),
        Names.words(person.given(), person.family(), person.email().orElse("")),
        person.email().orElse(null),
        String.join("\n", person.postal()),
        person.language(),
        person.state().map(MemberState::word).orElse(null),
        person.constituency().map(Constituency::word).orElse(null),
        person.since().map(LocalDate::toString).orElse(null),
        person.reason().orElse(null),
        person.answerBy().map(LocalDate::toString).orElse(null),
        reviewOn.map(LocalDate::toString).orElse(null),
        person.greeted() ? 1 : 0,
        institution.id(),
        person.id()
      };
    }

    void settled(Person person, Optional<LocalDate> reviewOn) {
      settled.add(reviewOn.map(LocalDate::toString).orElse(null), institution.id(), person.id());
    }

    void membership(Person person, boolean isFirst) {
      List<Object> values = new ArrayList<>(List.of(institution.id(), person.id()));
      if (!isFirst) {
        values.addAll(List.of(institution.id(), person.id()));
      }
      values.addAll(
          List.of(
              person.state().orElseThrow().word(),
              person.constituency().orElseThrow().word(),
              today.toString(),
              person.reason().orElseThrow(),
              run,
              at.toEpochMilli(),
              actor));
      (isFirst ? firstMemberships : memberships).add(values.toArray());
    }

    void founded(Person person, HeldRecord record, String outcome, int counted) {
      foundedRecords.add(person.id(), outcome, counted, institution.id(), record.id());
    }

    void outcome(HeldRecord record, String outcome, int counted) {
      outcomes.add(outcome, counted, institution.id(), record.id());
    }

    void forgetContact(HeldRecord record) {
      forgotten.add(institution.id(), record.id());
    }

    void greet(Greeting greeting, Member member) {
      toGreet.computeIfAbsent(greeting, g -> new ArrayList<>()).add(member);
    }

    /** Notices come last: they have statements of their own on the same connection. */
    void execute() {
      all.forEach(Batch::execute);
      greetings.ifPresent(
          post ->
              toGreet.forEach(
                  (greeting, members) -> post.give(greeting.form(), members, greeting.from())));
      toGreet.clear();
    }

    @Override
    public void close() {
      all.forEach(Batch::close);
    }
  }
}
