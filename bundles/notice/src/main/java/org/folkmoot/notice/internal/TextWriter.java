package org.folkmoot.notice.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.folkmoot.notice.Fact;

/**
 * Writes a block of wording as plain text, wrapped; each link's address stands whole on a line of
 * its own, so that every mail program finds it.
 */
final class TextWriter {
  static final int WIDTH = 72;
  private static final char BREAK = '\n';

  private final Facts facts;

  private TextWriter(Facts facts) {
    this.facts = facts;
  }

  /** One block, without a line break at its end; empty when there is nothing to say. */
  static String block(Node block, Facts facts) {
    return new TextWriter(facts).write(block, WIDTH);
  }

  private String write(Node block, int width) {
    if (block instanceof Heading heading) {
      String words = wrap(inline(heading), width);
      int longest = words.lines().mapToInt(String::length).max().orElse(0);
      return words.isEmpty()
          ? ""
          : words + "\n" + (heading.getLevel() == 1 ? "=" : "-").repeat(longest);
    } else if (block instanceof Paragraph paragraph) {
      return Blocks.onlyItems(paragraph, facts)
          .map(items -> list(Facts.lines(items), width))
          .orElseGet(() -> wrap(paragraph(paragraph), width));
    } else if (block instanceof ListBlock list) {
      return list(list, width);
    } else if (block instanceof BlockQuote quote) {
      return indent(blocks(quote, width - 2), "> ", "> ");
    } else if (block instanceof ThematicBreak) {
      return "-".repeat(10);
    }
    throw new IllegalStateException("no text for " + block.getClass());
  }

  private String blocks(Node parent, int width) {
    StringJoiner joiner = new StringJoiner("\n\n");
    for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
      String written = write(child, width);
      if (!written.isEmpty()) {
        joiner.add(written);
      }
    }
    return joiner.toString();
  }

  private String list(ListBlock list, int width) {
    boolean numbered = list instanceof OrderedList;
    List<String> items = new ArrayList<>();
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      Optional<Fact.Items> several = Blocks.itemsOf(item, facts);
      if (several.isPresent()) {
        Facts.lines(several.get()).forEach(line -> items.add(wrap(line, width - 4)));
      } else {
        items.add(blocks(item, width - 4));
      }
    }
    items.removeIf(String::isEmpty);
    StringJoiner joiner = new StringJoiner("\n");
    int number = list instanceof OrderedList ordered ? start(ordered) : 0;
    for (String item : items) {
      String mark = numbered ? number++ + ". " : "- ";
      joiner.add(indent(item, mark, " ".repeat(mark.length())));
    }
    return joiner.toString();
  }

  private static int start(OrderedList list) {
    Integer start = list.getMarkerStartNumber();
    return start == null ? 1 : start;
  }

  private String list(List<String> lines, int width) {
    StringJoiner joiner = new StringJoiner("\n");
    for (String line : lines) {
      if (!line.isBlank()) {
        joiner.add(indent(wrap(line, width - 2), "- ", "  "));
      }
    }
    return joiner.toString();
  }

  private String paragraph(Paragraph paragraph) {
    List<String> addresses = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    boolean one = Blocks.links(paragraph) == 1;
    inline(paragraph, words, addresses, !one);
    for (String address : addresses) {
      words.append(BREAK).append(address);
    }
    return words.toString();
  }

  private String inline(Node parent) {
    StringBuilder words = new StringBuilder();
    inline(parent, words, new ArrayList<>(), true);
    return words.toString();
  }

  private void inline(Node parent, StringBuilder words, List<String> after, boolean inPlace) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Text text) {
        words.append(text.getLiteral());
      } else if (node instanceof Placeholder placeholder) {
        boolean link = facts.get(placeholder.name()) instanceof Fact.Link;
        String said = facts.said(placeholder.name());
        words.append(link ? BREAK + said + BREAK : said);
      } else if (node instanceof SoftLineBreak) {
        words.append(' ');
      } else if (node instanceof HardLineBreak) {
        words.append(BREAK);
      } else if (node instanceof Link link) {
        String address = Facts.shown(Blocks.address(link, facts));
        StringBuilder label = new StringBuilder();
        inline(link, label, after, inPlace);
        if (label.toString().strip().equals(address)) {
          words.append(BREAK).append(address).append(BREAK);
          continue;
        }
        words.append(label);
        if (inPlace) {
          words.append(BREAK).append(address).append(BREAK);
        } else {
          boolean alone = link.getPrevious() == null && link.getNext() == null;
          if (alone && Character.isLetterOrDigit(words.charAt(words.length() - 1))) {
            words.append(':');
          }
          after.add(address);
        }
      } else {
        inline(node, words, after, inPlace);
      }
    }
  }

  /** Breaks at spaces only: a word longer than the line, such as an address, stays whole. */
  static String wrap(String words, int width) {
    StringJoiner lines = new StringJoiner("\n");
    for (String part : words.split("\n")) {
      StringBuilder line = new StringBuilder();
      for (String word : part.strip().split("[ \\t]+")) {
        if (line.length() > 0 && line.length() + 1 + word.length() > width) {
          lines.add(line);
          line.setLength(0);
        }
        if (line.length() > 0) {
          line.append(' ');
        }
        line.append(word);
      }
      if (line.length() > 0) {
        lines.add(line);
      }
    }
    return lines.toString();
  }

  private static String indent(String text, String first, String rest) {
    return first + text.replace("\n", "\n" + rest);
  }
}
