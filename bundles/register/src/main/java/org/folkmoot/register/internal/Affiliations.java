package org.folkmoot.register.internal;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.records.Affiliation;

/** Affiliations as a column holds them: a line each, kind, first and last day by tabs. */
final class Affiliations {
  private Affiliations() {}

  static String written(Affiliation affiliation) {
    return Names.oneLine(affiliation.kind())
        + "\t"
        + affiliation.from().map(LocalDate::toString).orElse("")
        + "\t"
        + affiliation.to().map(LocalDate::toString).orElse("");
  }

  static List<Affiliation> read(String column) {
    return column.lines().map(Affiliations::readOne).toList();
  }

  private static Affiliation readOne(String line) {
    String[] parts = line.split("\t", -1);
    return new Affiliation(
        parts[0], Optional.empty(), Optional.empty(), day(parts[1]), day(parts[2]), Map.of());
  }

  private static Optional<LocalDate> day(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
  }
}
