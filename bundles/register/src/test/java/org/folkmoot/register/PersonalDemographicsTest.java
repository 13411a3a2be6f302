package org.folkmoot.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.folkmoot.records.Affiliation;
import org.folkmoot.records.BadRow;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.PersonRecord.Flag;
import org.folkmoot.records.PersonRecord.Identifier;
import org.folkmoot.records.PersonRecord.PersonName;
import org.folkmoot.records.PersonRecord.PostalAddress;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers of the NHS Personal Demographics Service lead to the right states under the NHS pack. */
class PersonalDemographicsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path FOLDER =
      Path.of(System.getProperty("folkmoot.shared", ""), "data", "hosts", "pds");

  @TestFactory
  Stream<DynamicTest> everyAnswerLeadsToItsState() throws IOException {
    assumeThat(FOLDER).as("the answers are not here").exists();
    List<Path> files;
    try (Stream<Path> all = Files.list(FOLDER)) {
      files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThan(20);
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
  }

  private static void check(Path file) {
    Answer answer = new Answer(JSON.readTree(file.toFile()), false);
    try (TrialRegister trust = TrialRegister.under("nhs-foundation-trust")) {
      trust.today("2026-11-24");
      trust.read(answer.source());
      for (PersonRecord person : answer.persons) {
        String outcome = outcome(trust, person);
        if (person.affiliations().get(0).kind().equals("Guardian")) {
          assertThat(outcome).contains("\"Guardian\", which makes nobody a member");
        } else if (person.flags().contains(Flag.DECEASED)) {
          assertThat(outcome).contains("Not a member: the records say that this person has died");
        } else {
          assertThat(outcome).startsWith("Invited to be a member, Patients and carers");
        }
      }
      nothingReaches(trust, answer);
      if (answer.persons.stream().anyMatch(p -> p.flags().contains(Flag.DECEASED))) {
        withdrawn(trust, file);
      }
    }
  }

  /** A death that is taken back makes the person what the rest of the record says. */
  private static void withdrawn(TrialRegister trust, Path file) {
    Answer alive = new Answer(JSON.readTree(file.toFile()), true);
    trust.read(alive.source());
    for (PersonRecord person : alive.persons) {
      Member member = trust.only();
      if (person.flags().contains(Flag.RESTRICTED)) {
        assertThat(member.state()).isEqualTo(MemberState.ELIGIBLE);
        assertThat(member.reason().en()).startsWith("the record is restricted");
        assertThat(member.postalAddress()).isEmpty();
        assertThat(trust.post.posted).isEmpty();
      } else {
        assertThat(member.state()).isEqualTo(MemberState.INVITED);
        assertThat(member.postalAddress()).contains("LS1 6AE");
      }
    }
    // Reported again, it suspends and takes the address away.
    trust.read(new Answer(JSON.readTree(file.toFile()), false).source());
    assertThat(trust.only().state()).isEqualTo(MemberState.SUSPENDED);
    assertThat(trust.only().postalAddress()).isEmpty();
  }

  private static void nothingReaches(TrialRegister trust, Answer answer) {
    boolean anybody =
        answer.persons.stream()
            .anyMatch(p -> p.flags().isEmpty() && p.affiliations().get(0).kind().equals("patient"));
    if (!anybody) {
      assertThat(trust.everybody()).isEmpty();
      assertThat(trust.post.posted).isEmpty();
    }
  }

  private static String outcome(TrialRegister trust, PersonRecord person) {
    return trust.outcomes("pds").stream()
        .filter(line -> line.startsWith(person.key() + ": "))
        .map(line -> line.substring(person.key().length() + 2))
        .findFirst()
        .orElseThrow();
  }

  /** What an adapter would make of one answer; the attendance is the trust's own. */
  private static final class Answer {
    private final List<PersonRecord> persons = new ArrayList<>();
    private final List<BadRow> bad = new ArrayList<>();
    private final boolean deathsWithdrawn;

    Answer(JsonNode tree, boolean deathsWithdrawn) {
      this.deathsWithdrawn = deathsWithdrawn;
      take(tree);
    }

    ListedSource source() {
      return new ListedSource("pds", persons, bad);
    }

    private void take(JsonNode resource) {
      switch (resource.path("resourceType").asString("")) {
        case "Bundle" -> resource.path("entry").forEach(entry -> take(entry.path("resource")));
        case "Patient" -> person(resource, "patient");
        case "RelatedPerson" -> person(resource, "Guardian");
        default -> {
          // Coverage and patches are about nobody the register would hold.
        }
      }
    }

    private void person(JsonNode resource, String kind) {
      String key = resource.path("id").asString("request");
      JsonNode name = resource.path("name").path(0);
      if (name.path("family").isMissingNode()) {
        bad.add(new BadRow("pds", 1, "name", "", "there is no name", "Ask the host.", true));
        return;
      }
      List<Identifier> identifiers = new ArrayList<>();
      resource
          .path("identifier")
          .forEach(
              i ->
                  identifiers.add(
                      new Identifier(
                          i.path("system").asString(""),
                          i.path("value").asString(""),
                          i.toString().contains("\"code\":\"01\""))));
      Set<Flag> flags = EnumSet.noneOf(Flag.class);
      resource
          .path("meta")
          .path("security")
          .forEach(
              mark -> {
                if (!mark.path("code").asString("").equals("U")) {
                  flags.add(Flag.RESTRICTED);
                }
              });
      if (resource.has("deceasedDateTime")) {
        flags.add(Flag.DECEASED);
        if (deathsWithdrawn) {
          flags.add(Flag.DEATH_WITHDRAWN);
        }
      }
      List<PostalAddress> addresses = new ArrayList<>();
      resource
          .path("address")
          .forEach(
              address -> {
                List<String> lines = new ArrayList<>();
                address.path("line").forEach(line -> lines.add(line.asString("")));
                addresses.add(new PostalAddress(lines, address.path("postalCode").asString("")));
              });
      persons.add(
          new PersonRecord(
              key,
              identifiers,
              new PersonName(
                  name.path("given").path(0).asString(""), name.path("family").asString("")),
              Optional.ofNullable(resource.path("birthDate").asString(null)).map(LocalDate::parse),
              addresses,
              List.of(),
              List.of(
                  new Affiliation(
                      kind,
                      Optional.empty(),
                      Optional.empty(),
                      Optional.of(LocalDate.of(2026, 6, 1)),
                      Optional.empty(),
                      Map.of())),
              flags,
              Optional.empty()));
    }
  }
}
