package org.folkmoot.app;

import java.util.List;

/** In what order bundles start: each level waits until the one before has started. */
enum StartLevel {
  /** Whoever asks for a logger before these are ready gets none, or fails. */
  LOGGING(
      "org.objectweb.asm",
      "org.apache.aries.spifly",
      "slf4j",
      "ch.qos.logback",
      "org.apache.logging.log4j",
      "org.apache.commons.logging",
      "org.apache.commons.commons-logging"),
  /** The framework's log service, and the way from it to the log; the latter needs the former. */
  LOG_SERVICE("org.apache.felix.log"),
  OTHERS,
  OURS("org.folkmoot."),
  /** Configuration is read when all who wait for it are there. */
  CONFIGURATION("org.apache.felix.fileinstall"),
  /** The doors open last, so that no early caller meets an empty house. */
  DOORS("org.apache.felix.http.jetty"),
  /** Whoever types finds everything there. */
  CONSOLE("org.apache.felix.gogo.shell");

  private final List<String> symbolicNames;

  StartLevel(String... symbolicNames) {
    this.symbolicNames = List.of(symbolicNames);
  }

  static StartLevel of(String symbolicName) {
    for (StartLevel level : values()) {
      if (level.symbolicNames.stream().anyMatch(symbolicName::startsWith)) {
        return level;
      }
    }
    return OTHERS;
  }

  static int last() {
    return CONSOLE.number();
  }

  /** The framework's own level is 0. */
  int number() {
    return ordinal() + 1;
  }
}
