package org.folkmoot.app;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What {@code bin/folkmoot} calls: one word, then what that word takes. */
public final class Folkmoot {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int ASKED_WRONGLY = 2;

  /** What prints sheets, and what that rests on. */
  private static final List<String> DOCUMENT =
      List.of(
          "org.folkmoot.document",
          "org.folkmoot.lib.graphics2d",
          "openhtmltopdf-core",
          "openhtmltopdf-pdfbox",
          "pdfbox",
          "pdfbox-io",
          "fontbox",
          "xmpbox",
          "commons-logging",
          "core");

  private static final List<String> BALLOT =
      List.of(
          "org.folkmoot.ballot",
          "org.folkmoot.constitution",
          "org.folkmoot.count",
          "bcprov-jdk18on");

  private static final List<Word> WORDS =
      List.of(
          new Run(),
          new Demo(),
          new PlainCommand(
              "count",
              "count a file of ballots, with no framework started",
              List.of("see: folkmoot count --help"),
              List.of("org.folkmoot.count"),
              "org.folkmoot.count.command.Count"),
          new PlainCommand(
              "keys",
              "make the key of an election and split it among trustees, offline",
              List.of("see: folkmoot keys --help"),
              Stream.concat(BALLOT.stream(), DOCUMENT.stream()).toList(),
              "org.folkmoot.ballot.command.Keys"),
          new PlainCommand(
              "open-box",
              "open a sealed box with the shares of trustees, offline",
              List.of("see: folkmoot open-box --help"),
              BALLOT,
              "org.folkmoot.ballot.command.OpenBox"),
          new PlainCommand(
              "verify",
              "check an exported journal, offline",
              List.of("see: folkmoot verify --help"),
              List.of("org.folkmoot.store"),
              "org.folkmoot.store.command.Verify"));

  private Folkmoot() {}

  /** Does the word and leaves with its exit code. */
  public static void main(String[] arguments) {
    String home = System.getProperty("folkmoot.home");
    if (home == null) {
      System.err.println("folkmoot: start it by bin/folkmoot, or say -Dfolkmoot.home=FOLDER");
      System.exit(ASKED_WRONGLY);
    }
    System.exit(run(Path.of(home), List.of(arguments), System.out, System.err));
  }

  static int run(Path home, List<String> arguments, PrintStream out, PrintStream err) {
    String asked = arguments.isEmpty() ? "" : arguments.get(0);
    if (List.of("help", "--help", "-h").contains(asked)) {
      help(out);
      return DONE;
    }
    for (Word word : WORDS) {
      if (word.name().equals(asked)) {
        return word.run(home, arguments.subList(1, arguments.size()), out, err);
      }
    }
    if (!asked.isEmpty()) {
      err.println("folkmoot: there is no word \"" + asked + "\".");
    }
    help(err);
    return ASKED_WRONGLY;
  }

  private static void help(PrintStream to) {
    to.println("folkmoot WORD ...");
    for (Word word : WORDS) {
      to.printf("%n  %-8s %s%n", word.name(), word.summary());
      word.usage().forEach(line -> to.println("             " + line));
    }
    to.printf("%n  %-8s %s%n", "help", "this");
  }
}
