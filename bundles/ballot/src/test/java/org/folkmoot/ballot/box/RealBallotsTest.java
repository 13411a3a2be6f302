package org.folkmoot.ballot.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.folkmoot.ballot.KeyShare;
import org.folkmoot.ballot.keys.ElectionKeys;
import org.folkmoot.constitution.Refused;
import org.folkmoot.count.BallotFile;
import org.folkmoot.count.CountSettings;
import org.folkmoot.count.CountingRules;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real election of several hundred papers, sealed, opened by two of three, and counted. */
class RealBallotsTest {
  private static final String REAL = "A49";

  private final ElectionKeys.Made made = ElectionKeys.make(3, 2, new SecureRandom());
  private BallotFile real;
  private int seats;
  private List<Integer> winners;
  private BoxFile box;

  @BeforeEach
  void seal() throws IOException {
    Path ers = Path.of(System.getProperty("folkmoot.shared", "../../../shared"), "data/count/ers");
    Assumptions.assumeTrue(Files.isDirectory(ers), "the real ballots are not here: " + ers);
    real = BallotFile.read(ers.resolve("blt").resolve(REAL + ".blt"));
    String[] known =
        Files.readAllLines(ers.resolve("index.csv")).stream()
            .filter(line -> line.startsWith(REAL + ","))
            .findFirst()
            .orElseThrow()
            .split(",", -1);
    seats = Integer.parseInt(known[1]);
    winners = Arrays.stream(known[3].split(" ")).map(Integer::valueOf).toList();
    assertThat(known[6]).as("no lot is needed").isEqualTo("False");
    assertThat(real.totalPapers()).isGreaterThan(300);
    BoxFile sealed = SealedBallots.box(made.key(), real, seats, SealedBallots.papers(real), 17);
    // As it travels.
    box = BoxFile.read(sealed.text());
  }

  @Test
  void anyTwoOfThreeTrusteesOpenItAndTheKnownWinnersAreElected() {
    List<String> orders = new ArrayList<>();
    for (List<Integer> pair : List.of(List.of(0, 1), List.of(0, 2), List.of(2, 1))) {
      List<KeyShare> shares = pair.stream().map(made.shares()::get).toList();
      OpenedBox opened =
          OpenedBox.read(
              OpenedBox.zip(
                  BoxOpening.open(box, shares, new SecureRandom(), Instant.EPOCH).files()));
      opened.checkAgainst(box);
      assertThat(opened.agrees(box)).isTrue();
      OpenedBox.Papers papers = opened.contests().get(0);
      assertThat(papers.papers().totalPapers() + papers.rejectedPapers())
          .isEqualTo(real.totalPapers());
      assertThat(
              CountingRules.named("nhs-stv")
                  .count(papers.papers(), CountSettings.standard().withSeats(seats))
                  .winners())
          .containsExactlyInAnyOrderElementsOf(winners);
      orders.add(papers.blt());
    }
    assertThat(orders).as("each opening shuffles anew").doesNotHaveDuplicates();
  }

  @Test
  void oneTrusteeOpensNothing() {
    for (KeyShare share : made.shares()) {
      assertThatThrownBy(
              () -> BoxOpening.open(box, List.of(share), new SecureRandom(), Instant.EPOCH))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("2 are needed");
    }
  }
}
