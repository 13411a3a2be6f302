package org.folkmoot.register.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Label;
import org.folkmoot.constitution.Refused;
import org.folkmoot.constitution.WorkingDays;
import org.folkmoot.notice.PersonalLinks;
import org.folkmoot.notice.PostOffice;
import org.folkmoot.records.BadRow;
import org.folkmoot.records.ChangeSet;
import org.folkmoot.records.Inbox;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.RecordsSink;
import org.folkmoot.records.RecordsSource;
import org.folkmoot.records.SourceFailed;
import org.folkmoot.register.Applications;
import org.folkmoot.register.Enrolment;
import org.folkmoot.register.EnrolmentRun;
import org.folkmoot.register.EnrolmentRun.Change;
import org.folkmoot.store.Database;
import org.folkmoot.store.Journal;
import org.folkmoot.store.Unavailable;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.osgi.framework.BundleContext;
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

/**
 * Reads a source aside, then brings the register up to date in one transaction; applies at once
 * what hosts push; has membership written back.
 */
@Component(
    service = {Enrolment.class, Inbox.class},
    configurationPid = EnrolmentConfiguration.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = EnrolmentConfiguration.class, factory = true)
public final class Enroller implements Enrolment, Inbox, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Enroller.class);
  private static final String SCHEDULE = "schedule";
  private static final String INBOX = "inbox";
  private static final int READINGS = 3;
  private static final long MILLIS_TO_NEXT_TRY = 2_000;
  private static final long SECONDS_BETWEEN_ROUNDS = 60;

  private final Institution institution;
  private final Database database;
  private final Journal journal;
  private final PostOffice postOffice;
  private final PersonalLinks links;
  private final Clock clock;
  private final EnrolmentLimits limits;
  private final Areas areas;
  private volatile Qualifications qualifications;
  private volatile WorkingDays workingDays;
  private final Path folder;
  private final Map<RecordsSource, OptionalInt> sources = new ConcurrentHashMap<>();
  private final ReentrantLock underWay = new ReentrantLock();
  private final Rounds rounds;
  private final InboxJournal inbox;
  private final WritingBack writingBack;
  private volatile Took took = new Took(0, 0, 0, 0);
  private final Worker schedule;
  private final Worker deliveries;
  private final Worker writer;

  @Activate
  public Enroller(
      @Reference(name = "institution", target = "(institution=)") Institution institution,
      @Reference Database database,
      @Reference Journal journal,
      @Reference PostOffice postOffice,
      @Reference PersonalLinks links,
      @Reference(policyOption = ReferencePolicyOption.GREEDY) Clock clock,
      EnrolmentConfiguration configuration,
      Map<String, Object> properties,
      BundleContext context) {
    this(
        institution,
        database,
        journal,
        postOffice,
        links,
        clock,
        EnrolmentLimits.of(configuration),
        new Rounds(Rounds.own(properties), configuration.scheduleMinutes()),
        dataFolder(context));
    schedule.wakeEvery(SECONDS_BETWEEN_ROUNDS);
    deliveries.wake(); // what was taken before a restart
  }

  /** Without the framework, in whose absence everything is done by hand if the minutes are 0. */
  public Enroller(
      Institution institution,
      Database database,
      Journal journal,
      PostOffice postOffice,
      PersonalLinks links,
      Clock clock,
      EnrolmentLimits limits,
      int scheduleMinutes) {
    this(
        institution,
        database,
        journal,
        postOffice,
        links,
        clock,
        limits,
        new Rounds(Map.of(), scheduleMinutes),
        Path.of(System.getProperty("java.io.tmpdir")));
    if (scheduleMinutes > 0) {
      schedule.wakeEvery(SECONDS_BETWEEN_ROUNDS);
    }
    deliveries.wake();
  }

  private Enroller(
      Institution institution,
      Database database,
      Journal journal,
      PostOffice postOffice,
      PersonalLinks links,
      Clock clock,
      EnrolmentLimits limits,
      Rounds rounds,
      Path folder) {
    this.institution = institution;
    this.database = database;
    this.journal = journal;
    this.postOffice = postOffice;
    this.links = links;
    this.clock = clock;
    this.limits = limits;
    this.folder = folder;
    this.qualifications =
        new Qualifications(institution.constitution(), new RepresentedBy(limits.represented()));
    this.areas = new Areas(database, institution.id(), institution.constitution().area());
    database.migrate("register", Enroller.class);
    this.rounds = rounds;
    this.inbox = new InboxJournal(database, institution.id());
    this.writingBack = new WritingBack(database, institution.id(), clock);
    this.schedule = new Worker("enrolment-" + institution.id(), this::round);
    this.deliveries = new Worker("inbox-" + institution.id(), this::applyDeliveries);
    this.writer = new Worker("write-back-" + institution.id(), writingBack::write);
  }

  private static Path dataFolder(BundleContext context) {
    String named = context.getProperty("folkmoot.data");
    if (named != null && !named.isBlank()) {
      return Path.of(named);
    }
    String karaf = context.getProperty("karaf.data");
    return karaf == null ? Path.of("data") : Path.of(karaf, "folkmoot");
  }

  @Override
  @Deactivate
  public void close() {
    schedule.close();
    deliveries.close();
    writer.close();
  }

  @Reference
  public void bindWorkingDays(WorkingDays calendar) {
    workingDays = calendar;
  }

  @Reference(
      name = "source",
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  public void bindSource(RecordsSource source, Map<String, Object> properties) {
    if (institution.id().equals(properties.get("institution"))) {
      Object minutes = properties.get("scheduleMinutes");
      sources.put(
          source,
          minutes == null
              ? OptionalInt.empty()
              : OptionalInt.of(Rounds.minutes("scheduleMinutes", minutes)));
    }
  }

  public void unbindSource(RecordsSource source) {
    sources.remove(source);
  }

  @Reference(
      name = "sink",
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  public void bindSink(RecordsSink sink, Map<String, Object> properties) {
    Object source = properties.get("source");
    if (source != null && institution.id().equals(properties.get("institution"))) {
      writingBack.bind(sink, source.toString());
      writer.wake();
    }
  }

  public void unbindSink(RecordsSink sink) {
    writingBack.unbind(sink);
  }

  @Override
  public List<RecordsSource> sources() {
    return sources.keySet().stream().sorted(Comparator.comparing(RecordsSource::name)).toList();
  }

  /** How long the parts of a run took, in milliseconds. */
  public record Took(long reading, long applying, long linking, long deciding) {}

  /** The parts of the last run. */
  public Took took() {
    return took;
  }

  private static long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }

  private static long minute() {
    return TimeUnit.NANOSECONDS.toMinutes(System.nanoTime());
  }

  private void round() {
    for (RecordsSource source : sources()) {
      OptionalInt wish = sources.getOrDefault(source, OptionalInt.empty());
      if (rounds.isDue(source.name(), wish, minute())) {
        try {
          run(source, SCHEDULE);
        } catch (SourceFailed | RuntimeException e) {
          // The next turn tries again; nothing of this one was kept.
          LOG.error("Enrolment of {} from '{}' failed", institution.id(), source.name(), e);
        }
      }
    }
    deliveries.wake();
    if (writingBack.hasSinks()) {
      writingBack.look(minute());
    }
  }

  @Override
  public void deliver(
      String source,
      String delivery,
      List<PersonRecord> upserts,
      List<String> removed,
      List<ChangeSet.Merge> merges) {
    if (source.isBlank() || delivery.isBlank()) {
      throw new IllegalArgumentException(
          "inbox: a delivery names its source and has the host's own id, by which a repeated one is"
              + " known");
    }
    database.write(
        handle -> {
          inbox.take(handle, source, delivery, upserts, removed, merges, clock.instant());
          database.afterCommit(deliveries::wake);
          return null;
        });
  }

  /** Applies what waits, source by source in order; safe to call at any time. */
  void applyDeliveries() {
    boolean again = true;
    while (again) {
      again = false;
      for (List<InboxJournal.Taken> batch : inbox.next()) {
        again |= apply(batch);
      }
    }
    Instant at = clock.instant();
    database.write(
        handle -> {
          int givenUp = inbox.forgetOld(handle, at);
          if (givenUp > 0) {
            journal.append(
                institution.id(),
                "enrolment",
                "enrolment.deliveries-given-up",
                Map.of("deliveries", Integer.toString(givenUp)));
          }
          return null;
        });
  }

  /** Applies together what came together; where that fails, one by one. */
  private boolean apply(List<InboxJournal.Taken> batch) {
    try {
      applyAtOnce(batch);
      return true;
    } catch (Unavailable e) {
      LOG.warn("Deliveries for {} wait: {}", institution.id(), e.getMessage());
      deliveries.wakeIn(MILLIS_TO_NEXT_TRY * InboxJournal.TRIES);
      return false;
    } catch (RuntimeException e) {
      if (batch.size() > 1) {
        boolean all = true;
        for (int i = 0; i < batch.size() && all; i++) {
          all = apply(batch.subList(i, i + 1));
        }
        return all;
      }
      InboxJournal.Taken taken = batch.get(0);
      boolean aside = inbox.failed(taken, String.valueOf(e.getMessage()));
      if (aside) {
        LOG.error(
            "A delivery from '{}' for {} is set aside after {} tries; those behind it go on",
            taken.source(),
            institution.id(),
            InboxJournal.TRIES,
            e);
      } else {
        deliveries.wakeIn(MILLIS_TO_NEXT_TRY);
      }
      return aside;
    }
  }

  private void applyAtOnce(List<InboxJournal.Taken> batch) {
    String source = batch.get(0).source();
    Instant at = clock.instant();
    try {
      Folded folded = Folded.of(batch);
      database.write(
          handle -> {
            if (!inbox.applied(handle, batch)) {
              throw new OutOfDate(); // another node took them; they are looked for again
            }
            Optional<Staging.Standing> standing =
                Staging.standing(handle, institution.id(), source);
            try (Staging staging =
                Staging.changes(institution.id(), source, qualifications, standing, folder)) {
              folded.into(staging, standing);
              return apply(handle, staging, at, INBOX, true);
            }
          });
    } catch (OutOfDate e) {
      LOG.debug("Another node applies the deliveries from '{}'", source);
    }
  }

  @Override
  public Deliveries deliveries() {
    return inbox.state();
  }

  @Override
  public void retryDeliveries(String actor) {
    database.write(
        handle -> {
          int number = inbox.retry(handle);
          journal.append(
              institution.id(),
              actor,
              "enrolment.deliveries-retried",
              Map.of("deliveries", Integer.toString(number)));
          database.afterCommit(deliveries::wake);
          return null;
        });
  }

  @Override
  public WriteBack writeBack() {
    return writingBack.state();
  }

  @Override
  public EnrolmentRun preview(RecordsSource source) throws SourceFailed {
    return readAndApply(source, "preview", false);
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
      return readAndApply(source, actor, true);
    } finally {
      underWay.unlock();
    }
  }

  private EnrolmentRun readAndApply(RecordsSource source, String actor, boolean inEarnest)
      throws SourceFailed {
    for (int reading = 1; reading <= READINGS; reading++) {
      Instant at = clock.instant();
      try (Staging staging = read(source, at)) {
        return database.write(
            handle -> {
              if (staging.outOfDate(handle)) {
                throw new OutOfDate();
              }
              return inEarnest
                  ? apply(handle, staging, at, actor, true)
                  : undone(handle, () -> apply(handle, staging, at, actor, false));
            });
      } catch (OutOfDate e) {
        LOG.info("'{}' has changed while it was read; it is read again", source.name());
      }
    }
    throw new Refused(
        "the source '" + source.name() + "' was enrolled from elsewhere each time it was read",
        "enrolment: a run begins where the one before it ended",
        "Wait a little, then start again.");
  }

  /** The register has moved on since what is to be applied was read. */
  private static final class OutOfDate extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** The same work, then undone: a preview that computes otherwise would be another run. */
  private static EnrolmentRun undone(Handle handle, Supplier<EnrolmentRun> work) {
    handle.savepoint("preview");
    EnrolmentRun run = work.get();
    handle.rollbackToSavepoint("preview");
    return run;
  }

  /** Reads what changed, where the source can tell and a place to begin at is known; else all. */
  private Staging read(RecordsSource source, Instant at) throws SourceFailed {
    if (source.name().equals(Applications.SOURCE) && !(source instanceof Joined)) {
      throw new Refused(
          "a source of records may not be called '" + source.name() + "'",
          "enrolment: the name is kept for people who applied to join",
          "Give the source another name.");
    }
    this.qualifications = qualifications.in(areas, at);
    Optional<Staging.Standing> standing =
        database.read(handle -> Staging.standing(handle, institution.id(), source.name()));
    List<ChangeSet.Merge> merges = List.of();
    if (source.tellsChanges() && standing.filter(s -> !s.place().value().isEmpty()).isPresent()) {
      Staging staging =
          Staging.changes(institution.id(), source.name(), qualifications, standing, folder);
      boolean kept = false;
      try {
        ChangeSet changes = source.changesSince(standing.get().place(), staging);
        if (changes.complete()) {
          staging.ended(changes);
          kept = true;
          return staging;
        }
        merges = changes.merges();
      } finally {
        if (!kept) {
          staging.close();
        }
      }
    }
    Staging staging =
        database.read(
            handle ->
                Staging.snapshot(
                    handle,
                    institution.id(),
                    source.name(),
                    qualifications,
                    Staging.standing(handle, institution.id(), source.name()),
                    folder));
    boolean kept = false;
    try {
      staging.ended(source.snapshot(staging));
      merges.forEach(staging::merged);
      kept = true;
      return staging;
    } finally {
      if (!kept) {
        staging.close();
      }
    }
  }

  /** Everything a run does, in the caller's transaction. */
  private EnrolmentRun apply(
      Handle handle, Staging staging, Instant at, String actor, boolean inEarnest) {
    boolean byItself = inEarnest && (actor.equals(SCHEDULE) || actor.equals(INBOX));
    LocalDate today = at.atZone(Greetings.ZONE).toLocalDate();
    if (byItself && staging.tellsNothing() && !isDue(handle, today)) {
      return nothing(handle, staging, at, actor);
    }
    long begun = System.nanoTime();
    handle.savepoint("run");
    LocalDate answerBy = today.plusDays(limits.invitationDays());
    long run = begin(handle);
    LinkingLog log = new LinkingLog(handle, institution.id(), run);
    HostMerges hostMerges = new HostMerges(handle, institution.id(), staging.source(), run, log);
    int merged = hostMerges.remember(staging.merges());
    Records records = new Records(handle, institution.id(), staging, run);
    Map<String, String> survivors = records.survivors();
    staging.look(handle, survivors);
    if (!staging.source().equals(Applications.SOURCE)) {
      // Applications are rows of our own, not an export that can be cut off.
      records.refuseFall(limits.largestFallPercent(), limits.smallestFallRows());
    }
    records.apply(survivors);
    if (byItself && records.nothingChanged() && merged == 0 && !isDue(handle, today)) {
      handle.rollbackToSavepoint("run");
      return nothing(handle, staging, at, actor);
    }
    List<LinkingClusters.Absorbed> absorbed = new ArrayList<>(hostMerges.join());
    long applied = millisSince(begun);
    absorbed.addAll(
        new Linking(
                handle,
                institution.id(),
                log,
                at,
                limits.thresholds(),
                inEarnest ? Optional.of(journal) : Optional.empty())
            .link());
    long linked = millisSince(begun);
    records.analyse("register_person", records.changed());
    Optional<Greetings> greetings =
        inEarnest
            ? Optional.of(new Greetings(postOffice, links, institution, run, at, answerBy, actor))
            : Optional.empty();
    Deciding deciding =
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
            greetings);
    keepPlace(handle, staging, run);
    Tally tally = deciding.decide(absorbed, rulesChanged(handle));
    records.settle();
    records.analyse("register_person", records.changed());
    took = new Took(staging.millis(), applied, linked - applied, millisSince(begun) - linked);
    LOG.debug("Run {} of {} from '{}': {}", run, institution.id(), staging.source(), took);
    EnrolmentRun done =
        new EnrolmentRun(
            inEarnest ? run : 0,
            staging.source(),
            at,
            actor,
            staging.yielded(),
            total(handle, staging.source(), "linked"),
            tally.count(Change.Kind.JOINED),
            tally.count(Change.Kind.INVITED),
            tally.count(Change.Kind.RETURNED),
            tally.count(Change.Kind.MOVED),
            tally.count(Change.Kind.ENDED),
            staging.yielded() - records.changed(),
            total(handle, staging.source(), "not_eligible"),
            StandingRegister.strength(handle, institution.id()),
            staging.badRows(),
            tally.listed().stream().map(Tally.Listed::change).toList());
    if (inEarnest) {
      keep(handle, done, staging.isSnapshot(), tally);
      new Retention(handle, journal, institution.id(), limits.retention()).after(run, at, actor);
      if (!byItself || !tally.empty() || (actor.equals(SCHEDULE) && records.changed() > 0)) {
        journal(done);
      }
      if (!tally.empty()) {
        writingBack.changed();
        if (writingBack.hasSinks()) {
          database.afterCommit(writer::wake);
        }
      }
    }
    return done;
  }

  /** Nothing to do: no run, no entry in the journal, only the place where changes begin. */
  private EnrolmentRun nothing(Handle handle, Staging staging, Instant at, String actor) {
    if (staging.moved() && !staging.place().value().isEmpty()) {
      handle
          .createUpdate(
              "INSERT INTO register_source (institution, source, place, last_run)"
                  + " VALUES (:institution, :source, :place, 0)"
                  + " ON CONFLICT (institution, source) DO UPDATE SET place = excluded.place")
          .bind("institution", institution.id())
          .bind("source", staging.source())
          .bind("place", staging.place().value())
          .execute();
    }
    // What is no longer needed is forgotten also where no record changes for months.
    new Retention(handle, journal, institution.id(), limits.retention()).after(0, at, actor);
    return new EnrolmentRun(
        0,
        staging.source(),
        at,
        actor,
        staging.yielded(),
        total(handle, staging.source(), "linked"),
        0,
        0,
        0,
        0,
        0,
        staging.yielded(),
        total(handle, staging.source(), "not_eligible"),
        StandingRegister.strength(handle, institution.id()),
        staging.badRows(),
        List.of());
  }

  /** Whether the calendar, a changed rule or something done by hand asks for a look at anybody. */
  private boolean isDue(Handle handle, LocalDate today) {
    return handle
        .createQuery(
            """
            SELECT 1 FROM register_institution i WHERE i.institution = :institution AND (
              i.rules <> :rules
              OR EXISTS (SELECT 1 FROM register_person p WHERE p.institution = :institution
                AND p.touched = 1)
              OR EXISTS (SELECT 1 FROM register_person p WHERE p.institution = :institution
                AND p.review_on <= :today))
            """)
        .bind("institution", institution.id())
        .bind("rules", qualifications.fingerprint())
        .bind("today", today.toString())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  private void keepPlace(Handle handle, Staging staging, long run) {
    handle
        .createUpdate(
            "INSERT INTO register_source (institution, source, place, last_run)"
                + " VALUES (:institution, :source, :place, :run)"
                + " ON CONFLICT (institution, source) DO UPDATE SET place = excluded.place,"
                + " last_run = excluded.last_run")
        .bind("institution", institution.id())
        .bind("source", staging.source())
        .bind("place", staging.place().value())
        .bind("run", run)
        .execute();
  }

  private int total(Handle handle, String source, String column) {
    return handle
        .createQuery(
            "SELECT "
                + column
                + " FROM register_source WHERE institution = :institution AND source = :source")
        .bind("institution", institution.id())
        .bind("source", source)
        .mapTo(Integer.class)
        .findOne()
        .orElse(0);
  }

  /** Numbers the run; the first one makes the row that is counted in. */
  private long begin(Handle handle) {
    handle
        .createUpdate(
            "INSERT INTO register_institution (institution, runs, records, rules)"
                + " VALUES (:institution, 0, 0, '') ON CONFLICT (institution) DO NOTHING")
        .bind("institution", institution.id())
        .execute();
    return RunNumber.next(handle, institution.id());
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

  private void keep(Handle handle, EnrolmentRun run, boolean whole, Tally tally) {
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
    if (whole || !run.badRows().isEmpty()) {
      keepBadRows(handle, run);
    }
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
