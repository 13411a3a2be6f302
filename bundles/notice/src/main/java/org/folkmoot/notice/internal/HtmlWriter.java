package org.folkmoot.notice.internal;

import java.util.Locale;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.folkmoot.notice.Fact;

/**
 * Writes a block of wording as HTML for mail programs: styles inline, no image, nothing fetched.
 * Every word, whether of the wording or of a fact, is escaped here.
 */
final class HtmlWriter {
  private static final String FONT = "font-family:Arial,Helvetica,sans-serif;";
  private static final String WORDS = FONT + "font-size:18px;line-height:1.5;color:#0b0c0c;";
  private static final String SMALL = FONT + "font-size:16px;line-height:1.5;color:#484949;";
  private static final String LINK = "color:#1a65a6;";
  private static final String WHOLE = "overflow-wrap:anywhere;word-break:break-word;";

  private final Facts facts;
  private final String style;
  private final StringBuilder html = new StringBuilder();

  private HtmlWriter(Facts facts, String style) {
    this.facts = facts;
    this.style = style;
  }

  static String block(Node block, Facts facts) {
    return written(block, facts, WORDS);
  }

  static String footer(Node block, Facts facts) {
    return written(block, facts, SMALL);
  }

  private static String written(Node block, Facts facts, String style) {
    HtmlWriter writer = new HtmlWriter(facts, style);
    writer.write(block);
    return writer.html.toString();
  }

  /** The page up to the first block. */
  static String top(String subject, String institution, Locale language) {
    return "<!DOCTYPE html>\n<html lang=\""
        + language.getLanguage()
        + "\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        + "<meta name=\"color-scheme\" content=\"light\">\n<title>"
        + escaped(subject)
        + "</title>\n</head>\n<body style=\"margin:0;padding:0;background-color:#f3f2f1;\">\n"
        + "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\""
        + " lang=\""
        + language.getLanguage()
        + "\"><tr><td align=\"center\">\n"
        + "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\""
        + " style=\"max-width:600px;background-color:#ffffff;\">\n"
        + "<tr><td bgcolor=\"#1d3a5f\" style=\"padding:18px 20px;"
        + FONT
        + "font-size:20px;line-height:1.3;font-weight:bold;color:#ffffff;text-align:left;\">"
        + escaped(institution)
        + "</td></tr>\n<tr><td style=\"padding:12px 20px;text-align:left;\">\n";
  }

  static String aboveFooter() {
    return "</td></tr>\n<tr><td style=\"padding:4px 20px 20px;border-top:2px solid #b1b4b6;"
        + "text-align:left;\">\n";
  }

  static String bottom() {
    return "</td></tr>\n</table>\n</td></tr></table>\n</body>\n</html>\n";
  }

  private void write(Node block) {
    if (block instanceof Heading heading) {
      int level = heading.getLevel();
      int size = level == 1 ? 26 : level == 2 ? 21 : 18;
      html.append("<h").append(level).append(" style=\"").append(FONT);
      html.append("font-size:").append(size).append("px;line-height:1.25;color:#0b0c0c;");
      html.append("margin:20px 0 12px;\">");
      inline(heading);
      html.append("</h").append(level).append(">\n");
    } else if (block instanceof Paragraph paragraph) {
      paragraph(paragraph);
    } else if (block instanceof ListBlock list) {
      list(list);
    } else if (block instanceof BlockQuote quote) {
      html.append("<blockquote style=\"margin:16px 0;padding:0 0 0 14px;");
      html.append("border-left:6px solid #b1b4b6;\">\n");
      blocks(quote);
      html.append("</blockquote>\n");
    } else if (block instanceof ThematicBreak) {
      html.append("<hr style=\"border:0;border-top:1px solid #b1b4b6;margin:20px 0;\">\n");
    } else {
      throw new IllegalStateException("no HTML for " + block.getClass());
    }
  }

