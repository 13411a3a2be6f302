package org.folkmoot.register.linking.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.folkmoot.register.linking.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command's own output on the sample files, against their truth. */
class SampleFilesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"dataset1.csv", "dataset2.csv", "dataset3.csv"})
  void febrlIsLinkedWithoutItsNumbersAndWithoutTheTruth(String name) throws IOException {
    Path file = without("soc_sec_id", SharedFiles.of("febrl/" + name));
    Map<String, String> truth = new HashMap<>();
    ids(file).forEach(id -> truth.put(id, id.split("-")[1]));
    Score score = score(truth, link(file));
    System.out.println(name + " " + score);
    assertThat(score.precision()).isGreaterThanOrEqualTo(0.999);
    assertThat(score.f1()).isGreaterThanOrEqualTo(0.98);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dataset1.csv", "dataset2.csv", "dataset3.csv"})
  void numbersThatMayBeMistypedAreEvidenceLikeAnyOther(String name) throws IOException {
    Path file = SharedFiles.of("febrl/" + name);
    Map<String, String> truth = new HashMap<>();
    ids(file).forEach(id -> truth.put(id, id.split("-")[1]));
    Score score = score(truth, link(file));
    assertThat(score.precision()).isGreaterThanOrEqualTo(0.999);
    assertThat(score.f1()).isGreaterThanOrEqualTo(0.98);
  }

  @Test
  void theInventedThousandIsLinkedWithoutAFalseLinkAndItsTruthIsIgnored() throws IOException {
    Path file = SharedFiles.of("fake1000/fake_1000.csv");
    Map<String, String> truth = new HashMap<>();
    for (CSVRecord row : rows(file)) {
      truth.put(row.get("unique_id"), row.get("cluster"));
    }
    Score score = score(truth, link(file));
    System.out.println("fake_1000.csv " + score);
    assertThat(score.precision()).isGreaterThanOrEqualTo(0.999);
    assertThat(score.right).isGreaterThan(500);
  }

  @Test
  void twoFilesAreLinkedAcrossOnly() throws IOException {
    Path all = without("soc_sec_id", SharedFiles.of("febrl/dataset1.csv"));
    List<String> lines = Files.readAllLines(all);
    Path left = folder.resolve("left.csv");
    Path right = folder.resolve("right.csv");
    Files.write(left, lines.stream().filter(l -> !l.contains("-dup-")).toList());
    Files.write(
        right, lines.stream().filter(l -> l.startsWith("rec_id") || l.contains("-dup-")).toList());
    Map<String, String> truth = new HashMap<>();
    ids(all).forEach(id -> truth.put(id, id.split("-")[1]));
    List<CSVRecord> pairs = link(left, right);
    assertThat(pairs)
        .allMatch(pair -> pair.get("left").endsWith("-org"))
        .allMatch(pair -> pair.get("right").contains("-dup-"));
    Score score = score(truth, pairs);
    assertThat(score.precision()).isGreaterThanOrEqualTo(0.999);
    assertThat(score.f1()).isGreaterThanOrEqualTo(0.98);
  }

  private record Score(int right, int wrong, long all) {
    double precision() {
      return (double) right / (right + wrong);
    }

    double f1() {
      return 2.0 * right / (right + wrong + all);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "links %d, precision %.5f, recall %.4f, F1 %.4f",
          right + wrong,
          precision(),
          (double) right / all,
          f1());
    }
  }

  private static Score score(Map<String, String> truth, List<CSVRecord> pairs) {
    Map<String, Long> sizes = new HashMap<>();
    truth.values().forEach(person -> sizes.merge(person, 1L, Long::sum));
    long all = sizes.values().stream().mapToLong(n -> n * (n - 1) / 2).sum();
    Set<String> seen = new HashSet<>();
    int right = 0;
    int wrong = 0;
    for (CSVRecord pair : pairs) {
      assertThat(seen.add(pair.get("left") + "|" + pair.get("right"))).as("once").isTrue();
      assertThat(seen).doesNotContain(pair.get("right") + "|" + pair.get("left"));
      if (pair.get("band").equals("link")) {
        boolean same = truth.get(pair.get("left")).equals(truth.get(pair.get("right")));
        right += same ? 1 : 0;
        wrong += same ? 0 : 1;
      }
    }
    return new Score(right, wrong, all);
  }

  private List<CSVRecord> link(Path... files) throws IOException {
    List<String> words = new ArrayList<>();
    for (Path file : files) {
      words.add(file.toString());
    }
    Path pairs = folder.resolve("pairs.csv");
    words.addAll(List.of("--out", pairs.toString()));
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Link.run(
            words.toArray(new String[0]),
            new PrintStream(new ByteArrayOutputStream(), false, UTF_8),
            new PrintStream(err, true, UTF_8));
    assertThat(code).as(err.toString(UTF_8)).isZero();
    return rows(pairs);
  }

  private static List<CSVRecord> rows(Path file) throws IOException {
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreSurroundingSpaces(true)
            .get();
    try (Reader reader = Files.newBufferedReader(file, UTF_8);
        CSVParser parser = CSVParser.parse(reader, format)) {
      return parser.getRecords();
    }
  }

  private static List<String> ids(Path file) throws IOException {
    return rows(file).stream().map(row -> row.get(0)).toList();
  }

  private Path without(String column, Path file) throws IOException {
    List<String> lines = Files.readAllLines(file, UTF_8);
    List<String> headings = List.of(lines.get(0).split(", ?", -1));
    int place = headings.indexOf(column);
    assertThat(place).isGreaterThanOrEqualTo(0);
    UnaryOperator<String> drop =
        line -> {
          List<String> cells = new ArrayList<>(List.of(line.split(", ?", -1)));
          cells.remove(place);
          return String.join(", ", cells);
        };
    return Files.write(
        folder.resolve(file.getFileName()), lines.stream().map(drop).toList(), UTF_8);
  }
}
