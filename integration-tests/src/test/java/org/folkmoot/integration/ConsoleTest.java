package org.folkmoot.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.nio.file.Path;
import org.folkmoot.app.ExampleInstallation;
import org.folkmoot.app.ExampleInstallation.Ports;
import org.folkmoot.app.demo.DemonstrationClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;

/** The commands of trust IT, as the framework's console gives them. */
class ConsoleTest {
  @TempDir static Path data;
  private static ExampleInstallation example;

  @BeforeAll
  static void start() throws Exception {
    example =
        new ExampleInstallation(
            Shipped.home(),
            data.resolve("console"),
            DemonstrationClock.showingTheTime(),
            4,
            Ports.ANY);
  }

  @AfterAll
  static void stop() {
    example.close();
  }

  /**
   * What a line typed at the console answers. Gogo's classes are the framework's, not the test's.
   */
  private static String typed(String line) throws Exception {
    BundleContext context = example.distribution().bundleContext();
    Object processor =
        context.getService(
            context.getServiceReference("org.apache.felix.service.command.CommandProcessor"));
    Class<?> type =
        context
            .getServiceReference("org.apache.felix.service.command.CommandProcessor")
            .getBundle()
            .loadClass("org.apache.felix.service.command.CommandProcessor");
    Method create =
        type.getMethod("createSession", InputStream.class, OutputStream.class, OutputStream.class);
    Object session =
        create.invoke(
            processor,
            new ByteArrayInputStream(new byte[0]),
            new ByteArrayOutputStream(),
            new ByteArrayOutputStream());
    Class<?> sessions = create.getReturnType();
    return String.valueOf(sessions.getMethod("execute", CharSequence.class).invoke(session, line));
  }

  @Test
  void theInstitutionsAreListed() throws Exception {
    assertThat(typed("folkmoot:institutions"))
        .contains("oak", "tripartite", "elm", "england-maintained-school");
  }

  @Test
  void modulesAreSwitchedOnAndOffForOneInstitution() throws Exception {
    assertThat(typed("folkmoot:members elm")).startsWith("Refused").contains("enrolment is off");
    assertThat(typed("folkmoot:on elm elections"))
        .startsWith("Refused")
        .contains("needs enrolment");
    assertThat(typed("folkmoot:on elm enrolment")).contains("enrolment  on");
    for (int i = 0; i < 100 && typed("folkmoot:members elm").startsWith("Refused"); i++) {
      Thread.sleep(50);
    }
    assertThat(typed("folkmoot:members elm")).contains("users  0");
    assertThat(typed("folkmoot:modules oak")).contains("enrolment  off");
    assertThat(typed("folkmoot:off elm enrolment")).contains("enrolment  off");
  }

  @Test
  void whatIsAskedWronglyIsAnsweredInWords() throws Exception {
    assertThat(typed("folkmoot:members ash")).contains("no institution ash");
    assertThat(typed("folkmoot:on oak everything")).contains("enrolment, elections, assemblies");
  }

  @Test
  void theJournalIsSound() throws Exception {
    assertThat(typed("folkmoot:verify oak")).startsWith("sound; head ");
    assertThat(typed("folkmoot:mail oak")).contains("waiting 0");
  }
}
