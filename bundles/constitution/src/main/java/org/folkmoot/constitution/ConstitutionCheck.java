package org.folkmoot.constitution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a rule pack forbids in a set-up, each with its rule, by the setting that must change. */
final class ConstitutionCheck {
  private final Map<String, List<Refusal>> refusals = new LinkedHashMap<>();
  private final Constitution constitution;
  private final RulePack pack;
  private final String packRule;

  private ConstitutionCheck(Constitution constitution) {
    this.constitution = constitution;
    this.pack = constitution.pack();
    this.packRule = "rule pack " + pack.id();
  }

  static Map<String, List<Refusal>> of(Constitution constitution) {
    ConstitutionCheck check = new ConstitutionCheck(constitution);
    check.methods();
    check.seats();
    check.nation();
    return check.refusals;
  }

  private void methods() {
    pack.methodsRequired()
        .forEach(
            (method, rule) -> {
              if (!constitution.methods().contains(method)) {
                refuse(
                    "methods",
                    "voting by " + method.word() + " is not offered to every voter",
                    rule,
                    "Add " + method.word() + " to the methods of voting.");
              }
            });
    constitution.methods().stream()
        .filter(method -> !pack.methodsAllowed().contains(method))
        .sorted()
        .forEach(
            method ->
                refuse(
                    "methods",
                    "voting by " + method.word() + " is not allowed",
                    packRule + ", methodsAllowed",
                    "Take " + method.word() + " out of the methods of voting."));
    if (constitution.methods().isEmpty()) {
      refuse(
          "methods",
          "no method of voting is offered",
          packRule + ", methodsAllowed",
          "Choose at least one method of voting.");
    }
  }

  private void seats() {
    if (pack.seatsAreTable() && constitution.seats() != pack.minimumSeats()) {
      refuse(
          "seats",
          "a governing body of "
              + constitution.seats()
              + " seats is not the one the law prescribes, which has "
              + pack.minimumSeats(),
          packRule + ", seats",
          "Set " + pack.minimumSeats() + " seats, or use a pack with the table of your school.");
      return;
    }
    if (constitution.seats() < pack.minimumSeats()) {
      refuse(
          "seats",
          "a governing body of "
              + constitution.seats()
              + " seats is too small; it needs "
              + pack.minimumSeats(),
          packRule + ", minimumSeats",
          "Set at least " + pack.minimumSeats() + " seats.");
      return;
    }
    Map<Constituency, Integer> thirds = constitution.thirds();
    for (Constituency constituency : Constituency.values()) {
      int fixed = 0;
      for (SeatsOfThird entry : pack.seats()) {
        if (entry.constituency() == constituency && entry.number() != SeatsOfThird.REST) {
          fixed += entry.number();
        }
      }
      if (fixed > thirds.get(constituency)) {
        refuse(
            "seats",
            "the third of the "
                + constituency.word()
                + " has "
                + thirds.get(constituency)
                + " seats, of which the pack gives "
                + fixed
                + " away",
            packRule + ", seats",
            "Set at least " + 3 * fixed + " seats.");
      }
    }
  }

  private void nation() {
    if (!pack.nations().contains(constitution.nation())) {
      refuse(
          "nation",
          "the pack does not apply in " + constitution.nation().word(),
          packRule + ", nations",
          "Choose a pack made for that nation.");
    }
  }

  private void refuse(String setting, String reason, String rule, String remedy) {
    refusals
        .computeIfAbsent(setting, key -> new ArrayList<>())
        .add(new Refusal(reason, rule, remedy));
  }
}
