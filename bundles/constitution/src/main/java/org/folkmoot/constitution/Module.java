package org.folkmoot.constitution;

import java.util.List;
import java.util.Locale;

/** A part of Folkmoot that an institution switches on: enrolment, elections, assemblies. */
public enum Module {
  ENROLMENT("org.folkmoot.enrolment", List.of()),
  ELECTIONS("org.folkmoot.elections", List.of(ENROLMENT)),
  ASSEMBLIES("org.folkmoot.assemblies", List.of(ENROLMENT));

  private final String pid;
  private final List<Module> needs;

  Module(String pid, List<Module> needs) {
    this.pid = pid;
    this.needs = needs;
  }

  /** The factory PID of its configuration, one for each institution. */
  public String pid() {
    return pid;
  }

  /** The modules it cannot do without. */
  public List<Module> needs() {
    return needs;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a {@link #word()}.
   *
   * @throws IllegalArgumentException naming the words
   */
  public static Module of(String word) {
    for (Module module : values()) {
      if (module.word().equals(word)) {
        return module;
      }
    }
    throw new IllegalArgumentException(
        "module: '" + word + "' is none of enrolment, elections, assemblies");
  }
}
