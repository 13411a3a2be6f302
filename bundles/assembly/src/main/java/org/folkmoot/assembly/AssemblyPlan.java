package org.folkmoot.assembly;

import java.time.LocalDateTime;
import java.util.List;

/**
 * What it takes to call an assembly.
 *
 * @param when local time in Europe/London; a time that the clocks skip or repeat is refused
 */
public record AssemblyPlan(
    String title, boolean annual, LocalDateTime when, String place, List<String> agenda) {
  public AssemblyPlan {
    agenda = List.copyOf(agenda);
  }
}
