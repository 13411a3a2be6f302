package org.folkmoot.count;

/** Writes a result as an HTML page that stands alone and can be read without seeing it. */
final class HtmlSheet {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; }
      body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 70rem; padding: 1rem; }
      .wide { overflow-x: auto; }
      table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
      caption { text-align: start; font-weight: bold; padding: .5rem 0; }
      th, td { border: 1px solid #767676; padding: .25rem .5rem; text-align: end; white-space: nowrap; }
      thead th { vertical-align: bottom; white-space: normal; min-width: 6rem; }
      th[scope=row] { text-align: start; }
      td small { display: block; }
      dt { font-weight: bold; }
      svg text { fill: currentColor; }
      """;

  private final CountResult result;
  private final Wording words;
  private final StageTable table;
  private final StringBuilder out = new StringBuilder();

  HtmlSheet(CountResult result, Language language) {
    this.result = result;
    this.words = Wording.in(language);
    this.table = new StageTable(result, words);
  }

  String page() {
    String heading = words.say("sheet.title");
    String title = result.title().isEmpty() ? heading : heading + ": " + result.title();
    out.append("<!DOCTYPE html>\n<html lang=\"").append(words.language().tag()).append("\">\n");
    out.append("<head>\n<meta charset=\"utf-8\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    element("title", title);
    out.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n<main>\n");
    element("h1", title);
    element("p", Narration.of(result, words.language()).get(result.stages().size() + 1));
    out.append("<dl>\n");
    for (String[] fact : table.facts()) {
      element("dt", fact[0]);
      element("dd", fact[1]);
    }
    out.append("</dl>\n");
    element("h2", words.say("sheet.picture"));
    out.append("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"");
    out.append(escape(words.say("sheet.picture"))).append("\">\n");
    out.append(new StagePicture(result, words.language()).svg()).append("</div>\n");
    element("h2", words.say("sheet.stages"));
    stages();
    element("h2", words.say("sheet.words"));
    for (String paragraph : Narration.of(result, words.language())) {
      element("p", paragraph);
    }
    return out.append("</main>\n</body>\n</html>\n").toString();
  }

  private void stages() {
    out.append("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"");
    out.append(escape(words.say("sheet.stages"))).append("\">\n<table>\n");
    element("caption", words.say("sheet.stages"));
    out.append("<thead>\n<tr>");
    head("col", words.say("sheet.candidates"));
    for (CountStage stage : result.stages()) {
      head("col", words.say("sheet.stage") + " " + stage.number() + ": " + table.heading(stage));
    }
    head("col", words.say("sheet.elected"));
    out.append("</tr>\n</thead>\n<tbody>\n");
    for (int c = 1; c <= result.candidates().size(); c++) {
      out.append("<tr>");
      head("row", result.name(c));
      for (CountStage stage : result.stages()) {
        cell(result.votes(stage.votesOf(c)), table.change(stage, c));
      }
      cell(table.outcome(c), "");
      out.append("</tr>\n");
    }
    out.append("<tr>");
    head("row", words.say("sheet.nonTransferable"));
    for (CountStage stage : result.stages()) {
      cell(result.votes(stage.nonTransferable()), table.changeOfNonTransferable(stage));
    }
    cell("", "");
    out.append("</tr>\n</tbody>\n</table>\n</div>\n");
  }

  private void head(String scope, String text) {
    out.append("<th scope=\"").append(scope).append("\">").append(escape(text)).append("</th>");
  }

  private void cell(String text, String change) {
    out.append("<td>").append(escape(text));
    if (!change.isEmpty()) {
      out.append("<small>").append(escape(change)).append("</small>");
    }
    out.append("</td>");
  }

  private void element(String name, String text) {
    out.append('<').append(name).append('>').append(escape(text));
    out.append("</").append(name).append(">\n");
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
