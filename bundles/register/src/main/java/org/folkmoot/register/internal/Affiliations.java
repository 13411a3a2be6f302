package org.folkmoot.register.internal;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.folkmoot.records.Affiliation;

/** Affiliations as a column holds them: a line each, its items apart by tabs. */
final class Affiliations {
  private Affiliations() {}

  static String written(Affiliation affiliation, Residence residence) {
    return String.join(
        "\t",
        Names.oneLine(affiliation.kind()),
        word(affiliation.from()),
        word(affiliation.to()),
        word(applied(affiliation)),
        residence.word());
  }

  /** Anything but a day is no application: it would make somebody a member. */
  private static Optional<LocalDate> applied(Affiliation affiliation) {
    try {
      return Optional.ofNullable(affiliation.attributes().get(Affiliation.APPLIED))
          .map(LocalDate::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static List<HeldAffiliation> read(String column) {
    return column.lines().map(Affiliations::readOne).toList();
  }

  private static HeldAffiliation readOne(String line) {
    String[] parts = line.split("\t", -1);
    return new HeldAffiliation(
        parts[0],
        day(parts[1]),
        day(parts[2]),
        parts.length > 3 ? day(parts[3]) : Optional.empty(),
        parts.length > 4 ? Residence.of(parts[4]) : Residence.NOT_ASKED);
  }

  private static String word(Optional<LocalDate> day) {
    return day.map(LocalDate::toString).orElse("");
  }

  private static Optional<LocalDate> day(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
  }
}
