package org.folkmoot.adapter.oneroster.internal;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.folkmoot.records.Affiliation;
import org.folkmoot.records.Affiliation.Kinds;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.PersonRecord.Contact;
import org.folkmoot.records.PersonRecord.Identifier;
import org.folkmoot.records.PersonRecord.PersonName;
import org.folkmoot.records.Reading;
import org.folkmoot.records.RecordsSource;
import org.folkmoot.records.SourceFailed;
import org.folkmoot.records.reading.Contacts;
import org.folkmoot.records.reading.FileLimits;
import org.folkmoot.records.reading.Identifiers;
import org.folkmoot.records.reading.PersonNames;
import org.folkmoot.records.reading.Read;

/**
 * One export, read anew for each snapshot.
 *
 * <p>A user whose status is {@code tobedeleted} is not yielded. One whose {@code enabledUser} is
 * false is: the account is closed, but nothing says that the person has left; the affiliations
 * carry {@code account=disabled}, for whoever must know. A link between two users makes a parent
 * only where one is a pupil and the other has a role of parent, guardian or relative, whichever of
 * the two names the other.
 */
final class OneRosterSource implements RecordsSource {
  static final ZoneId ZONE = ZoneId.of("Europe/London");

  private final String name;
  private final Path place;
  private final Set<String> organisations;
  private final LocalDate today;
  private final FileLimits limits;

