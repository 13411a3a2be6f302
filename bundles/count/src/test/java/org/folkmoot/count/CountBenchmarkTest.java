package org.folkmoot.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * How long counts take, as ratios to limits and peers measured elsewhere.
 *
 * <p>The peers' figures come from one machine of two cores; only the ratio's size means something.
 */
@Tag("bench")
public class CountBenchmarkTest {

  /** OpenSTV counting Portland district 1, in process, in milliseconds. */
  private static final Map<String, Double> OPENSTV = Map.of("ers97", 118.0, "nhs-stv", 364.0);

  /** RCTab 2.0.1, warm, Portland with loading and reports, in milliseconds. */
  private static final double RCTAB = 1_000;

  /** A real election, counted warm. */
  @State(Scope.Benchmark)
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public static class Real {
    /** Which election. */
    @Param({"large/portland_2024_district1.blt", "scottish/blt/edinburgh_2012_ward4.blt"})
    public String election;

    /** Under which rule. */
    @Param({"fptp", "nhs-stv", "ers97", "scottish-stv"})
    public String rule;

    private BallotFile file;

    /** Reads the file once. */
    @Setup
    public void read() {
      file = SharedElections.ballots(election);
    }

    /** The count alone. */
    @Benchmark
    public CountResult count() {
      return CountingRules.named(rule).count(file, SharedElections.lowestNumberDrawn());
    }
  }

  /** A million papers of twenty candidates, read from disk and counted. */
  @State(Scope.Benchmark)
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public static class Million {
    /** Under which rule. */
    @Param({"fptp", "nhs-stv", "ers97", "scottish-stv"})
    public String rule;

    private Path file;

    /** Writes the file once. */
    @Setup
    public void write() {
      try {
        file = Files.createTempFile("million", ".blt");
        file.toFile().deleteOnExit();
        Files.writeString(file, million());
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }

    /** Reading and counting. */
    @Benchmark
    public CountResult readAndCount() throws IOException {
      return CountingRules.named(rule)
          .count(BallotFile.read(file), SharedElections.lowestNumberDrawn());
    }

    static String million() {
      Random chance = new Random(20);
      int[] order = new int[20];
      for (int i = 0; i < 20; i++) {
        order[i] = i + 1;
      }
      Set<String> distinct = new HashSet<>();
      StringBuilder text = new StringBuilder("20 5\n");
      StringBuilder ranking = new StringBuilder();
      for (int paper = 0; paper < 1_000_000; paper++) {
        ranking.setLength(0);
        int length = 4 + chance.nextInt(17);
        for (int i = 0; i < length; i++) {
          // Low numbers come early more often, so that the candidates differ in support.
          int at = i + (int) ((20 - i) * Math.pow(chance.nextDouble(), 1.2));
          int candidate = order[at];
          order[at] = order[i];
          order[i] = candidate;
          ranking.append(candidate).append(' ');
        }
        Arrays.sort(order);
        if (distinct.size() < 500_000) {
          distinct.add(ranking.toString());
        }
        text.append("1 ").append(ranking).append("0\n");
      }
      assertThat(distinct).hasSizeGreaterThanOrEqualTo(500_000);
      text.append("0\n");
      for (int i = 1; i <= 20; i++) {
        text.append("\"Candidate ").append(i).append("\"\n");
      }
      return text.append("\"A million papers\"\n").toString();
    }
  }

  @BeforeAll
  static void needed() {
    SharedElections.needed();
  }

  @Test
  void real_elections_are_counted_within_their_limits() throws RunnerException {
    List<String> lines = new ArrayList<>();
    for (RunResult run : measure(Real.class, 5, 500)) {
      boolean portland = run.getParams().getParam("election").contains("portland");
      String rule = run.getParams().getParam("rule");
      double millis = run.getPrimaryResult().getScore() / 1_000;
      double limit = portland ? 50 : 5;
      String peers = portland ? String.format(", 1/%.0f of RCTab", RCTAB / millis) : "";
      if (portland && OPENSTV.containsKey(rule)) {
        peers += String.format(", 1/%.0f of OpenSTV", OPENSTV.get(rule) / millis);
      }
      lines.add(
          String.format(
              "%-9s %-13s 1/%.0f of the limit%s",
              portland ? "Portland" : "Edinburgh", rule, limit / millis, peers));
      assertThat(millis).as(lines.get(lines.size() - 1)).isLessThan(limit);
    }
    lines.forEach(System.out::println);
  }

  @Test
  void a_million_papers_are_read_and_counted_within_three_seconds() throws RunnerException {
    List<String> lines = new ArrayList<>();
    for (RunResult run : measure(Million.class, 3, 1_000)) {
      double seconds = run.getPrimaryResult().getScore() / 1_000_000;
      lines.add(
          String.format(
              "Million  %-13s 1/%.1f of the limit", run.getParams().getParam("rule"), 3 / seconds));
      assertThat(seconds).as(lines.get(lines.size() - 1)).isLessThan(3);
    }
    lines.forEach(System.out::println);
  }

  private static Collection<RunResult> measure(Class<?> benchmark, int times, int millis)
      throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include(benchmark.getCanonicalName())
                .warmupIterations(3)
                .warmupTime(TimeValue.milliseconds(millis))
                .measurementIterations(times)
                .measurementTime(TimeValue.milliseconds(millis))
                .forks(0)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build())
        .run();
  }
}
