package org.folkmoot.store.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.store.chain.ChainLink;
import org.folkmoot.store.chain.JournalFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code folkmoot verify}, as it is typed. */
class VerifyTest {
  private static final long AT = 1_795_514_400_123L;

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<String> hashes = new ArrayList<>();

  /** Five entries, among them every character that is written in another form. */
  private List<String> journal() {
    List<String> lines = new ArrayList<>(List.of(JournalFile.first("oak")));
    String before = ChainLink.EMPTY;
    for (int number = 1; number <= 5; number++) {
      ChainLink link =
          new ChainLink(
              "oak",
              number,
              AT + number,
              "Sam\tReed\\n\n\r",
              "election.step" + number,
              "{\"title\":\"Gŵyl \\\"1\\\"\\n\"}");
      before = link.hashAfter(before);
      hashes.add(before);
      lines.add(JournalFile.line(link, before));
    }
    lines.add(JournalFile.last(5, before));
    return lines;
  }

  private int verify(List<String> lines, String... options) throws IOException {
    out.reset();
    err.reset();
    Path file = folder.resolve("journal.txt");
    Files.writeString(file, String.join("", lines));
    List<String> arguments = new ArrayList<>(List.of(file.toString()));
    arguments.addAll(List.of(options));
    return run(arguments.toArray(String[]::new));
  }

  private int run(String... arguments) {
    return Verify.run(
        arguments,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aSoundJournalIsPrintedWithItsHead() throws IOException {
    assertThat(verify(journal())).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("election.step1", "election.step5", "Gŵyl", "5 sound entries of oak")
        .contains("head " + hashes.get(4));
    assertThat(err()).isEmpty();
  }

  @Test
  void anAlteredEntryIsNamedWithItsLine() throws IOException {
    List<String> lines = journal();
    lines.set(3, lines.get(3).replace("step3", "stepX"));
    assertThat(verify(lines)).isEqualTo(1);
    assertThat(err()).contains("line 4: entry 3 (election.stepX)").contains("altered");
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("2 sound entries");
  }

  @Test
  void aMissingEntryAChangedOrderAndACutEndAreNamed() throws IOException {
    List<String> gap = journal();
    gap.remove(2);
    assertThat(verify(gap)).isEqualTo(1);
    assertThat(err()).contains("line 3: entry 2 is missing before entry 3");

    List<String> order = journal();
    order.add(3, order.get(1));
    assertThat(verify(order)).isEqualTo(1);
    assertThat(err()).contains("line 4: entry 1 stands after entry 2: out of order");

    List<String> cut = journal();
    cut.remove(6);
    assertThat(verify(cut)).isEqualTo(1);
    assertThat(err()).contains("line 7: the file is cut off");

    List<String> newest = journal();
    newest.remove(5);
    assertThat(verify(newest)).isEqualTo(1);
    assertThat(err()).contains("line 6: the head names entry 5, but the last entry here is 4");

    List<String> more = journal();
    more.add(more.get(5));
    assertThat(verify(more)).isEqualTo(1);
    assertThat(err()).contains("line 8: something stands after the head");
  }

  @Test
  void aChainRewrittenFromTheStartIsFoundByAHeadThatWasKept() throws IOException {
    List<String> first = journal();
    String kept = hashes.get(2);
    assertThat(verify(first, "--head", kept)).isZero();
    hashes.clear();
    List<String> lines = new ArrayList<>(List.of(JournalFile.first("oak")));
    ChainLink link = new ChainLink("oak", 1, AT, "Sam", "election.created", "{}");
    lines.add(JournalFile.line(link, link.hashAfter(ChainLink.EMPTY)));
    lines.add(JournalFile.last(1, link.hashAfter(ChainLink.EMPTY)));
    assertThat(verify(lines)).isZero();
    assertThat(verify(lines, "--head=" + kept)).isEqualTo(1);
    assertThat(err()).contains(kept).contains("rewritten");
  }

  @Test
  void whatIsNoJournalOrIsNotThereIsSaidSo() throws IOException {
    assertThat(verify(List.of("number,at\n"))).isEqualTo(1);
    assertThat(err()).contains("line 1: this is no exported journal");
    assertThat(run("nowhere.txt")).isEqualTo(1);
    assertThat(err()).contains("nowhere.txt");
    assertThat(run()).isEqualTo(2);
    assertThat(run("a", "--head", "12")).isEqualTo(2);
    assertThat(run("a", "--quiet")).isEqualTo(2);
  }
}
