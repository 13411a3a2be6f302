package org.folkmoot.app;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** One word of {@code bin/folkmoot}. */
interface Word {
  /** The word itself. */
  String name();

  /** What it does, in one line of the help. */
  String summary();

  /** What may follow it, each on a line of its own. */
  List<String> usage();

  /** Does it, and answers the exit code: 0 done, 1 failed, 2 asked wrongly. */
  int run(Path home, List<String> arguments, PrintStream out, PrintStream err);
}
