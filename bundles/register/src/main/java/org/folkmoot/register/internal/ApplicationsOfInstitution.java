package org.folkmoot.register.internal;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Refused;
import org.folkmoot.notice.LetterCode;
import org.folkmoot.notice.PersonalLinks;
import org.folkmoot.notice.PostOffice;
import org.folkmoot.records.SourceFailed;
import org.folkmoot.records.reading.Postcodes;
import org.folkmoot.register.Applications;
import org.folkmoot.register.Enrolment;
import org.folkmoot.register.Member;
import org.folkmoot.register.MemberState;
import org.folkmoot.store.Database;
import org.folkmoot.store.Journal;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applications as they stand in the database, each run into the register once it is verified. */
@Component(
    service = Applications.class,
    configurationPid = EnrolmentConfiguration.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ApplicationsOfInstitution implements Applications {
  private static final Logger LOG = LoggerFactory.getLogger(ApplicationsOfInstitution.class);
  private static final String ACTOR = "joining";
  private static final Duration TENDED_EVERY = Duration.ofMinutes(1);
  private static final Duration FORGOTTEN_AFTER = Duration.ofDays(30);
  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_LINE = 100;
  private static final int MOST_LINES = 5;
  private static final int LONGEST_REASON = 2_000;
  private static final int OLDEST = 130;

  /**
   * Letters and what stands between them in names. A stranger's name goes into a mail to an address
   * that the stranger gives, so it must not be able to hold a message or an address of the web.
   */
  private static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}\\p{M}'’‘ .-]*");

  private static final Pattern LIKE_AN_ADDRESS = Pattern.compile("\\.\\p{L}{2}");
  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
  private static final int LONGEST_EMAIL = 254;
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]");

  private final Institution institution;
  private final Database database;
  private final Journal journal;
  private final PersonalLinks links;
  private final Clock clock;
  private final JoiningNotices notices;
  private final Qualifications qualifications;
  private final Areas areas;
  private final SecureRandom random = new SecureRandom();
  private final List<Ground> grounds;
  private final Joined joined;
  private final AtomicReference<Enrolment> enrolment = new AtomicReference<>();
  private final Optional<ScheduledExecutorService> timer;

  @Activate
  public ApplicationsOfInstitution(
      @Reference(name = "institution", target = "(institution=)") Institution institution,
      @Reference Database database,
      @Reference Journal journal,
      @Reference PostOffice postOffice,
      @Reference PersonalLinks links,
      @Reference(policyOption = ReferencePolicyOption.GREEDY) Clock clock) {
    this(institution, database, journal, postOffice, links, clock, Optional.of(TENDED_EVERY));
  }

  /**
   * Applications.
   *
   * @param tendedEvery how often what was left undone is done; empty only by {@link #tend}
   */
  public ApplicationsOfInstitution(
      Institution institution,
      Database database,
      Journal journal,
      PostOffice postOffice,
      PersonalLinks links,
      Clock clock,
      Optional<Duration> tendedEvery) {
    this.institution = institution;
    this.database = database;
    this.journal = journal;
    this.links = links;
    this.clock = clock;
    this.notices = new JoiningNotices(institution, postOffice, links);
    this.qualifications = new Qualifications(institution.constitution());
    this.areas = new Areas(database, institution.id(), institution.constitution().area());
    this.grounds = Grounds.of(institution.constitution());
    this.joined = new Joined(institution, database);
    this.timer =
        tendedEvery.map(
            every -> {
              ScheduledExecutorService executor =
                  Executors.newSingleThreadScheduledExecutor(
                      work -> {
                        Thread thread = new Thread(work, "joining-" + institution.id());
                        thread.setDaemon(true);
                        return thread;
                      });
              executor.scheduleWithFixedDelay(
                  this::tendAndSayWhy, 5_000, every.toMillis(), TimeUnit.MILLISECONDS);
              return executor;
            });
  }

  @Deactivate
  public void close() {
    timer.ifPresent(ScheduledExecutorService::shutdown);
  }

  @Reference(
      name = "enrolment",
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  public void bindEnrolment(Enrolment service, Map<String, Object> properties) {
    if (institution.id().equals(properties.get("institution"))) {
      enrolment.set(service);
    }
  }

  public void unbindEnrolment(Enrolment service) {
    enrolment.compareAndSet(service, null);
  }

  @Override
  public List<Ground> grounds() {
    return grounds;
  }

  private Optional<Ground> ground(String kind) {
    return grounds.stream().filter(ground -> ground.kind().equals(kind)).findFirst();
  }

  @Override
  public Set<Fault> faults(Application said) {
    Set<Fault> faults = EnumSet.noneOf(Fault.class);
    Optional<Ground> ground = ground(said.ground());
    if (ground.isEmpty()) {
      faults.add(Fault.GROUND);
    }
    if (!isName(said.givenName())) {
      faults.add(Fault.GIVEN_NAME);
    }
    if (!isName(said.familyName())) {
      faults.add(Fault.FAMILY_NAME);
    }
    ground.filter(known -> known.minimumAge() > 0).ifPresent(known -> age(known, said, faults));
    if (said.email().filter(email -> !isEmail(email)).isPresent()) {
      faults.add(Fault.EMAIL);
    }
    if (said.addressLines().isEmpty()
        || said.addressLines().size() > MOST_LINES
        || !said.addressLines().stream().allMatch(ApplicationsOfInstitution::isLine)) {
      faults.add(Fault.ADDRESS);
    }
    Optional<String> postcode = postcode(said);
    if (postcode.isEmpty()) {
      faults.add(Fault.POSTCODE);
    } else if (ground.isPresent() && outside(ground.get(), postcode.get())) {
      faults.add(Fault.AREA);
    }
    if (!said.declared()) {
      faults.add(Fault.DECLARATION);
    }
    return Collections.unmodifiableSet(faults);
  }

  private boolean outside(Ground ground, String postcode) {
    try {
      return qualifications.in(areas, clock.instant()).residence(ground.kind(), postcode)
          == Residence.OUTSIDE;
    } catch (Refused directoryAway) {
      // Not the applicant's fault; the run that takes the application in asks the area again.
      LOG.warn("{}: {}", institution.id(), directoryAway.refusal());
      return false;
    }
  }

  private void age(Ground ground, Application said, Set<Fault> faults) {
    LocalDate today = clock.instant().atZone(Greetings.ZONE).toLocalDate();
    Optional<LocalDate> born = said.dateOfBirth();
    if (born.isEmpty()
        || born.get().isAfter(today)
        || born.get().isBefore(today.minusYears(OLDEST))) {
      faults.add(Fault.BIRTH);
    } else if (Eligibility.birthday(born.get(), ground.minimumAge()).isAfter(today)) {
      faults.add(Fault.AGE);
    }
  }

  private static boolean isName(String name) {
    return name.length() <= LONGEST_NAME
        && NAME.matcher(name).matches()
        && !LIKE_AN_ADDRESS.matcher(name).find();
  }

  private static boolean isEmail(String email) {
    return email.length() <= LONGEST_EMAIL && EMAIL.matcher(email).matches();
  }

  private static boolean isLine(String line) {
    return !line.isBlank() && line.length() <= LONGEST_LINE && !CONTROL.matcher(line).find();
  }

  private static Optional<String> postcode(Application said) {
    return Postcodes.british(said.postcode());
  }

  @Override
  public String apply(Application said) {
    Set<Fault> faults = faults(said);
    if (!faults.isEmpty()) {
      throw new Refused(
          "the application cannot be taken: "
              + String.join(
                  ", ",
                  faults.stream()
                      .map(fault -> fault.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                      .toList()),
          qualifications.rule(),
          "Correct what is named and send the application again.");
    }
    Instant now = clock.instant();
    Ground ground = ground(said.ground()).orElseThrow();
    Application tidy = tidied(said, ground);
    String content = Applied.content(tidy);
    return database.write(
        handle -> {
          Optional<String> same = sentBefore(handle, content);
          if (same.isPresent()) {
            return same.get();
          }
          Applied application = applied(tidy, now);
          if (tidy.email().isPresent()
              && !MailAsked.admits(handle, institution.id(), tidy.email().get(), now)) {
            // Nobody could confirm it, so it is not kept; the answer is the same.
            return application.id();
          }
          insert(handle, application, content);
          journal.append(
              institution.id(),
              ACTOR,
              "application.received",
              Map.of("application", application.id()));
          if (application.email().isPresent()) {
            notices.confirm(application, ground, now);
          }
          return application.id();
        });
  }

  /** What is needed and no more: no date of birth where no age is asked. */
  private static Application tidied(Application said, Ground ground) {
    return new Application(
        said.ground(),
        said.givenName().strip(),
        said.familyName().strip(),
        ground.minimumAge() > 0 ? said.dateOfBirth() : Optional.empty(),
        said.email(),
        said.addressLines().stream().map(String::strip).toList(),
        postcode(said).orElseThrow(),
        said.declared(),
        said.language());
  }

  private Optional<String> sentBefore(Handle handle, String content) {
    return handle
        .createQuery(
            "SELECT id FROM register_application WHERE institution = :institution"
                + " AND content = :content AND state = 'unverified' AND received > :since")
        .bind("institution", institution.id())
        .bind("content", content)
        .bind("since", clock.instant().minus(Duration.ofHours(1)))
        .mapTo(String.class)
        .findFirst();
  }

  private static Applied applied(Application said, Instant now) {
    return new Applied(
        RandomId.next(),
        Applied.identity(said),
        said.ground(),
        said.givenName(),
        said.familyName(),
        said.dateOfBirth(),
        said.email(),
        said.addressLines(),
        said.postcode(),
        said.language().getLanguage(),
        Standing.UNVERIFIED,
        now,
        Optional.empty(),
        true);
  }

  private void insert(Handle handle, Applied application, String content) {
    handle
        .createUpdate(
            """
            INSERT INTO register_application (institution, id, identity, content, ground,
              given_name, family_name, date_of_birth, email, address, postcode, language, state,
              received, settled, settled_by, reason, code, taken, waiting)
            VALUES (:institution, :id, :identity, :content, :ground, :given, :family, :born, :email,
              :address, :postcode, :language, 'unverified', :received, NULL, NULL, NULL, NULL, 1, 1)
            """)
        .bind("institution", institution.id())
        .bind("id", application.id())
        .bind("identity", application.identity())
        .bind("content", content)
        .bind("ground", application.ground())
        .bind("given", application.given())
        .bind("family", application.family())
        .bind("born", application.born().map(LocalDate::toString).orElse(null))
        .bind("email", application.email().orElse(null))
        .bind("address", String.join("\n", application.address()))
        .bind("postcode", application.postcode())
        .bind("language", application.language())
        .bind("received", application.received())
        .execute();
  }

  @Override
  public Optional<Standing> standing(String token) {
    return links
        .holder(institution.id(), JoiningNotices.JOIN, token)
        .flatMap(holder -> database.read(handle -> application(handle, holder.holder())))
        .map(Applied::standing);
  }

  @Override
  public Optional<Standing> verify(String token) {
    return links
        .holder(institution.id(), JoiningNotices.JOIN, token)
        .flatMap(holder -> verified(holder.holder(), "application.verified", ACTOR));
  }

  @Override
  public Optional<Standing> verifyCode(String code) {
    return LetterCode.typed(code)
        .flatMap(
            typed ->
                database.read(
                    handle ->
                        handle
                            .createQuery(
                                "SELECT id FROM register_application"
                                    + " WHERE institution = :institution AND code = :code")
                            .bind("institution", institution.id())
                            .bind("code", hash(typed))
                            .mapTo(String.class)
                            .findFirst()))
        .flatMap(id -> verified(id, "application.verified", ACTOR));
  }

  private static String hash(LetterCode code) {
    return Fingerprint.of("letter", code.plain());
  }

  @Override
  public boolean mistyped(String code) {
    return LetterCode.typed(code).isEmpty();
  }

  /** Accepts an application that waits, and brings the register up to date. */
  private Optional<Standing> verified(String id, String act, String actor) {
    Instant now = clock.instant();
    Optional<Standing> standing =
        database.write(
            handle -> {
              Optional<Applied> found = application(handle, id);
              if (found.isEmpty() || found.get().standing() != Standing.UNVERIFIED) {
                return found.map(Applied::standing);
              }
              handle
                  .createUpdate(
                      "UPDATE register_application SET state = 'accepted', settled = :now,"
                          + " settled_by = :actor, taken = 0, waiting = 0"
                          + " WHERE institution = :institution AND id = :id")
                  .bind("now", now)
                  .bind("actor", actor)
                  .bind("institution", institution.id())
                  .bind("id", id)
                  .execute();
              Joined.note(handle, institution.id(), found.get().identity(), true);
              comeBack(handle, found.get().identity());
              journal.append(institution.id(), actor, act, Map.of("application", id));
              return Optional.of(Standing.ACCEPTED);
            });
    if (!untaken().isEmpty()) {
      takeIn();
    }
    return standing;
  }

  /**
   * Whoever once left and now applies, and has shown that it is they, may be enrolled again. They
   * are known by the record they joined with, or by what their opt-out kept of the same email
   * address with name and date of birth: nobody else can confirm an application from there.
   */
  private void comeBack(Handle handle, String identity) {
    List<Applied> own =
        handle
            .createQuery(
                "SELECT "
                    + Applied.COLUMNS
                    + " FROM register_application a WHERE a.institution = :institution"
                    + " AND a.identity = :identity AND a.state = 'accepted' ORDER BY a.settled")
            .bind("institution", institution.id())
            .bind("identity", identity)
            .map(Applied.ROW)
            .list();
    List<String> traces =
        HeldRecord.words(
            StagedRecord.of(Joined.record(own), SOURCE, qualifications).suppressions(), " ");
    List<String> optedOut =
        handle
            .createQuery(
                "SELECT suppressed FROM register_suppression WHERE institution = :institution"
                    + " AND suppressed IN (<traces>)")
            .bind("institution", institution.id())
            .bindList("traces", traces)
            .mapTo(String.class)
            .list();
    for (String trace : optedOut) {
      Set<String> all = new TreeSet<>();
      all.add(trace);
      for (String person : optedOutWith(handle, trace)) {
        handle
            .createQuery(
                "SELECT suppressions FROM register_record"
                    + " WHERE institution = :institution AND person = :person")
            .bind("institution", institution.id())
            .bind("person", person)
            .mapTo(String.class)
            .forEach(column -> all.addAll(HeldRecord.words(column, " ")));
        handle
            .createUpdate(
                "UPDATE register_person SET state = 'ended', touched = 1"
                    + " WHERE institution = :institution AND id = :person")
            .bind("institution", institution.id())
            .bind("person", person)
            .execute();
        journal.append(
            institution.id(), ACTOR, "membership.opt-out-lifted", Map.of("member", person));
      }
      handle
          .createUpdate(
              "DELETE FROM register_suppression WHERE institution = :institution"
                  + " AND suppressed IN (<all>)")
          .bind("institution", institution.id())
          .bindList("all", List.copyOf(all))
          .execute();
    }
  }

  private List<String> optedOutWith(Handle handle, String trace) {
    return handle
        .createQuery(
            "SELECT DISTINCT p.id FROM register_record r"
                + " JOIN register_person p ON p.institution = r.institution AND p.id = r.person"
                + " WHERE r.institution = :institution AND p.state = 'opted-out'"
                + " AND r.suppressions LIKE :trace ESCAPE '!'")
        .bind("institution", institution.id())
        .bind("trace", "%" + trace.replace("_", "!_") + "%")
        .mapTo(String.class)
        .list();
  }

  private Optional<Applied> application(Handle handle, String id) {
    return handle
        .createQuery(
            "SELECT "
                + Applied.COLUMNS
                + " FROM register_application a WHERE a.institution = :institution AND a.id = :id")
        .bind("institution", institution.id())
        .bind("id", id)
        .map(Applied.ROW)
        .findOne();
  }

  /** Runs enrolment over the verified applications, and sees to those that are new. */
  private void takeIn() {
    Enrolment now = enrolment.get();
    if (now == null) {
      return; // being restarted; the timer comes back to it
    }
    try {
      now.run(joined, ACTOR);
    } catch (Refused underWay) {
      LOG.info("{}: applications wait for the next turn: {}", institution.id(), underWay.refusal());
      return;
    } catch (SourceFailed e) {
      LOG.error("{}: verified applications could not be taken in", institution.id(), e);
      return;
    }
    untaken().forEach(application -> database.write(handle -> seeTo(handle, application)));
  }

  private List<Applied> untaken() {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + Applied.COLUMNS
                        + " FROM register_application a WHERE a.institution = :institution"
                        + " AND a.taken = 0 ORDER BY a.id")
                .bind("institution", institution.id())
                .map(Applied.ROW)
                .list());
  }

  /**
   * What a verified application has led to. A new member was welcomed by the run. Somebody who was
   * one before gets an ordinary link to their own membership, at the address on the register and
   * only if it is the one they applied with. In every other case the office looks, and the mail
   * says no more than that: whoever applied in another's name learns nothing of them.
   */
  private Boolean seeTo(Handle handle, Applied application) {
    Optional<String> person =
        handle
            .createQuery(
                "SELECT person FROM register_record WHERE institution = :institution"
                    + " AND source = :source AND record_key = :identity AND held = 1"
                    + " AND person IS NOT NULL")
            .bind("institution", institution.id())
            .bind("source", SOURCE)
            .bind("identity", application.identity())
            .mapTo(String.class)
            .findOne();
    if (person.isEmpty() || !claimed(handle, application)) {
      return false; // verified after the run had read, or another node was here first
    }
    Optional<Member> member =
        StandingRegister.member(handle, institution, person.get())
            .filter(one -> one.state() == MemberState.MEMBER || one.state() == MemberState.INVITED);
    boolean known =
        member.isPresent() && wasThere(handle, person.get(), application.settled().orElseThrow());
    boolean own =
        known
            && application.email().isPresent()
            && member.get().email().filter(application.email().get()::equalsIgnoreCase).isPresent();
    if (own) {
      notices.yourLink(member.get(), clock.instant());
    }
    boolean waits = member.isEmpty() || (known && !own);
    if (waits && application.email().isPresent()) {
      ground(application.ground()).ifPresent(ground -> notices.held(application, ground));
    }
    if (waits) {
      setWaiting(handle, application, 1);
    }
    return true;
  }

  private boolean claimed(Handle handle, Applied application) {
    return handle
            .createUpdate(
                "UPDATE register_application SET taken = 1"
                    + " WHERE institution = :institution AND id = :id AND taken = 0")
            .bind("institution", institution.id())
            .bind("id", application.id())
            .execute()
        == 1;
  }

  private void setWaiting(Handle handle, Applied application, int waiting) {
    handle
        .createUpdate(
            "UPDATE register_application SET waiting = :waiting"
                + " WHERE institution = :institution AND id = :id")
        .bind("waiting", waiting)
        .bind("institution", institution.id())
        .bind("id", application.id())
        .execute();
  }

  /** Whether somebody was a member, or invited, before an application was verified. */
  private boolean wasThere(Handle handle, String person, Instant verified) {
    return handle
        .createQuery(
            "SELECT state FROM register_membership WHERE institution = :institution"
                + " AND person = :person AND at < :verified ORDER BY number DESC LIMIT 1")
        .bind("institution", institution.id())
        .bind("person", person)
        .bind("verified", verified)
        .mapTo(String.class)
        .findOne()
        .filter(state -> state.equals("member") || state.equals("invited"))
        .isPresent();
  }

  @Override
  public List<Entry> waiting(int offset, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + Applied.COLUMNS
                        + " FROM register_application a WHERE a.institution = :institution"
                        + " AND a.waiting = 1 ORDER BY a.received, a.id"
                        + " LIMIT :limit OFFSET :offset")
                .bind("institution", institution.id())
                .bind("limit", limit)
                .bind("offset", offset)
                .map(Applied.ROW)
                .map(Applied::entry)
                .list());
  }

  @Override
  public int waiting() {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT COUNT(*) FROM register_application"
                        + " WHERE institution = :institution AND waiting = 1")
                .bind("institution", institution.id())
                .mapTo(Integer.class)
                .one());
  }

  @Override
  public void decide(String id, boolean accepted, String reason, String actor) {
    if (!accepted && (reason.isBlank() || reason.length() > LONGEST_REASON)) {
      throw new Refused(
          "no reason is given for refusing, or one of more than " + LONGEST_REASON + " characters",
          "whoever is refused is told why",
          "Say in a few words why the application is refused.");
    }
    Applied application =
        database
            .read(handle -> application(handle, id))
            .filter(known -> known.standing() != Standing.REFUSED)
            .orElseThrow(
                () ->
                    new Refused(
                        "this application does not wait any more",
                        "an application is refused once, and forgotten after 30 days",
                        "Look at the list of applications again. A new application can be made at"
                            + " any time."));
    if (!accepted) {
      refuse(application, reason.strip(), actor);
      if (application.standing() == Standing.ACCEPTED) {
        takeIn();
      }
    } else if (application.standing() == Standing.UNVERIFIED) {
      verified(id, "application.accepted", actor);
    } else {
      seen(application, actor);
    }
  }

  /**
   * The office has looked at a verified application, and holds it to be of that person: it takes
   * the place of what they had applied with before, and so their new address is used.
   */
  private void seen(Applied application, String actor) {
    database.write(
        handle -> {
          setWaiting(handle, application, 0);
          olderOfTheSamePerson(handle, application.identity())
              .forEach(identity -> forget(handle, identity));
          journal.append(
              institution.id(),
              actor,
              "application.accepted",
              Map.of("application", application.id()));
          return null;
        });
    takeIn();
  }

  private List<String> olderOfTheSamePerson(Handle handle, String identity) {
    return handle
        .createQuery(
            """
            SELECT DISTINCT o.record_key FROM register_record r
            JOIN register_record o ON o.institution = r.institution AND o.person = r.person
              AND o.source = r.source AND o.id < r.id AND o.held = 1
            WHERE r.institution = :institution AND r.source = :source
              AND r.record_key = :identity AND r.held = 1
            """)
        .bind("institution", institution.id())
        .bind("source", SOURCE)
        .bind("identity", identity)
        .mapTo(String.class)
        .list();
  }

  private int forget(Handle handle, String identity) {
    int forgotten =
        handle
            .createUpdate(
                "DELETE FROM register_application WHERE institution = :institution"
                    + " AND identity = :identity AND state = 'accepted'")
            .bind("institution", institution.id())
            .bind("identity", identity)
            .execute();
    Joined.note(handle, institution.id(), identity, false);
    return forgotten;
  }

  private void refuse(Applied application, String reason, String actor) {
    database.write(
        handle -> {
          handle
              .createUpdate(
                  "UPDATE register_application SET state = 'refused', settled = :now,"
                      + " settled_by = :actor, reason = :reason, code = NULL, taken = 1,"
                      + " waiting = 0 WHERE institution = :institution AND id = :id")
              .bind("now", clock.instant())
              .bind("actor", actor)
              .bind("reason", reason)
              .bind("institution", institution.id())
              .bind("id", application.id())
              .execute();
          links.revoke(
              institution.id(), JoiningNotices.JOIN, application.id(), JoiningNotices.JOIN);
          if (application.standing() == Standing.ACCEPTED) {
            noteWhatIsLeft(handle, application.identity());
          }
          if (application.email().isPresent()) {
            ground(application.ground())
                .ifPresent(ground -> notices.refused(application, ground, reason, actor));
          }
          journal.append(
              institution.id(),
              actor,
              "application.refused",
              Map.of("application", application.id()));
          return null;
        });
  }

  private void noteWhatIsLeft(Handle handle, String identity) {
    boolean held =
        handle
                .createQuery(
                    "SELECT COUNT(*) FROM register_application WHERE institution = :institution"
                        + " AND identity = :identity AND state = 'accepted'")
                .bind("institution", institution.id())
                .bind("identity", identity)
                .mapTo(Integer.class)
                .one()
            > 0;
    Joined.note(handle, institution.id(), identity, held);
  }

  @Override
  public Optional<Letter> letter(String id, String actor) {
    return database.write(
        handle -> {
          Optional<Applied> due =
              application(handle, id)
                  .filter(one -> one.standing() == Standing.UNVERIFIED && one.email().isEmpty());
          if (due.isEmpty()) {
            return Optional.empty();
          }
          LetterCode code = LetterCode.made(random);
          handle
              .createUpdate(
                  "UPDATE register_application SET code = :code"
                      + " WHERE institution = :institution AND id = :id")
              .bind("code", hash(code))
              .bind("institution", institution.id())
              .bind("id", id)
              .execute();
          journal.append(
              institution.id(), actor, "application.letter-printed", Map.of("application", id));
          Applied one = due.get();
          List<String> address = new ArrayList<>();
          address.add(one.name());
          address.addAll(one.address());
          address.add(one.postcode());
          return Optional.of(new Letter(address, id, code.toString()));
        });
  }

  private void tendAndSayWhy() {
    try {
      tend();
    } catch (RuntimeException e) {
      // The next turn tries again; nothing is lost meanwhile.
      LOG.error("{}: applications could not be tended", institution.id(), e);
    }
  }

  /**
   * Does what is due: forgets what is no longer needed, and takes in what was verified while
   * another run was under way or before the process was stopped.
   */
  public void tend() {
    database.write(this::forget);
    boolean due = database.read(handle -> Joined.changedSinceItWasRead(handle, institution.id()));
    if (due || !untaken().isEmpty()) {
      takeIn();
    }
  }

  /** Docs/data-protection.md says how long applications and answers are kept. */
  private Integer forget(Handle handle) {
    Instant now = clock.instant();
    MailAsked.forget(handle, institution.id(), now);
    int forgotten =
        handle
            .createUpdate(
                "DELETE FROM register_application WHERE institution = :institution"
                    + " AND ((state = 'unverified' AND received < :before)"
                    + " OR (state = 'refused' AND settled < :before))")
            .bind("institution", institution.id())
            .bind("before", now.minus(FORGOTTEN_AFTER))
            .execute();
    List<String> left =
        handle
            .createQuery(
                """
                SELECT DISTINCT a.identity FROM register_application a
                JOIN register_record r ON r.institution = a.institution AND r.source = :source
                  AND r.record_key = a.identity
                JOIN register_person p ON p.institution = r.institution AND p.id = r.person
                WHERE a.institution = :institution AND a.state = 'accepted' AND a.taken = 1
                  AND p.state = 'opted-out'
                """)
            .bind("institution", institution.id())
            .bind("source", SOURCE)
            .mapTo(String.class)
            .list();
    for (String identity : left) {
      forgotten += forget(handle, identity);
    }
    return forgotten;
  }
}
