package org.folkmoot.register.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Label;
import org.folkmoot.register.EnrolmentRun;
import org.folkmoot.register.ExplainedRoll;
import org.folkmoot.register.MemberState;
import org.folkmoot.store.Database;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** The explanations as they stand in the database. */
@Component(
    service = ExplainedRoll.class,
    configurationPid = EnrolmentConfiguration.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class StandingRoll implements ExplainedRoll {
  private static final int PAGE = 1_000;

  /** Those off the register whose names are known; the erased have no words to be found by. */
  private static final String OTHERS =
      " FROM register_person p WHERE p.institution = :institution AND p.state IS NULL"
          + " AND p.words <> ''";

  private static final String PERSONS =
      """
      SELECT p.id, p.given_name, p.family_name, p.state, e.person AS erased, r.source, r.flags,
        r.held, s.en, s.cy, s.rule
      FROM (%s) p
      LEFT JOIN register_record r ON r.institution = :institution AND r.person = p.id
      LEFT JOIN register_reason s ON s.institution = :institution AND s.id = r.outcome
      LEFT JOIN register_erasure e ON e.institution = :institution AND e.person = p.id
      ORDER BY p.words, p.id, r.held DESC, r.id
      """;

  private static final Label NOTHING_HELD =
      new Label(
          "No source holds a record of this person.",
          "Nid oes unrhyw ffynhonnell yn dal cofnod o'r person hwn.");
  private static final Label ERASED =
      new Label(
          "Name and details were erased. The history is kept under this number.",
          "Dilëwyd yr enw a'r manylion. Cedwir yr hanes dan y rhif hwn.");

  private final Institution institution;
  private final Database database;

  @Activate
  public StandingRoll(
      @Reference(name = "institution", target = "(institution=)") Institution institution,
      @Reference Database database) {
    this.institution = institution;
    this.database = database;
    database.migrate("register", StandingRoll.class);
  }

  @Override
  public List<Person> others(String name, int offset, int limit) {
    String chosen =
        "SELECT p.id, p.given_name, p.family_name, p.state, p.words"
            + OTHERS
            + like(name)
            + " ORDER BY p.words, p.id LIMIT :limit OFFSET :offset";
    return database.read(
        handle ->
            persons(
                named(handle.createQuery(PERSONS.formatted(chosen)), name)
                    .bind("limit", limit)
                    .bind("offset", offset)));
  }

  @Override
  public int countOthers(String name) {
    return database.read(
        handle ->
            named(handle.createQuery("SELECT COUNT(*)" + OTHERS + like(name)), name)
                .mapTo(Integer.class)
                .one());
  }

  private static String like(String name) {
    return name.isBlank() ? "" : " AND p.words LIKE :name ESCAPE '!'";
  }

  private Query named(Query query, String name) {
    query.bind("institution", institution.id());
    if (!name.isBlank()) {
      // Without a letter or digit it is part of nobody's name, and no name holds a line break.
      String folded = Names.folded(name);
      query.bind("name", folded.isEmpty() ? "\n" : "%" + StandingRegister.escaped(folded) + "%");
    }
    return query;
  }

  @Override
  public Optional<Person> person(String id) {
    String chosen =
        "SELECT p.id, p.given_name, p.family_name, p.state, p.words FROM register_person p"
            + " WHERE p.institution = :institution AND p.id = :id";
    return database.read(
        handle ->
            persons(
                    handle
                        .createQuery(PERSONS.formatted(chosen))
                        .bind("institution", institution.id())
                        .bind("id", id))
                .stream()
                .findFirst());
  }

  /** One row for each record; the first that says why decides what is said. */
  private static List<Person> persons(Query query) {
    List<Gathered> persons = new ArrayList<>();
    query.map((row, context) -> gather(row, persons)).forEach(one -> {});
    return persons.stream().map(Gathered::person).toList();
  }

  private static Gathered gather(ResultSet row, List<Gathered> persons) throws SQLException {
    String id = row.getString("id");
    Gathered last = persons.isEmpty() ? null : persons.get(persons.size() - 1);
    if (last == null || !last.id.equals(id)) {
      last = new Gathered(id, row);
      persons.add(last);
    }
    last.add(row);
    return last;
  }

  private static final class Gathered {
    private final String id;
    private final String given;
    private final String family;
    private final Optional<MemberState> state;
    private final boolean erased;
    private final List<String> sources = new ArrayList<>();
    private Label reason;
    private String rule = "";
    private Withheld withheld = Withheld.NOTHING;

    Gathered(String id, ResultSet row) throws SQLException {
      this.id = id;
      this.given = row.getString("given_name");
      this.family = row.getString("family_name");
      this.state = Optional.ofNullable(row.getString("state")).map(StandingRoll::state);
      this.erased = row.getString("erased") != null || (given.isEmpty() && family.isEmpty());
    }

    void add(ResultSet row) throws SQLException {
      if (reason == null && row.getString("en") != null) {
        reason = new Label(row.getString("en"), row.getString("cy"));
        rule = row.getString("rule");
      }
      String source = row.getString("source");
      if (source == null || row.getInt("held") == 0) {
        return;
      }
      if (!sources.contains(source)) {
        sources.add(source);
      }
      Withheld asked = StandingRoll.withheld(row.getString("flags"));
      withheld = asked.compareTo(withheld) > 0 ? asked : withheld;
    }

    Person person() {
      Label said = reason != null ? reason : erased ? ERASED : NOTHING_HELD;
      return new Person(id, given, family, state, said, rule, withheld, erased, sources);
    }
  }

  private static Withheld withheld(String flags) {
    List<String> words = HeldRecord.words(flags, ",");
    if (StagedRecord.QUIET.stream().anyMatch(flag -> words.contains(flag.name()))) {
      return Withheld.CONTACT;
    }
    return words.contains("ADDRESS_WITHHELD") ? Withheld.ADDRESS : Withheld.NOTHING;
  }

  private static MemberState state(String word) {
    return org.folkmoot.register.internal.Person.States.of(word);
  }

  @Override
  public List<Standing> history(String person) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT m.state, m.constituency, m.since, m.at, m.actor, m.run, s.en, s.cy,
                      s.rule
                    FROM register_membership m
                    JOIN register_reason s ON s.institution = m.institution AND s.id = m.reason
                    WHERE m.institution = :institution AND m.person = :person ORDER BY m.number
                    """)
                .bind("institution", institution.id())
                .bind("person", person)
                .map(
                    (row, context) ->
                        new Standing(
                            state(row.getString("state")),
                            Constituency.of(row.getString("constituency")),
                            LocalDate.parse(row.getString("since")),
                            new Label(row.getString("en"), row.getString("cy")),
                            row.getString("rule"),
                            Instant.ofEpochMilli(row.getLong("at")),
                            row.getString("actor"),
                            Optional.of(row.getLong("run")).filter(run -> run > 0)))
                .list());
  }

  @Override
  public void each(Consumer<Line> visitor) {
    database.read(
        handle -> {
          String source = "";
          String key = "";
          List<Line> page;
          do {
            page =
                handle
                    .createQuery(
                        """
                        SELECT r.source, r.record_key, r.person, r.given_name, r.family_name,
                          p.state, p.constituency, p.since, s.en, s.cy, s.rule
                        FROM register_record r
                        JOIN register_reason s ON s.institution = r.institution AND s.id = r.outcome
                        JOIN register_person p ON p.institution = r.institution AND p.id = r.person
                        WHERE r.institution = :institution AND r.source >= :source
                          AND (r.source > :source OR r.record_key > :key)
                        ORDER BY r.source, r.record_key LIMIT :limit
                        """)
                    .bind("institution", institution.id())
                    .bind("source", source)
                    .bind("key", key)
                    .bind("limit", PAGE)
                    .map(LINE)
                    .list();
            for (Line line : page) {
              visitor.accept(line);
              source = line.source();
              key = line.key();
            }
          } while (page.size() == PAGE);
          return null;
        });
  }

  private static final RowMapper<Line> LINE =
      (row, context) ->
          new Line(
              row.getString("source"),
              row.getString("record_key"),
              row.getString("person"),
              row.getString("given_name"),
              row.getString("family_name"),
              Optional.ofNullable(row.getString("state")).map(StandingRoll::state),
              Optional.ofNullable(row.getString("constituency")).map(Constituency::of),
              Optional.ofNullable(row.getString("since")).map(LocalDate::parse),
              new Label(row.getString("en"), row.getString("cy")),
              row.getString("rule"));

  /** The end of a run: entries of later runs, and those made by hand afterwards, are beyond it. */
  private record Moment(long run, long at) {
    boolean covers(Entry entry) {
      return entry.run() > 0 ? entry.run() <= run : entry.at() <= at;
    }
  }

  private record Entry(
      String person,
      String name,
      MemberState state,
      Constituency constituency,
      LocalDate since,
      Label reason,
      long run,
      long at,
      String actor) {}

  @Override
  public void eachChange(long after, Optional<Long> upTo, Consumer<Change> visitor) {
    database.read(
        handle -> {
          Moment from = moment(handle, after);
          Moment to =
              upTo.isPresent()
                  ? moment(handle, upTo.get())
                  : new Moment(Long.MAX_VALUE, Long.MAX_VALUE);
          Differing differing = new Differing(from, to, visitor);
          handle
              .createQuery(
                  """
                  SELECT m.person, p.given_name, p.family_name, m.state, m.constituency, m.since,
                    s.en, s.cy, m.run, m.at, m.actor
                  FROM register_membership m
                  JOIN register_person p ON p.institution = m.institution AND p.id = m.person
                  JOIN register_reason s ON s.institution = m.institution AND s.id = m.reason
                  WHERE m.institution = :institution AND m.person IN (
                    SELECT x.person FROM register_membership x
                    WHERE x.institution = :institution AND x.run > :fromRun AND x.run <= :toRun
                    UNION
                    SELECT y.person FROM register_membership y
                    WHERE y.institution = :institution AND y.run = 0 AND y.at > :fromAt
                      AND y.at <= :toAt)
                  ORDER BY p.words, p.id, m.number
                  """)
              .bind("institution", institution.id())
              .bind("fromRun", from.run())
              .bind("toRun", to.run())
              .bind("fromAt", from.at())
              .bind("toAt", to.at())
              .map(ENTRY)
              .forEach(differing::add);
          differing.close();
          return null;
        });
  }

  private static final RowMapper<Entry> ENTRY =
      (row, context) ->
          new Entry(
              row.getString("person"),
              (row.getString("given_name") + " " + row.getString("family_name")).strip(),
              state(row.getString("state")),
              Constituency.of(row.getString("constituency")),
              LocalDate.parse(row.getString("since")),
              new Label(row.getString("en"), row.getString("cy")),
              row.getLong("run"),
              row.getLong("at"),
              row.getString("actor"));

  private Moment moment(Handle handle, long run) {
    if (run == 0) {
      return new Moment(0, Long.MIN_VALUE);
    }
    return handle
        .createQuery(
            "SELECT at FROM register_run WHERE institution = :institution AND number = :number")
        .bind("institution", institution.id())
        .bind("number", run)
        .mapTo(Long.class)
        .findOne()
        .map(at -> new Moment(run, at))
        .orElseThrow(() -> new IllegalArgumentException("run " + run + ": there is no such run"));
  }

  /** Folds each person's history into where they stood at two moments. */
  private static final class Differing {
    private final Moment from;
    private final Moment to;
    private final Consumer<Change> visitor;
    private Entry before;
    private Entry last;
    private boolean wasMemberBefore;

    Differing(Moment from, Moment to, Consumer<Change> visitor) {
      this.from = from;
      this.to = to;
      this.visitor = visitor;
    }

    void add(Entry entry) {
      if (last != null && !last.person().equals(entry.person())) {
        close();
      }
      if (!to.covers(entry)) {
        return;
      }
      last = entry;
      if (from.covers(entry)) {
        before = entry;
        wasMemberBefore |= entry.state() == MemberState.MEMBER;
      }
    }

    void close() {
      if (last != null && last != before) {
        kind()
            .ifPresent(
                kind ->
                    visitor.accept(
                        new Change(
                            kind,
                            last.person(),
                            last.name(),
                            Optional.ofNullable(before)
                                .filter(entry -> entry.state() == MemberState.MEMBER)
                                .map(Entry::constituency),
                            last.constituency(),
                            last.reason(),
                            last.since(),
                            last.actor())));
      }
      before = null;
      last = null;
      wasMemberBefore = false;
    }

    private Optional<EnrolmentRun.Change.Kind> kind() {
      boolean was = before != null && before.state() == MemberState.MEMBER;
      boolean is = last.state() == MemberState.MEMBER;
      if (was && is) {
        return before.constituency() == last.constituency()
            ? Optional.empty()
            : Optional.of(EnrolmentRun.Change.Kind.MOVED);
      }
      if (is) {
        return Optional.of(
            wasMemberBefore ? EnrolmentRun.Change.Kind.RETURNED : EnrolmentRun.Change.Kind.JOINED);
      }
      if (was) {
        return Optional.of(EnrolmentRun.Change.Kind.ENDED);
      }
      boolean invitedBefore = before != null && before.state() == MemberState.INVITED;
      return last.state() == MemberState.INVITED && !invitedBefore
          ? Optional.of(EnrolmentRun.Change.Kind.INVITED)
          : Optional.empty();
    }
  }
}
