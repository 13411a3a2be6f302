package org.folkmoot.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/counting.md, compiled and run as it stands there. */
class AddingARuleTest {
  private static final Path DOCUMENT = Path.of("../../docs/counting.md");

  @Test
  void the_worked_example_of_the_documentation_works(@TempDir Path folder) throws Exception {
    String document = Files.readString(DOCUMENT);
    CountingRule rule = compiled(block(document, "java"), folder);
    BallotFile papers = BallotFile.read(new StringReader(block(document, "blt")));
    CountResult result = rule.count(papers, CountSettings.standard());
    assertThat(result.winners()).containsExactly(1);
    assertThat("elected 1\n" + WorkedCountsTest.stages(result) + "\n")
        .isEqualTo(block(document, "expected"));
  }

  private static CountingRule compiled(String source, Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("SupplementaryVote.java"), source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Path classes =
        Path.of(CountingRule.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    int failed =
        compiler.run(
            null,
            System.out,
            System.err,
            "-proc:none",
            "-cp",
            classes.toString(),
            "-d",
            folder.toString(),
            file.toString());
    assertThat(failed).isZero();
    byte[] bytes = Files.readAllBytes(folder.resolve("org/folkmoot/count/SupplementaryVote.class"));
    // Into the rules' own package, as if it stood beside them.
    Class<?> rule = MethodHandles.lookup().defineClass(bytes);
    return (CountingRule) rule.getDeclaredConstructor().newInstance();
  }

  private static String block(String document, String language) {
    int from = document.indexOf("```" + language + "\n") + language.length() + 4;
    return document.substring(from, document.indexOf("```", from));
  }
}
