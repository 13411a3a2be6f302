package org.folkmoot.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From starting the program to the first page, and the memory it then has, beside a Felix with
 * nothing but Jetty, in turn in one run.
 */
@Tag("bench")
class StartBenchmarkTest {
  private static final int ROUNDS = 5;

  /** What a bare Felix with Jetty and configuration needs. */
  private static final Pattern BARE =
      Pattern.compile(
          "(asm|commons-io|commons-fileupload|slf4j-api|logback|log4j|commons-logging"
              + "|org\\.apache\\.aries\\.spifly|org\\.apache\\.felix|org\\.osgi).*");

  @TempDir Path temporary;

  private record Start(double seconds, double megabytes) {}

  @Test
  void startToFirstPageAndResidentMemory() throws Exception {
    Path bare = bare();
    List<Start> ours = new ArrayList<>();
    List<Start> theirs = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      theirs.add(start(bare, round, 404));
      ours.add(start(Shipped.home(), round, 200));
    }
    print("bare Felix with Jetty", theirs);
    print("Folkmoot, first page", ours);
    System.out.printf(
        Locale.ROOT,
        "ratio Folkmoot / bare: start %.2f, resident memory %.2f (medians of %d)%n",
        median(ours.stream().map(Start::seconds).toList())
            / median(theirs.stream().map(Start::seconds).toList()),
        median(ours.stream().map(Start::megabytes).toList())
            / median(theirs.stream().map(Start::megabytes).toList()),
        ROUNDS);
    assertThat(ours).hasSize(ROUNDS);
  }

  private static void print(String what, List<Start> starts) {
    System.out.printf(
        Locale.ROOT,
        "%-24s %.2f s, %.0f MB (medians)%n",
        what,
        median(starts.stream().map(Start::seconds).toList()),
        median(starts.stream().map(Start::megabytes).toList()));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  private Path bare() throws IOException {
    Path bare = temporary.resolve("bare");
    for (String folder : List.of("lib", "etc", "bundle")) {
      Files.createDirectories(bare.resolve(folder));
      try (Stream<Path> files = Files.list(Shipped.home().resolve(folder))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String name = file.getFileName().toString();
          if (!folder.equals("bundle") || BARE.matcher(name).matches()) {
            Files.copy(file, bare.resolve(folder).resolve(name));
          }
        }
      }
    }
    return bare;
  }

  /** Starts a distribution in a process of its own and asks its members' door until it answers. */
  private Start start(Path home, int round, int wanted) throws Exception {
    int port = Shipped.freePort();
    Path etc = home.resolve("etc/org.apache.felix.http-member.cfg");
    String before = Files.readString(etc);
    Files.writeString(
        etc,
        Pattern.compile("service.http.port=\\d+")
            .matcher(before)
            .replaceFirst(Matcher.quoteReplacement("service.http.port=" + port)));
    Path data = temporary.resolve(home.getFileName() + "-" + round);
    long began = System.nanoTime();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Dfolkmoot.home=" + home,
                "-cp",
                home.resolve("lib") + "/*",
                "org.folkmoot.app.Folkmoot",
                "run",
                "--data",
                data.toString())
            .redirectErrorStream(true)
            .redirectOutput(temporary.resolve("out-" + round + ".txt").toFile())
            .start();
    try {
      URI address = URI.create("http://127.0.0.1:" + port + "/");
      while (status(address) != wanted) {
        if (!process.isAlive() || System.nanoTime() - began > 60_000_000_000L) {
          throw new IllegalStateException(
              Files.readString(temporary.resolve("out-" + round + ".txt")));
        }
        Thread.sleep(10);
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      return new Start(seconds, resident(process.pid()));
    } finally {
      process.destroy();
      process.waitFor();
      Files.writeString(etc, before);
    }
  }

  private static int status(URI address) {
    try {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setConnectTimeout(500);
      return connection.getResponseCode();
    } catch (IOException e) {
      return -1;
    }
  }

  private static double resident(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
        .findFirst()
        .orElseThrow();
  }
}
