package org.folkmoot.register.internal;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.folkmoot.constitution.Label;

/**
 * The attributes by which an institution compares its membership. Age, constituency and district
 * follow from what the register needs anyway; any other is an attribute of the affiliations, of
 * which the register keeps those that are named here and no more.
 */
record RepresentedBy(List<String> attributes) {
  static final String AGE = "age";
  static final String CONSTITUENCY = "constituency";
  static final String DISTRICT = "district";
  static final String ORGANISATION = "organisation";

  static final RepresentedBy DEFAULT = new RepresentedBy(List.of(CONSTITUENCY, AGE));

  private static final Label NOT_KNOWN = new Label("Not known", "Ddim yn hysbys");
  private static final int[] BANDS = {16, 25, 35, 45, 55, 65, 75};

  private static final Map<String, Label> NAMES =
      Map.of(
          AGE,
          new Label("Age", "Oedran"),
          CONSTITUENCY,
          new Label("Constituency", "Etholaeth"),
          DISTRICT,
          new Label("Postcode district", "Ardal cod post"),
          ORGANISATION,
          new Label("Site or organisation", "Safle neu sefydliad"),
          "year",
          new Label("Year group", "Grŵp blwyddyn"),
          "class",
          new Label("Class", "Dosbarth"),
          "sex",
          new Label("Sex", "Rhyw"));

  RepresentedBy {
    attributes =
        attributes.stream()
            // One line of a .cfg file comes as one text.
            .flatMap(names -> Arrays.stream(names.split(",")))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
    for (String name : attributes) {
      if (!name.matches("[a-z][a-z0-9-]{0,39}")) {
        throw new IllegalArgumentException(
            "representation = "
                + name
                + ": an attribute's name is of letters, digits and hyphens, such as year");
      }
    }
  }

  Label name(String attribute) {
    return NAMES.getOrDefault(attribute, new Label(attribute, attribute));
  }

  /** Those that the register has to keep for this purpose alone. */
  Set<String> kept() {
    Set<String> kept = new TreeSet<>(attributes);
    kept.removeAll(Set.of(AGE, CONSTITUENCY, DISTRICT));
    return kept;
  }

  static Label notKnown() {
    return NOT_KNOWN;
  }

  /** Bands in their order, with those whose date of birth is not known last. */
  static List<Label> bands() {
    List<Label> bands = new ArrayList<>();
    bands.add(new Label("Under " + BANDS[0], "O dan " + BANDS[0]));
    for (int i = 1; i < BANDS.length; i++) {
      String band = BANDS[i - 1] + "\u2013" + (BANDS[i] - 1);
      bands.add(new Label(band, band));
    }
    int oldest = BANDS[BANDS.length - 1];
    bands.add(new Label(oldest + " and over", oldest + " a throsodd"));
    return bands;
  }

  static Label band(LocalDate born, LocalDate today) {
    int age = Period.between(born, today).getYears();
    int band = 0;
    while (band < BANDS.length && age >= BANDS[band]) {
      band++;
    }
    return bands().get(band);
  }

  /** The outward half of the postcode in an address's last line: "LD1" of "LD1 5AA". */
  static Optional<String> district(List<String> postal) {
    if (postal.isEmpty()) {
      return Optional.empty();
    }
    String last = postal.get(postal.size() - 1).replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    return last.matches("[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")
        ? Optional.of(last.substring(0, last.length() - 3))
        : Optional.empty();
  }
}
