package org.folkmoot.adapter.oneroster.internal;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.folkmoot.records.Affiliation;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.RecordsContract;
import org.folkmoot.records.RecordsSource;
import org.folkmoot.records.reading.FileLimits;
import org.junit.jupiter.api.io.TempDir;

/** Writes persons as OneRoster 1.2 has them: users, roles and demographics apart. */
abstract class OneRosterContract extends RecordsContract {
  @TempDir Path folder;

  abstract RecordsSource source(Path exported) throws Exception;

  @Override
  protected RecordsSource sourceOf(List<PersonRecord> persons) throws Exception {
    return source(write(persons, List.of()));
  }

  @Override
  protected RecordsSource sourceWithBadRecord(List<PersonRecord> persons) throws Exception {
    return source(write(persons, List.of("nobody,active,true,,,a@example.org,")));
  }

  Path write(List<PersonRecord> persons, List<String> afterTheFirst) throws Exception {
    List<String> users = new ArrayList<>();
    List<String> roles = new ArrayList<>();
    List<String> births = new ArrayList<>();
    for (PersonRecord p : persons) {
      Affiliation why = p.affiliations().get(0);
      users.add(
          String.join(
              ",",
              p.key(),
              "active,true",
              p.name().given(),
              p.name().family(),
              p.email().orElse(""),
              why.of().orElse("")));
      roles.add(
          String.join(
              ",",
              "active",
              p.key(),
              role(why),
              why.from().map(LocalDate::toString).orElse(""),
              ""));
      births.add(p.key() + "," + p.dateOfBirth().map(LocalDate::toString).orElse(""));
    }
    users.addAll(Math.min(1, users.size()), afterTheFirst);
    Exports.csv(
        folder,
        "users.csv",
        "sourcedId,status,enabledUser,givenName,familyName,email,agentSourcedIds",
        users);
    Exports.csv(folder, "roles.csv", "status,userSourcedId,role,beginDate,endDate", roles);
    Exports.csv(folder, "demographics.csv", "sourcedId,birthDate", births);
    return folder;
  }

  private static String role(Affiliation why) {
    return switch (why.kind()) {
      case Affiliation.Kinds.PUPIL -> "student";
      case Affiliation.Kinds.PARENT -> "parent";
      default -> why.attributes().get("role");
    };
  }

  static RecordsSource read(Path place) {
    return new OneRosterSource("test", place, Set.of(), Exports.TODAY, FileLimits.USUAL);
  }
}
