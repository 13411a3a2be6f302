package org.folkmoot.constitution;

import java.util.ArrayList;
import java.util.List;

/** What a rule pack forbids in a set-up, each with its rule. */
final class ConstitutionCheck {
  private ConstitutionCheck() {}

  static List<Refusal> of(Constitution constitution) {
    List<Refusal> refusals = new ArrayList<>();
    RulePack pack = constitution.pack();
    String packRule = "rule pack " + pack.id();
    pack.methodsRequired()
        .forEach(
            (method, rule) -> {
              if (!constitution.methods().contains(method)) {
                refusals.add(
                    new Refusal(
                        "voting by " + method.word() + " is not offered to every voter",
                        rule,
                        "Add " + method.word() + " to the methods of voting."));
              }
            });
    constitution.methods().stream()
        .filter(method -> !pack.methodsAllowed().contains(method))
        .sorted()
        .forEach(
            method ->
                refusals.add(
                    new Refusal(
                        "voting by " + method.word() + " is not allowed",
                        packRule,
                        "Take " + method.word() + " out of the methods of voting.")));
    if (constitution.methods().isEmpty()) {
      refusals.add(
          new Refusal(
              "no method of voting is offered", packRule, "Choose at least one method of voting."));
    }
    if (constitution.seats() < pack.minimumSeats()) {
      refusals.add(
          new Refusal(
              "a governing body of "
                  + constitution.seats()
                  + " seats is too small; it needs "
                  + pack.minimumSeats(),
              packRule,
              "Set at least " + pack.minimumSeats() + " seats."));
    }
    if (!pack.nations().contains(constitution.nation())) {
      refusals.add(
          new Refusal(
              "the pack does not apply in " + constitution.nation(),
              packRule,
              "Choose a pack made for that nation."));
    }
    return refusals;
  }
}
