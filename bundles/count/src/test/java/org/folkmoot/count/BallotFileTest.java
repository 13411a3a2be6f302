package org.folkmoot.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the BLT reader takes, what it refuses and where it says the fault is. */
class BallotFileTest {

  @Test
  void reads_names_in_quotes_and_without_comments_weights_and_withdrawals() throws IOException {
    BallotFile file =
        read(
            """
            # a comment
            4 2 # candidates, seats
            -3 -4
            12 1 2 0
            5 2=3 - 1 0   # equal and skipped
            1 0
            0
            "Ann "Annie" Lee"
            Bob "Red" Cox
            "Cat"  # the third
            'Dee' O'Neill
            "Parents, 2026"
            "made by hand"
            """);
    assertThat(file.candidates())
        .containsExactly("Ann \"Annie\" Lee", "Bob \"Red\" Cox", "Cat", "'Dee' O'Neill");
    assertThat(file.title()).isEqualTo("Parents, 2026");
    assertThat(file.seats()).isEqualTo(2);
    assertThat(file.withdrawn()).isEqualTo(Set.of(3, 4));
    assertThat(file.totalPapers()).isEqualTo(18);
    assertThat(file.paper(0)).isEqualTo(new BallotFile.Paper(12, List.of(List.of(1), List.of(2))));
    assertThat(file.paper(1))
        .isEqualTo(new BallotFile.Paper(5, List.of(List.of(2, 3), List.of(), List.of(1))));
    assertThat(file.paper(2)).isEqualTo(new BallotFile.Paper(1, List.of()));
  }

  @Test
  void reads_names_on_one_line_byte_order_marks_and_other_line_ends() throws IOException {
    BallotFile file = read("\uFEFF2 1\r\n3 1 2 0\r\n0\r\n\"Ann\" \"Bob\"\r\n\"Title\"\r\n");
    assertThat(file.candidates()).containsExactly("Ann", "Bob");
    assertThat(file.title()).isEqualTo("Title");
  }

  @Test
  void needs_no_title() throws IOException {
    assertThat(read("2 1\n0\nAnn\nBob\n").title()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "``; 1; 1; the number of candidates",
        "x; 1; 1; the number of candidates",
        "0 1; 1; 1; the number of candidates",
        "1000 1; 1; 1; the number of candidates",
        "2 0; 1; 3; the number of seats",
        "2 1|-3; 2; 1; the number of a withdrawn candidate, 1 to 2",
        "2 1|5 1 3 0|0; 2; 5; a candidate's number, 1 to 2, or 0",
        "2 1|5 1 x 0; 2; 5; a candidate's number",
        "2 1|1.5 1 0; 2; 1; how many papers",
        "2 1|5 1 -2 0; 2; 5; - alone",
        "2 1|5 =2 0; 2; 3; a candidate's number before =",
        "2 1|5 1= 0; 2; 6; a candidate's number",
        "2 1|5 1 2; 2; 6; a candidate's number",
        "2 1|5 1 0|; 3; 1; how many papers",
        "2 1|100000001 1 0; 2; 1; at most 100000000 papers",
        "2 1|5 1 0|0 7; 3; 3; the end of the line",
        "2 1|0|\"Ann\"; 3; 6; the name of candidate 2 of 2",
        "2 1|0|\"Ann; 3; 5; at the end of the name",
        "2 1|0|\"\"; 3; 1; the name of candidate 1 of 2",
      })
  void says_where_a_fault_is(String text, int line, int column, String expected) {
    assertThatExceptionOfType(BltException.class)
        .isThrownBy(() -> read(text == null ? "" : text.replace('|', '\n')))
        .satisfies(
            fault -> {
              assertThat(fault.expected()).contains(expected);
              assertThat(List.of(fault.line(), fault.column())).isEqualTo(List.of(line, column));
              assertThat(fault).hasMessageContaining("line " + line + ", column " + column);
            });
  }

  @Test
  void refuses_what_is_not_utf8_with_its_place(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("latin1.blt");
    Files.write(file, "1 1\n1 1 0\n0\nSi\u00e2n\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatExceptionOfType(BltException.class)
        .isThrownBy(() -> BallotFile.read(file))
        .withMessageContaining("line 4, column 3")
        .withMessageContaining("UTF-8");
  }

  @Test
  void writes_what_it_reads() throws IOException {
    BallotFile file =
        BallotFile.builder("Staff \"A\"", 2, List.of("Ann \"Annie\" Lee", "Siân", "Cat"))
            .withdrawn(List.of(2))
            .papers(3, 1, 2, 3)
            .paper()
            .votes(2, 1, 3)
            .paper(new BallotFile.Paper(4, List.of(List.of(3), List.of(), List.of(1, 2))))
            .build();
    String text = written(file);
    assertThat(text).startsWith("3 2\n-2\n3 1 2 3 0\n1 0\n2 1=3 0\n4 3 - 1=2 0\n0\n");
    BallotFile again = read(text);
    assertThat(written(again)).isEqualTo(text);
    assertThat(again.candidates()).isEqualTo(file.candidates());
    assertThat(again.title()).isEqualTo(file.title());
  }

  @Test
  void builder_refuses_what_is_wrong() {
    BallotFile.Builder file = BallotFile.builder("t", 1, List.of("Ann", "Bob"));
    assertThatIllegalArgumentException().isThrownBy(() -> file.paper(1, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> file.papers(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> file.withdrawn(List.of(0)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BallotFile.builder("t", 0, List.of("Ann")));
    assertThatIllegalArgumentException().isThrownBy(() -> BallotFile.builder("t", 1, List.of(" ")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BallotFile.builder("t", 1, List.of("Ann\nBob")));
    // A refused paper leaves nothing behind.
    assertThat(file.paper(2).build().paper(0).ranks()).isEqualTo(List.of(List.of(2)));
  }

  private static BallotFile read(String text) throws IOException {
    return BallotFile.read(new StringReader(text));
  }

  private static String written(BallotFile file) throws IOException {
    StringBuilder text = new StringBuilder();
    file.write(text);
    return text.toString();
  }
}
