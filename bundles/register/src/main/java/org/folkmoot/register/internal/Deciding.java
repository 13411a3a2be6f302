package org.folkmoot.register.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Label;
import org.folkmoot.notice.NoticeForm;
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
  private final Set<String> suppressed;
  private final Tally tally = new Tally();
  private final Map<String, Totals> totals = new HashMap<>();

  Deciding(
      Handle handle,
      Institution institution,
      Qualifications qualifications,
      long run,
      LocalDate today,
      LocalDate answerBy,
      Instant at,
      String actor,
      Optional<Greetings> greetings) {
    this.handle = handle;
    this.institution = institution;
    this.qualifications = qualifications;
    this.eligibility = new Eligibility(qualifications, today);
    this.run = run;
    this.today = today;
    this.answerBy = answerBy;
    this.at = at;
    this.actor = actor;
    this.greetings = greetings;
    this.reasons = new ReasonBook(handle, institution.id());
    this.suppressed =
        new HashSet<>(
            handle
                .createQuery(
                    "SELECT suppressed FROM register_suppression WHERE institution = :institution")
                .bind("institution", institution.id())
                .mapTo(String.class)
                .list());
  }

  /** Everybody touched, and those whom the calendar moves today. */
  Tally decide(List<Linking.Absorbed> absorbed, boolean everybody) {
    absorbed.forEach(this::absorb);
    handle
        .createUpdate(
            "UPDATE register_person SET touched = 1 WHERE institution = :institution AND "
                + (everybody ? ":today IS NOT NULL" : "review_on <= :today"))
        .bind("institution", institution.id())
        .bind("today", today.toString())
        .execute();
    try (Writing writing = new Writing()) {
      // By key and not only by the mark, for PostgreSQL would wade through those already done.
      Optional<String> after = Optional.of("");
      while (after.isPresent()) {
        after = page(after.get(), writing);
      }
      found(writing);
    }
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
        decide(Person.founded(), List.of(record), Map.of(), true, writing);
        after = record.id();
      }
      writing.execute();
    } while (page.size() == PAGE);
  }

  /** By how much the totals of each source changed. */
  Map<String, Totals> totals() {
    return totals;
  }

  /** Records linked to an earlier one, and records that make nobody a member. */
  record Totals(int linked, int notEligible) {
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
    Map<String, List<HeldRecord>> records = new HashMap<>();
    handle
        .createQuery(
            "SELECT "
                + HeldRecord.COLUMNS
                + " FROM register_record r WHERE r.institution = :institution"
                + " AND r.person IN (<persons>)")
        .bind("institution", institution.id())
        .bindList("persons", persons.stream().map(Person::id).toList())
        .map(HeldRecord.ROW)
        .forEach(
            record ->
                records
                    .computeIfAbsent(record.person().orElseThrow(), p -> new ArrayList<>())
                    .add(record));
    records.values().forEach(list -> list.sort(HeldRecord.ORDER));
    Map<Long, LinkRule> evidence = evidence(records);
    for (Person person : persons) {
      decide(person, records.getOrDefault(person.id(), List.of()), evidence, false, writing);
    }
    writing.execute();
    return Optional.of(persons.get(persons.size() - 1).id());
  }

  private Map<Long, LinkRule> evidence(Map<String, List<HeldRecord>> records) {
    List<Long> several =
        records.values().stream()
            .filter(list -> list.size() > 1)
            .flatMap(List::stream)
            .map(HeldRecord::id)
            .toList();
    Map<Long, LinkRule> evidence = new HashMap<>();
    if (several.isEmpty()) {
      return evidence;
    }
    handle
        .createQuery(
            "SELECT record, evidence, other_record FROM register_link"
                + " WHERE institution = :institution AND act = 'link' AND record IN (<records>)"
                + " ORDER BY run")
        .bind("institution", institution.id())
        .bindList("records", several)
        .map(
            (row, context) -> {
              LinkRule rule = LinkRule.of(row.getString(2));
              evidence.put(row.getLong(1), rule);
              evidence.putIfAbsent(row.getLong(3), rule);
              return rule;
            })
        .forEach(rule -> {});
    return evidence;
  }

  private void decide(
      Person person,
      List<HeldRecord> records,
      Map<Long, LinkRule> evidence,
      boolean isNew,
      Writing writing) {
    List<HeldRecord> held = records.stream().filter(HeldRecord::held).toList();
    boolean optedOut =
        person.before().is(MemberState.OPTED_OUT)
            || records.stream()
                .flatMap(record -> record.suppressions().stream())
                .anyMatch(suppressed::contains);
    boolean quiet = held.stream().anyMatch(HeldRecord::quiet);
    boolean withheld = held.stream().anyMatch(HeldRecord::addressWithheld);
    Optional<String> anyEmail =
        quiet ? Optional.empty() : held.stream().flatMap(r -> r.email().stream()).findFirst();
    boolean anyPostal = !withheld && held.stream().anyMatch(r -> !r.postal().isEmpty());
    Eligibility.Standing standing =
        eligibility.of(held, optedOut, anyEmail.isPresent() || anyPostal, person.before());

    List<HeldRecord> leadingFirst =
        Stream.of(standing.ground().stream(), held.stream(), records.stream())
            .flatMap(stream -> stream)
            .toList();
    Person now = renewed(person, standing, leadingFirst, quiet, withheld);
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
    if (stateChanged) {
      report(person, now, standing, writing);
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
                .filter(HeldRecord::held)
                .flatMap(record -> record.email().stream())
                .findFirst()
            : Optional.empty(),
        contacted && !withheld
            ? leadingFirst.stream()
                .filter(HeldRecord::held)
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

  private void report(Person before, Person now, Eligibility.Standing standing, Writing writing) {
    boolean was = before.before().is(MemberState.MEMBER);
    boolean is = now.before().is(MemberState.MEMBER);
    Optional<Change.Kind> kind = Optional.empty();
    Optional<NoticeForm> form = Optional.empty();
    if (is && was) {
      kind = Optional.of(Change.Kind.MOVED);
      form = Optional.of(Greetings.MOVED);
    } else if (is) {
      boolean back = before.greeted();
      kind = Optional.of(back ? Change.Kind.RETURNED : Change.Kind.JOINED);
      // Whoever was wrongly reported dead is not welcomed as if new.
      boolean silently = back && before.before().is(MemberState.SUSPENDED);
      form = silently ? Optional.empty() : Optional.of(Greetings.WELCOME);
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
    form.ifPresent(f -> writing.greet(f, member(now, standing)));
  }

  private Member member(Person person, Eligibility.Standing standing) {
    return new Member(
        person.id(),
        person.given(),
        person.family(),
        person.constituency().orElseThrow(),
        person.state().orElseThrow(),
        person.since().orElseThrow(),
        standing.clause(),
        standing.rule(),
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
      Map<Long, LinkRule> evidence,
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
    Optional<LinkRule> any =
        held.stream().flatMap(r -> Stream.ofNullable(evidence.get(r.id()))).findFirst();
    for (HeldRecord record : records) {
      Label outcome;
      if (!record.held()) {
        outcome = Reasons.RECORD_GONE;
      } else if (held.size() == 1 || any.isEmpty()) {
        outcome = sentence;
      } else {
        LinkRule rule = evidence.getOrDefault(record.id(), any.get());
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
  private void absorb(Linking.Absorbed pair) {
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
    private final Map<NoticeForm, List<Member>> toGreet = new LinkedHashMap<>();

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

    void greet(NoticeForm form, Member member) {
      toGreet.computeIfAbsent(form, f -> new ArrayList<>()).add(member);
    }

    /** Notices come last: they have statements of their own on the same connection. */
    void execute() {
      all.forEach(Batch::execute);
      greetings.ifPresent(post -> toGreet.forEach(post::give));
      toGreet.clear();
    }

    @Override
    public void close() {
      all.forEach(Batch::close);
    }
  }
}