  private void blocks(Node parent) {
    for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
      write(child);
    }
  }

  private void paragraph(Paragraph paragraph) {
    var items = Blocks.onlyItems(paragraph, facts);
    if (items.isPresent()) {
      if (!Facts.isEmpty(items.get())) {
        html.append("<ul style=\"").append(style).append("margin:0 0 16px;padding-left:24px;\">\n");
        items(items.get());
        html.append("</ul>\n");
      }
    } else if (paragraph.getFirstChild() instanceof Link link
        && link.getNext() == null
        && Blocks.address(link, facts).startsWith("http")) {
      button(link);
    } else {
      int before = html.length();
      html.append("<p style=\"").append(style).append("margin:0 0 16px;\">");
      int start = html.length();
      inline(paragraph);
      if (html.substring(start).isBlank()) {
        html.setLength(before);
      } else {
        html.append("</p>\n");
      }
    }
  }

  /** A link that is a paragraph: a button, padded by its table cell as Outlook needs it. */
  private void button(Link link) {
    String address = escaped(Blocks.address(link, facts));
    html.append("<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"");
    html.append(" style=\"margin:0 0 8px;\"><tr><td bgcolor=\"#00662f\" style=\"");
    html.append("padding:12px 20px;border-radius:4px;\"><a href=\"").append(address);
    html.append("\" style=\"").append(FONT).append("font-size:20px;line-height:1.3;");
    html.append("font-weight:bold;color:#ffffff;text-decoration:none;\">");
    inline(link);
    html.append("</a></td></tr></table>\n<p style=\"").append(SMALL).append(WHOLE);
    html.append("margin:0 0 16px;\">");
    anchor(address);
    html.append("</p>\n");
  }

  private void anchor(String escapedAddress) {
    html.append("<a href=\"").append(escapedAddress).append("\" style=\"").append(LINK);
    html.append("\">").append(escapedAddress).append("</a>");
  }

  private void list(ListBlock list) {
    String tag = list instanceof OrderedList ? "ol" : "ul";
    html.append("<").append(tag);
    if (list instanceof OrderedList ordered
        && ordered.getMarkerStartNumber() != null
        && ordered.getMarkerStartNumber() != 1) {
      html.append(" start=\"").append(ordered.getMarkerStartNumber()).append("\"");
    }
    html.append(" style=\"").append(style).append("margin:0 0 16px;padding-left:26px;\">\n");
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      var several = Blocks.itemsOf(item, facts);
      if (several.isPresent()) {
        items(several.get());
        continue;
      }
      html.append("<li style=\"margin:0 0 8px;\">");
      if (item.getFirstChild() instanceof Paragraph only && only.getNext() == null) {
        inline(only);
      } else {
        blocks(item);
      }
      html.append("</li>\n");
    }
    html.append("</").append(tag).append(">\n");
  }

  private void items(Fact.Items items) {
    for (String line : Facts.lines(items)) {
      if (!line.isBlank()) {
        html.append("<li style=\"margin:0 0 8px;\">").append(lines(line)).append("</li>\n");
      }
    }
  }

  private void inline(Node parent) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Text text) {
        html.append(escaped(text.getLiteral()));
      } else if (node instanceof Placeholder placeholder) {
        placeholder(placeholder);
      } else if (node instanceof SoftLineBreak) {
        html.append('\n');
      } else if (node instanceof HardLineBreak) {
        html.append("<br>\n");
      } else if (node instanceof Link link) {
        html.append("<a href=\"").append(escaped(Blocks.address(link, facts)));
        html.append("\" style=\"").append(LINK).append(WHOLE).append("\">");
        inline(link);
        html.append("</a>");
      } else if (node instanceof StrongEmphasis) {
        html.append("<strong>");
        inline(node);
        html.append("</strong>");
      } else if (node instanceof Emphasis) {
        html.append("<em>");
        inline(node);
        html.append("</em>");
      } else {
        throw new IllegalStateException("no HTML for " + node.getClass());
      }
    }
  }

  private void placeholder(Placeholder placeholder) {
    Fact fact = facts.get(placeholder.name());
    boolean inLink = placeholder.getParent() instanceof Link;
    if (fact instanceof Fact.Link link && !inLink) {
      String address = Facts.link(link.address());
      html.append("<br>\n<a href=\"").append(escaped(address)).append("\" style=\"");
      html.append(LINK).append(WHOLE).append("\">");
      html.append(escaped(Facts.shown(address))).append("</a><br>\n");
    } else {
      html.append(lines(facts.said(placeholder.name())));
    }
  }

  private static String lines(String value) {
    return escaped(value.strip()).replace("\n", "<br>\n");
  }

  static String escaped(String value) {
    StringBuilder escaped = new StringBuilder(value.length() + 16);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
