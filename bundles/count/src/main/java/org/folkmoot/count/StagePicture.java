package org.folkmoot.count;

/**
 * Draws the stages as SVG: a column for each stage, a bar for each candidate, a dashed line at the
 * quota. Marks, not colours alone, tell who is elected and who excluded.
 */
final class StagePicture {
  private static final int NAMES = 190;
  private static final int COLUMN = 110;
  private static final int BAR = 90;
  private static final int ROW = 24;
  private static final int HEAD = 30;

  private final CountResult result;
  private final Wording words;
  private final StageTable table;
  private final StringBuilder out = new StringBuilder();

  StagePicture(CountResult result, Language language) {
    this.result = result;
    this.words = Wording.in(language);
    this.table = new StageTable(result, words);
  }

  String svg() {
    int width = NAMES + COLUMN * result.stages().size();
    int height = HEAD + ROW * result.candidates().size() + 6;
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"").append(width);
    out.append("\" height=\"").append(height).append("\" viewBox=\"0 0 ").append(width);
    out.append(' ').append(height).append("\" font-size=\"13\" font-family=\"sans-serif\">\n");
    out.append("<title>").append(HtmlSheet.escape(words.say("sheet.picture")));
    out.append("</title>\n<desc>").append(HtmlSheet.escape(words.say("sheet.pictureIs")));
    out.append("</desc>\n");
    for (int c = 1; c <= result.candidates().size(); c++) {
      label(4, HEAD + ROW * c - 7, shortened(result.name(c)));
    }
    // One scale for the whole picture, so that bars can be compared across stages.
    long longest = Math.max(1, result.quota().orElse(0));
    for (CountStage stage : result.stages()) {
      for (long votes : stage.votes()) {
        longest = Math.max(longest, votes);
      }
    }
    for (CountStage stage : result.stages()) {
      stage(stage, longest);
    }
    return out.append("</svg>\n").toString();
  }

  private void stage(CountStage stage, long longest) {
    int left = NAMES + COLUMN * (stage.number() - 1);
    label(left, 18, words.say("sheet.stage") + " " + stage.number());
    for (int c = 1; c <= result.candidates().size(); c++) {
      int top = HEAD + ROW * (c - 1);
      boolean elected = table.electedAt(c) > 0 && table.electedAt(c) <= stage.number();
      boolean excluded = table.excludedAt(c) > 0 && table.excludedAt(c) <= stage.number();
      long length = stage.votesOf(c) * BAR / longest;
      if (length > 0) {
        out.append("<rect x=\"").append(left).append("\" y=\"").append(top + 3);
        out.append("\" width=\"").append(length).append("\" height=\"").append(ROW - 6);
        out.append("\" fill=\"").append(elected ? "#2e7d32" : excluded ? "#8a8a8a" : "#3b6fb6");
        out.append("\"/>\n");
      }
      if (elected || excluded) {
        label(left + (int) length + 3, top + ROW - 7, elected ? "✓" : "✗");
      }
    }
    if (stage.quota().isPresent()) {
      long at = left + stage.quota().getAsLong() * BAR / longest;
      out.append("<line x1=\"").append(at).append("\" x2=\"").append(at).append("\" y1=\"");
      out.append(HEAD).append("\" y2=\"").append(HEAD + ROW * result.candidates().size());
      out.append("\" stroke=\"currentColor\" stroke-dasharray=\"4 3\"/>\n");
    }
  }

  private void label(int x, int y, String text) {
    out.append("<text x=\"").append(x).append("\" y=\"").append(y).append("\">");
    out.append(HtmlSheet.escape(text)).append("</text>\n");
  }

  private static String shortened(String name) {
    return name.codePointCount(0, name.length()) <= 25
        ? name
        : name.substring(0, name.offsetByCodePoints(0, 24)) + "…";
  }
}
