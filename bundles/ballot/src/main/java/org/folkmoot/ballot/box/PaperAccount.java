package org.folkmoot.ballot.box;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The account of papers of one contest as the marked register has it. Each figure is counted by
 * itself, so that a difference shows.
 *
 * @param issued everything issued, replacements among it
 * @param replaced what another took the place of
 * @param rejectedOnPaper printed papers rejected when they were read, by ground; not in the box
 */
public record PaperAccount(
    long issued,
    long usedOnline,
    long usedOnPaper,
    long unused,
    long replaced,
    Map<String, Long> rejectedOnPaper) {
  public PaperAccount {
    rejectedOnPaper = Collections.unmodifiableMap(new TreeMap<>(rejectedOnPaper));
  }

  public long used() {
    return usedOnline + usedOnPaper;
  }

  private long rejectedBefore() {
    return rejectedOnPaper.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * The reconciliation, a line each; a line in capitals for each difference.
   *
   * @param rejected papers rejected on opening, by ground
   */
  public List<String> reconcile(long sealed, long opened, Map<String, Long> rejected) {
    List<String> lines = new ArrayList<>();
    List<String> differences = new ArrayList<>();
    equation(
        lines,
        differences,
        "issued",
        issued,
        parts("used", used(), "unused", unused, "replaced", replaced));
    lines.add("used " + used() + " = online " + usedOnline + " + on paper " + usedOnPaper);
    equation(
        lines,
        differences,
        "used",
        used(),
        parts("sealed", sealed, "rejected on paper", rejectedBefore()));
    Map<String, Long> out = parts("opened", opened);
    if (rejected.isEmpty()) {
      out.put("rejected", 0L);
    }
    rejected.forEach((ground, papers) -> out.put("rejected as " + ground, papers));
    equation(lines, differences, "sealed", sealed, out);
    lines.addAll(differences);
    return lines;
  }

  private static Map<String, Long> parts(Object... given) {
    Map<String, Long> parts = new java.util.LinkedHashMap<>();
    for (int i = 0; i < given.length; i += 2) {
      parts.put((String) given[i], (Long) given[i + 1]);
    }
    return parts;
  }

  private static void equation(
      List<String> lines,
      List<String> differences,
      String name,
      long whole,
      Map<String, Long> parts) {
    StringBuilder sum = new StringBuilder();
    long total = 0;
    for (Map.Entry<String, Long> part : parts.entrySet()) {
      sum.append(sum.length() == 0 ? "" : " + ").append(part.getKey()).append(' ');
      sum.append(part.getValue());
      total += part.getValue();
    }
    if (total == whole) {
      lines.add(name + " " + whole + " = " + sum);
    } else {
      differences.add(
          (DIFFERENCE + name + " " + whole + ", but " + sum + " make " + total)
              .toUpperCase(java.util.Locale.ROOT));
    }
  }

  /** How a line begins that tells of a difference. */
  public static final String DIFFERENCE = "DIFFERENCE: ";
}
