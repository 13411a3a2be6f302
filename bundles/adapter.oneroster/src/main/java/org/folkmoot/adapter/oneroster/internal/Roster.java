package org.folkmoot.adapter.oneroster.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.folkmoot.records.Affiliation.Kinds;
import org.folkmoot.records.BadRow;
import org.folkmoot.records.SourceFailed;
import org.folkmoot.records.reading.Dates;
import org.folkmoot.records.reading.FileLimits;
import org.folkmoot.records.reading.Read;
import org.folkmoot.records.reading.TextFile;

/**
 * What the other files and a first pass over the users say, so that a second pass can yield one
 * user after another: roles, links between pupils and parents, dates of birth, classes. Held are
 * keys and these few facts, no person.
 */
final class Roster {
  static final String USERS = "users.csv";
  private static final String ROLES = "roles.csv";
  private static final String ORGS = "orgs.csv";
  private static final String CLASSES = "classes.csv";
  private static final String ENROLLMENTS = "enrollments.csv";
  private static final String DEMOGRAPHICS = "demographics.csv";
  private static final String MANIFEST = "manifest.csv";
  private static final Set<String> PROCESSING = Set.of("absent", "bulk", "delta");
  private static final Pattern USER_ID = Pattern.compile("\\{([^:{}]+):([^{}]+)}");
  private static final Pattern ISO_DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}([T ].*)?");

  private static final List<String> USER_COLUMNS =
      List.of(
          "sourcedId",
          "status",
          "dateLastModified",
          "enabledUser",
          "orgSourcedIds",
          "role",
          "username",
          "userIds",
          "givenName",
          "familyName",
          "middleName",
          "identifier",
          "email",
          "sms",
          "phone",
          "agentSourcedIds",
          "grades",
          "password",
          "userMasterIdentifier",
          "preferredGivenName",
          "preferredMiddleName",
          "preferredFamilyName",
          "primaryOrgSourcedId",
          "pronouns");

  private final RosterFiles files;
  private final FileLimits limits;
  private final LocalDate today;
  private final Consumer<BadRow> faults;
  private final Set<String> oddDates = new HashSet<>();

  private final Set<String> organisations = new HashSet<>();
  private final Map<String, List<Roles.Held>> roles = new HashMap<>();
  private final Set<String> leaving = new HashSet<>();
  private final Map<String, LocalDate> birthDates = new HashMap<>();
  private final Map<String, String> homerooms = new HashMap<>();
  private final Map<String, Set<String>> pupilsOf = new HashMap<>();
  private final Map<String, Integer> timesUsed = new HashMap<>();
  private boolean rolesFile;

  private Roster(RosterFiles files, FileLimits limits, LocalDate today, Consumer<BadRow> faults) {
    this.files = files;
    this.limits = limits;
    this.today = today;
    this.faults = faults;
  }

  static Roster read(RosterFiles files, FileLimits limits, LocalDate today, Consumer<BadRow> faults)
      throws SourceFailed {
    Roster roster = new Roster(files, limits, today, faults);
    roster.manifest();
    roster.orgs();
    roster.roles();
    roster.users();
    roster.demographics();
    roster.enrolments();
    return roster;
  }

  /** The users, for a pass over them; misspelt headings are reported where faults are taken. */
  RosterCsv openUsers(Consumer<BadRow> headingFaults) throws SourceFailed {
    TextFile.Opening opening =
        files
            .file(USERS)
            .orElseThrow(
                () ->
                    new SourceFailed(
                        files.name()
                            + " has no users.csv, without which it is no OneRoster export."
                            + " Export OneRoster 1.1 or 1.2 CSV."));
    RosterCsv csv = RosterCsv.open(USERS, opening, USER_COLUMNS, limits, headingFaults);
    for (String needed : List.of("sourcedId", "givenName", "familyName")) {
      if (!csv.has(needed)) {
        csv.close();
        throw new SourceFailed(
            "users.csv has no column " + needed + ". Export OneRoster 1.1 or 1.2 CSV.");
      }
    }
    return csv;
  }

  /** Whether a row is to be read: not on its way out, and of a state that is known. */
  static boolean isLeaving(RosterCsv.Row row) {
    return row.get("status").equalsIgnoreCase("tobedeleted")
        || row.get("status").equalsIgnoreCase("inactive");
  }

  boolean knows(String user) {
    return roles.containsKey(user) && !leaving.contains(user);
  }

  List<Roles.Held> rolesOf(String user) {
    return roles.getOrDefault(user, List.of());
  }

  /** The pupils who name this user as their agent. */
  Set<String> pupilsNaming(String user) {
    return pupilsOf.getOrDefault(user, Set.of());
  }

  Optional<LocalDate> birthDate(String user) {
    return Optional.ofNullable(birthDates.get(user));
  }

  Optional<String> homeroom(String user) {
    return Optional.ofNullable(homerooms.get(user));
  }

  boolean isKnownOrganisation(String org) {
    return organisations.isEmpty() || organisations.contains(org);
  }

  /** Whether more than one user has the identifier, so that it identifies nobody. */
  boolean isShared(String system, String value) {
    return timesUsed.getOrDefault(system + ":" + value, 0) > 1;
  }

  /** Identifiers as {@code {LDAP:12},{LTI:15}}, by system. */
  static Map<String, String> userIds(String cell) {
    Map<String, String> ids = new LinkedHashMap<>();
    Matcher id = USER_ID.matcher(cell);
    while (id.find()) {
      ids.put(id.group(1).strip(), id.group(2).strip());
    }
    return ids;
  }

  static List<String> list(String cell) {
    List<String> values = new ArrayList<>();
    for (String value : cell.split(",")) {
      if (!value.isBlank()) {
        values.add(value.strip());
      }
    }
    return values;
  }

  /** A date; a form that is not ISO 8601 is reported once for each column. */
  Optional<LocalDate> date(String file, RosterCsv.Row row, String column) {
    String written = row.get(column);
    Read<LocalDate> read = Dates.date(written);
    if (read.fault().isPresent()) {
      Read.Fault fault = read.fault().get();
      faults.accept(row.advice(column, written, fault.problem(), fault.cure()));
    } else if (read.value().isPresent()
        && !ISO_DATE.matcher(written).matches()
        && oddDates.add(file + column)) {
      faults.accept(
          row.advice(
              column,
              written,
              "Dates in this column are not written as OneRoster asks; day first was taken, so"
                  + " this is "
                  + read.value().get()
                  + ".",
              "Export dates as 2023-05-01. If the month stands first, do not use this export."));
    }
    return read.value();
  }

  private void manifest() throws SourceFailed {
    Optional<RosterCsv> opened = open(MANIFEST, List.of("propertyName", "value"));
    if (opened.isEmpty()) {
      faults.accept(missing(MANIFEST, "nothing says whether the export is complete"));
      return;
    }
    try (RosterCsv csv = opened.get()) {
      for (Optional<RosterCsv.Row> row = csv.next(); row.isPresent(); row = csv.next()) {
        property(row.get());
      }
    }
  }

  private void property(RosterCsv.Row row) throws SourceFailed {
    String property = row.get("propertyName");
    if (!property.toLowerCase(Locale.ROOT).startsWith("file.")) {
      return;
    }
    String file = property.substring("file.".length()) + ".csv";
    String value = row.get("value").toLowerCase(Locale.ROOT);
    boolean persons = file.equalsIgnoreCase(USERS) || file.equalsIgnoreCase(ROLES);
    if (value.equals("delta") && persons) {
      throw new SourceFailed(
          "manifest.csv says that "
              + file
              + " holds only changes (delta). Whoever did not change would seem to have left."
              + " Export everything (bulk).");
    }
    if (!PROCESSING.contains(value)) {
      faults.accept(
          row.advice(
              "value",
              row.get("value"),
              property + " is neither absent, bulk nor delta.",
              "Ask the supplier of the export to correct manifest.csv."));
    }
    boolean read =
        List.of(USERS, ROLES, ORGS, CLASSES, ENROLLMENTS, DEMOGRAPHICS).stream()
            .anyMatch(file::equalsIgnoreCase);
    if (value.equals("bulk") && read && files.file(file).isEmpty()) {
      faults.accept(
          row.advice(
              "value",
              row.get("value"),
              "The manifest promises " + file + ", which is not there.",
              "Export again, and check that the zip was not repacked."));
    }
  }

  private void orgs() throws SourceFailed {
    Optional<RosterCsv> opened =
        open(ORGS, List.of("sourcedId", "status", "name", "type", "identifier", "parentSourcedId"));
    if (opened.isEmpty()) {
      faults.accept(missing(ORGS, "schools are known by their number only"));
      return;
    }
    Map<String, BadRow> orphans = new LinkedHashMap<>();
    try (RosterCsv csv = opened.get()) {
      for (Optional<RosterCsv.Row> next = csv.next(); next.isPresent(); next = csv.next()) {
        RosterCsv.Row row = next.get();
        organisations.add(row.get("sourcedId"));
        String parent = row.get("parentSourcedId");
        if (!parent.isEmpty()) {
          orphans.putIfAbsent(
              parent,
              row.advice(
                  "parentSourcedId",
                  parent,
                  "No organisation of that number is in orgs.csv.",
                  "Nothing, unless this export should cover it."));
        }
      }
    }
    orphans.keySet().removeAll(organisations);
    orphans.values().forEach(faults);
  }

  /** Roles in a file of their own, as OneRoster 1.2 has them. */
  private void roles() throws SourceFailed {
    Optional<RosterCsv> opened =
        open(
            ROLES,
            List.of(
                "sourcedId",
                "status",
                "dateLastModified",
                "userSourcedId",
                "roleType",
                "role",
                "beginDate",
                "endDate",
                "orgSourcedId",
                "userProfileSourcedId"));
    if (opened.isEmpty()) {
      return;
    }
    rolesFile = true;
    try (RosterCsv csv = opened.get()) {
      for (Optional<RosterCsv.Row> next = csv.next(); next.isPresent(); next = csv.next()) {
        role(next.get());
      }
    }
  }

  private void role(RosterCsv.Row row) {
    String user = row.get("userSourcedId");
    if (isLeaving(row)) {
      return;
    }
    if (user.isEmpty() || row.get("role").isEmpty()) {
      faults.accept(
          row.lost(
              user.isEmpty() ? "userSourcedId" : "role",
              "The row says not whose role it is, or not which.",
              "Correct it in your records and export again."));
      return;
    }
    Optional<LocalDate> from = date(ROLES, row, "beginDate");
    Optional<LocalDate> to = date(ROLES, row, "endDate");
    if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
      faults.accept(
          row.lost(
              "endDate",
              "The role ends before it begins, on " + from.get() + ".",
              "Correct one of the two dates in your records."));
      return;
    }
    roles
        .computeIfAbsent(user, u -> new ArrayList<>(1))
        .add(
            new Roles.Held(
                row.number(), row.get("role"), notEmpty(row.get("orgSourcedId")), from, to));
  }

  /** A first pass over the users: who there is, and who names whom. */
  private void users() throws SourceFailed {
    Set<String> present = new HashSet<>();
    Map<String, List<String>> agents = new LinkedHashMap<>();
    try (RosterCsv csv = openUsers(fault -> {})) {
      if (!rolesFile && !csv.has("role")) {
        throw new SourceFailed(
            files.name()
                + " has no roles.csv, and users.csv has no column role, so nobody's part in the"
                + " school is known. Export again with roles.");
      }
      for (Optional<RosterCsv.Row> next = csv.next(); next.isPresent(); next = csv.next()) {
        RosterCsv.Row row = next.get();
        String user = row.get("sourcedId");
        if (user.isEmpty()) {
          continue;
        }
        if (isLeaving(row)) {
          leaving.add(user);
          continue;
        }
        if (!present.add(user)) {
          continue;
        }
        if (!rolesFile) {
          roles.put(user, rolesInUsers(row));
        }
        roles.putIfAbsent(user, List.of());
        userIds(row.get("userIds"))
            .forEach((system, id) -> timesUsed.merge(system + ":" + id, 1, Integer::sum));
        List<String> named = list(row.get("agentSourcedIds"));
        if (!named.isEmpty()) {
          agents.put(user, named);
        }
      }
    }
    leaving.removeAll(present);
    reportStrayRoles(present);
    roles.keySet().retainAll(present);
    agents.forEach(this::link);
  }

  private void link(String user, List<String> named) {
    if (Roles.include(rolesOf(user), Kinds.PUPIL)) {
      named.forEach(agent -> pupilsOf.computeIfAbsent(agent, a -> new LinkedHashSet<>()).add(user));
    }
  }

  private static List<Roles.Held> rolesInUsers(RosterCsv.Row row) {
    String word = row.get("role");
    if (word.isEmpty()) {
      return List.of();
    }
    List<Roles.Held> held = new ArrayList<>(1);
    for (String org : list(row.get("orgSourcedIds"))) {
      held.add(
          new Roles.Held(row.number(), word, Optional.of(org), Optional.empty(), Optional.empty()));
    }
    return held.isEmpty()
        ? List.of(
            new Roles.Held(
                row.number(), word, Optional.empty(), Optional.empty(), Optional.empty()))
        : held;
  }

  private void reportStrayRoles(Set<String> present) {
    roles.entrySet().stream()
        .filter(e -> !present.contains(e.getKey()) && !leaving.contains(e.getKey()))
        .flatMap(e -> e.getValue().stream().map(role -> Map.entry(role.row(), e.getKey())))
        .sorted(Map.Entry.comparingByKey())
        .map(
            stray ->
                new BadRow(
                    ROLES,
                    stray.getKey(),
                    "userSourcedId",
                    stray.getValue(),
                    "There is a role for this user, but no such user in users.csv.",
                    "Export users and roles together.",
                    true))
        .forEach(faults);
  }

  private void demographics() throws SourceFailed {
    Optional<RosterCsv> opened =
        open(DEMOGRAPHICS, List.of("sourcedId", "status", "dateLastModified", "birthDate", "sex"));
    if (opened.isEmpty()) {
      faults.accept(
          missing(
              DEMOGRAPHICS,
              "dates of birth are unknown, so ages cannot be checked and persons in two lists are"
                  + " harder to recognise"));
      return;
    }
    try (RosterCsv csv = opened.get()) {
      for (Optional<RosterCsv.Row> next = csv.next(); next.isPresent(); next = csv.next()) {
        RosterCsv.Row row = next.get();
        if (isLeaving(row) || row.get("birthDate").isEmpty()) {
          continue;
        }
        date(DEMOGRAPHICS, row, "birthDate")
            .flatMap(date -> born(row))
            .ifPresent(date -> birthDates.put(row.get("sourcedId"), date));
      }
    }
  }

  private Optional<LocalDate> born(RosterCsv.Row row) {
    Read<LocalDate> born = Dates.ofBirth(row.get("birthDate"), today);
    born.fault()
        .ifPresent(
            fault ->
                faults.accept(
                    row.advice("birthDate", row.get("birthDate"), fault.problem(), fault.cure())));
    return born.value();
  }

  /** Enrolments are read for a pupil's homeroom, and for roles that contradict the users'. */
  private void enrolments() throws SourceFailed {
    Map<String, String> titles = homeroomTitles();
    Optional<RosterCsv> opened =
        open(
            ENROLLMENTS,
            List.of(
                "sourcedId",
                "status",
                "classSourcedId",
                "schoolSourcedId",
                "userSourcedId",
                "role"));
    if (opened.isEmpty()) {
      return;
    }
    try (RosterCsv csv = opened.get()) {
      for (Optional<RosterCsv.Row> next = csv.next(); next.isPresent(); next = csv.next()) {
        RosterCsv.Row row = next.get();
        String user = row.get("userSourcedId");
        if (isLeaving(row) || leaving.contains(user)) {
          continue;
        }
        if (!knows(user)) {
          faults.accept(
              row.advice(
                  "userSourcedId",
                  user,
                  "This enrolment is of a user who is not in users.csv.",
                  "Export users and enrolments together."));
          continue;
        }
        String kind =
            new Roles.Held(0, row.get("role"), Optional.empty(), Optional.empty(), Optional.empty())
                .kind();
        if (!row.get("role").isEmpty() && !Roles.include(rolesOf(user), kind)) {
          faults.accept(
              row.advice(
                  "role",
                  row.get("role"),
                  "The enrolment of "
                      + user
                      + " has a role the user does not have; the user's own roles were followed.",
                  "Correct the role in your records, or add it to the user."));
        } else if (kind.equals(Kinds.PUPIL) && titles.containsKey(row.get("classSourcedId"))) {
          homerooms.putIfAbsent(user, titles.get(row.get("classSourcedId")));
        }
      }
    }
  }

  private Map<String, String> homeroomTitles() throws SourceFailed {
    Map<String, String> titles = new HashMap<>();
    Optional<RosterCsv> opened =
        open(CLASSES, List.of("sourcedId", "status", "title", "classType", "schoolSourcedId"));
    if (opened.isEmpty()) {
      return titles;
    }
    try (RosterCsv csv = opened.get()) {
      for (Optional<RosterCsv.Row> next = csv.next(); next.isPresent(); next = csv.next()) {
        RosterCsv.Row row = next.get();
        if (!isLeaving(row) && row.get("classType").equalsIgnoreCase("homeroom")) {
          titles.put(row.get("sourcedId"), row.get("title"));
        }
      }
    }
    return titles;
  }

  private Optional<RosterCsv> open(String file, List<String> known) throws SourceFailed {
    Optional<TextFile.Opening> opening = files.file(file);
    return opening.isEmpty()
        ? Optional.empty()
        : Optional.of(RosterCsv.open(file, opening.get(), known, limits, faults));
  }

  private static BadRow missing(String file, String consequence) {
    return new BadRow(
        file,
        0,
        "",
        "",
        "The export has no " + file + ": " + consequence + ".",
        "Include " + file + " in the export if your system can.",
        false);
  }

  private static Optional<String> notEmpty(String value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }
}
