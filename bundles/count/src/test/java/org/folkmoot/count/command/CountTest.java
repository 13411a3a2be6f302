package org.folkmoot.count.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recount tool as an outsider uses it: words in, a result or a clear refusal out. */
class CountTest {
  private static final String TIED =
      """
      5 2
      9 1 0
      5 2 0
      4 5 0
      3 3 5 0
      3 4 2 0
      0
      Ann
      Bob
      Cat
      Dee
      Eve
      Staff
      """;

  @TempDir private Path folder;
  private String file;
  private String out = "";
  private String err = "";

  @BeforeEach
  void writeFile() throws IOException {
    file = Files.writeString(folder.resolve("staff.blt"), TIED).toString();
  }

  @Test
  void counts_with_lots_and_tells_it() {
    assertThat(run("count", file, "--rule", "nhs-stv", "--lots", "4,3")).isEqualTo(Count.DONE);
    assertThat(out)
        .contains("Quota", "9.00", "Stage 2: Exclusion of Dee", "Ann", "Elected, stage 1")
        .contains("A lot was drawn between Cat and Dee; it fell on Dee.")
        .contains("Elected, in this order: Ann and Bob.");
  }

  @Test
  void a_needed_lot_ends_with_3_and_names_the_question() {
    assertThat(run(file, "--rule", "nhs-stv")).isEqualTo(Count.LOT_NEEDED);
    assertThat(out).isEmpty();
    assertThat(err)
        .contains("stage 2", "3 (Cat), 4 (Dee)", "is excluded", "--lots 3|4", "lowest votes");
  }

  @Test
  void json_has_numbers_for_numbers_and_strings_for_decimals() {
    assertThat(run(file, "--rule", "nhs-stv", "--lots", "4", "--format", "json")).isZero();
    assertThat(out)
        .contains("\"rule\":\"nhs-stv\"", "\"seats\":2", "\"valid\":24", "\"quota\":\"9.00\"")
        .contains("{\"candidate\":1,\"name\":\"Ann\",\"stage\":1")
        .contains("\"votes\":{\"1\":\"9.00\",\"2\":\"8.00\"")
        .contains("\"transferValue\":null")
        .contains("\"lots\":[{\"for\":\"exclusion\",\"tied\":[3,4],\"drawn\":4}]");
  }

  @Test
  void every_format_and_language_is_written() {
    for (String format : List.of("text", "csv", "json", "html")) {
      for (String language : List.of("en", "cy")) {
        int code =
            run(file, "--rule=ers97", "--lots=4,3", "--format", format, "--language", language);
        assertThat(code).as(err).isZero();
        assertThat(out).contains("Eve");
      }
    }
    assertThat(run(file, "--format", "blt")).isZero();
    assertThat(out).startsWith("5 2\n9 1 0\n").contains("\"Staff\"");
  }

  @Test
  void seats_withdrawals_and_switches_are_obeyed() {
    assertThat(run(file, "--rule", "fptp", "--seats", "1", "--withdrawn", "1,5")).isZero();
    assertThat(out).contains("Elected, in this order: Bob.");
    assertThat(run(file, "--rule", "nhs-stv", "--lots", "4", "--switch", "I8=move")).isZero();
    assertThat(out).contains("I8 = move");
  }

  @Test
  void wrong_use_ends_with_2_and_says_what_would_be_right() {
    refused("rule", file);
    refused("must be one of fptp, nhs-stv", file, "--rule", "borda");
    refused("I1 to I8", file, "--rule", "nhs-stv", "--switch", "I9=on");
    refused("NAME=VALUE", file, "--rule", "nhs-stv", "--switch", "I2");
    refused("between", file, "--rule", "nhs-stv", "--switch", "I3=maybe");
    refused("from 1 to 5", file, "--rule", "nhs-stv", "--withdrawn", "6");
    refused("whole number", file, "--rule", "nhs-stv", "--seats", "two");
    refused("needs a value", file, "--rule");
    refused("there is none such", file, "--rule", "nhs-stv", "--sets", "2");
    refused("one file is enough", file, file, "--rule", "nhs-stv");
    refused("text, csv, json, html", file, "--rule", "nhs-stv", "--format", "pdf");
    refused("one place", file, "--rule", "av");
    refused("no such file", folder.resolve("none.blt").toString(), "--rule", "av");
    refused("usage");
  }

  @Test
  void a_malformed_file_ends_with_2_and_its_place() throws IOException {
    Files.writeString(Path.of(file), "2 1\n3 1 7 0\n0\nAnn\nBob\n");
    refused("line 2, column 5: expected a candidate's number, 1 to 2", file, "--rule", "fptp");
  }

  @Test
  void lots_can_be_drawn_and_committed_before_the_count() {
    assertThat(run("--draw-lots", "5")).isZero();
    List<String> drawn = new ArrayList<>();
    out.lines().forEach(line -> drawn.add(line.substring(line.lastIndexOf(' ') + 1)));
    String lots = drawn.get(0);
    String salt = drawn.get(1);
    String commitment = drawn.get(2);
    assertThat(lots.split(",")).containsExactlyInAnyOrder("1", "2", "3", "4", "5");
    assertThat(
            run(
                file,
                "--rule",
                "nhs-stv",
                "--lots",
                lots,
                "--salt",
                salt,
                "--commitment",
                commitment))
        .isZero();
    String other = lots.startsWith("1") ? "2,1,3,4,5" : "1,2,3,4,5";
    refused(
        "not those committed to",
        file,
        "--rule",
        "nhs-stv",
        "--lots",
        other,
        "--salt",
        salt,
        "--commitment",
        commitment);
  }

  private void refused(String why, String... words) {
    assertThat(run(words)).isEqualTo(Count.WRONG_USE);
    assertThat(err).contains(why);
    assertThat(out).isEmpty();
  }

  private int run(String... words) {
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    int code =
        Count.run(
            words,
            new PrintStream(outBytes, true, StandardCharsets.UTF_8),
            new PrintStream(errBytes, true, StandardCharsets.UTF_8));
    out = outBytes.toString(StandardCharsets.UTF_8);
    err = errBytes.toString(StandardCharsets.UTF_8);
    return code;
  }
}
