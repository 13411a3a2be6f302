package org.folkmoot.app;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Starts the distribution and stays until it is stopped. */
final class Run implements Word {
  @Override
  public String name() {
    return "run";
  }

  @Override
  public String summary() {
    return "start Folkmoot and stay until stopped (Ctrl-C, or a signal)";
  }

  @Override
  public List<String> usage() {
    return List.of(
        "--console    with a Gogo console on standard input",
        "--data DIR   keep everything in DIR instead of data/");
  }

  @Override
  public int run(Path home, List<String> arguments, PrintStream out, PrintStream err) {
    Setup setup = Setup.of(home);
    Deque<String> rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      String option = rest.pop();
      if (option.equals("--console")) {
        setup = setup.withConsole(true);
      } else if (option.equals("--data") && !rest.isEmpty()) {
        setup = setup.withData(Path.of(rest.pop()));
      } else {
        err.println("folkmoot run: \"%s\" is not understood. See: folkmoot help".formatted(option));
        return Folkmoot.ASKED_WRONGLY;
      }
    }
    Distribution distribution = new Distribution(setup);
    Thread stop = new Thread(distribution::stop, "stop");
    try {
      long began = System.nanoTime();
      distribution.start();
      Runtime.getRuntime().addShutdownHook(stop);
      out.printf("Folkmoot runs; it took %.1f s to start.%n", (System.nanoTime() - began) / 1e9);
      for (String door : distribution.configuredDoors()) {
        URI address = distribution.door(door);
        out.printf("  %-8s %s%n", door, address);
      }
      out.printf("  %-8s %s%n", "data", setup.data());
      distribution.awaitStop();
      return Folkmoot.DONE;
    } catch (StartFailure | IOException e) {
      err.println("folkmoot: " + e.getMessage());
      return Folkmoot.FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Folkmoot.FAILED;
    }
  }
}
