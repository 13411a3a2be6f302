package org.folkmoot.register.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Label;
import org.folkmoot.constitution.Refused;
import org.folkmoot.constitution.WorkingDays;
import org.folkmoot.notice.PersonalLinks;
import org.folkmoot.notice.PostOffice;
import org.folkmoot.records.BadRow;
import org.folkmoot.records.RecordsSource;
import org.folkmoot.records.SourceFailed;
import org.folkmoot.register.Applications;
import org.folkmoot.register.Enrolment;
import org.folkmoot.register.EnrolmentRun;
import org.folkmoot.register.EnrolmentRun.Change;
import org.folkmoot.store.Database;
import org.folkmoot.store.Journal;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a source aside, then brings the register up to date in one transaction. */
@Component(
    service = Enrolment.class,
    configurationPid = EnrolmentConfiguration.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = EnrolmentConfiguration.class, factory = true)
public final class Enroller implements Enrolment {
  private static final Logger LOG = LoggerFactory.getLogger(Enroller.class);
  private static final String SCHEDULE = "schedule";

  private final Institution institution;
  private final Database database;
  private final Journal journal;
  private final PostOffice postOffice;
  private final PersonalLinks links;
  private final Clock clock;
  private final EnrolmentLimits limits;
  private final Areas areas;
  private volatile Qualifications qualifications;
  private final List<RecordsSource> sources = new CopyOnWriteArrayList<>();
  private volatile Optional<WorkingDays> workingDays = Optional.empty();
  private final ReentrantLock underWay = new ReentrantLock();
  private final Optional<ScheduledExecutorService> schedule;

