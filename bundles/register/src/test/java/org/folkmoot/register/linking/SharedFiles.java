package org.folkmoot.register.linking;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The sample files of hosts, which are no part of the project. */
public final class SharedFiles {
  private SharedFiles() {}

  /** The file, or the test is skipped. */
  public static Path of(String name) {
    Path file =
        Path.of(System.getProperty("folkmoot.shared", "../shared"), "data", "hosts", name);
    Assumptions.assumeTrue(
        Files.exists(file), () -> file + " is not here; it holds the records to link");
    return file;
  }
}
