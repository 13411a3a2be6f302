package org.folkmoot.app;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.folkmoot.app.demo.Asked;
import org.folkmoot.app.demo.Asked.AskedWrongly;
import org.folkmoot.app.demo.DemonstrationClock;
import org.folkmoot.app.demo.MailCatcher;
import org.folkmoot.app.demo.SchoolYear;
import org.folkmoot.app.demo.StepFailed;

/** Starts the distribution with an example school, or plays the school's whole year. */
final class Demo implements Word {
  @Override
  public String name() {
    return "demo";
  }

  @Override
  public String summary() {
    return "an example school to look at; with --unattended its whole year, played to the end";
  }

  @Override
  public List<String> usage() {
    return List.of(
        "--unattended                 play the year and leave; exit code 0 when all went well",
        "--ballots=FILE.blt           one contest replays the papers of this file (unattended)",
        "--seats=N --rule=fptp|nhs-stv --lots=4,1,2    how it is counted");
  }

  @Override
  public int run(Path home, List<String> arguments, PrintStream out, PrintStream err) {
    Asked asked;
    try {
      asked = Asked.of(arguments);
    } catch (AskedWrongly e) {
      err.println("folkmoot demo: " + e.getMessage() + ". See: folkmoot help");
      return Folkmoot.ASKED_WRONGLY;
    }
    Path data = home.resolve("data").resolve(asked.unattended() ? "unattended" : "demo");
    DemonstrationClock clock =
        asked.unattended() ? SchoolYear.clock() : DemonstrationClock.showingTheTime();
    try {
      delete(data);
      try (MailCatcher mail = new MailCatcher(port(asked, 8025), port(asked, 8082), clock);
          Distribution distribution = new Distribution(setup(home, data, asked, mail, clock))) {
        distribution.start();
        URI office = distribution.door("office");
        SchoolYear year = new SchoolYear(asked, office, data, mail, clock, out);
        if (asked.unattended()) {
          year.play();
          return Folkmoot.DONE;
        }
        year.open();
        tell(out, distribution.door("member"), office, mail.address());
        Runtime.getRuntime().addShutdownHook(new Thread(distribution::stop, "stop"));
        distribution.awaitStop();
        return Folkmoot.DONE;
      }
    } catch (StepFailed | StartFailure | IOException e) {
      err.println("folkmoot demo: " + e.getMessage());
      return Folkmoot.FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Folkmoot.FAILED;
    }
  }

  private static void tell(PrintStream out, URI members, URI office, URI mail) {
    out.println();
    out.println("Folkmoot runs with an example school. Open in a browser:");
    out.println();
    out.println(
        "  the office         " + office + "  (name: manager, password: oak trees grow slowly)");
    out.println("  the members' door  " + members);
    out.println("  mail that was sent " + mail + "  (the clock can be put forward there)");
    out.println();
    out.println("Stop it with Ctrl-C.");
  }

  private static Setup setup(
      Path home, Path data, Asked asked, MailCatcher mail, DemonstrationClock clock)
      throws IOException {
    int member = port(asked, 8080);
    int office = port(asked, 8081);
    return Setup.of(home)
        .withData(data)
        .withClock(clock)
        .withConfiguration("org.apache.felix.http-member", door("member", member))
        .withConfiguration("org.apache.felix.http-office", door("office", office))
        .withConfiguration(
            "org.folkmoot.carrier.smtp-demo",
            Map.of(
                "institution", "*",
                "host", "127.0.0.1",
                "port", Integer.toString(mail.smtpPort()),
                "security", "none",
                "sessions", "2"))
        .withConfiguration(
            "org.folkmoot.institution-oak",
            institution(
                "oak", "Oak Primary School", "tripartite", "email", asked.seats() * 3, member))
        .withConfiguration(
            "org.folkmoot.institution-elm",
            institution(
                "elm", "Elm Park School", "england-maintained-school", "email,post", 12, member));
  }

  private static Map<String, String> door(String name, int port) {
    return Map.of(
        "org.apache.felix.http.host",
        "127.0.0.1",
        "org.osgi.service.http.port",
        Integer.toString(port),
        "org.apache.felix.http.runtime.init.door",
        name,
        "org.eclipse.jetty.servlet.SessionCookie",
        "FM_" + name);
  }

  private static Map<String, String> institution(
      String id, String name, String pack, String methods, int seats, int memberPort) {
    return Map.of(
        "institution",
        id,
        "name",
        name,
        "rulePack",
        pack,
        "nation",
        "england",
        "seats",
        Integer.toString(seats),
        "methods",
        methods,
        "publicAddress",
        "http://127.0.0.1:" + memberPort,
        "senderAddress",
        "elections@" + id + ".example",
        "postalAddress",
        name + "; Oak Road; Oxford OX1 1AA",
        "languages",
        "en,cy");
  }

  /** The wanted port, or another when it is taken or nobody looks. */
  private static int port(Asked asked, int wanted) throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    if (!asked.unattended()) {
      try (ServerSocket socket = new ServerSocket(wanted, 1, here)) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // Another program has it; any free one will do.
      }
    }
    try (ServerSocket socket = new ServerSocket(0, 1, here)) {
      return socket.getLocalPort();
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(file + " cannot be deleted", e);
                }
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
