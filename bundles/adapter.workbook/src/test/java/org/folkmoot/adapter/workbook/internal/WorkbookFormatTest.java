package org.folkmoot.adapter.workbook.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.folkmoot.adapter.workbook.internal.SampleFiles.FORMAT;
import static org.folkmoot.adapter.workbook.internal.SampleFiles.csv;
import static org.folkmoot.adapter.workbook.internal.SampleFiles.read;
import static org.folkmoot.adapter.workbook.internal.SampleFiles.xlsx;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.records.Affiliation;
import org.folkmoot.records.BadRow;
import org.folkmoot.records.CollectedReading;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.PersonRecord.Flag;
import org.folkmoot.records.PersonRecord.Identifier;
import org.folkmoot.records.SourceFailed;
import org.folkmoot.records.UploadFormat.Column;
import org.folkmoot.records.UploadFormat.Download;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkbookFormatTest {
  @TempDir Path folder;

  @Test
  void headingsOfUsualExportsAreUnderstood() throws Exception {
    Path file =
        csv(
            folder,
            "pupils.csv",
            "UPN,Legal Surname,Legal Forename,Preferred Forename,Date of birth,Reg,Adno",
            "R674123101121,Smith,Ann,Annie,04/09/2012,7B,00123");
    assertThat(suggestions(file))
        .containsEntry("UPN", "upn")
        .containsEntry("Legal Surname", "family")
        .containsEntry("Legal Forename", "given")
        .containsEntry("Preferred Forename", "")
        .containsEntry("Date of birth", "date-of-birth")
        .containsEntry("Reg", "class")
        .containsEntry("Adno", "key");

    Path contacts =
        csv(
            folder,
            "contacts.csv",
            "Contact ID,Pupil ID,Forename,Surname,Relationship,Contact email,Mobile,Home Telephone",
            "1,2,Ann,Smith,Mother,ann@example.org,07700 900123,01632 960001");
    assertThat(suggestions(contacts))
        .containsEntry("Contact ID", "key")
        .containsEntry("Pupil ID", "related-to")
        .containsEntry("Relationship", "kind")
        .containsEntry("Contact email", "email")
        .containsEntry("Mobile", "telephone")
        .containsEntry("Home Telephone", "telephone");
  }

  @Test
  void everySuggestedWordIsAFieldThatIsOffered() throws Exception {
    List<String> words = FORMAT.fields().stream().map(field -> field.word()).toList();
    assertThat(words).doesNotHaveDuplicates().contains("key", "kind", "court-order");
    Path file = csv(folder, "a.csv", "ID,Surname,Forename", "1,Smith,Ann");
    assertThat(suggestions(file).values()).isSubsetOf(words);
  }

  @Test
  void examplesShowUpToThreeValues() throws Exception {
    Path file = csv(folder, "a.csv", "Surname,Forename", "A,", "B,", "C,Cy", "D,Di");
    assertThat(FORMAT.columns(file))
        .extracting(Column::examples)
        .containsExactly(List.of("A", "B", "C"), List.of("Cy", "Di"));
  }

  @Test
  void headingsAreFoundBelowATitleAndRowsAreCountedAsExcelDoes() throws Exception {
    Path file =
        csv(
            folder,
            "report.csv",
            "Oak School,,",
            "",
            "ID,Forename,Surname,DOB",
            "1,Ann,Smith,04/09/2012",
            "2,\"Bob",
            "on two lines\",Jones,04/09/12");
    CollectedReading reading = read(file);
    assertThat(reading.keys()).containsExactly("1", "2");
    assertThat(reading.person("2").orElseThrow().name().given()).isEqualTo("Bob on two lines");
    assertThat(reading.badRows())
        .filteredOn(row -> row.column().equals("DOB"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.file()).isEqualTo("report.csv");
              assertThat(row.row()).isEqualTo(5);
              assertThat(row.value()).isEqualTo("04/09/12");
              assertThat(row.problem()).contains("two digits");
              assertThat(row.cure()).contains("04/09/2012");
              assertThat(row.lost()).isFalse();
            });
  }

  @Test
  void everythingARowCanSayIsRead() throws Exception {
    Path file =
        xlsx(
            folder,
            "staff.xlsx",
            List.of(
                List.of(
                    "Key",
                    "Name",
                    "DOB",
                    "Email",
                    "Email 2",
                    "Mobile",
                    "Address 1",
                    "Town",
                    "Post code",
                    "Relationship",
                    "From",
                    "To",
                    "Job title",
                    "School",
                    "Employee number",
                    "NHS number",
                    "Court order",
                    "Deceased",
                    "No contact"),
                List.of(
                    1001,
                    "Smith, Ann Mary",
                    LocalDate.of(1980, 2, 29),
                    "ann@example.org",
                    "ann@home.example.org",
                    "07700 900123",
                    "1 High Street",
                    "Leeds",
                    "ls11aa",
                    "Teacher; Mother",
                    LocalDate.of(2020, 9, 1),
                    LocalDate.of(2027, 8, 31),
                    "Head of Physics",
                    "Oak",
                    "E55",
                    "943 476 5919",
                    "Yes",
                    "",
                    "n")));
    CollectedReading reading = read(file);
    assertThat(reading.badRows()).isEmpty();
    PersonRecord ann = reading.person("1001").orElseThrow();
    assertThat(ann.name()).isEqualTo(new PersonRecord.PersonName("Ann Mary", "Smith"));
    assertThat(ann.dateOfBirth()).contains(LocalDate.of(1980, 2, 29));
    assertThat(ann.contacts())
        .extracting(PersonRecord.Contact::value)
        .containsExactly("ann@example.org", "ann@home.example.org", "07700 900123");
    assertThat(ann.addresses())
        .containsExactly(
            new PersonRecord.PostalAddress(List.of("1 High Street", "Leeds"), "LS1 1AA"));
    assertThat(ann.identifiers())
        .containsExactly(
            new Identifier("https://fhir.nhs.uk/Id/nhs-number", "9434765919", false),
            new Identifier("payroll", "E55", true));
    assertThat(ann.flags()).containsExactly(Flag.COURT_ORDER);
    Optional<LocalDate> from = Optional.of(LocalDate.of(2020, 9, 1));
    Optional<LocalDate> to = Optional.of(LocalDate.of(2027, 8, 31));
    Map<String, String> post = Map.of("role", "Head of Physics");
    assertThat(ann.affiliations())
        .containsExactly(
            new Affiliation("employee", Optional.empty(), Optional.of("Oak"), from, to, post),
            new Affiliation("parent", Optional.empty(), Optional.of("Oak"), from, to, post));
  }

  @Test
  void wordsForKindsBecomeKindsAndUnknownWordsPassThrough() throws Exception {
    Path file =
        csv(
            folder,
            "kinds.csv",
            "ID,Surname,Kind",
            "1,A,TA",
            "2,B,Parent/Carer",
            "3,C,Student",
            "4,D,Lead Practitioner",
            "5,E,Chaplain",
            "6,F,carer");
    Map<String, String> mapping =
        Map.of(
            "ID", "key", "Surname", "family", "Kind", "kind", "kind:lead practitioner", "employee");
    CollectedReading reading = read(file, mapping);
    assertThat(reading.persons())
        .extracting(person -> person.affiliations().get(0).kind())
        .containsExactly("employee", "parent", "pupil", "employee", "Chaplain", "parent");
    assertThat(reading.person("1").orElseThrow().affiliations().get(0).attributes())
        .containsEntry("role", "TA");
  }

  @Test
  void aValueForEveryRowStandsInForAMissingColumn() throws Exception {
    Path file = csv(folder, "parents.csv", "ID,Forename,Surname", "1,Ann,Smith");
    assertThat(read(file).badRows())
        .singleElement()
        .satisfies(row -> assertThat(row.problem()).contains("why these persons are on the list"));
    CollectedReading reading = read(file, Map.of("=parent", "kind"));
    assertThat(reading.badRows()).isEmpty();
    assertThat(reading.persons().get(0).affiliations()).containsExactly(Affiliation.of("parent"));
  }

  @Test
  void rowsOfOneKeyAreOnePersonWhereverTheyStand() throws Exception {
    Path file =
        csv(
            folder,
            "contacts.csv",
            "Contact ID,Forename,Surname,Relationship,Pupil ID,Email",
            "c1,Ann,Smith,Mother,p1,ann@example.org",
            "c1,Ann,Smith,Mother,p2,ann@example.org",
            "c2,Bob,Jones,Father,p3,",
            "c1,A,Smith,Teacher,,ann@work.example.org",
            "c3,Cy,Li,Father,p4,");
    CollectedReading reading = read(file);
    assertThat(reading.keys()).containsExactlyInAnyOrder("c1", "c2", "c3");
    PersonRecord ann = reading.person("c1").orElseThrow();
    assertThat(ann.affiliations())
        .extracting(affiliation -> affiliation.kind() + " " + affiliation.of().orElse("-"))
        .containsExactly("parent p1", "parent p2", "employee -");
    assertThat(ann.contacts()).hasSize(2);
  }

  @Test
  void aKeySharedByTwoPersonsIsNeverTakenForOne() throws Exception {
    Path file = csv(folder, "family.csv", "ID,Forename,Surname", "h1,Ann,Smith", "h1,Bob,Smith");
    CollectedReading reading = read(file);
    assertThat(reading.persons()).hasSize(1);
    assertThat(reading.lostRows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.row()).isEqualTo(3);
              assertThat(row.problem()).contains("Ann Smith");
            });
  }

  @Test
  void withoutAKeyColumnAStableKeyIsMadeAndSaidSo() throws Exception {
    Path first = csv(folder, "a.csv", "Forename,Surname,DOB,Kind", "Ann,Smith,1/2/1980,Parent");
    Path second =
        csv(
            folder,
            "b.csv",
            "Kind,DOB,Surname,Forename",
            "Parent,3/2/1981,Li,Bo",
            "Parent,1/2/1980,Smith,ANN");
    CollectedReading a = read(first);
    CollectedReading b = read(second);
    assertThat(a.badRows().get(0).problem()).contains("No column holds a record number");
    assertThat(b.keys()).contains(a.keys().get(0)).doesNotHaveDuplicates();
  }

  @Test
  void nobodyIsTakenForANamesakeOnTheNameAlone() throws Exception {
    Path file = csv(folder, "a.csv", "Forename,Surname", "Ann,Smith", "Bob,Li", "Ann,Smith");
    CollectedReading reading = read(file, Map.of("=parent", "kind"));
    assertThat(reading.persons()).hasSize(2);
    assertThat(reading.lostRows()).singleElement().extracting(BadRow::row).isEqualTo(4L);
  }

  @Test
  void datesTheWrongWayRoundLeaveTheRowOut() throws Exception {
    Path file =
        csv(
            folder,
            "a.csv",
            "ID,Surname,Kind,From,To",
            "1,Smith,Teacher,2020-09-01,2019-08-31",
            "2,Jones,Teacher,2020-09-01,");
    CollectedReading reading = read(file);
    assertThat(reading.keys()).containsExactly("2");
    assertThat(reading.lostRows())
        .singleElement()
        .satisfies(row -> assertThat(row.column()).isEqualTo("To"));
  }

  @Test
  void aRowPushedOutOfItsColumnsIsLeftOut() throws Exception {
    Path file = csv(folder, "a.csv", "ID,Surname,Kind", "1,Smith,Parent", "2,Jones, Bob,Parent");
    CollectedReading reading = read(file);
    assertThat(reading.keys()).containsExactly("1");
    assertThat(reading.lostRows()).singleElement().extracting(BadRow::row).isEqualTo(3L);
  }

  @Test
  void semicolonsTabsAndExcelsHintAreUnderstood() throws Exception {
    Path semicolons = csv(folder, "s.csv", "ID;Surname;Kind", "1;Smith, Jones;Parent");
    assertThat(read(semicolons).persons().get(0).name().family()).isEqualTo("Smith, Jones");
    Path tabs = csv(folder, "t.txt", StandardCharsets.UTF_16, "ID\tSurname\tKind", "1\tŴyn\tTA");
    assertThat(read(tabs).persons().get(0).name().family()).isEqualTo("Ŵyn");
    Path told = csv(folder, "h.csv", "sep=;", "ID;Surname;Kind;DOB", "1;Smith;Parent;x");
    CollectedReading reading = read(told);
    assertThat(reading.keys()).containsExactly("1");
    assertThat(reading.badRows()).singleElement().extracting(BadRow::row).isEqualTo(2L);
  }

  @Test
  void anUncertainEncodingIsSaidWithNamesToLookAt() throws Exception {
    Path file =
        csv(
            folder,
            "w.csv",
            Charset.forName("windows-1252"),
            "ID,Surname,Kind",
            "1,Siân,Parent",
            "2,O’Brien,Parent");
    CollectedReading reading = read(file);
    assertThat(reading.persons())
        .extracting(person -> person.name().family())
        .containsExactly("Siân", "O’Brien");
    assertThat(reading.badRows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.problem()).contains("windows-1252");
              assertThat(row.value()).isEqualTo("Siân, O’Brien");
              assertThat(row.lost()).isFalse();
            });
  }

  @Test
  void aSavedMappingWhoseColumnIsGoneIsRefusedWithTheColumn() throws Exception {
    Path file = csv(folder, "a.csv", "ID,Surname", "1,Smith");
    Map<String, String> mapping = new LinkedHashMap<>();
    mapping.put("ID", "key");
    mapping.put("Surname", "family");
    mapping.put("Court order", "court-order");
    assertThatThrownBy(() -> FORMAT.open("x", file, mapping))
        .isInstanceOf(SourceFailed.class)
        .hasMessageContaining("Court order")
        .hasMessageContaining("ID, Surname");
  }

  @Test
  void aFileWithoutNamesIsRefused() throws Exception {
    Path file = csv(folder, "a.csv", "ID,Colour", "1,red");
    assertThatThrownBy(() -> FORMAT.open("x", file, Map.of()))
        .isInstanceOf(SourceFailed.class)
        .hasMessageContaining("family name");
  }

  @Test
  void theBlankWorkbookIsReadBackWithoutItsExample() throws Exception {
    Path file = folder.resolve("blank.xlsx");
    save(FORMAT.template().orElseThrow(), file);
    assertThat(suggestions(file)).doesNotContainValue("").hasSize(21);
    CollectedReading reading = read(file);
    assertThat(reading.persons()).isEmpty();
    assertThat(reading.badRows())
        .singleElement()
        .satisfies(row -> assertThat(row.problem()).contains("example row"));
  }

  @Test
  void badRowsAreWrittenSoThatNoCellStartsAFormula() throws Exception {
    BadRow advice = new BadRow("a.csv", 3, "Email", "@x", "Advice.", "Look.", false);
    BadRow lost = new BadRow("a.csv", 7, "Surname", "=1+1", "A formula.", "Type it.", true);
    Path file = folder.resolve("bad.xlsx");
    save(FORMAT.badRows(List.of(advice, lost)).orElseThrow(), file);
    List<List<String>> cells = new java.util.ArrayList<>();
    try (Table table = ExcelTable.open(file, org.folkmoot.records.reading.FileLimits.USUAL)) {
      for (Optional<Table.Row> row = table.next(); row.isPresent(); row = table.next()) {
        cells.add(row.get().cells());
      }
    }
    assertThat(cells.get(1))
        .containsExactly("yes", "a.csv", "7", "Surname", "'=1+1", "A formula.", "Type it.");
    assertThat(cells.get(2).get(4)).isEqualTo("'@x");
  }

  private static Map<String, String> suggestions(Path file) throws SourceFailed {
    Map<String, String> suggestions = new LinkedHashMap<>();
    FORMAT.columns(file).forEach(c -> suggestions.put(c.heading(), c.suggestion()));
    return suggestions;
  }

  private static void save(Download download, Path file) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    download.writeTo(out);
    Files.write(file, out.toByteArray());
  }
}
