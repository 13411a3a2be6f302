package org.folkmoot.register.internal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.constitution.Label;
import org.folkmoot.register.Reviews.Item;
import org.folkmoot.register.Reviews.Verdict;
import org.folkmoot.register.linking.Agreement;
import org.folkmoot.register.linking.Level;
import org.folkmoot.register.linking.Linker;
import org.folkmoot.register.linking.Thresholds;
import org.folkmoot.register.linking.Weights;
import org.jdbi.v3.core.Handle;

/** Two records item by item, for a person to look at. */
final class PairComparison {
  private static final Label IDENTIFIER =
      new Label(
          "a verified identifier, such as the NHS number",
          "dynodydd wedi'i wirio, megis y rhif GIG");

  private PairComparison() {}

  static List<Item> of(Handle handle, String institution, HeldRecord left, HeldRecord right) {
    LinkingCorpus two = LinkingCorpus.two(handle, institution, left.id(), right.id());
    Map<org.folkmoot.register.linking.Item, Level> levels =
        new EnumMap<>(org.folkmoot.register.linking.Item.class);
    // The levels do not depend on the weights.
    new Linker(Weights.learn(two.corpus()), Thresholds.STANDARD)
        .over(two.corpus())
        .pair(0, 1)
        .evidence()
        .forEach((Agreement agreement) -> levels.put(agreement.item(), agreement.level()));
    List<Item> items = new ArrayList<>();
    for (org.folkmoot.register.linking.Item item : two.corpus().items()) {
      Verdict verdict = verdict(levels.getOrDefault(item, Level.UNKNOWN));
      items.add(
          new Item(LinkingEvidence.item(item), verdict, shown(item, left), shown(item, right)));
    }
    identifiers(left, right).ifPresent(verdict -> items.add(new Item(IDENTIFIER, verdict, "", "")));
    return items;
  }

  private static Verdict verdict(Level level) {
    return switch (level) {
      case UNKNOWN -> Verdict.NOT_KNOWN;
      case EXACT -> Verdict.SAME;
      case NEAR, PARTLY, SWAPPED -> Verdict.ALIKE;
      case DIFFERENT -> Verdict.DIFFERENT;
    };
  }

  /** Nothing of what is held as a fingerprint only. */
  private static String shown(org.folkmoot.register.linking.Item item, HeldRecord record) {
    return switch (item) {
      case GIVEN_NAME -> record.given();
      case SURNAME -> record.family();
      case DATE_OF_BIRTH -> record.born().map(Object::toString).orElse("");
      default -> "";
    };
  }

  private static Optional<Verdict> identifiers(HeldRecord left, HeldRecord right) {
    List<Boolean> same =
        left.identifiers().entrySet().stream()
            .filter(identifier -> right.identifiers().containsKey(identifier.getKey()))
            .map(i -> right.identifiers().get(i.getKey()).equals(i.getValue()))
            .toList();
    return same.isEmpty()
        ? Optional.empty()
        : Optional.of(same.contains(false) ? Verdict.DIFFERENT : Verdict.SAME);
  }
}
