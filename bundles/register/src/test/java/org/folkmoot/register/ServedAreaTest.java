package org.folkmoot.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.folkmoot.constitution.Refused;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedAreaTest {
  private static final String HEADINGS =
      "pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,parish,usertype,oseast1m\n";

  @TempDir Path folder;

  private static String line(String postcode, String terminated, String district, String user) {
    return "\"%s\",\"%s\",\"%s\",\"198001\",\"%s\",\"E99999999\",\"\",\"%s\",\"W05000001\",\"\",\"%s\",\"1\"\n"
        .formatted(postcode, postcode, postcode, terminated, district, user);
  }

  private Path directory(String... lines) throws IOException {
    Path file = folder.resolve("ONSPD.csv");
    Files.writeString(file, HEADINGS + String.join("", lines));
    return file;
  }

  private static Somebody resident(String key, String postcode) {
    return Somebody.called(key, "Res", key)
        .born("1980-01-01")
        .livingAt("1 High St", postcode)
        .as("resident");
  }

  private static Map<String, String> codes(Path file) {
    return Map.of("areaFile", file.toString(), "areaCodes", "W06000023");
  }

  @Test
  void whoLivesInsideIsAMemberAndEveryoneElseIsToldWhyNot() throws IOException {
    Path file =
        directory(
            line("LD1 5AB", "", "W06000023", "0"),
            line("LD1 5AD", "202001", "W06000023", "0"),
            line("LD1 5AE", "", "W06000023", "1"),
            line("HR5 3AA", "", "E06000019", "0"));
    try (TrialRegister body = TrialRegister.under("tripartite", codes(file))) {
      body.read(
          ListedSource.of(
              "list",
              resident("inside", "ld15ab"),
              resident("outside", "HR5 3AA"),
              resident("terminated", "LD1 5AD"),
              resident("large-user", "LD1 5AE"),
              resident("unreadable", "Llandrindod"),
              Somebody.called("unsaid", "Res", "X").born("1980-01-01").as("resident"),
              Somebody.called("parent", "Far", "Away")
                  .livingAt("9 Elsewhere", "HR5 3AA")
                  .as("parent")));

      assertThat(body.members())
          .extracting(Member::familyName)
          .containsExactlyInAnyOrder("inside", "Away");
      assertThat(body.outcomes("list"))
          .contains(
              "inside: Member, Community: you live in the community served from here.",
              "outside: Not a member: the postcode in our records is not in the area we serve.",
              "unreadable: Not a member: members must live in the area we serve, and the records"
                  + " give no postcode of yours that can be read.",
              "unsaid: Not a member: members must live in the area we serve, and the records give"
                  + " no postcode of yours that can be read.")
          .filteredOn(outcome -> outcome.contains("not in the area we serve"))
          .hasSize(3);
    }
  }

  @Test
  void aSmallSchoolListsPostcodesAndNeedsNoDirectory() {
    try (TrialRegister school =
        TrialRegister.under("tripartite", Map.of("areaPostcodes", "LD1 5, LD2, HR5 3AA"))) {
      school.read(
          ListedSource.of(
              "list",
              resident("a", "LD1 5ZZ"),
              resident("b", "LD1 6AA"),
              resident("c", "LD2 3CX"),
              resident("d", "HR5 3AA"),
              resident("e", "HR5 3AB"),
              resident("f", "LD23 3CX")));
      assertThat(school.members()).extracting(Member::familyName).containsExactly("a", "c", "d");
    }
  }

  @Test
  void withoutAnAreaNobodyIsAskedAndTheReasonSaysSo() {
    try (TrialRegister school = TrialRegister.under("tripartite")) {
      school.read(ListedSource.of("list", resident("a", "")));
      assertThat(school.only().reason().en())
          .isEqualTo(
              "you live in the community served from here, as the records have it; no area is set,"
                  + " so postcodes are not looked up");
    }
  }

  @Test
  void onlyTheWordIsKeptOfAPostcodeThatMayNotBeHeld() throws IOException {
    Path file = directory(line("LD1 5AB", "", "W06000023", "0"));
    try (TrialRegister body = TrialRegister.under("tripartite", codes(file))) {
      body.read(
          ListedSource.of(
              "list",
              resident("a", "LD1 5AB")
                  .flagged(org.folkmoot.records.PersonRecord.Flag.ADDRESS_WITHHELD)));
      assertThat(body.members()).hasSize(1);
      assertThat(body.everyRow())
          .anyMatch(row -> row.contains("inside"))
          .noneMatch(row -> row.contains("LD1"));
    }
  }

  @Test
  void aNewEditionOfTheDirectoryIsReadAtTheNextRunAndAnAbsentOneIsNoLoss() throws IOException {
    Path file =
        directory(line("LD1 5AB", "", "W06000023", "0"), line("LD1 5AD", "", "W06000023", "0"));
    try (TrialRegister body = TrialRegister.under("tripartite", codes(file))) {
      ListedSource source =
          ListedSource.of("list", resident("a", "LD1 5AB"), resident("b", "LD1 5AD"));
      body.read(source);
      assertThat(body.members()).hasSize(2);

      directory(line("LD1 5AB", "", "W06000023", "0"), line("LD9 9ZZ", "", "W06000023", "0"));
      assertThat(body.read(source).ended()).isEqualTo(1);

      Files.delete(file);
      assertThat(body.read(source).unchanged()).isEqualTo(2);
      assertThat(body.members()).hasSize(1);
    }
  }

  @Test
  void aFileThatIsNoDirectoryOrLacksACodeIsRefusedAndNothingIsChanged() throws IOException {
    Path wrong = folder.resolve("wrong.csv");
    Files.writeString(wrong, "name,postcode\n");
    try (TrialRegister body = TrialRegister.under("tripartite", codes(wrong))) {
      assertThatThrownBy(() -> body.read(ListedSource.of("list", resident("a", "LD1 5AB"))))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("wrong.csv has no column of postcodes (pcds)");
    }
    Path other = directory(line("HR5 3AA", "", "E06000019", "0"));
    try (TrialRegister body = TrialRegister.under("tripartite", codes(other))) {
      assertThatThrownBy(() -> body.read(ListedSource.of("list", resident("a", "LD1 5AB"))))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("has no postcode in W06000023");
      assertThat(body.everyRow()).isEmpty();
    }
    try (TrialRegister body =
        TrialRegister.under("tripartite", codes(folder.resolve("absent.csv")))) {
      assertThatThrownBy(() -> body.read(ListedSource.of("list", resident("a", "LD1 5AB"))))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("cannot be read");
    }
  }

  @Test
  void headingsWithAYearAndAByteOrderMarkAreReadToo() throws IOException {
    Path file = folder.resolve("2025.csv");
    Files.writeString(file, "\uFEFFpcds,doterm,lad25cd,wd25cd\nLD1 5AB,,W06000023,W05000001\n");
    try (TrialRegister body = TrialRegister.under("tripartite", codes(file))) {
      body.read(ListedSource.of("list", resident("a", "LD1 5AB")));
      assertThat(body.members()).hasSize(1);
    }
  }

  /** Rows of a real directory, whose headings come from the published list of columns. */
  @Test
  void rowsOfTheScottishDirectoryAreReadWithTheirQuotesAndEmptyCells() throws IOException {
    Path shared =
        Path.of(System.getProperty("folkmoot.shared", ""), "data/hosts/postcodes/SmallUser.csv");
    assumeThat(shared).exists();
    List<String> rows = Files.readAllLines(shared);
    String heading = "pcds,pcd,sector,dointr,doterm,east,north,lat,long,split,oslaua";
    Path file = folder.resolve("scotland.csv");
    // The set has no headings of its own in its first line where it begins with a postcode.
    List<String> live =
        rows.stream()
            .filter(row -> row.startsWith("\""))
            .filter(row -> row.split(",", -1)[4].isEmpty())
            .toList();
    Files.write(
        file,
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(heading),
                rows.stream().filter(row -> row.startsWith("\"")))
            .toList());
    String district = live.get(0).split(",", -1)[10].replace("\"", "");
    String postcode = live.get(0).split(",", -1)[0].replace("\"", "");
    String ended =
        rows.stream()
            .filter(row -> row.startsWith("\"") && !row.split(",", -1)[4].isEmpty())
            .map(row -> row.split(",", -1)[0].replace("\"", ""))
            .findFirst()
            .orElseThrow();
    try (TrialRegister body =
        TrialRegister.under(
            "tripartite", Map.of("areaFile", file.toString(), "areaCodes", district))) {
      body.read(ListedSource.of("list", resident("live", postcode), resident("ended", ended)));
      assertThat(body.members()).extracting(Member::familyName).containsExactly("live");
    }
  }

  /** As big as the directory of the country. */
  @Test
  @Tag("bench")
  void aDirectoryOfTwoMillionSevenHundredThousandLinesIsReadInBoundedMemory() throws IOException {
    Path file = folder.resolve("big.csv");
    String filling = ",x".repeat(150);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(HEADINGS);
      for (int i = 0; i < 2_700_000; i++) {
        String postcode =
            "%c%c%d %d%c%c"
                .formatted(
                    'A' + i % 26,
                    'A' + i / 26 % 26,
                    i / 676 % 10,
                    i / 6760 % 10,
                    'A' + i / 67600 % 26,
                    'A' + i / 1757600 % 26);
        String line = line(postcode, "", i % 50 == 0 ? "W06000023" : "E06000019", "0");
        out.write(line.replace("\n", filling + "\n"));
      }
    }
    try (TrialRegister body = TrialRegister.under("tripartite", codes(file))) {
      long begun = System.nanoTime();
      body.read(ListedSource.of("list", resident("a", "LD1 5AB")));
      long first = System.nanoTime();
      body.read(ListedSource.of("list", resident("a", "LD1 5AB")));
      System.out.printf(
          "%,d bytes read in %,d ms; the next run took %,d ms%n",
          Files.size(file), (first - begun) / 1_000_000, (System.nanoTime() - first) / 1_000_000);
    }
  }
}
