package org.folkmoot.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/folkmoot is for POSIX shells")
class StartScriptTest {
  private static final Path SCRIPT = Shipped.home().resolve("bin/folkmoot");

  @TempDir Path elsewhere;

  @Test
  void itWorksFromAnotherDirectoryThroughARelativeSymbolicLink() throws Exception {
    Path bin = Files.createDirectories(elsewhere.resolve("a b/bin"));
    Files.createSymbolicLink(bin.resolve("moot"), bin.relativize(SCRIPT));
    Answer answer = run(bin, Map.of(), "./moot", "help");
    assertThat(answer.exit()).as(answer.text()).isZero();
    assertThat(answer.text()).contains("count");
  }

  @Test
  void anUnknownWordExitsWith2() throws Exception {
    assertThat(run(elsewhere, Map.of(), SCRIPT.toString(), "parliament").exit()).isEqualTo(2);
  }

  @Test
  void anOlderJavaIsNamedBeforeAnythingStarts() throws Exception {
    Path java = Files.createDirectories(elsewhere.resolve("old/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Answer answer =
        run(
            elsewhere,
            Map.of("JAVA_HOME", elsewhere.resolve("old").toString()),
            SCRIPT.toString(),
            "help");
    assertThat(answer.exit()).isEqualTo(1);
    assertThat(answer.text()).contains("Java 11", "Java 17 or newer");
  }

  @Test
  void aJavaHomeWithoutJavaIsNamed() throws Exception {
    Answer answer =
        run(elsewhere, Map.of("JAVA_HOME", elsewhere.toString()), SCRIPT.toString(), "help");
    assertThat(answer.exit()).isEqualTo(1);
    assertThat(answer.text()).contains("JAVA_HOME is " + elsewhere);
  }

  private Answer run(Path directory, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(List.of(command))
            .directory(directory.toFile())
            .redirectErrorStream(true);
    builder.environment().putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Answer(process.exitValue(), text);
  }

  private record Answer(int exit, String text) {}
}
