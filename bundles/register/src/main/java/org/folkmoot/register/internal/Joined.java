package org.folkmoot.register.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.folkmoot.constitution.Institution;
import org.folkmoot.records.Affiliation;
import org.folkmoot.records.ChangeSet;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.PersonRecord.Contact;
import org.folkmoot.records.PersonRecord.PersonName;
import org.folkmoot.records.PersonRecord.PostalAddress;
import org.folkmoot.records.Reading;
import org.folkmoot.records.RecordsSource;
import org.folkmoot.register.Applications;
import org.folkmoot.store.Database;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * The verified applications of an institution as a source of records. It is a source of its own,
 * apart from {@link Applications}, which starts the run that reads it.
 */
@Component(
    service = RecordsSource.class,
    property = "source=" + Applications.SOURCE,
    configurationPid = EnrolmentConfiguration.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class Joined implements RecordsSource {
  private static final int PAGE = 500;

  private final Institution institution;
  private final Database database;

  @Activate
  public Joined(
      @Reference(name = "institution", target = "(institution=)") Institution institution,
      @Reference Database database) {
    this.institution = institution;
    this.database = database;
    database.migrate("register", Joined.class);
  }

  @Override
  public String name() {
    return Applications.SOURCE;
  }

  @Override
  public boolean tellsChanges() {
    return true;
  }

  /** Page by page, each read by itself: what takes the records in writes meanwhile. */
  @Override
  public Cursor snapshot(Reading reading) {
    Cursor next = now();
    String after = "";
    List<String> page;
    do {
      String from = after;
      page =
          database.read(
              handle ->
                  handle
                      .createQuery(
                          "SELECT identity FROM register_joined WHERE institution = :institution"
                              + " AND held = 1 AND identity > :after ORDER BY identity LIMIT "
                              + PAGE)
                      .bind("institution", institution.id())
                      .bind("after", from)
                      .mapTo(String.class)
                      .list());
      each(page, reading::person);
      after = page.isEmpty() ? after : page.get(page.size() - 1);
    } while (page.size() == PAGE);
    return next;
  }

  @Override
  public ChangeSet changesSince(Cursor cursor, Reading reading) {
    if (!cursor.value().matches("\\d{1,18}")) {
      return new ChangeSet(List.of(), List.of(), cursor, false);
    }
    Cursor next = now();
    record Touched(String identity, boolean held) {}
    List<Touched> touched =
        database.read(
            handle ->
                handle
                    .createQuery(
                        "SELECT identity, held FROM register_joined"
                            + " WHERE institution = :institution AND changed > :since"
                            + " AND changed <= :next ORDER BY identity")
                    .bind("institution", institution.id())
                    .bind("since", Long.parseLong(cursor.value()))
                    .bind("next", Long.parseLong(next.value()))
                    .map((row, context) -> new Touched(row.getString(1), row.getInt(2) == 1))
                    .list());
    List<String> held = touched.stream().filter(Touched::held).map(Touched::identity).toList();
    for (int i = 0; i < held.size(); i += PAGE) {
      each(held.subList(i, Math.min(i + PAGE, held.size())), reading::person);
    }
    List<String> removed =
        touched.stream().filter(one -> !one.held()).map(Touched::identity).toList();
    return new ChangeSet(removed, List.of(), next, true);
  }

  private Cursor now() {
    return new Cursor(Long.toString(database.read(handle -> newest(handle, institution.id()))));
  }

  private static long newest(Handle handle, String institution) {
    return handle
        .createQuery(
            "SELECT COALESCE(MAX(changed), 0) FROM register_joined"
                + " WHERE institution = :institution")
        .bind("institution", institution)
        .mapTo(Long.class)
        .one();
  }

  /** Whether a run still has something to read here. */
  static boolean changedSinceItWasRead(Handle handle, String institution) {
    long read =
        handle
            .createQuery(
                "SELECT place FROM register_source"
                    + " WHERE institution = :institution AND source = :source")
            .bind("institution", institution)
            .bind("source", Applications.SOURCE)
            .mapTo(String.class)
            .findOne()
            .map(Long::parseLong)
            .orElse(0L);
    return newest(handle, institution) > read;
  }

  /** Notes that the record of an identity came, changed or went, in the caller's transaction. */
  static void note(Handle handle, String institution, String identity, boolean held) {
    handle
        .createUpdate(
            "INSERT INTO register_joined (institution, identity, held, changed)"
                + " VALUES (:institution, :identity, :held, :changed)"
                + " ON CONFLICT (institution, identity) DO UPDATE SET held = excluded.held,"
                + " changed = excluded.changed")
        .bind("institution", institution)
        .bind("identity", identity)
        .bind("held", held ? 1 : 0)
        .bind("changed", newest(handle, institution) + 1)
        .execute();
  }

  private void each(List<String> identities, Consumer<PersonRecord> visitor) {
    if (identities.isEmpty()) {
      return;
    }
    List<Applied> accepted =
        database.read(
            handle ->
                handle
                    .createQuery(
                        "SELECT "
                            + Applied.COLUMNS
                            + " FROM register_application a WHERE a.institution = :institution"
                            + " AND a.state = 'accepted' AND a.identity IN (<identities>)"
                            + " ORDER BY a.identity, a.settled, a.id")
                    .bind("institution", institution.id())
                    .bindList("identities", identities)
                    .map(Applied.ROW)
                    .list());
    List<Applied> one = new ArrayList<>();
    for (Applied application : accepted) {
      if (!one.isEmpty() && !one.get(0).identity().equals(application.identity())) {
        visitor.accept(record(one));
        one.clear();
      }
      one.add(application);
    }
    if (!one.isEmpty()) {
      visitor.accept(record(one));
    }
  }

  /** One person's applications as one record: every ground, and the rest as said last. */
  static PersonRecord record(List<Applied> applications) {
    Applied last = applications.get(applications.size() - 1);
    List<Affiliation> affiliations =
        applications.stream()
            .map(
                one ->
                    new Affiliation(
                        one.ground(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of("applied", applied(one), "language", one.language())))
            .toList();
    return new PersonRecord(
        last.identity(),
        List.of(),
        new PersonName(last.given(), last.family()),
        applications.stream().flatMap(one -> one.born().stream()).reduce((one, two) -> two),
        List.of(new PostalAddress(last.address(), last.postcode())),
        last.email().map(email -> new Contact(Contact.Kind.EMAIL, email)).stream().toList(),
        affiliations,
        Set.of(),
        last.settled());
  }

  private static String applied(Applied application) {
    LocalDate day = application.received().atZone(Greetings.ZONE).toLocalDate();
    return day.toString();
  }

  /**
   * The records by which a person may be reached. What somebody says of themselves must not turn
   * away the post of a person whom a host knows, or who joined before: a stranger could apply in
   * their name.
   */
  static List<HeldRecord> reachedBy(List<HeldRecord> held) {
    List<HeldRecord> hosts =
        held.stream().filter(record -> !record.source().equals(Applications.SOURCE)).toList();
    return hosts.isEmpty() ? held.stream().limit(1).toList() : hosts;
  }
}
