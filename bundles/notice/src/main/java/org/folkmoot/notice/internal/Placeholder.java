package org.folkmoot.notice.internal;

import org.commonmark.node.CustomNode;

/** Where a fact goes; put into the parsed wording, so that no fact is ever parsed as Markdown. */
final class Placeholder extends CustomNode {
  private final String name;

  Placeholder(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }
}
