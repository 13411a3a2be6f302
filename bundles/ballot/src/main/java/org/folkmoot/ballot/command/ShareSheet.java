package org.folkmoot.ballot.command;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.folkmoot.ballot.KeyShare;
import org.folkmoot.ballot.keys.KeyShareText;
import org.folkmoot.ballot.keys.KeyShareWords;
import org.folkmoot.document.Pdf;
import org.folkmoot.document.Print;
import org.folkmoot.document.QrCode;
import org.folkmoot.document.Sheets;

/** What a trustee takes home: a share as a text file, and as one printed sheet. */
final class ShareSheet {
  private static final int COLUMNS = 3;

  private final Locale language;
  private final String institution;
  private final String election;
  private final List<String> trustees;
  private final ResourceBundle wording;

  /**
   * Sheets of one ceremony.
   *
   * @param trustees whose the shares are, in their order; empty when nobody was named
   */
  ShareSheet(Locale language, String institution, String election, List<String> trustees) {
    this.language = language;
    this.institution = institution;
    this.election = election;
    this.trustees = trustees;
    this.wording =
        ResourceBundle.getBundle(
            "wording.key-share",
            language,
            ShareSheet.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  private String say(String key, Object... values) {
    return new MessageFormat(wording.getString(key), language).format(values);
  }

  private String title(KeyShare share) {
    return share.shares() == 1
        ? say("title.one")
        : say("title", Integer.toString(share.number()), Integer.toString(share.shares()));
  }

  private String what(KeyShare share) {
    return share.shares() == 1
        ? say("what.one")
        : say("what", Integer.toString(share.shares()), Integer.toString(share.threshold()));
  }

  private String whose(KeyShare share) {
    return trustees.isEmpty() ? "" : trustees.get(share.number() - 1);
  }

  private List<String> rules(KeyShare share) {
    return share.shares() == 1
        ? List.of(say("do.1.one"), say("do.2"), say("do.3.one"))
        : List.of(say("do.1"), say("do.2"), say("do.3", Integer.toString(share.threshold())));
  }

  /** The text file. */
  String text(KeyShare share) {
    StringBuilder out = new StringBuilder(title(share)).append("\n\n");
    fact(out, say("institution"), institution);
    fact(out, say("election"), election);
    fact(out, say("trustee"), whose(share));
    fact(out, say("fingerprint"), share.fingerprint());
    out.append('\n').append(what(share)).append("\n\n");
    rules(share).forEach(rule -> out.append("- ").append(rule).append('\n'));
    out.append('\n').append(say("line")).append("\n\n");
    out.append(KeyShareText.write(share)).append("\n\n");
    out.append(say("words", Integer.toString(KeyShareWords.WORDS))).append("\n\n");
    List<String> words = KeyShareWords.write(share);
    for (int i = 0; i < words.size(); i += COLUMNS) {
      for (int j = i; j < Math.min(words.size(), i + COLUMNS); j++) {
        out.append("%4d %-10s".formatted(j + 1, words.get(j)));
      }
      out.append('\n');
    }
    return out.toString().replaceAll("[ ]+\n", "\n").replace("\n", "\r\n");
  }

  private static void fact(StringBuilder out, String name, String value) {
    if (!value.isEmpty()) {
      out.append(name).append(": ").append(value).append('\n');
    }
  }

  /** The printed sheet. */
  byte[] pdf(KeyShare share) {
    StringBuilder body = new StringBuilder("<h1>" + escape(title(share)) + "</h1>");
    body.append("<table class=\"facts\">");
    row(body, say("institution"), institution);
    row(body, say("election"), election);
    row(body, say("trustee"), whose(share));
    body.append("</table><p>").append(escape(what(share))).append("</p><ul>");
    rules(share).forEach(rule -> body.append("<li>").append(escape(rule)).append("</li>"));
    body.append("</ul><table class=\"secret\"><tr><td class=\"code\"><img alt=\"")
        .append(escape(say("qr")))
        .append("\" src=\"")
        .append(QrCode.of(KeyShareText.write(share)).pngAddress(6))
        .append("\"/></td><td>");
    body.append("<table class=\"words\">");
    List<String> words = KeyShareWords.write(share);
    int rows = (words.size() + COLUMNS - 1) / COLUMNS;
    for (int row = 0; row < rows; row++) {
      body.append("<tr>");
      for (int column = 0; column < COLUMNS; column++) {
        int word = column * rows + row;
        body.append("<td>");
        if (word < words.size()) {
          body.append("<span class=\"n\">")
              .append(word + 1)
              .append("</span> <b>")
              .append(words.get(word))
              .append("</b>");
        }
        body.append("</td>");
      }
      body.append("</tr>");
    }
    body.append("</table></td></tr></table><p class=\"note\">")
        .append(escape(say("sheet.note", Integer.toString(words.size()))))
        .append("</p><p class=\"note\"><b>")
        .append(escape(say("fingerprint")))
        .append("</b><br/><span class=\"mono\">")
        .append(grouped(share.fingerprint()))
        .append("</span></p>");
    return Pdf.of(
        Sheets.of(title(share), language, Print.STANDARD, body.toString())
            .withStyle(
                """
                @page { margin: 16mm 18mm 16mm 18mm; }
                body { font-size: 12.5pt; }
                h1 { font-size: 21pt; }
                .facts { width: auto; }
                .facts td { padding: 0.5mm 4mm 0.5mm 0; }
                .secret { border: 1.5pt solid #000000; margin-top: 2mm; }
                .secret td.code { width: 62mm; padding: 1mm; vertical-align: middle; }
                .secret img { width: 60mm; }
                .words { margin: 2mm 0; }
                .words td { padding: 0.9mm 1mm; font-size: 12.5pt; white-space: nowrap; }
                .n { font-size: 9pt; color: #333333; }
                .note { font-size: 11pt; margin-bottom: 2mm; }
                """)
            .withFooter(escape(say("foot"))));
  }

  private static void row(StringBuilder body, String name, String value) {
    if (!value.isEmpty()) {
      body.append("<tr><td>")
          .append(escape(name))
          .append("</td><td><b>")
          .append(escape(value))
          .append("</b></td></tr>");
    }
  }

  /** In groups of eight, two lines, so that two people can compare it aloud. */
  private static String grouped(String fingerprint) {
    List<String> groups = List.of(fingerprint.split("(?<=\\G.{8})"));
    int half = groups.size() / 2;
    return groups.subList(0, half).stream().collect(Collectors.joining(" "))
        + "<br/>"
        + groups.subList(half, groups.size()).stream().collect(Collectors.joining(" "));
  }

  private static String escape(String text) {
    return Sheets.escape(text);
  }
}
