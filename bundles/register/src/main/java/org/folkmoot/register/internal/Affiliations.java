package org.folkmoot.register.internal;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.folkmoot.records.Affiliation;

/**
 * Affiliations as a column holds them: a line each, kind, first and last day, day of application
 * and residence by tabs, then the attributes that are kept, each as name=value.
 */
final class Affiliations {
  /** A ward or clinic must not be told from where a patient is held: of them only this is kept. */
  private static final Set<String> KEPT_OF_PATIENTS = Set.of("sex");

  private Affiliations() {}

  /** Without attributes, but for those named. */
  static String written(Affiliation affiliation, Residence residence, Set<String> kept) {
    StringBuilder line =
        new StringBuilder(
            String.join(
                "\t",
                Names.oneLine(affiliation.kind()),
                word(affiliation.from()),
                word(affiliation.to()),
                word(applied(affiliation)),
                residence.word()));
    boolean patient =
        affiliation.kind().equals(Affiliation.Kinds.PATIENT)
            || affiliation.kind().equals(Affiliation.Kinds.CARER);
    for (String name : new TreeSet<>(kept)) {
      Optional<String> value =
          name.equals(RepresentedBy.ORGANISATION)
              ? affiliation.organisation()
              : Optional.ofNullable(affiliation.attributes().get(name));
      if (!patient || KEPT_OF_PATIENTS.contains(name)) {
        value
            .map(Names::oneLine)
            .filter(text -> !text.isEmpty())
            .ifPresent(text -> line.append('\t').append(name).append('=').append(text));
      }
    }
    return line.toString();
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
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 5; i < parts.length; i++) {
      String[] nameAndValue = parts[i].split("=", 2);
      attributes.put(nameAndValue[0], nameAndValue[1]);
    }
    return new HeldAffiliation(
        parts[0],
        day(parts[1]),
        day(parts[2]),
        parts.length > 3 ? day(parts[3]) : Optional.empty(),
        parts.length > 4 ? Residence.of(parts[4]) : Residence.NOT_ASKED,
        attributes);
  }

  private static String word(Optional<LocalDate> day) {
    return day.map(LocalDate::toString).orElse("");
  }

  private static Optional<LocalDate> day(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
  }
}
