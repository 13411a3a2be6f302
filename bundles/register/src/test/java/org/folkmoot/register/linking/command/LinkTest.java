package org.folkmoot.register.linking.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path folder;

  @Test
  void headingsAreTrimmedAndKnownByTheirUsualNamesWhateverTheirCase() throws IOException {
    Path file = people(" ID , Forename , LAST NAME,D.O.B., Shoe size ", "09/04/1956", "1956-04-09");
    assertThat(link(file.toString())).isZero();
    assertThat(out.toString(UTF_8))
        .contains("given name from \"Forename\"")
        .contains("family name from \"LAST NAME\"")
        .contains("date of birth from \"D.O.B.\"")
        .contains("ignored: Shoe size");
  }

  @Test
  void datesInAnyFormAreTheSameDate() throws IOException {
    for (String other : List.of("1956-04-09", "19560409", "9/4/1956", "09.04.1956")) {
      Path file = people("id,given_name,surname,dob,x", "09/04/1956", other);
      assertThat(link(file.toString(), "--threshold", "0")).isZero();
      assertThat(pairs()).anyMatch(line -> line.contains("date of birth the same"));
    }
  }

  @Test
  void columnsOfOtherNamesAreSaidOnTheCommandLine() throws IOException {
    Path file = people("id,what,who,when,x", "19560409", "19560409");
    assertThat(link(file.toString(), "--columns", "given_name=what,surname=who,dob=when")).isZero();
    assertThat(out.toString(UTF_8)).contains("family name from \"who\"");
  }

  @Test
  void twoRunsGiveTheSameBytes() throws IOException {
    Path file = people("id,given_name,surname,dob,x", "19560409", "19560409");
    link(file.toString());
    byte[] once = Files.readAllBytes(folder.resolve("pairs.csv"));
    link(file.toString());
    assertThat(Files.readAllBytes(folder.resolve("pairs.csv"))).isEqualTo(once);
    assertThat(new String(once, UTF_8)).startsWith("left,right,weight,band,evidence\r\n");
  }

  @Test
  void anIdThatASpreadsheetWouldRunIsMadeHarmless() throws IOException {
    Path file = folder.resolve("people.csv");
    Files.writeString(
        file,
        "id,given_name,surname,dob\n=cmd(),Ada,Lovelace,18151210\n@x,Ada,Lovelace,18151210\n"
            + crowd());
    assertThat(link(file.toString(), "--threshold", "0")).isZero();
    assertThat(pairs()).anyMatch(line -> line.startsWith("'=cmd(),'@x,"));
  }

  @Test
  void wrongCallsSayWhatIsWrongAndEndWith2() throws IOException {
    Path file = people("id,given_name,surname,dob,x", "19560409", "19560409");
    assertThat(run()).isEqualTo(2);
    assertThat(run(file.toString())).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("--out: missing");
    assertThat(link(file.toString(), "--threshold", "high")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("--threshold: high, must be a number");
    assertThat(link(file.toString(), "--columns", "hat=x")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("no item \"hat\"", "given_name");
    assertThat(link(file.toString(), "--columns", "surname=hat")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("has no column \"hat\"");
    assertThat(run(file.toString(), "--out", file.toString())).isEqualTo(2);
    assertThat(link(file.toString(), "--nonsense", "1")).isEqualTo(2);
  }

  @Test
  void brokenFilesAreNamedWithRowColumnAndCure() throws IOException {
    assertThat(link(folder.resolve("nowhere.csv").toString())).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("nowhere.csv", "no such file");
    Path twice = folder.resolve("twice.csv");
    Files.writeString(twice, "id,surname\n1,A\n1,B\n");
    assertThat(link(twice.toString())).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("twice.csv, row 3, column \"id\"", "--id");
    Path wide = folder.resolve("wide.csv");
    Files.writeString(wide, "id,surname\n1,A,B\n");
    assertThat(link(wide.toString())).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("wide.csv, row 2: 3 cells", "quotation marks");
    Path strange = folder.resolve("strange.csv");
    Files.writeString(strange, "id,hat\n1,A\n");
    assertThat(link(strange.toString())).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("strange.csv", "--columns");
    Path empty = folder.resolve("empty.csv");
    Files.writeString(empty, "");
    assertThat(link(empty.toString())).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("empty.csv is empty");
  }

  @Test
  void aFileOfHeadingsOnlyHasNoPairs() throws IOException {
    Path file = folder.resolve("none.csv");
    Files.writeString(file, "id,given_name,surname,dob\n");
    assertThat(link(file.toString())).isZero();
    assertThat(pairs()).hasSize(1);
  }

  private Path people(String headings, String birth, String otherBirth) throws IOException {
    Path file = folder.resolve("people.csv");
    String rows =
        "a,Ada,Lovelace,%s,1%nb,Ada,Lovelace,%s,2%n".formatted(birth, otherBirth) + crowd();
    return Files.writeString(file, headings + "\n" + rows);
  }

  /** Other people, so that there is something to learn from. */
  private static String crowd() {
    String[] given = {"Tom", "Una", "Vera", "Will", "Xan", "Yve", "Zoe"};
    String[] family = {"Archer", "Baker", "Cooper", "Draper", "Fletcher", "Mason"};
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      rows.append(
          "c%d,%s,%s,%d0%d1%d%n"
              .formatted(i, given[i % 7], family[i % 6], 1930 + i, 1 + i % 9, i % 10));
    }
    return rows.toString();
  }

  private int link(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--out", folder.resolve("pairs.csv").toString()));
    return run(all.toArray(new String[0]));
  }

  private int run(String... words) {
    return Link.run(
        words, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }

  private List<String> pairs() throws IOException {
    return Files.readAllLines(folder.resolve("pairs.csv"), UTF_8);
  }
}
