package org.folkmoot.adapter.oneroster.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.folkmoot.records.Affiliation;
import org.folkmoot.records.BadRow;
import org.folkmoot.records.CollectedReading;
import org.folkmoot.records.PersonRecord.Identifier;
import org.folkmoot.records.SourceFailed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneRosterSourceTest {
  private static final String USERS_11 =
      "sourcedId,status,enabledUser,orgSourcedIds,role,givenName,familyName,email,agentSourcedIds";
  @TempDir Path folder;

  @BeforeEach
  void aCleanExport() throws Exception {
    Exports.csv(
        folder,
        "manifest.csv",
        "propertyName,value",
        List.of("oneroster.version,1.1", "file.users,bulk"));
    Exports.csv(
        folder, "orgs.csv", "sourcedId,name,type", List.of("o1,Oak,school", "o2,Elm,school"));
    Exports.csv(folder, "demographics.csv", "sourcedId,birthDate", List.of("p1,2012-09-04"));
  }

  @Test
  void whoIsToBeDeletedIsNotYieldedAndAClosedAccountIs() throws Exception {
    users(
        "p1,active,true,o1,student,Ann,Smith,,",
        "p2,tobedeleted,true,o1,student,Bob,Smith,,",
        "p3,active,FALSE,o1,student,Cy,Smith,,",
        "p4,inactive,true,o1,student,Di,Smith,,");
    CollectedReading reading = Exports.read(folder);
    assertThat(reading.keys()).containsExactly("p1", "p3");
    assertThat(reading.person("p1").orElseThrow().dateOfBirth()).contains(LocalDate.of(2012, 9, 4));
    assertThat(reading.person("p3").orElseThrow().affiliations().get(0).attributes())
        .isEqualTo(Map.of("account", "disabled"));
    assertThat(reading.badRows()).extracting(BadRow::row).containsExactly(5L);
  }

  @Test
  void parentsAreLinkedWhicheverEndNamesTheOther() throws Exception {
    users(
        "p1,,,o1,student,Ann,Smith,,\"g1,g2\"",
        "p2,,,o1,student,Bob,Smith,,",
        "g1,,,o1,guardian,Gail,Smith,,p2",
        "g2,,,o1,relative,Hal,Smith,,",
        "g3,,,o1,parent,Ida,Jones,,");
    CollectedReading reading = Exports.read(folder);
    assertThat(reading.person("g1").orElseThrow().affiliations())
        .extracting(a -> a.kind() + " " + a.of().orElse("-") + " " + a.attributes())
        .containsExactly("parent p2 {role=guardian}", "parent p1 {role=guardian}");
    assertThat(reading.person("g2").orElseThrow().affiliations())
        .extracting(a -> a.of().orElse("-"))
        .containsExactly("p1");
    assertThat(reading.badRows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.row()).isEqualTo(6);
              assertThat(row.problem()).contains("whose parent");
            });
  }

  @Test
  void aPupilsHomeroomIsTheirClass() throws Exception {
    users("p1,,,o1,student,Ann,Smith,,");
    Exports.csv(
        folder,
        "classes.csv",
        "sourcedId,status,title,classType",
        List.of("c1,active,7B,homeroom", "c2,active,Physics,scheduled"));
    Exports.csv(
        folder,
        "enrollments.csv",
        "sourcedId,status,classSourcedId,userSourcedId,role",
        List.of("e1,active,c2,p1,student", "e2,active,c1,p1,student"));
    assertThat(Exports.read(folder).persons().get(0).affiliations().get(0).attributes())
        .isEqualTo(Map.of("class", "7B"));
  }

  @Test
  void onlyTheChosenSchoolOfATrustIsRead() throws Exception {
    users("t1,,,o1,teacher,Ann,Smith,,", "t2,,,\"o1,o2\",teacher,Bo,Li,,", "t3,,,o2,aide,C,D,,");
    CollectedReading reading = Exports.read(folder, "o2");
    assertThat(reading.keys()).containsExactly("t2", "t3");
    assertThat(reading.person("t2").orElseThrow().affiliations())
        .extracting(a -> a.organisation().orElse(""))
        .containsExactly("o2");
  }

  @Test
  void rowsThatCannotBePersonsAreReportedAndTheRestRead() throws Exception {
    users(
        "p1,active,true,o1,student,Ann,Smith,,",
        ",active,true,o1,student,No,Key,,",
        "p1,active,true,o1,student,Again,Smith,,",
        "p4,active,true,o1,student,,,,",
        "p5,active,true,o9,student,Eve,Li,not-an-address,zz");
    CollectedReading reading = Exports.read(folder);
    assertThat(reading.keys()).containsExactly("p1", "p5");
    assertThat(reading.lostRows()).extracting(BadRow::row).containsExactly(3L, 4L, 5L);
    assertThat(reading.badRows())
        .filteredOn(row -> row.row() == 6)
        .extracting(BadRow::column)
        .containsExactly("agentSourcedIds", "orgSourcedIds", "email");
  }

  @Test
  void anUnknownRoleKeepsItsOwnWord() throws Exception {
    users("x1,,,,chaplain,Ann,Smith,,");
    assertThat(Exports.read(folder).persons().get(0).affiliations())
        .containsExactly(Affiliation.of("chaplain"));
  }

  @Test
  void aUniquePupilNumberAmongUserIdsIsTakenAsOne() throws Exception {
    Exports.csv(
        folder,
        "users.csv",
        "sourcedId,role,givenName,familyName,userIds",
        List.of("p1,student,Ann,Smith,\"{UPN:R674123101121},{LDAP:9}\""));
    assertThat(Exports.read(folder).persons().get(0).identifiers())
        .containsExactly(
            new Identifier("upn", "R674123101121", true), new Identifier("LDAP", "9", false));
  }

  @Test
  void anExportOfChangesOnlyIsRefused() throws Exception {
    users("p1,,,o1,student,Ann,Smith,,");
    Exports.csv(folder, "manifest.csv", "propertyName,value", List.of("file.users,delta"));
    assertThatThrownBy(() -> Exports.read(folder))
        .isInstanceOf(SourceFailed.class)
        .hasMessageContaining("only changes (delta)");
  }

  @Test
  void missingFilesAreReportedUnlessNobodyCanBeReadWithoutThem() throws Exception {
    users("p1,,,o1,student,Ann,Smith,,");
    for (String file : List.of("manifest.csv", "orgs.csv", "demographics.csv")) {
      Files.delete(folder.resolve(file));
    }
    CollectedReading reading = Exports.read(folder);
    assertThat(reading.keys()).containsExactly("p1");
    assertThat(reading.badRows())
        .extracting(BadRow::file)
        .containsExactly("manifest.csv", "orgs.csv", "demographics.csv");

    Exports.csv(folder, "users.csv", "sourcedId,givenName,familyName", List.of("p1,Ann,Smith"));
    assertThatThrownBy(() -> Exports.read(folder))
        .isInstanceOf(SourceFailed.class)
        .hasMessageContaining("no roles.csv");
    Files.delete(folder.resolve("users.csv"));
    assertThatThrownBy(() -> Exports.read(folder))
        .isInstanceOf(SourceFailed.class)
        .hasMessageContaining("no users.csv");
  }

  @Test
  void rolesOfNobodyAreReported() throws Exception {
    Exports.csv(
        folder, "users.csv", "sourcedId,status,givenName,familyName", List.of("t1,active,Ann,Li"));
    Exports.csv(
        folder,
        "roles.csv",
        "status,userSourcedId,role,beginDate,endDate",
        List.of(
            "active,t1,teacher,2025-09-01,",
            "active,t9,teacher,,",
            "active,t1,guardian,2026-01-01,2025-01-01"));
    CollectedReading reading = Exports.read(folder);
    assertThat(reading.persons().get(0).affiliations()).hasSize(1);
    assertThat(reading.lostRows()).extracting(BadRow::row).containsExactlyInAnyOrder(3L, 4L);
  }

  @Test
  void aZipOfSomethingElseOrNoZipIsRefused() throws Exception {
    OneRosterFormat format = new OneRosterFormat(Clock.systemUTC());
    Path pdf = Files.writeString(folder.resolve("export.zip"), "%PDF-1.7");
    assertThatThrownBy(() -> format.columns(pdf))
        .isInstanceOf(SourceFailed.class)
        .hasMessageContaining("a PDF document");
    Path other = folder.resolve("photos.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(other))) {
      zip.putNextEntry(new ZipEntry("a.jpg"));
    }
    assertThatThrownBy(() -> format.open("x", other, Map.of()))
        .isInstanceOf(SourceFailed.class)
        .hasMessageContaining("no users.csv");
    Path bomb = folder.resolve("bomb.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
      zip.putNextEntry(new ZipEntry("users.csv"));
      for (int i = 0; i < 64; i++) {
        zip.write(new byte[1 << 20]);
      }
    }
    assertThatThrownBy(() -> format.open("x", bomb, Map.of()))
        .isInstanceOf(SourceFailed.class)
        .hasMessageContaining("500 times");
  }

  @Test
  void anUploadedZipIsReadAndItsColumnsAreFixed() throws Exception {
    users("p1,,,o1,student,Ann,Smith,,");
    Path zip = Exports.zip(folder, "");
    OneRosterFormat format = new OneRosterFormat(Clock.systemUTC());
    assertThat(format.columns(zip)).isEmpty();
    assertThat(format.fields()).isEmpty();
    assertThat(CollectedReading.of(format.open("up", zip, Map.of())).keys()).containsExactly("p1");
  }

  @Test
  void aStandingSourceReadsWhatItIsPointedAt() throws Exception {
    users("p1,,,o1,student,Ann,Smith,,");
    StandingRoster source = new StandingRoster("mis", folder, Set.of(), Clock.systemUTC());
    assertThat(source.name()).isEqualTo("mis");
    assertThat(CollectedReading.of(source).keys()).containsExactly("p1");
  }

  @Test
  void aHeadingIsUnderstoodOnlyWhenItCanMeanOneThing() {
    List<String> known = List.of("sourcedId", "status", "preferredGivenName", "sms", "phone");
    assertThat(Spelling.nearest("prefferedGivenName", known)).contains("preferredGivenName");
    assertThat(Spelling.nearest("sourceId", known)).contains("sourcedId");
    assertThat(Spelling.nearest("sns", known)).isEmpty();
    assertThat(Spelling.nearest("colour", known)).isEmpty();
    assertThat(Spelling.nearest("beginDates", List.of("beginDate1", "beginDate2"))).isEmpty();
  }

  private void users(String... rows) throws Exception {
    Exports.csv(folder, "users.csv", USERS_11, List.of(rows));
  }
}
