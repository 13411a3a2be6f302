package org.folkmoot.count;

import java.util.ArrayList;
import java.util.List;

/** Writes a result as plain text: facts, the table of stages in blocks, the count in words. */
final class TextSheet {
  private static final int STAGES_ABREAST = 6;
  private static final int NAME_WIDTH = 28;
  private static final int LINE_WIDTH = 96;

  private final CountResult result;
  private final Wording words;
  private final StageTable table;
  private final StringBuilder out = new StringBuilder();

  TextSheet(CountResult result, Language language) {
    this.result = result;
    this.words = Wording.in(language);
    this.table = new StageTable(result, words);
  }

  String text() {
    for (String[] fact : table.facts()) {
      line(pad(fact[0], NAME_WIDTH) + " " + fact[1]);
    }
    for (int from = 0; from < result.stages().size(); from += STAGES_ABREAST) {
      int to = Math.min(result.stages().size(), from + STAGES_ABREAST);
      line("");
      block(result.stages().subList(from, to));
    }
    line("");
    for (CountResult.Elected elected : result.elected()) {
      line(pad(elected.name(), NAME_WIDTH) + " " + table.outcome(elected.candidate()));
    }
    for (String paragraph : Narration.of(result, words.language())) {
      line("");
      wrap(paragraph);
    }
    return out.toString();
  }

  private void block(List<CountStage> stages) {
    for (CountStage stage : stages) {
      wrap(words.say("sheet.stage") + " " + stage.number() + ": " + table.heading(stage));
    }
    List<List<String>> columns = new ArrayList<>();
    columns.add(names());
    stages.forEach(stage -> columns.add(column(stage)));
    int[] widths =
        columns.stream()
            .mapToInt(column -> column.stream().mapToInt(TextSheet::width).max().orElse(0))
            .toArray();
    for (int row = 0; row < columns.get(0).size(); row++) {
      StringBuilder text = new StringBuilder(pad(columns.get(0).get(row), NAME_WIDTH));
      for (int c = 1; c < columns.size(); c++) {
        String cell = columns.get(c).get(row);
        text.append("  ").append(" ".repeat(widths[c] - width(cell))).append(cell);
      }
      line(text.toString().stripTrailing());
    }
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    names.add(words.say("sheet.candidates"));
    names.addAll(result.candidates());
    names.add(words.say("sheet.nonTransferable"));
    names.add(words.say("sheet.totals"));
    return names;
  }

  private List<String> column(CountStage stage) {
    List<String> cells = new ArrayList<>();
    cells.add(words.say("sheet.stage") + " " + stage.number());
    long all = stage.nonTransferable();
    for (int c = 1; c <= result.candidates().size(); c++) {
      all += stage.votesOf(c);
      String mark = table.electedAt(c) == stage.number() ? "*" : " ";
      boolean out = stage.votesOf(c) == 0 && table.excludedAt(c) > 0;
      boolean gone = out && table.excludedAt(c) <= stage.number();
      cells.add(cell(table.change(stage, c), gone ? "-" : result.votes(stage.votesOf(c))) + mark);
    }
    cells.add(
        cell(table.changeOfNonTransferable(stage), result.votes(stage.nonTransferable())) + " ");
    cells.add(result.votes(all) + " ");
    return cells;
  }

  private static String cell(String change, String votes) {
    return change.isEmpty()
        ? votes
        : change + " " + " ".repeat(Math.max(0, 8 - votes.length())) + votes;
  }

  private void wrap(String paragraph) {
    StringBuilder current = new StringBuilder();
    for (String word : paragraph.split(" ")) {
      if (current.length() > 0 && current.length() + 1 + word.length() > LINE_WIDTH) {
        line(current.toString());
        current.setLength(0);
      }
      current.append(current.length() == 0 ? "" : " ").append(word);
    }
    line(current.toString());
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String pad(String text, int width) {
    int length = width(text);
    return length > width
        ? text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…"
        : text + " ".repeat(width - length);
  }
}
