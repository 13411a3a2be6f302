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
import org.jdbi.v3.core.statement.PreparedBatch;

/** Decides, person by person, where everybody touched by a run stands, and records why. */
final class Deciding {
  private static final int PAGE = 500;

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

  /** Those touched, and nobody else. */
  Tally decideTouched(List<LinkingClusters.Absorbed> absorbed) {
    absorbed.forEach(this::absorb);
    // By key and not only by the mark, for PostgreSQL would wade through those already done.
    Optional<String> after = Optional.of("");
    while (after.isPresent()) {
      after = page(after.get());
    }
    return tally;
  }

  private Optional<String> page(String after) {
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
    decide(persons);
    return Optional.of(persons.get(persons.size() - 1).id());
  }

  /** One person, at once and outside a run. */
  void again(Person person) {
    decide(List.of(person));
  }

  private void decide(List<Person> persons) {
    List<String> ids = persons.stream().map(Person::id).toList();
    Map<String, List<HeldRecord>> records = recordsOf(ids);
    Map<String, Circumstances> standing = circumstances.of(ids, today);
    Map<Long, Label> evidence = evidence(records);
    try (Writing writing = new Writing()) {
      for (Person person : persons) {
        decide(
            person,
            records.getOrDefault(person.id(), List.of()),
            standing.getOrDefault(person.id(), Circumstances.NONE),
            evidence,
            writing);
      }
      writing.execute();
      // Notices come last: each has statements of its own on the same connection.
      writing.toGreet.forEach(
          (member, greeting) ->
              greetings.ifPresent(post -> post.give(greeting.form(), member, greeting.from())));
    }
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

  /** Whoever has applied after asking not to be a member has asked otherwise since. */
  private boolean optedOut(Person person, List<HeldRecord> records, List<HeldRecord> held) {
    Optional<LocalDate> applied =
        held.stream()
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
    if (!now.equals(person)) {
      writing.person(now, reviewOn);
    } else {
      writing.settled(person, reviewOn);
    }
    boolean stateChanged =
        !now.state().equals(person.state()) || !now.constituency().equals(person.constituency());
    if (now.state().isPresent() && (stateChanged || !now.reason().equals(person.reason()))) {
      writing.membership(now);
    }
    boolean told = announce(now, standing, standingOver, stateChanged, writing);
    if (stateChanged) {
      report(person, now, standing, told, writing);
    }
    outcomes(now, standing, records, held, evidence, quiet, writing);
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
      writing.toGreet.put(member, new Greeting(Greetings.MOVED, move.get().on()));
    } else if (move.isEmpty() && before.move().isPresent()) {
      circumstances.dropMove(now.id());
      boolean stays = !stateChanged && now.before().is(MemberState.MEMBER);
      if (stays) {
        writing.toGreet.put(
            member(now, standing.clause(), standing.rule()), new Greeting(Greetings.MOVED, today));
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
            writing.toGreet.put(
                member(now, standing.clause(), standing.rule()), new Greeting(f, today)));
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
      if (record.outcome().filter(id::equals).isEmpty()) {
        writing.outcome(record, id);
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
      writing.membership(ended);
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
    private final PreparedBatch persons =
        handle.prepareBatch(
            """
            UPDATE register_person SET given_name = :given, family_name = :family, words = :words,
              email = :email, postal = :postal, language = :language, state = :state,
              constituency = :constituency, since = :since, reason = :reason,
              answer_by = :answerBy, review_on = :reviewOn, greeted = :greeted, touched = 0
            WHERE institution = :institution AND id = :id
            """);
    private final PreparedBatch settled =
        handle.prepareBatch(
            "UPDATE register_person SET touched = 0, review_on = :reviewOn"
                + " WHERE institution = :institution AND id = :id");
    private final PreparedBatch memberships =
        handle.prepareBatch(
            """
            INSERT INTO register_membership (institution, person, number, state, constituency,
              since, reason, run, at, actor)
            VALUES (:institution, :person, (SELECT COALESCE(MAX(m.number), 0) + 1
                FROM register_membership m
                WHERE m.institution = :institution AND m.person = :person),
              :state, :constituency, :since, :reason, :run, :at, :actor)
            """);
    private final PreparedBatch outcomes =
        handle.prepareBatch(
            "UPDATE register_record SET outcome = :outcome"
                + " WHERE institution = :institution AND id = :id");
    private final PreparedBatch forgotten =
        handle.prepareBatch(
            "UPDATE register_record SET email = NULL, postal = ''"
                + " WHERE institution = :institution AND id = :id");
    private final Map<Member, Greeting> toGreet = new LinkedHashMap<>();

    void person(Person person, Optional<LocalDate> reviewOn) {
      persons
          .bind("institution", institution.id())
          .bind("id", person.id())
          .bind("given", person.given())
          .bind("family", person.family())
          .bind("words", Names.words(person.given(), person.family(), person.email().orElse("")))
          .bind("email", person.email().orElse(null))
          .bind("postal", String.join("\n", person.postal()))
          .bind("language", person.language())
          .bind("state", person.state().map(MemberState::word).orElse(null))
          .bind("constituency", person.constituency().map(Constituency::word).orElse(null))
          .bind("since", person.since().map(LocalDate::toString).orElse(null))
          .bind("reason", person.reason().orElse(null))
          .bind("answerBy", person.answerBy().map(LocalDate::toString).orElse(null))
          .bind("reviewOn", reviewOn.map(LocalDate::toString).orElse(null))
          .bind("greeted", person.greeted() ? 1 : 0)
          .add();
    }

    void settled(Person person, Optional<LocalDate> reviewOn) {
      settled
          .bind("institution", institution.id())
          .bind("id", person.id())
          .bind("reviewOn", reviewOn.map(LocalDate::toString).orElse(null))
          .add();
    }

    void membership(Person person) {
      memberships
          .bind("institution", institution.id())
          .bind("person", person.id())
          .bind("state", person.state().orElseThrow().word())
          .bind("constituency", person.constituency().orElseThrow().word())
          .bind("since", today.toString())
          .bind("reason", person.reason().orElseThrow())
          .bind("run", run)
          .bind("at", at)
          .bind("actor", actor)
          .add();
    }

    void outcome(HeldRecord record, String outcome) {
      outcomes
          .bind("institution", institution.id())
          .bind("id", record.id())
          .bind("outcome", outcome)
          .add();
    }

    void forgetContact(HeldRecord record) {
      forgotten.bind("institution", institution.id()).bind("id", record.id()).add();
    }

    void execute() {
      for (PreparedBatch batch : List.of(persons, settled, memberships, outcomes, forgotten)) {
        if (batch.size() > 0) {
          batch.execute();
        }
      }
    }

    @Override
    public void close() {
      List.of(persons, settled, memberships, outcomes, forgotten).forEach(PreparedBatch::close);
    }
  }
}
