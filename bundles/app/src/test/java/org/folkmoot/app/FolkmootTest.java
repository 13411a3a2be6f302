package org.folkmoot.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolkmootTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path home;

  @Test
  void helpNamesEveryWordAndSucceeds() {
    assertThat(folkmoot("help")).isZero();
    assertThat(out.toString(UTF_8))
        .contains("run ", "count ", "keys ", "open-box ", "verify ", "help ");
    assertThat(err.size()).isZero();
  }

  @Test
  void anUnknownWordIsNamedWithTheHelpOnStandardErrorAndExitCode2() {
    assertThat(folkmoot("cuont", "x.blt")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("\"cuont\"", "count ");
    assertThat(out.size()).isZero();
  }

  @Test
  void noWordAtAllIsAskedWronglyToo() {
    assertThat(folkmoot()).isEqualTo(2);
  }

  @Test
  void anUnknownOptionOfRunStartsNothing() throws IOException {
    Files.createDirectories(home.resolve("bundle"));
    assertThat(folkmoot("run", "--consol")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("--consol");
    assertThat(home.resolve("data")).doesNotExist();
  }

  @Test
  void aPlainCommandRunsFromItsBundlesJarWithItsArgumentsAndExitCode() throws IOException {
    jar(
        "org.folkmoot.count-9.9.jar",
        """
        package org.folkmoot.count.command;
        public class Count {
          public static int run(String[] a, java.io.PrintStream out, java.io.PrintStream err) {
            out.print(String.join("|", a));
            return a.length;
          }
        }
        """);
    assertThat(folkmoot("count", "a", "b", "c")).isEqualTo(3);
    assertThat(out.toString(UTF_8)).isEqualTo("a|b|c");
  }

  @Test
  void aPlainCommandWhoseBundleIsMissingSaysWhereItWasLookedFor() throws IOException {
    Files.createDirectories(home.resolve("bundle"));
    assertThat(folkmoot("count")).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains(home.resolve("bundle").toString());
  }

  private int folkmoot(String... arguments) {
    return Folkmoot.run(
        home,
        List.of(arguments),
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8));
  }

  private void jar(String name, String source) throws IOException {
    Path folder = Files.createDirectories(home.resolve("source"));
    Path java = Files.writeString(folder.resolve("Count.java"), source);
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", folder.toString(), java.toString()))
        .isZero();
    String entry = "org/folkmoot/count/command/Count.class";
    Files.createDirectories(home.resolve("bundle"));
    try (OutputStream file = Files.newOutputStream(home.resolve("bundle").resolve(name));
        JarOutputStream jar = new JarOutputStream(file)) {
      jar.putNextEntry(new JarEntry(entry));
      jar.write(Files.readAllBytes(folder.resolve(entry)));
    }
  }
}