  OneRosterSource(
      String name, Path place, Set<String> organisations, LocalDate today, FileLimits limits) {
    this.name = name;
    this.place = place;
    this.organisations = Set.copyOf(organisations);
    this.today = today;
    this.limits = limits;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Cursor snapshot(Reading reading) throws SourceFailed {
    try (RosterFiles files = RosterFiles.open(place, limits)) {
      Roster roster = Roster.read(files, limits, today, reading::badRow);
      Set<String> seen = new HashSet<>();
      try (RosterCsv users = roster.openUsers(reading::badRow)) {
        for (Optional<RosterCsv.Row> row = users.next(); row.isPresent(); row = users.next()) {
          user(row.get(), roster, seen, reading);
        }
      }
    }
    return Cursor.NONE;
  }

  /** Refuses what is no export, before anything relies on it. */
  void check() throws SourceFailed {
    try (RosterFiles files = RosterFiles.open(place, limits)) {
      Roster.read(files, limits, today, fault -> {});
    }
  }

  private void user(RosterCsv.Row row, Roster roster, Set<String> seen, Reading reading) {
    String key = row.get("sourcedId");
    String status = row.get("status").toLowerCase(Locale.ROOT);
    if (status.equals("tobedeleted")) {
      return;
    }
    if (status.equals("inactive")) {
      reading.badRow(
          row.lost(
              "status",
              "The word inactive is of OneRoster 1.0; the person is taken to have left.",
              "If the person is still here, set the status to active."));
      return;
    }
    if (key.isEmpty()) {
      reading.badRow(
          row.lost(
              "sourcedId",
              "The row has no sourcedId, so the person could not be known again next time.",
              "Export again; if it stays, ask the supplier of the export."));
      return;
    }
    if (!seen.add(key)) {
      reading.badRow(
          row.lost(
              "sourcedId",
              "An earlier row has the same sourcedId.",
              "Ask the supplier of the export why a user is in it twice."));
      return;
    }
    if (!status.isEmpty() && !status.equals("active")) {
      reading.badRow(
          row.advice(
              "status",
              status,
              "The status is neither active nor tobedeleted; it was taken as active.",
              "Correct the status in your records."));
    }
    Optional<PersonName> name = name(row, reading);
    if (name.isEmpty()) {
      return;
    }
    List<Affiliation> affiliations = affiliations(key, row, roster, reading);
    if (!organisations.isEmpty()) {
      affiliations =
          affiliations.stream()
              .filter(a -> a.organisation().filter(organisations::contains).isPresent())
              .toList();
      if (affiliations.isEmpty()) {
        return;
      }
    }
    reading.person(
        new PersonRecord(
            key,
            identifiers(row, roster, reading),
            name.get(),
            roster.birthDate(key),
            List.of(),
            contacts(row, reading),
            affiliations,
            Set.of(),
            changed(row, roster)));
  }

  private static Optional<PersonName> name(RosterCsv.Row row, Reading reading) {
    Read<String> given = PersonNames.name(row.get("givenName"));
    Read<String> family = PersonNames.name(row.get("familyName"));
    if (given.value().isEmpty() && family.value().isEmpty()) {
      Optional<Read.Fault> fault = family.fault().or(given::fault);
      reading.badRow(
          row.lost(
              "familyName",
              fault.map(Read.Fault::problem).orElse("The user has no name."),
              fault.map(Read.Fault::cure).orElse("Fill in the name in your records.")));
      return Optional.empty();
    }
    report(row, "givenName", given, reading);
    report(row, "familyName", family, reading);
    return Optional.of(new PersonName(given.value().orElse(""), family.value().orElse("")));
  }

  private static List<Affiliation> affiliations(
      String key, RosterCsv.Row row, Roster roster, Reading reading) {
    List<Roles.Held> roles = roster.rolesOf(key);
    if (roles.isEmpty()) {
      reading.badRow(
          row.advice(
              "role",
              "",
              "The user has no role, so nothing says what part they have in the school.",
              "Give the user a role in your records."));
    }
    Set<String> pupils = pupils(key, row, roster, reading);
    List<Affiliation> affiliations = new ArrayList<>();
    for (Roles.Held role : roles) {
      if (role.organisation().filter(org -> !roster.isKnownOrganisation(org)).isPresent()) {
        reading.badRow(
            row.advice(
                "orgSourcedIds",
                role.organisation().get(),
                "No organisation of that number is in orgs.csv.",
                "Export organisations and users together."));
      }
      if (!role.kind().equals(Kinds.PARENT)) {
        affiliations.add(affiliation(role, Optional.empty(), attributes(key, role, row, roster)));
      } else if (pupils.isEmpty()) {
        reading.badRow(
            row.advice(
                "agentSourcedIds",
                row.get("agentSourcedIds"),
                "Nothing says whose " + role.word() + " this is.",
                "Link the " + role.word() + " and the pupil in your records."));
        affiliations.add(affiliation(role, Optional.empty(), attributes(key, role, row, roster)));
      } else {
        for (String pupil : pupils) {
          affiliations.add(
              affiliation(role, Optional.of(pupil), attributes(key, role, row, roster)));
        }
      }
    }
    return affiliations.stream().distinct().toList();
  }

  /** The pupils this user belongs to, by links either way; links that say nothing are reported. */
  private static Set<String> pupils(String key, RosterCsv.Row row, Roster roster, Reading reading) {
    boolean parent = Roles.include(roster.rolesOf(key), Kinds.PARENT);
    boolean pupil = Roles.include(roster.rolesOf(key), Kinds.PUPIL);
    Set<String> pupils = new LinkedHashSet<>();
    for (String other : Roster.list(row.get("agentSourcedIds"))) {
      boolean otherParent = Roles.include(roster.rolesOf(other), Kinds.PARENT);
      boolean otherPupil = Roles.include(roster.rolesOf(other), Kinds.PUPIL);
      if (!roster.knows(other)) {
        reading.badRow(
            row.advice(
                "agentSourcedIds",
                other,
                "The link names a user who is not in users.csv.",
                "Export parents and pupils together."));
      } else if (parent && otherPupil) {
        pupils.add(other);
      } else if (!(pupil && otherParent)) {
        reading.badRow(
            row.advice(
                "agentSourcedIds",
                other,
                "The link was not used: it needs a pupil at one end and a parent, guardian or"
                    + " relative at the other.",
                "Give the adult the role of parent, guardian or relative too, if they are one."));
      }
    }
    if (parent) {
      pupils.addAll(roster.pupilsNaming(key));
    }
    return pupils;
  }

  private static Affiliation affiliation(
      Roles.Held role, Optional<String> of, Map<String, String> attributes) {
    return new Affiliation(
        role.kind(), of, role.organisation(), role.from(), role.to(), attributes);
  }

  private static Map<String, String> attributes(
      String key, Roles.Held role, RosterCsv.Row row, Roster roster) {
    Map<String, String> attributes = new LinkedHashMap<>();
    boolean pupil = role.kind().equals(Kinds.PUPIL);
    if (!pupil && !role.word().equalsIgnoreCase(role.kind())) {
      attributes.put("role", role.word());
    }
    if (pupil && !row.get("grades").isEmpty()) {
      attributes.put("year", row.get("grades"));
    }
    if (pupil) {
      roster.homeroom(key).ifPresent(title -> attributes.put("class", title));
    }
    if (row.get("enabledUser").equalsIgnoreCase("false")) {
      attributes.put("account", "disabled");
    }
    return attributes;
  }

  private static List<Identifier> identifiers(RosterCsv.Row row, Roster roster, Reading reading) {
    List<Identifier> identifiers = new ArrayList<>();
    Roster.userIds(row.get("userIds"))
        .forEach(
            (system, value) -> {
              if (roster.isShared(system, value)) {
                reading.badRow(
                    row.advice(
                        "userIds",
                        system + ":" + value,
                        "Other users have the same identifier, so it identifies nobody; it was"
                            + " left out.",
                        "Correct the identifier in your records."));
              } else if (system.equalsIgnoreCase(Identifiers.UPN)) {
                read(row, "userIds", value, Identifiers::upn, reading)
                    .ifPresent(upn -> identifiers.add(new Identifier(Identifiers.UPN, upn, true)));
              } else {
                identifiers.add(new Identifier(system, value, false));
              }
            });
    if (!row.get("identifier").isEmpty()) {
      identifiers.add(new Identifier("oneroster-identifier", row.get("identifier"), false));
    }
    return identifiers;
  }

  private static List<Contact> contacts(RosterCsv.Row row, Reading reading) {
    List<Contact> contacts = new ArrayList<>();
    read(row, "email", row.get("email"), Contacts::email, reading)
        .ifPresent(email -> contacts.add(new Contact(Contact.Kind.EMAIL, email)));
    for (String column : List.of("sms", "phone")) {
      read(row, column, row.get(column), Contacts::telephone, reading)
          .map(number -> new Contact(Contact.Kind.TELEPHONE, number))
          .filter(contact -> !contacts.contains(contact))
          .ifPresent(contacts::add);
    }
    return contacts;
  }

  /** When the user was changed; a day without a time begins in London. */
  private static Optional<Instant> changed(RosterCsv.Row row, Roster roster) {
    String written = row.get("dateLastModified");
    if (written.contains("T")) {
      try {
        return Optional.of(OffsetDateTime.parse(written).toInstant());
      } catch (DateTimeException withoutOffset) {
        // The day alone is still worth having.
        return day(row, roster);
      }
    }
    return day(row, roster);
  }

  private static Optional<Instant> day(RosterCsv.Row row, Roster roster) {
    return roster
        .date(Roster.USERS, row, "dateLastModified")
        .map(day -> day.atStartOfDay(ZONE).toInstant());
  }

  private static <T> Optional<T> read(
      RosterCsv.Row row,
      String column,
      String value,
      Function<String, Read<T>> reader,
      Reading reading) {
    Read<T> read = reader.apply(value);
    report(row, column, read, reading);
    return read.value();
  }

  private static void report(RosterCsv.Row row, String column, Read<?> read, Reading reading) {
    read.fault()
        .ifPresent(
            fault ->
                reading.badRow(row.advice(column, row.get(column), fault.problem(), fault.cure())));
  }
}
