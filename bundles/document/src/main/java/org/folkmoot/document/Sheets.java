package org.folkmoot.document;

import java.util.Locale;

/**
 * A4 sheets to be printed: a body in XHTML within a layout of our own.
 *
 * <p>The layout sets fonts, margins, headings, tables and a foot with the page's number. Families:
 * {@code Sheet} (regular and bold) and {@code Sheet Mono}. Classes it knows: {@code big}, {@code
 * small}, {@code mono}, {@code box} (a frame), {@code new-sheet} (begins a sheet), {@code whole}
 * (not divided between sheets).
 *
 * @param title of the document, said by screen readers and shown by readers of PDF
 * @param language what the text is written in
 * @param style more CSS, may be empty
 * @param header XHTML at the head of every sheet, may be empty
 * @param footer XHTML at the foot of every sheet beside the page's number, may be empty
 * @param body XHTML; whatever came from people is escaped ({@link #escape})
 */
public record Sheets(
    String title,
    Locale language,
    Print print,
    String style,
    String header,
    String footer,
    String body) {

  /** Sheets without a style of their own and without a header. */
  public static Sheets of(String title, Locale language, Print print, String body) {
    return new Sheets(title, language, print, "", "", "", body);
  }

  public Sheets withStyle(String css) {
    return new Sheets(title, language, print, css, header, footer, body);
  }

  public Sheets withHeader(String xhtml) {
    return new Sheets(title, language, print, style, xhtml, footer, body);
  }

  public Sheets withFooter(String xhtml) {
    return new Sheets(title, language, print, style, header, xhtml, body);
  }

  /** The whole document, ready for {@link Pdf}. */
  public String xhtml() {
    return """
    <html xmlns="http://www.w3.org/1999/xhtml" lang="%1$s" xml:lang="%1$s">
    <head>
    <title>%2$s</title>
    <meta name="subject" content="%2$s"/>
    <style>%3$s%4$s</style>
    </head>
    <body>
    <div class="sheet-header">%5$s</div>
    <div class="sheet-footer">%6$s</div>
    %7$s
    </body>
    </html>
    """
        .formatted(
            language.toLanguageTag(),
            escape(title),
            layout(print.points()),
            style,
            header,
            footer,
            body);
  }

  private static String layout(int points) {
    return """
    @page {
      size: A4; margin: 22mm 20mm 22mm 20mm;
      @top-left { content: element(sheet-header); }
      @bottom-left { content: element(sheet-footer); }
      @bottom-right {
        content: counter(page) " / " counter(pages);
        font-family: Sheet; font-size: %2$dpt; color: #333333;
      }
    }
    body { font-family: Sheet; font-size: %1$dpt; line-height: 1.35; color: #000000; margin: 0; }
    .sheet-header { position: running(sheet-header); font-size: %2$dpt; }
    .sheet-footer { position: running(sheet-footer); font-size: %2$dpt; color: #333333; }
    h1 { font-size: %3$dpt; line-height: 1.2; margin: 0 0 4mm 0; }
    h2 { font-size: %4$dpt; line-height: 1.25; margin: 6mm 0 2mm 0; page-break-after: avoid; }
    p, ul, ol, table, dl { margin: 0 0 3mm 0; }
    ul, ol { padding-left: 7mm; }
    table { border-collapse: collapse; width: 100%%; }
    th, td { text-align: left; vertical-align: top; padding: 1.5mm 2mm; }
    th { font-weight: bold; }
    .big { font-size: %4$dpt; }
    .small { font-size: %2$dpt; }
    .mono { font-family: 'Sheet Mono'; }
    .box { border: 1pt solid #000000; padding: 4mm; }
    .new-sheet { page-break-before: always; }
    .whole { page-break-inside: avoid; }
    """
        .formatted(points, points - 3, points + 8, points + 3);
  }

  /** Text as XHTML; characters that XML cannot carry become a question mark. */
  public static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            letter -> {
              switch (letter) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> {
                  boolean carried =
                      letter == '\t'
                          || letter == '\n'
                          || letter == '\r'
                          || (letter >= ' ' && letter < 0xD800)
                          || (letter >= 0xE000 && letter <= 0xFFFD)
                          || letter >= 0x10000;
                  out.appendCodePoint(carried ? letter : '?');
                }
              }
            });
    return out.toString();
  }
}
