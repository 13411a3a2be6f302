package org.folkmoot.count;

import java.util.ArrayList;
import java.util.List;

/** What the tables of stages share: headings, and how each candidate's column of votes changes. */
final class StageTable {
  private final CountResult result;
  private final Wording words;

  StageTable(CountResult result, Wording words) {
    this.result = result;
    this.words = words;
  }

  /** Label and value of each line above the table. */
  List<String[]> facts() {
    List<String[]> facts = new ArrayList<>();
    facts.add(fact("sheet.election", result.title()));
    facts.add(fact("sheet.rule", result.rule()));
    facts.add(fact("sheet.seats", String.valueOf(result.seats())));
    facts.add(fact("sheet.valid", String.valueOf(result.valid())));
    facts.add(fact("sheet.invalid", String.valueOf(result.invalidPapers())));
    result
        .invalid()
        .forEach(
            (ground, papers) ->
                facts.add(
                    new String[] {"- " + ground.words(words.language()), String.valueOf(papers)}));
    if (result.unclear() > 0) {
      facts.add(fact("sheet.unclear", String.valueOf(result.unclear())));
    }
    if (!result.withdrawn().isEmpty()) {
      List<Integer> withdrawn = List.copyOf(result.withdrawn());
      facts.add(fact("sheet.withdrawn", words.names(result, withdrawn)));
    }
    if (result.quota().isPresent()) {
      facts.add(fact("sheet.quota", result.votes(result.quota().getAsLong())));
    }
    result
        .departures()
        .forEach(
            (reading, value) -> facts.add(fact("sheet.switch", reading.name() + " = " + value)));
    return facts;
  }

  private String[] fact(String key, String value) {
    return new String[] {words.say(key), value};
  }

  /** What a stage is called in its heading. */
  String heading(CountStage stage) {
    return switch (stage.action()) {
      case FIRST_PREFERENCES ->
          words.say(result.rule().equals("fptp") ? "sheet.votes" : "sheet.first");
      case SURPLUS -> words.say("sheet.surplus", "names", names(stage));
      case EXCLUSION -> words.say("sheet.exclusion", "names", names(stage));
    };
  }

  private String names(CountStage stage) {
    return words.names(result, stage.candidates());
  }

  /** What a candidate gained or lost in a stage, with its sign; empty if nothing. */
  String change(CountStage stage, int candidate) {
    if (stage.number() == 1) {
      return "";
    }
    return signed(stage.votesOf(candidate) - before(stage).votesOf(candidate));
  }

  /** What became non-transferable in a stage, with its sign; empty if nothing. */
  String changeOfNonTransferable(CountStage stage) {
    return stage.number() == 1
        ? ""
        : signed(stage.nonTransferable() - before(stage).nonTransferable());
  }

  private CountStage before(CountStage stage) {
    return result.stages().get(stage.number() - 2);
  }

  private String signed(long units) {
    return units == 0 ? "" : (units > 0 ? "+" : "") + result.votes(units);
  }

  /** The stage in which a candidate was elected; 0 if in none. */
  int electedAt(int candidate) {
    return result.elected().stream()
        .filter(elected -> elected.candidate() == candidate)
        .mapToInt(CountResult.Elected::stage)
        .findFirst()
        .orElse(0);
  }

  /** The stage in which a candidate was excluded; 0 if in none. */
  int excludedAt(int candidate) {
    return result.stages().stream()
        .filter(stage -> stage.action() == CountStage.Action.EXCLUSION)
        .filter(stage -> stage.candidates().contains(candidate))
        .mapToInt(CountStage::number)
        .findFirst()
        .orElse(0);
  }

  /** Elected and when, withdrawn, or nothing. */
  String outcome(int candidate) {
    int elected = electedAt(candidate);
    if (elected > 0) {
      return words.say("sheet.electedAt", "stage", elected);
    }
    return result.withdrawn().contains(candidate) ? words.say("sheet.withdrawn") : "";
  }
}
