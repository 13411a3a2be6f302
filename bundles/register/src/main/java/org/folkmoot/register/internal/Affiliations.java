package org.folkmoot.register.internal;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.folkmoot.records.Affiliation;

/**
 * Affiliations as a column holds them: a line each, kind, first and last day by tabs, then the
 * attributes that are kept, each as name=value.
 */
final class Affiliations {
  /** A ward or clinic must not be told from where a patient is held: of them only this is kept. */
  private static final Set<String> KEPT_OF_PATIENTS = Set.of("sex");

  private Affiliations() {}

  /** Without attributes, but for those named. */
  static String written(Affiliation affiliation, Set<String> kept) {
    StringBuilder line =
        new StringBuilder(Names.oneLine(affiliation.kind()))
            .append('\t')
            .append(affiliation.from().map(LocalDate::toString).orElse(""))
            .append('\t')
            .append(affiliation.to().map(LocalDate::toString).orElse(""));
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

  static List<Affiliation> read(String column) {
    return column.lines().map(Affiliations::readOne).toList();
  }

  private static Affiliation readOne(String line) {
    String[] parts = line.split("\t", -1);
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 3; i < parts.length; i++) {
      String[] nameAndValue = parts[i].split("=", 2);
      attributes.put(nameAndValue[0], nameAndValue[1]);
    }
    return new Affiliation(
        parts[0], Optional.empty(), Optional.empty(), day(parts[1]), day(parts[2]), attributes);
  }

  private static Optional<LocalDate> day(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
  }
}
