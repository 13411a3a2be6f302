package org.folkmoot.register.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Disqualification;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Label;
import org.folkmoot.constitution.Refused;
import org.folkmoot.constitution.RulePack;
import org.folkmoot.register.Member;
import org.folkmoot.register.MemberState;
import org.folkmoot.register.RegisterOfMembers;
import org.folkmoot.store.Database;
import org.folkmoot.store.Journal;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The register as it stands in the database. */
@Component(
    service = RegisterOfMembers.class,
    configurationPid = EnrolmentConfiguration.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class StandingRegister implements RegisterOfMembers {
  private static final int PAGE = 500;
  private static final String MEMBERS =
      "SELECT "
          + Person.COLUMNS
          + ", p.words, s.en, s.cy, s.rule FROM register_person p JOIN register_reason s"
          + " ON s.institution = p.institution AND s.id = p.reason"
          + " WHERE p.institution = :institution AND p.state IS NOT NULL";
  private static final String EXPLANATIONS =
      "SELECT r.source, r.record_key, r.given_name, r.family_name, r.person, p.state, s.en, s.cy,"
          + " s.rule FROM register_record r"
          + " JOIN register_reason s ON s.institution = r.institution AND s.id = r.outcome"
          + " JOIN register_person p ON p.institution = r.institution AND p.id = r.person"
          + " WHERE r.institution = :institution";

  private final Institution institution;
  private final Database database;
  private final Journal journal;
  private final Clock clock;

  @Activate
  public StandingRegister(
      @Reference(name = "institution", target = "(institution=)") Institution institution,
      @Reference Database database,
      @Reference Journal journal,
      @Reference(policyOption = ReferencePolicyOption.GREEDY) Clock clock) {
    this.institution = institution;
    this.database = database;
    this.journal = journal;
    this.clock = clock;
    database.migrate("register", StandingRegister.class);
  }

  @Override
  public Institution institution() {
    return institution;
  }

  @Override
  public Map<Constituency, Integer> strength() {
    return database.read(handle -> strength(handle, institution.id()));
  }

  static Map<Constituency, Integer> strength(Handle handle, String institution) {
    Map<Constituency, Integer> strength = new EnumMap<>(Constituency.class);
    for (Constituency constituency : Constituency.values()) {
      strength.put(constituency, 0);
    }
    handle
        .createQuery(
            "SELECT constituency, COUNT(*) FROM register_person WHERE institution = :institution"
                + " AND state = 'member' GROUP BY constituency")
        .bind("institution", institution)
        .map((row, context) -> Map.entry(Constituency.of(row.getString(1)), row.getInt(2)))
        .forEach(entry -> strength.put(entry.getKey(), entry.getValue()));
    return strength;
  }

  @Override
  public Optional<Member> member(String id) {
    return database.read(handle -> member(handle, institution, id));
  }

  static Optional<Member> member(Handle handle, Institution institution, String id) {
    return handle
        .createQuery(MEMBERS + " AND p.id = :id")
        .bind("institution", institution.id())
        .bind("id", id)
        .map(rowOfMember(institution))
        .findOne();
  }

  @Override
  public List<Member> find(Search search) {
    return database.read(
        handle ->
            bound(
                    handle.createQuery(
                        MEMBERS
                            + limits(search)
                            + " ORDER BY p.words, p.id LIMIT :limit OFFSET :offset"),
                    search)
                .bind("limit", search.limit())
                .bind("offset", search.offset())
                .map(rowOfMember(institution))
                .list());
  }

  @Override
  public int count(Search search) {
    return database.read(
        handle ->
            bound(
                    handle.createQuery(
                        "SELECT COUNT(*) FROM register_person p WHERE p.institution = :institution"
                            + " AND p.state IS NOT NULL"
                            + limits(search)),
                    search)
                .mapTo(Integer.class)
                .one());
  }

  /** Text without a letter or digit, such as a lone sign, can only be part of an address. */
  private static String limits(Search search) {
    String text =
        search.text().isBlank()
            ? ""
            : Names.folded(search.text()).isEmpty()
                ? " AND LOWER(p.email) LIKE :text ESCAPE '!'"
                : " AND (p.words LIKE :words ESCAPE '!' OR LOWER(p.email) LIKE :text ESCAPE '!')";
    return text
        + (search.constituency().isPresent() ? " AND p.constituency = :constituency" : "")
        + (search.state().isPresent() ? " AND p.state = :state" : "");
  }

  private Query bound(Query query, Search search) {
    query.bind("institution", institution.id());
    if (!search.text().isBlank()) {
      String folded = Names.folded(search.text());
      if (!folded.isEmpty()) {
        query.bind("words", "%" + escaped(folded) + "%");
      }
      query.bind("text", "%" + escaped(search.text().strip().toLowerCase(Locale.ROOT)) + "%");
    }
    search.constituency().ifPresent(c -> query.bind("constituency", c.word()));
    search.state().ifPresent(s -> query.bind("state", s.word()));
    return query;
  }

  static String escaped(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }

  @Override
  public void eachMember(Consumer<Member> visitor) {
    database.read(
        handle -> {
          String words = "";
          String id = "";
          List<Found> page;
          do {
            page =
                handle
                    .createQuery(
                        MEMBERS
                            + " AND p.state = 'member' AND (p.words > :words"
                            + " OR (p.words = :words AND p.id > :id))"
                            + " ORDER BY p.words, p.id LIMIT "
                            + PAGE)
                    .bind("institution", institution.id())
                    .bind("words", words)
                    .bind("id", id)
                    .map(
                        (row, context) ->
                            new Found(
                                rowOfMember(institution).map(row, context), row.getString("words")))
                    .list();
            for (Found found : page) {
              visitor.accept(found.member());
              words = found.words();
              id = found.member().id();
            }
          } while (page.size() == PAGE);
          return null;
        });
  }

  private record Found(Member member, String words) {}

  @Override
  public void eachMemberOn(LocalDate day, Consumer<Member> visitor) {
    Map<String, Constituency> then = new HashMap<>();
    database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT m.person, m.constituency FROM register_membership m"
                        + " WHERE m.institution = :institution AND m.state = 'member'"
                        + " AND m.number = (SELECT MAX(l.number) FROM register_membership l"
                        + " WHERE l.institution = m.institution AND l.person = m.person"
                        + " AND l.since <= :day)")
                .bind("institution", institution.id())
                .bind("day", day.toString())
                .map(
                    (row, context) ->
                        then.put(
                            row.getString("person"),
                            Constituency.of(row.getString("constituency"))))
                .list());
    eachMember(
        member -> {
          Constituency constituency = then.get(member.id());
          if (constituency != null) {
            visitor.accept(member.in(constituency));
          }
        });
  }

  @Override
  public void eachRecord(String source, Consumer<Explanation> visitor) {
    database.read(
        handle -> {
          String key = "";
          List<Explanation> page;
          do {
            page =
                handle
                    .createQuery(
                        EXPLANATIONS
                            + " AND r.source = :source AND r.record_key > :key"
                            + " ORDER BY r.record_key LIMIT "
                            + PAGE)
                    .bind("institution", institution.id())
                    .bind("source", source)
                    .bind("key", key)
                    .map(EXPLANATION)
                    .list();
            for (Explanation explanation : page) {
              visitor.accept(explanation);
              key = explanation.key();
            }
          } while (page.size() == PAGE);
          return null;
        });
  }

  @Override
  public List<Explanation> explain(String memberId) {
    return database.read(
        handle ->
            handle
                .createQuery(EXPLANATIONS + " AND r.person = :person ORDER BY r.id")
                .bind("institution", institution.id())
                .bind("person", memberId)
                .map(EXPLANATION)
                .list());
  }

  private static final RowMapper<Explanation> EXPLANATION =
      (row, context) ->
          new Explanation(
              row.getString("source"),
              row.getString("record_key"),
              (row.getString("given_name") + " " + row.getString("family_name")).strip(),
              "member".equals(row.getString("state"))
                  ? Optional.of(row.getString("person"))
                  : Optional.empty(),
              new Label(row.getString("en"), row.getString("cy")),
              row.getString("rule"));

  @Override
  public void optOut(String memberId, String actor) {
    Instant at = clock.instant();
    LocalDate today = at.atZone(Greetings.ZONE).toLocalDate();
    database.write(
        handle -> {
          Person person =
              person(handle, memberId)
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "nobody on the register of " + institution.id() + " has this id"));
          if (!person.before().is(MemberState.OPTED_OUT)) {
            optOut(handle, person, today, at, actor);
          }
          return null;
        });
  }

  @Override
  public void suspend(String memberId, String ground, Optional<LocalDate> until, String actor) {
    RulePack pack = institution.constitution().pack();
    Disqualification known =
        pack.disqualification(ground)
            .orElseThrow(
                () ->
                    new Refused(
                        "nobody may be suspended on the ground '" + ground + "'",
                        "rule pack " + pack.id() + ", disqualifications",
                        pack.disqualifications().isEmpty()
                            ? "The rule pack knows no ground on which membership may be suspended."
                            : "Choose one of "
                                + pack.disqualifications().stream()
                                    .map(Disqualification::id)
                                    .collect(Collectors.joining(", "))
                                + "."));
    if (until.filter(today()::isAfter).isPresent()) {
      throw new Refused(
          "a suspension until " + until.get() + " is over already",
          known.rule(),
          "Give the last day of the suspension, today or later, or none.");
    }
    act(
        memberId,
        actor,
        Set.of(
            MemberState.ELIGIBLE, MemberState.INVITED, MemberState.MEMBER, MemberState.SUSPENDED),
        (acting, person) -> {
          acting.rows().suspend(person.id(), ground, until, acting.at(), actor);
          acting.again(person);
          return new Done(
              "membership.suspended",
              Map.of("ground", ground, "until", until.map(LocalDate::toString).orElse("")));
        });
  }

  @Override
  public void reinstate(String memberId, String actor) {
    act(
        memberId,
        actor,
        Set.of(MemberState.SUSPENDED, MemberState.ENDED),
        (acting, person) -> {
          if (!acting.rows().reinstate(person.id())) {
            throw new Refused(
                "the office has not suspended this person",
                "only a suspension by the office is lifted by it",
                "Look at the reason: a death reported by the records is withdrawn there.");
          }
          if (person.greeted()) {
            acting.again(person);
          } else {
            // Whoever was never told of a membership is told by the next run.
            acting.touch(person);
          }
          return new Done("membership.reinstated", Map.of());
        });
  }

  @Override
  public void admit(String memberId, String actor) {
    act(
        memberId,
        actor,
        Set.of(MemberState.ELIGIBLE, MemberState.INVITED),
        (acting, person) -> {
          acting.rows().admit(person.id(), acting.at(), actor);
          acting.touch(person);
          return new Done("membership.admitted", Map.of());
        });
  }

  @Override
  public List<Constituency> choices(String memberId) {
    return database.read(
        handle ->
            person(handle, memberId)
                .filter(person -> person.before().is(MemberState.MEMBER))
                .map(person -> acting(handle, "").choices(person))
                .orElse(List.of()));
  }

  @Override
  public void choose(String memberId, Constituency constituency, String actor) {
    act(
        memberId,
        actor,
        Set.of(MemberState.MEMBER),
        (acting, person) -> {
          List<Constituency> choices = acting.choices(person);
          if (!choices.contains(constituency)) {
            RulePack pack = institution.constitution().pack();
            throw new Refused(
                "this member may not choose the constituency "
                    + pack.constituencies().get(constituency).en(),
                "rule pack " + pack.id() + ", choice",
                choices.isEmpty()
                    ? "There is nothing to choose: the order of the rule pack decides."
                    : "Choose one of "
                        + choices.stream()
                            .map(c -> pack.constituencies().get(c).en())
                            .collect(Collectors.joining(", "))
                        + ".");
          }
          acting.rows().choose(person.id(), constituency, acting.at(), actor);
          acting.again(person);
          return new Done(
              "membership.constituency-chosen", Map.of("constituency", constituency.word()));
        });
  }

  /** What an act has done, for the journal. */
  private record Done(String act, Map<String, String> facts) {}

  private void act(
      String memberId,
      String actor,
      Set<MemberState> states,
      BiFunction<Acting, Person, Done> act) {
    database.write(
        handle -> {
          Person person =
              person(handle, memberId)
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "nobody on the register of " + institution.id() + " has this id"));
          if (person.state().filter(states::contains).isEmpty()) {
            throw new Refused(
                "this cannot be done to somebody whose state is "
                    + person.state().map(MemberState::word).orElse("none"),
                "it is for those whose state is "
                    + states.stream()
                        .sorted()
                        .map(MemberState::word)
                        .collect(Collectors.joining(", ")),
                "Look at the entry again: it may have changed since the page was shown.");
          }
          Done done = act.apply(acting(handle, actor), person);
          Map<String, String> facts = new HashMap<>(done.facts());
          facts.put("member", person.id());
          journal.append(institution.id(), actor, done.act(), facts);
          return null;
        });
  }

  private Optional<Person> person(Handle handle, String id) {
    return handle
        .createQuery(
            "SELECT "
                + Person.COLUMNS
                + " FROM register_person p WHERE p.institution = :institution"
                + " AND p.id = :id AND p.state IS NOT NULL")
        .bind("institution", institution.id())
        .bind("id", id)
        .map(Person.ROW)
        .findOne();
  }

  private LocalDate today() {
    return clock.instant().atZone(Greetings.ZONE).toLocalDate();
  }

  private Acting acting(Handle handle, String actor) {
    return new Acting(handle, institution, clock.instant(), actor);
  }

  private void optOut(Handle handle, Person person, LocalDate today, Instant at, String actor) {
    ReasonBook reasons = new ReasonBook(handle, institution.id());
    String rule = Eligibility.OWN_WISH;
    String reason = reasons.id(Reasons.OPTED_OUT, rule);
    handle
        .createUpdate(
            """
            UPDATE register_person SET state = 'opted-out', since = :today, reason = :reason,
              email = NULL, postal = '', words = :words, answer_by = NULL, review_on = NULL,
              touched = 1
            WHERE institution = :institution AND id = :id
            """)
        .bind("today", today.toString())
        .bind("reason", reason)
        .bind("words", Names.words(person.given(), person.family(), ""))
        .bind("institution", institution.id())
        .bind("id", person.id())
        .execute();
    handle
        .createUpdate(
            """
            INSERT INTO register_membership (institution, person, number, state, constituency,
              since, reason, run, at, actor)
            VALUES (:institution, :person, (SELECT COALESCE(MAX(m.number), 0) + 1
                FROM register_membership m
                WHERE m.institution = :institution AND m.person = :person),
              'opted-out', :constituency, :since, :reason, 0, :at, :actor)
            """)
        .bind("institution", institution.id())
        .bind("person", person.id())
        .bind("constituency", person.constituency().orElseThrow().word())
        .bind("since", today.toString())
        .bind("reason", reason)
        .bind("at", at)
        .bind("actor", actor)
        .execute();
    suppress(handle, institution.id(), person.id(), today);
    String outcome =
        reasons.id(
            Reasons.outcome(
                Optional.of(MemberState.OPTED_OUT), Optional.empty(), Reasons.OPTED_OUT),
            rule);
    handle
        .createUpdate(
            "UPDATE register_record SET email = NULL, postal = '', outcome = :outcome"
                + " WHERE institution = :institution AND person = :person AND held = 1")
        .bind("outcome", outcome)
        .bind("institution", institution.id())
        .bind("person", person.id())
        .execute();
    journal.append(institution.id(), actor, "membership.opted-out", Map.of("member", person.id()));
  }

  @Override
  public List<String> perhapsSame(String memberId) {
    return database.read(handle -> new PairGroups(handle, institution.id()).others(memberId));
  }

  @Override
  public Optional<String> sameAs(String memberId) {
    return database.read(handle -> new PairGroups(handle, institution.id()).sameAs(memberId));
  }

  @Override
  public boolean voteHeld(String memberId) {
    return database.write(handle -> new PairGroups(handle, institution.id()).hold(memberId));
  }

  /** By these the person is known again, in any source, when the details are gone. */
  static void suppress(Handle handle, String institution, String person, LocalDate today) {
    TreeSet<String> suppressions = new TreeSet<>();
    handle
        .createQuery(
            "SELECT suppressions FROM register_record"
                + " WHERE institution = :institution AND person = :person")
        .bind("institution", institution)
        .bind("person", person)
        .mapTo(String.class)
        .forEach(column -> suppressions.addAll(HeldRecord.words(column, " ")));
    for (String suppression : suppressions) {
      handle
          .createUpdate(
              "INSERT INTO register_suppression (institution, suppressed, since)"
                  + " VALUES (:institution, :suppressed, :since)"
                  + " ON CONFLICT (institution, suppressed) DO UPDATE SET since = excluded.since")
          .bind("institution", institution)
          .bind("suppressed", suppression)
          .bind("since", today.toString())
          .execute();
    }
  }

  /** Those of the ids that are on the register, by id. */
  static Map<String, Member> members(
      Handle handle, Institution institution, Collection<String> ids) {
    Map<String, Member> members = new HashMap<>();
    for (List<String> some : LinkingClusters.slices(List.copyOf(ids))) {
      handle
          .createQuery(MEMBERS + " AND p.id IN (<ids>)")
          .bind("institution", institution.id())
          .bindList("ids", some)
          .map(rowOfMember(institution))
          .forEach(member -> members.put(member.id(), member));
    }
    return members;
  }

  private static RowMapper<Member> rowOfMember(Institution institution) {
    return (row, context) -> {
      Person person = Person.ROW.map(row, context);
      return new Member(
          person.id(),
          person.given(),
          person.family(),
          person.constituency().orElseThrow(),
          person.state().orElseThrow(),
          person.since().orElseThrow(),
          new Label(row.getString("en"), row.getString("cy")),
          row.getString("rule"),
          person.email(),
          person.postal(),
          Deciding.language(institution, person.language()));
    };
  }
}
