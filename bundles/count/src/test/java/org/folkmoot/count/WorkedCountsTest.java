package org.folkmoot.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The worked counts: worked/RULE/NAME.blt with NAME.expected beside it.
 *
 * <p>Expected are a line {@code lots ...} if lots are needed, {@code elected ...} in order, and one
 * line for each stage: what was done, votes in candidate order, the non-transferable vote.
 */
class WorkedCountsTest {
  private static final Path FOLDER = Path.of("src/test/resources/org/folkmoot/count/worked");

  static List<Path> counts() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".blt")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("counts")
  void come_out_as_expected(Path file) throws IOException {
    String name = file.toString();
    List<String> expected =
        new ArrayList<>(Files.readAllLines(Path.of(name.replaceFirst("\\.blt$", ".expected"))));
    CountSettings settings = CountSettings.standard();
    if (expected.get(0).startsWith("lots ")) {
      settings = settings.withLots(numbers(expected.remove(0)));
    }
    String rule = file.getParent().getFileName().toString();
    CountResult result = CountingRules.named(rule).count(BallotFile.read(file), settings);
    String elected =
        result.winners().stream().map(n -> " " + n).collect(Collectors.joining("", "elected", ""));
    assertThat(elected + "\n" + stages(result)).isEqualTo(String.join("\n", expected));
  }

  private static List<Integer> numbers(String line) {
    return Stream.of(line.split(" ")).skip(1).map(Integer::valueOf).toList();
  }

  static String stages(CountResult result) {
    String text = RandomElection.text(result);
    return text.substring(text.indexOf('\n') + 1);
  }
}
