package org.folkmoot.app;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.folkmoot.app.ExampleInstallation.Ports;
import org.folkmoot.app.demo.Asked;
import org.folkmoot.app.demo.Asked.AskedWrongly;
import org.folkmoot.app.demo.DemonstrationClock;
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
    Ports ports = asked.unattended() ? Ports.ANY : Ports.USUAL;
    try (ExampleInstallation example =
        new ExampleInstallation(home, data, clock, asked.seats(), ports)) {
      SchoolYear year = new SchoolYear(asked, example.office(), data, example.mail(), clock, out);
      if (asked.unattended()) {
        year.play();
        return Folkmoot.DONE;
      }
      year.open();
      tell(out, example.membersDoor(), example.office(), example.mail().address());
      Runtime.getRuntime().addShutdownHook(new Thread(example.distribution()::stop, "stop"));
      example.distribution().awaitStop();
      return Folkmoot.DONE;
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
}
