package org.folkmoot.count;

import java.util.ArrayList;
import java.util.List;

/** Writes a result as comma-separated values, in the layout of printed result sheets. */
final class CsvSheet {
  private final CountResult result;
  private final Wording words;
  private final StageTable table;
  private final StringBuilder out = new StringBuilder();

  CsvSheet(CountResult result, Language language) {
    this.result = result;
    this.words = Wording.in(language);
    this.table = new StageTable(result, words);
  }

  String text() {
    for (String[] fact : table.facts()) {
      row(List.of(text(fact[0]), text(fact[1])));
    }
    List<String> numbers = new ArrayList<>(List.of(""));
    List<String> headings = new ArrayList<>(List.of(text(words.say("sheet.candidates"))));
    List<String> values = new ArrayList<>(List.of(text(words.say("sheet.value"))));
    for (CountStage stage : result.stages()) {
      if (stage.number() > 1) {
        numbers.add("");
        headings.add(text(table.heading(stage)));
        values.add("");
      }
      numbers.add(text(words.say("sheet.stage") + " " + stage.number()));
      headings.add(text(stage.number() == 1 ? table.heading(stage) : words.say("sheet.total")));
      values.add(
          stage.transferValue().isPresent() ? result.votes(stage.transferValue().getAsLong()) : "");
    }
    headings.add(text(words.say("sheet.elected")));
    row(numbers);
    row(headings);
    row(values);
    for (int c = 1; c <= result.candidates().size(); c++) {
      List<String> cells = new ArrayList<>(List.of(text(result.name(c))));
      for (CountStage stage : result.stages()) {
        if (stage.number() > 1) {
          cells.add(table.change(stage, c));
        }
        cells.add(result.votes(stage.votesOf(c)));
      }
      cells.add(text(table.outcome(c)));
      row(cells);
    }
    List<String> lost = new ArrayList<>(List.of(text(words.say("sheet.nonTransferable"))));
    List<String> totals = new ArrayList<>(List.of(text(words.say("sheet.totals"))));
    for (CountStage stage : result.stages()) {
      if (stage.number() > 1) {
        lost.add(table.changeOfNonTransferable(stage));
        totals.add("");
      }
      lost.add(result.votes(stage.nonTransferable()));
      long all = stage.votes().stream().mapToLong(Long::longValue).sum();
      totals.add(result.votes(all + stage.nonTransferable()));
    }
    row(lost);
    row(totals);
    return out.toString();
  }

  private void row(List<String> cells) {
    out.append(String.join(",", cells)).append("\r\n");
  }

  /** Quoted; a text that a spreadsheet would take for a formula is marked as text. */
  private static String text(String text) {
    boolean formula = !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0;
    return "\""
        + (formula && !text.startsWith("- ") ? "'" : "")
        + text.replace("\"", "\"\"")
        + "\"";
  }
}
