package org.folkmoot.register.internal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.folkmoot.constitution.Label;
import org.folkmoot.register.linking.Agreement;
import org.folkmoot.register.linking.Item;
import org.folkmoot.register.linking.Level;

/** Why two records were linked, as the log keeps it and as people are told it. */
final class LinkingEvidence {
  static final String DECISION = "decision";
  private static final String WEIGHT = "weight";
  private static final double HUNDREDTHS = 100;

  private static final Map<Item, Label> ITEMS = new EnumMap<>(Item.class);

  static {
    ITEMS.put(Item.GIVEN_NAME, new Label("given name", "enw cyntaf"));
    ITEMS.put(Item.SURNAME, new Label("family name", "cyfenw"));
    ITEMS.put(Item.DATE_OF_BIRTH, new Label("date of birth", "dyddiad geni"));
    ITEMS.put(Item.EMAIL, new Label("email address", "cyfeiriad e-bost"));
    ITEMS.put(Item.TELEPHONE, new Label("telephone number", "rhif ffôn"));
    ITEMS.put(Item.POSTCODE, new Label("postcode", "cod post"));
    ITEMS.put(
        Item.ADDRESS_LINE_1, new Label("first line of the address", "llinell gyntaf y cyfeiriad"));
  }

  private LinkingEvidence() {}

  static Label item(Item item) {
    return ITEMS.get(item);
  }

  static long hundredths(double weight) {
    return Math.round(weight * HUNDREDTHS);
  }

  static double bits(long hundredths) {
    return hundredths / HUNDREDTHS;
  }

  /** One word and what agreed: {@code weight 1324 GIVEN_NAME=EXACT POSTCODE=EXACT}. */
  static String byWeight(double weight, List<Agreement> agreements) {
    return WEIGHT
        + " "
        + hundredths(weight)
        + agreements.stream()
            .filter(agreement -> agreement.level() != Level.UNKNOWN)
            .map(agreement -> " " + agreement.item() + "=" + agreement.level())
            .collect(Collectors.joining());
  }

  /** The weight a link was made at; empty where a rule or a person made it. */
  static Optional<Long> weight(String evidence) {
    String[] words = evidence.split(" ");
    return words[0].equals(WEIGHT) ? Optional.of(Long.valueOf(words[1])) : Optional.empty();
  }

  /** As a clause. */
  static Label label(String evidence) {
    if (evidence.equals(DECISION)) {
      return new Label("somebody decided so", "penderfynodd rhywun hynny");
    }
    Optional<Long> weight = weight(evidence);
    if (weight.isEmpty()) {
      return LinkRule.of(evidence).evidence();
    }
    List<Label> agreeing = new ArrayList<>();
    String[] words = evidence.split(" ");
    for (String word : List.of(words).subList(2, words.length)) {
      String[] itemAndLevel = word.split("=", 2);
      if (Level.valueOf(itemAndLevel[1]) != Level.DIFFERENT) {
        agreeing.add(ITEMS.get(Item.valueOf(itemAndLevel[0])));
      }
    }
    // Without the figure, so that the register keeps few texts: the pair has it.
    return new Label(
        listed(agreeing.stream().map(Label::en).toList(), " and ")
            + " agree, and that together weighs enough",
        "mae'r "
            + listed(agreeing.stream().map(Label::cy).toList(), " a'r ")
            + " yn cytuno, ac mae hynny gyda'i gilydd yn pwyso digon");
  }

  private static String listed(List<String> items, String and) {
    if (items.size() < 2) {
      return String.join("", items);
    }
    return String.join(", ", items.subList(0, items.size() - 1))
        + and
        + items.get(items.size() - 1);
  }
}
