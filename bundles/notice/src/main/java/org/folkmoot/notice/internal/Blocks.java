package org.folkmoot.notice.internal;

import java.util.Optional;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.folkmoot.notice.Fact;

/** What the text and the HTML of a letter must see alike. */
final class Blocks {
  private Blocks() {}

  /** The list a paragraph becomes that is only {@code {name}} of a list of items. */
  static Optional<Fact.Items> onlyItems(Node paragraph, Facts facts) {
    return paragraph.getFirstChild() instanceof Placeholder placeholder
            && placeholder.getNext() == null
            && facts.get(placeholder.name()) instanceof Fact.Items items
        ? Optional.of(items)
        : Optional.empty();
  }

  /** The items which take the place of a list item that is only {@code {name}}. */
  static Optional<Fact.Items> itemsOf(Node listItem, Facts facts) {
    return listItem instanceof ListItem
            && listItem.getFirstChild() instanceof Paragraph paragraph
            && paragraph.getNext() == null
        ? onlyItems(paragraph, facts)
        : Optional.empty();
  }

  static String address(Link link, Facts facts) {
    return Wording.onlyPlaceholder(link.getDestination())
        .map(facts::address)
        .orElse(link.getDestination());
  }

  static int links(Node node) {
    int links = node instanceof Link ? 1 : 0;
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      links += links(child);
    }
    return links;
  }

  /** Whether every fact the block needs is there. */
  static boolean isFilledBy(Node node, Facts facts) {
    if (node instanceof Placeholder placeholder && !facts.has(placeholder.name())) {
      return false;
    }
    if (node instanceof Link link
        && !Wording.onlyPlaceholder(link.getDestination()).map(facts::has).orElse(true)) {
      return false;
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      if (!isFilledBy(child, facts)) {
        return false;
      }
    }
    return true;
  }
}
