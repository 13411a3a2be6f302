package org.folkmoot.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("drill")
class KillDrillTest {
  private static final int ENOUGH_ACKNOWLEDGEMENTS = 400;

  @TempDir Path folder;

  @RepeatedTest(6)
  void noAcknowledgedWriteIsLostOrTornWhenTheProcessIsKilled() throws Exception {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                WritingProcess.class.getName(),
                folder.resolve("folkmoot.db").toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Set<Long> acknowledged = new HashSet<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        acknowledged.add(Long.parseLong(line));
        if (acknowledged.size() == ENOUGH_ACKNOWLEDGEMENTS) {
          writer.toHandle().destroyForcibly(); // SIGKILL; what it had said before is still read
        }
      }
    } finally {
      writer.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ENOUGH_ACKNOWLEDGEMENTS);

    try (OpenDatabase again = OpenDatabase.sqlite(folder.resolve("folkmoot.db"))) {
      Set<Long> first = numbers(again, "first");
      assertThat(first).containsAll(acknowledged);
      assertThat(numbers(again, "second")).as("both halves or none").isEqualTo(first);
    }
  }

  private static Set<Long> numbers(OpenDatabase open, String half) {
    return open.database()
        .read(
            h ->
                h.createQuery("SELECT number FROM pair_" + half)
                    .mapTo(Long.class)
                    .collect(Collectors.toSet()));
  }

  /** Writes pairs from four threads and says each number once its pair is durable, until killed. */
  static final class WritingProcess {
    private WritingProcess() {}

    public static void main(String[] arguments) {
      Database database = OpenDatabase.sqlite(Path.of(arguments[0])).database();
      database.write(
          h ->
              h.execute("CREATE TABLE pair_first (number BIGINT PRIMARY KEY)")
                  + h.execute("CREATE TABLE pair_second (number BIGINT PRIMARY KEY)"));
      AtomicLong next = new AtomicLong();
      for (int thread = 0; thread < 4; thread++) {
        new Thread(
                () -> {
                  while (true) {
                    long number = next.incrementAndGet();
                    database.write(
                        h ->
                            h.execute("INSERT INTO pair_first VALUES (?)", number)
                                + h.execute("INSERT INTO pair_second VALUES (?)", number));
                    System.out.println(number);
                  }
                })
            .start();
      }
    }
  }
}
