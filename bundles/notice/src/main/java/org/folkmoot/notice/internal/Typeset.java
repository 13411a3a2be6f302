package org.folkmoot.notice.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.regex.Matcher;
import org.commonmark.node.Node;
import org.folkmoot.notice.Fact;
import org.folkmoot.notice.PostOffice.Letter;

/**
 * A notice in one language with the facts common to everybody already set: what is the same for all
 * is written once, and only the blocks with a personal fact are written for each letter.
 */
final class Typeset {
  private record Block(Node open, String text, String html) {}

  private final Wording wording;
  private final Locale language;
  private final String institution;
  private final Map<String, Fact> common;
  private final List<Block> body = new ArrayList<>();
  private final List<Block> foot = new ArrayList<>();
  private final Set<String> open = new TreeSet<>();

  Typeset(Wording wording, Wording footer, Locale language, Map<String, Fact> common) {
    this.wording = wording;
    this.language = language;
    this.common = Map.copyOf(common);
    Facts facts = new Facts(this.common, language, wording.place());
    this.institution = facts.said(Opened.INSTITUTION);
    set(wording.body(), facts, body, false);
    set(footer.body(), facts, foot, true);
    for (Wording each : List.of(wording, footer)) {
      each.names().stream().filter(name -> !common.containsKey(name)).forEach(open::add);
    }
    subjectLine(facts, true);
  }

  private static void set(Node document, Facts facts, List<Block> blocks, boolean footer) {
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      blocks.add(
          Blocks.isFilledBy(node, facts) ? written(node, facts, footer) : new Block(node, "", ""));
    }
  }

  private static Block written(Node node, Facts facts, boolean footer) {
    return new Block(
        null,
        TextWriter.block(node, facts),
        footer ? HtmlWriter.footer(node, facts) : HtmlWriter.block(node, facts));
  }

  /** The facts still wanted for each letter. */
  Set<String> open() {
    return open;
  }

  /**
   * The subject.
   *
   * @throws IllegalArgumentException when a fact in it holds a line break or NUL, which would begin
   *     another header (RFC 5322 2.2)
   */
  String subject(Map<String, Fact> personal) {
    return subjectLine(facts(personal), false);
  }

  private String subjectLine(Facts facts, boolean leaveOpen) {
    Matcher matcher = Wording.placeholders().matcher(wording.subject());
    StringBuilder subject = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group(1);
      if (leaveOpen && !facts.has(name)) {
        continue;
      }
      refuseControls(name, facts.get(name));
      matcher.appendReplacement(subject, Matcher.quoteReplacement(facts.said(name)));
    }
    return matcher.appendTail(subject).toString();
  }

  private void refuseControls(String name, Fact fact) {
    boolean breaks =
        fact instanceof Fact.Text text
            ? hasControls(text.value())
            : Facts.said(fact, language).chars().anyMatch(Character::isISOControl);
    if (breaks) {
      throw new IllegalArgumentException(
          "the subject of "
              + wording.place()
              + " takes {"
              + name
              + "}, which holds a line break or another control character (RFC 5322 2.2); give it"
              + " in one line");
    }
  }

  static boolean hasControls(String value) {
    return value.chars().anyMatch(Character::isISOControl);
  }

  private Facts facts(Map<String, Fact> personal) {
    Map<String, Fact> all = new HashMap<>(common);
    all.putAll(personal);
    return new Facts(all, language, wording.place());
  }

  Letter letter(Map<String, Fact> personal) {
    Facts facts = facts(personal);
    String subject = subjectLine(facts, false);
    StringJoiner text = new StringJoiner("\n\n", "", "\n").add(institution);
    StringBuilder html = new StringBuilder(6000);
    html.append(HtmlWriter.top(subject, institution, language));
    join(body, facts, false, text, html);
    text.add("-".repeat(10));
    html.append(HtmlWriter.aboveFooter());
    join(foot, facts, true, text, html);
    html.append(HtmlWriter.bottom());
    return new Letter(subject, text.toString(), html.toString());
  }

  private static void join(
      List<Block> blocks, Facts facts, boolean footer, StringJoiner text, StringBuilder html) {
    for (Block block : blocks) {
      Block set = block.open() == null ? block : written(block.open(), facts, footer);
      if (!set.text().isEmpty()) {
        text.add(set.text());
      }
      html.append(set.html());
    }
  }
}
