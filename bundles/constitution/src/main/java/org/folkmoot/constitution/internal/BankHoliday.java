package org.folkmoot.constitution.internal;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.folkmoot.constitution.Nation;

/**
 * A bank holiday proclaimed for one year only.
 *
 * @param date its day
 * @param nations where it holds
 * @param name what it is for, with the proclamation
 */
record BankHoliday(LocalDate date, Set<Nation> nations, String name) {

  /**
   * Reads {@code 2022-09-19 all State funeral} or {@code 2026-06-15 scotland,wales A day}.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static BankHoliday of(String line) {
    List<String> parts = Arrays.asList(line.strip().split("\\s+", 3));
    if (parts.size() < 3) {
      throw new IllegalArgumentException("'" + line + "' is not a date, nations and a name");
    }
    LocalDate date;
    try {
      date = LocalDate.parse(parts.get(0));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("'" + parts.get(0) + "' is no date such as 2022-09-19", e);
    }
    Set<Nation> nations = EnumSet.noneOf(Nation.class);
    if (parts.get(1).equals("all")) {
      nations = EnumSet.allOf(Nation.class);
    } else {
      for (String word : parts.get(1).split(",")) {
        nations.add(Nation.of(word));
      }
    }
    return new BankHoliday(date, Set.copyOf(nations), parts.get(2));
  }
}
