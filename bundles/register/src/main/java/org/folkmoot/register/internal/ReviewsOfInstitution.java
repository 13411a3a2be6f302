package org.folkmoot.register.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Label;
import org.folkmoot.constitution.Refused;
import org.folkmoot.constitution.WorkingDays;
import org.folkmoot.notice.PersonalLinks;
import org.folkmoot.notice.PostOffice;
import org.folkmoot.register.Member;
import org.folkmoot.register.Reviews;
import org.folkmoot.register.internal.LinkingClusters.Absorbed;
import org.folkmoot.register.internal.PairRows.Row;
import org.folkmoot.store.Database;
import org.folkmoot.store.Journal;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Pairs to be decided, and what follows from a decision, at once. */
@Component(
    service = Reviews.class,
    configurationPid = EnrolmentConfiguration.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ReviewsOfInstitution implements Reviews {
  private static final int LONGEST_REASON = 2_000;

  private final Institution institution;
  private final Database database;
  private final Journal journal;
  private final PostOffice postOffice;
  private final PersonalLinks links;
  private final Clock clock;
  private final EnrolmentLimits limits;
  private final Qualifications qualifications;
  private volatile WorkingDays workingDays;

  @Activate
  public ReviewsOfInstitution(
      @Reference(name = "institution", target = "(institution=)") Institution institution,
      @Reference Database database,
      @Reference Journal journal,
      @Reference PostOffice postOffice,
      @Reference PersonalLinks links,
      @Reference(policyOption = ReferencePolicyOption.GREEDY) Clock clock,
      EnrolmentConfiguration configuration) {
    this(
        institution,
        database,
        journal,
        postOffice,
        links,
        clock,
        EnrolmentLimits.of(configuration));
  }

  public ReviewsOfInstitution(
      Institution institution,
      Database database,
      Journal journal,
      PostOffice postOffice,
      PersonalLinks links,
      Clock clock,
      EnrolmentLimits limits) {
    this.institution = institution;
    this.database = database;
    this.journal = journal;
    this.postOffice = postOffice;
    this.links = links;
    this.clock = clock;
    this.limits = limits;
    this.qualifications = new Qualifications(institution.constitution());
    database.migrate("register", ReviewsOfInstitution.class);
  }

  @Reference
  public void bindWorkingDays(WorkingDays calendar) {
    workingDays = calendar;
  }

  @Override
  public int waiting() {
    return database.read(handle -> new PairRows(handle, institution.id()).countWaiting());
  }

  @Override
  public List<Pair> pairs(Standing standing, int offset, int limit) {
    return database.read(
        handle -> {
          List<Row> rows =
              standing == Standing.LINKED
                  ? PairLinks.newest(handle, institution.id(), offset, limit)
                  : new PairRows(handle, institution.id()).page(standing, offset, limit);
          return shown(handle, rows);
        });
  }

  @Override
  public Optional<Pair> pair(String id) {
    return database.read(
        handle ->
            PairDecisions.find(handle, institution.id(), id)
                .map(row -> shown(handle, List.of(row)).get(0)));
  }

  @Override
  public List<Pair> pairsOf(String memberId) {
    return database.read(
        handle -> {
          List<Long> records =
              LinkingClusters.recordsOf(handle, institution.id(), List.of(memberId)).stream()
                  .map(LinkingRecord::id)
                  .toList();
          List<Row> rows = new ArrayList<>(new PairRows(handle, institution.id()).of(records));
          rows.sort(Comparator.comparing(Row::standing).thenComparing(Row::id));
          rows.addAll(PairLinks.of(handle, institution.id(), memberId));
          return shown(handle, rows);
        });
  }

  private List<Pair> shown(Handle handle, List<Row> rows) {
    Set<Long> ids = new HashSet<>();
    rows.forEach(
        row -> {
          ids.add(row.left());
          ids.add(row.right());
        });
    Map<Long, HeldRecord> records = new HashMap<>();
    for (List<Long> some : LinkingClusters.slices(List.copyOf(ids))) {
      handle
          .createQuery(
              "SELECT "
                  + HeldRecord.COLUMNS
                  + " FROM register_record r WHERE r.institution = :institution"
                  + " AND r.id IN (<ids>)")
          .bind("institution", institution.id())
          .bindList("ids", some)
          .map(HeldRecord.ROW)
          .forEach(record -> records.put(record.id(), record));
    }
    Map<String, Member> members =
        StandingRegister.members(
            handle,
            institution,
            records.values().stream().flatMap(r -> r.person().stream()).distinct().toList());
    return rows.stream()
        .map(
            row -> {
              HeldRecord left = records.get(row.left());
              HeldRecord right = records.get(row.right());
              return new Pair(
                  row.id(),
                  side(left, members),
                  side(right, members),
                  row.weight().map(LinkingEvidence::bits),
                  why(row),
                  PairComparison.of(handle, institution.id(), left, right),
                  row.standing(),
                  row.since(),
                  row.decidedBy(),
                  row.standing() == Standing.LINKED ? "" : row.reason(),
                  row.held() > 0);
            })
        .toList();
  }

  private static Label why(Row row) {
    if (row.standing() != Standing.LINKED) {
      return PairGuard.of(row.guard()).label();
    }
    Label clause = LinkingEvidence.label(row.reason());
    return new Label(sentence(clause.en()), sentence(clause.cy()));
  }

  private static String sentence(String clause) {
    return clause.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + clause.substring(1) + ".";
  }

  private static Side side(HeldRecord record, Map<String, Member> members) {
    String person = record.person().orElseThrow();
    return new Side(
        record.source(),
        record.key(),
        (record.given() + " " + record.family()).strip(),
        record.born(),
        person,
        Optional.ofNullable(members.get(person)));
  }

  @Override
  public List<Label> consequences(String id, Decision decision) {
    try {
      return database.write(
          handle -> {
            handle.savepoint("consequences");
            Row row = required(handle, id);
            Set<String> persons = personsOf(handle, row);
            Map<String, Member> before = StandingRegister.members(handle, institution, persons);
            apply(handle, row, decision, "", "preview", Optional.empty());
            persons.addAll(personsOf(handle, row));
            Map<String, Member> after = StandingRegister.members(handle, institution, persons);
            handle.rollbackToSavepoint("consequences");
            return new PairConsequences(institution, before, after).of(decision);
          });
    } catch (Refused refused) {
      return List.of(PairConsequences.refused(refused.refusal()));
    }
  }

  @Override
  public void decide(String id, Decision decision, String why, String actor) {
    String reason = why.strip();
    if (reason.length() > LONGEST_REASON) {
      throw new Refused(
          "the reason has " + reason.length() + " characters",
          "register: a reason has at most " + LONGEST_REASON + " characters",
          "Say it in fewer words.");
    }
    database.write(
        handle -> {
          Row row = required(handle, id);
          apply(handle, row, decision, reason, actor, Optional.of(clock.instant()));
          journal.append(
              institution.id(),
              actor,
              "membership.pair-decided",
              Map.of("pair", id, "decision", decision.name()));
          return null;
        });
  }

  private Row required(Handle handle, String id) {
    return PairDecisions.find(handle, institution.id(), id)
        .orElseThrow(
            () ->
                new Refused(
                    "these two records are no pair any more",
                    "register: a pair is there while both records are, and are like each other",
                    "Go back to the list of pairs."));
  }

  private Set<String> personsOf(Handle handle, Row row) {
    return new HashSet<>(
        handle
            .createQuery(
                "SELECT person FROM register_record WHERE institution = :institution"
                    + " AND id IN (:left, :right)")
            .bind("institution", institution.id())
            .bind("left", row.left())
            .bind("right", row.right())
            .mapTo(String.class)
            .list());
  }

  /** Joins or parts, then decides the memberships as a run would; a preview sends nothing. */
  private void apply(
      Handle handle,
      Row row,
      Decision decision,
      String why,
      String actor,
      Optional<Instant> inEarnest) {
    Instant at = inEarnest.orElseGet(clock::instant);
    LocalDate today = at.atZone(Greetings.ZONE).toLocalDate();
    LocalDate answerBy = today.plusDays(limits.invitationDays());
    long run = RunNumber.next(handle, institution.id());
    List<Absorbed> absorbed =
        new PairDecisions(handle, institution.id(), run, at).decide(row, decision, why, actor);
    Optional<Greetings> greetings =
        inEarnest.map(
            now -> new Greetings(postOffice, links, institution, run, at, answerBy, actor));
    new Deciding(
            handle,
            institution,
            qualifications,
            run,
            today,
            answerBy,
            () -> MovesOn.day(institution, workingDays, today),
            at,
            actor,
            greetings)
        .decideTouched(absorbed);
  }
}