  @Activate
  public Enroller(
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
        EnrolmentLimits.of(configuration),
        configuration.scheduleMinutes());
  }

  public Enroller(
      Institution institution,
      Database database,
      Journal journal,
      PostOffice postOffice,
      PersonalLinks links,
      Clock clock,
      EnrolmentLimits limits,
      int scheduleMinutes) {
    this.institution = institution;
    this.database = database;
    this.journal = journal;
    this.postOffice = postOffice;
    this.links = links;
    this.clock = clock;
    this.limits = limits;
    this.qualifications =
        new Qualifications(institution.constitution(), new RepresentedBy(limits.represented()));
    this.areas = new Areas(database, institution.id(), institution.constitution().area());
    database.migrate("register", Enroller.class);
    this.schedule =
        scheduleMinutes > 0
            ? Optional.of(
                Executors.newSingleThreadScheduledExecutor(
                    work -> {
                      Thread thread = new Thread(work, "enrolment-" + institution.id());
                      thread.setDaemon(true);
                      return thread;
                    }))
            : Optional.empty();
    schedule.ifPresent(
        timer ->
            timer.scheduleWithFixedDelay(
                this::runAll, scheduleMinutes, scheduleMinutes, TimeUnit.MINUTES));
  }

  @Deactivate
  public void close() {
    schedule.ifPresent(ScheduledExecutorService::shutdown);
  }

  @Reference
  public void bindWorkingDays(WorkingDays calendar) {
    workingDays = Optional.of(calendar);
  }

  @Reference(
      name = "source",
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  public void bindSource(RecordsSource source, Map<String, Object> properties) {
    if (institution.id().equals(properties.get("institution"))) {
      sources.add(source);
    }
  }

  public void unbindSource(RecordsSource source) {
    sources.remove(source);
  }

  @Override
  public List<RecordsSource> sources() {
    return sources.stream().sorted(Comparator.comparing(RecordsSource::name)).toList();
  }

  private void runAll() {
    for (RecordsSource source : sources()) {
      try {
        run(source, SCHEDULE);
      } catch (SourceFailed | RuntimeException e) {
        // The next turn tries again; nothing of this one was kept.
        LOG.error("Enrolment of {} from '{}' failed", institution.id(), source.name(), e);
      }
    }
  }

  @Override
  public EnrolmentRun preview(RecordsSource source) throws SourceFailed {
    Instant at = clock.instant();
    Staging staging = staging(source, at);
    try {
      RecordsSource.Cursor place = source.snapshot(staging);
      staging.flush();
      return database.write(
          handle -> {
            // The same work, then undone: a preview that computes otherwise would be another run.
            handle.savepoint("preview");
            EnrolmentRun run = apply(handle, source.name(), place, staging, at, "preview", false);
            handle.rollbackToSavepoint("preview");
            return run;
          });
    } finally {
      staging.clear();
    }
  }

  @Override
  public EnrolmentRun run(RecordsSource source, String actor) throws SourceFailed {
    if (!underWay.tryLock()) {
      throw new Refused(
          "a run of enrolment for " + institution.name() + " is under way",
          "enrolment: one run at a time for each institution",
          "Wait until it has ended, then start again.");
    }
    try {
      Instant at = clock.instant();
      Staging staging = staging(source, at);
      try {
        RecordsSource.Cursor place = source.snapshot(staging);
        staging.flush();
        return database.write(
            handle -> apply(handle, source.name(), place, staging, at, actor, true));
      } finally {
        staging.clear();
      }
    } finally {
      underWay.unlock();
    }
  }

  private Staging staging(RecordsSource source, Instant at) {
    if (source.name().equals(Applications.SOURCE) && !(source instanceof Joined)) {
      throw new Refused(
          "a source of records may not be called '" + source.name() + "'",
          "enrolment: the name is kept for people who applied to join",
          "Give the source another name.");
    }
    this.qualifications = qualifications.in(areas, at);
    return new Staging(database, institution.id(), source.name(), at, qualifications);
  }

  /** Everything a run does, in the caller's transaction. */
  private EnrolmentRun apply(
      Handle handle,
      String source,
      RecordsSource.Cursor place,
      Staging staging,
      Instant at,
      String actor,
      boolean inEarnest) {
    LocalDate today = at.atZone(Greetings.ZONE).toLocalDate();
    LocalDate answerBy = today.plusDays(limits.invitationDays());
    long run = begin(handle);
    Records records = new Records(handle, institution.id(), source, staging.token(), run);
    if (!source.equals(Applications.SOURCE)) {
      // Applications are rows of our own, not an export that can be cut off.
      records.refuseFall(limits.largestFallPercent(), limits.smallestFallRows());
    }
    int yielded = records.staged();
    int changed = records.apply(yielded);
    List<LinkingClusters.Absorbed> absorbed =
        new Linking(
                handle,
                institution.id(),
                run,
                at,
                limits.thresholds(),
                inEarnest ? Optional.of(journal) : Optional.empty())
            .link();
    records.analyse("register_person", changed);
    Optional<Greetings> greetings =
        inEarnest
            ? Optional.of(new Greetings(postOffice, links, institution, run, at, answerBy, actor))
            : Optional.empty();
    Tally tally =
        new Deciding(
                handle,
                institution,
                qualifications,
                run,
                today,
                answerBy,
                () -> movesOn(today),
                at,
                actor,
                greetings)
            .decide(absorbed, rulesChanged(handle));
    records.settle();
    EnrolmentRun done =
        new EnrolmentRun(
            inEarnest ? run : 0,
            source,
            at,
            actor,
            yielded,
            linked(handle, source),
            tally.count(Change.Kind.JOINED),
            tally.count(Change.Kind.INVITED),
            tally.count(Change.Kind.RETURNED),
            tally.count(Change.Kind.MOVED),
            tally.count(Change.Kind.ENDED),
            yielded - changed,
            notEligible(handle, source),
            StandingRegister.strength(handle, institution.id()),
            staging.badRows(),
            tally.listed().stream().map(Tally.Listed::change).toList());
    if (inEarnest) {
      keep(handle, done, place, tally);
      new Retention(handle, journal, institution.id(), limits.retention()).after(run, at, actor);
      if (!actor.equals(SCHEDULE) || !tally.empty() || changed > 0) {
        journal(done);
      }
    }
    return done;
  }

  /** The day on which whoever is told today of a move to another constituency moves. */
  private LocalDate movesOn(LocalDate today) {
    int notice = institution.constitution().pack().moveNotice().workingDays();
    LocalDate day = today;
    if (notice > 0) {
      WorkingDays calendar =
          workingDays.orElseThrow(
              () -> new IllegalStateException("notice in working days needs their calendar"));
      while (calendar.between(today, day, institution.constitution().nation()) < notice) {
        day = day.plusDays(1);
      }
    }
    return day;
  }

  /** Numbers the run; the row also keeps a second node from running at the same time. */
  private long begin(Handle handle) {
    handle
        .createUpdate(
            "INSERT INTO register_institution (institution, runs, records, rules)"
                + " VALUES (:institution, 0, 0, '') ON CONFLICT (institution) DO NOTHING")
        .bind("institution", institution.id())
        .execute();
    handle
        .createUpdate(
            "UPDATE register_institution SET runs = runs + 1 WHERE institution = :institution")
        .bind("institution", institution.id())
        .execute();
    return handle
        .createQuery("SELECT runs FROM register_institution WHERE institution = :institution")
        .bind("institution", institution.id())
        .mapTo(Long.class)
        .one();
  }

  private boolean rulesChanged(Handle handle) {
    return handle
            .createUpdate(
                "UPDATE register_institution SET rules = :rules"
                    + " WHERE institution = :institution AND rules <> :rules")
            .bind("institution", institution.id())
            .bind("rules", qualifications.fingerprint())
            .execute()
        == 1;
  }

  private int linked(Handle handle, String source) {
    return handle
        .createQuery(
            """
            SELECT COUNT(*) FROM register_record r
            WHERE r.institution = :institution AND r.source = :source AND r.held = 1
              AND EXISTS (SELECT 1 FROM register_record o WHERE o.institution = :institution
                AND o.person = r.person AND o.held = 1 AND o.id + 0 < r.id)
            """)
        .bind("institution", institution.id())
        .bind("source", source)
        .mapTo(Integer.class)
        .one();
  }

  private int notEligible(Handle handle, String source) {
    return handle
        .createQuery(
            """
            SELECT COUNT(*) FROM register_record r
            JOIN register_person p ON p.institution = r.institution AND p.id = r.person
            WHERE r.institution = :institution AND r.source = :source AND r.held = 1
              AND (p.state IS NULL OR p.state NOT IN ('member', 'invited', 'eligible'))
            """)
        .bind("institution", institution.id())
        .bind("source", source)
        .mapTo(Integer.class)
        .one();
  }

  private void keep(Handle handle, EnrolmentRun run, RecordsSource.Cursor place, Tally tally) {
    handle
        .createUpdate(
            "INSERT INTO register_source (institution, source, place, last_run)"
                + " VALUES (:institution, :source, :place, :run)"
                + " ON CONFLICT (institution, source) DO UPDATE SET place = excluded.place,"
                + " last_run = excluded.last_run")
        .bind("institution", institution.id())
        .bind("source", run.source())
        .bind("place", place.value())
        .bind("run", run.number())
        .execute();
    handle
        .createUpdate(
            """
            INSERT INTO register_run (institution, number, source, at, actor, records, linked,
              joined, invited, returned, moved, ended, unchanged, not_eligible, users, workers,
              community)
            VALUES (:institution, :number, :source, :at, :actor, :records, :linked, :joined,
              :invited, :returned, :moved, :ended, :unchanged, :notEligible, :users, :workers,
              :community)
            """)
        .bind("institution", institution.id())
        .bind("number", run.number())
        .bind("source", run.source())
        .bind("at", run.at())
        .bind("actor", run.actor())
        .bind("records", run.records())
        .bind("linked", run.linked())
        .bind("joined", run.joined())
        .bind("invited", run.invited())
        .bind("returned", run.returned())
        .bind("moved", run.moved())
        .bind("ended", run.ended())
        .bind("unchanged", run.unchanged())
        .bind("notEligible", run.notEligible())
        .bind("users", run.strength().get(Constituency.USERS))
        .bind("workers", run.strength().get(Constituency.WORKERS))
        .bind("community", run.strength().get(Constituency.COMMUNITY))
        .execute();
    keepChanges(handle, run, tally);
    keepBadRows(handle, run);
  }

  private void keepChanges(Handle handle, EnrolmentRun run, Tally tally) {
    try (PreparedBatch insert =
        handle.prepareBatch(
            "INSERT INTO register_change (institution, run, position, kind, person, constituency,"
                + " reason) VALUES (:institution, :run, :position, :kind, :person, :constituency,"
                + " :reason)")) {
      int position = 0;
      for (Tally.Listed listed : tally.listed()) {
        insert
            .bind("institution", institution.id())
            .bind("run", run.number())
            .bind("position", ++position)
            .bind("kind", listed.change().kind().name())
            .bind("person", listed.person())
            .bind("constituency", listed.change().constituency().word())
            .bind("reason", listed.reason())
            .add();
      }
      if (insert.size() > 0) {
        insert.execute();
      }
    }
  }

  private void keepBadRows(Handle handle, EnrolmentRun run) {
    handle
        .createUpdate(
            "DELETE FROM register_bad_row WHERE institution = :institution AND source = :source")
        .bind("institution", institution.id())
        .bind("source", run.source())
        .execute();
    try (PreparedBatch insert =
        handle.prepareBatch(
            "INSERT INTO register_bad_row (institution, run, position, source, file, line, heading,"
                + " cell, problem, cure, lost) VALUES (:institution, :run, :position, :source,"
                + " :file, :line, :heading, :cell, :problem, :cure, :lost)")) {
      int position = 0;
      for (BadRow row : run.badRows()) {
        insert
            .bind("institution", institution.id())
            .bind("run", run.number())
            .bind("position", ++position)
            .bind("source", run.source())
            .bind("file", row.file())
            .bind("line", row.row())
            .bind("heading", row.column())
            .bind("cell", row.value())
            .bind("problem", row.problem())
            .bind("cure", row.cure())
            .bind("lost", row.lost() ? 1 : 0)
            .add();
      }
      if (insert.size() > 0) {
        insert.execute();
      }
    }
  }

  private void journal(EnrolmentRun run) {
    Map<String, String> facts = new HashMap<>();
    facts.put("run", Long.toString(run.number()));
    facts.put("source", run.source());
    facts.put("records", Integer.toString(run.records()));
    facts.put("joined", Integer.toString(run.joined()));
    facts.put("invited", Integer.toString(run.invited()));
    facts.put("returned", Integer.toString(run.returned()));
    facts.put("moved", Integer.toString(run.moved()));
    facts.put("ended", Integer.toString(run.ended()));
    facts.put("badRows", Integer.toString(run.badRows().size()));
    journal.append(institution.id(), run.actor(), "enrolment.run", facts);
  }

  @Override
  public List<EnrolmentRun> runs(int limit) {
    return database.read(
        handle -> {
          List<EnrolmentRun> runs = new ArrayList<>();
          handle
              .createQuery(
                  "SELECT * FROM register_run WHERE institution = :institution"
                      + " ORDER BY number DESC LIMIT :limit")
              .bind("institution", institution.id())
              .bind("limit", limit)
              .map(
                  (row, context) ->
                      new EnrolmentRun(
                          row.getLong("number"),
                          row.getString("source"),
                          Instant.ofEpochMilli(row.getLong("at")),
                          row.getString("actor"),
                          row.getInt("records"),
                          row.getInt("linked"),
                          row.getInt("joined"),
                          row.getInt("invited"),
                          row.getInt("returned"),
                          row.getInt("moved"),
                          row.getInt("ended"),
                          row.getInt("unchanged"),
                          row.getInt("not_eligible"),
                          Map.of(
                              Constituency.USERS, row.getInt("users"),
                              Constituency.WORKERS, row.getInt("workers"),
                              Constituency.COMMUNITY, row.getInt("community")),
                          List.of(),
                          List.of()))
              .list()
              .forEach(run -> runs.add(withDetails(handle, run)));
          return runs;
        });
  }

  private EnrolmentRun withDetails(Handle handle, EnrolmentRun run) {
    List<BadRow> badRows =
        handle
            .createQuery(
                "SELECT * FROM register_bad_row WHERE institution = :institution AND run = :run"
                    + " ORDER BY position")
            .bind("institution", institution.id())
            .bind("run", run.number())
            .map(
                (row, context) ->
                    new BadRow(
                        row.getString("file"),
                        row.getLong("line"),
                        row.getString("heading"),
                        row.getString("cell"),
                        row.getString("problem"),
                        row.getString("cure"),
                        row.getInt("lost") == 1))
            .list();
    List<Change> changes =
        handle
            .createQuery(
                """
                SELECT c.kind, c.constituency, p.given_name, p.family_name, s.en, s.cy
                FROM register_change c
                JOIN register_person p ON p.institution = c.institution AND p.id = c.person
                JOIN register_reason s ON s.institution = c.institution AND s.id = c.reason
                WHERE c.institution = :institution AND c.run = :run ORDER BY c.position
                """)
            .bind("institution", institution.id())
            .bind("run", run.number())
            .map(
                (row, context) ->
                    new Change(
                        Change.Kind.valueOf(row.getString(1)),
                        (row.getString(3) + " " + row.getString(4)).strip(),
                        Constituency.of(row.getString(2)),
                        new Label(row.getString(5), row.getString(6))))
            .list();
    return new EnrolmentRun(
        run.number(),
        run.source(),
        run.at(),
        run.actor(),
        run.records(),
        run.linked(),
        run.joined(),
        run.invited(),
        run.returned(),
        run.moved(),
        run.ended(),
        run.unchanged(),
        run.notEligible(),
        run.strength(),
        badRows,
        changes);
  }
}
