package org.folkmoot.notice.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Document;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.folkmoot.notice.NoticeForm;

/**
 * The wording of a form in one language, parsed and checked: subject, Markdown, and the names of
 * the facts it uses.
 */
final class Wording {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z][a-z0-9]*(?:-[a-z0-9]+)*)}");
  private static final Parser MARKDOWN = Parser.builder().build();
  private static final Set<Class<? extends Node>> ALLOWED =
      Set.of(
          Document.class,
          Heading.class,
          Paragraph.class,
          BulletList.class,
          OrderedList.class,
          ListItem.class,
          BlockQuote.class,
          ThematicBreak.class,
          Text.class,
          Placeholder.class,
          Emphasis.class,
          StrongEmphasis.class,
          Link.class,
          SoftLineBreak.class,
          HardLineBreak.class);

  private final String place;
  private final String source;
  private final String subject;
  private final Node body;
  private final Set<String> personal = new TreeSet<>();
  private final Set<String> names = new TreeSet<>();
  private final Set<String> subjectNames = new TreeSet<>();

  private Wording(String place, String source, String head, String markdown) {
    this.place = place;
    this.source = source;
    String found = "";
    for (String line : head.lines().toList()) {
      if (line.startsWith("Subject:")) {
        found = line.substring("Subject:".length()).strip();
      } else if (line.startsWith("Personal:")) {
        for (String name : line.substring("Personal:".length()).split(",")) {
          personal.add(name.strip());
        }
      } else if (!line.isBlank()) {
        throw fault(
            "the line '"
                + line
                + "' before the first empty line is neither Subject: nor"
                + " Personal:");
      }
    }
    this.subject = found;
    Matcher matcher = PLACEHOLDER.matcher(found);
    while (matcher.find()) {
      subjectNames.add(matcher.group(1));
    }
    refuseBraces(matcher.replaceAll(""));
    names.addAll(subjectNames);
    this.body = MARKDOWN.parse(markdown);
    prepare(body);
    for (String name : personal) {
      if (!names.contains(name)) {
        throw fault("Personal: names '" + name + "', which the wording does not use");
      }
    }
  }

  /** The wording of a form, from the bundle that owns it. */
  static Wording of(NoticeForm form, Locale language) {
    String file = "notices/" + form.id() + "_" + language.getLanguage() + ".md";
    String source = read(form.owner(), file);
    return parse(file, source);
  }

  /** What stands below every notice. */
  static Wording footer(Locale language) {
    String file = "notices/footer_" + language.getLanguage() + ".md";
    return parseFooter(file, read(Wording.class, file));
  }

  static Wording parse(String place, String source) {
    String text = source.replace("\r\n", "\n");
    int end = text.indexOf("\n\n");
    if (!text.startsWith("Subject:") || end < 0) {
      throw new IllegalArgumentException(
          "wording " + place + ": begin with a line 'Subject: ...' and an empty line");
    }
    Wording wording = new Wording(place, source, text.substring(0, end), text.substring(end));
    if (wording.subject.isEmpty()) {
      throw wording.fault("the subject is empty");
    }
    return wording;
  }

  static Wording parseFooter(String place, String source) {
    return new Wording(place, source, "", source);
  }

  private static String read(Class<?> owner, String file) {
    try (InputStream in = owner.getResourceAsStream("/" + file)) {
      if (in == null) {
        throw new IllegalArgumentException(
            "wording " + file + " is missing from the bundle of " + owner.getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("wording " + file + " cannot be read", e);
    }
  }

  String place() {
    return place;
  }

  String source() {
    return source;
  }

  String subject() {
    return subject;
  }

  Node body() {
    return body;
  }

  /** Every fact the wording uses. */
  Set<String> names() {
    return names;
  }

  Set<String> subjectNames() {
    return subjectNames;
  }

  /** The facts that differ for each addressee: those named as Personal:, and personal links. */
  boolean isPersonal(String name) {
    return personal.contains(name) || name.equals("link") || name.endsWith("-link");
  }

  static Optional<String> onlyPlaceholder(String target) {
    Matcher matcher = PLACEHOLDER.matcher(target);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  static Pattern placeholders() {
    return PLACEHOLDER;
  }

  private void prepare(Node node) {
    if (!ALLOWED.contains(node.getClass())) {
      throw fault(
          "it uses "
              + node.getClass().getSimpleName()
              + "; a notice has headings, paragraphs, lists, quotes, emphasis and links only");
    }
    if (node instanceof Link link) {
      prepareTarget(link);
    }
    Node child = node.getFirstChild();
    while (child != null) {
      if (child instanceof Text text) {
        child = split(text);
      } else {
        prepare(child);
      }
      child = child.getNext();
    }
  }

  private void prepareTarget(Link link) {
    String target = link.getDestination();
    Optional<String> name = onlyPlaceholder(target);
    if (name.isPresent()) {
      names.add(name.get());
    } else if (!target.startsWith("https://")
        && !target.startsWith("http://")
        && !target.startsWith("mailto:")) {
      throw fault(
          "the link to '" + target + "' is neither {name} nor an address with https: or mailto:");
    } else {
      refuseBraces(target);
    }
  }

  /** Replaces a text by texts and placeholders; gives back the last of them. */
  private Node split(Text first) {
    StringBuilder joined = new StringBuilder(first.getLiteral());
    while (first.getNext() instanceof Text next) {
      joined.append(next.getLiteral());
      next.unlink();
    }
    String literal = joined.toString();
    List<Node> parts = new ArrayList<>();
    Matcher matcher = PLACEHOLDER.matcher(literal);
    int from = 0;
    while (matcher.find()) {
      addText(parts, literal.substring(from, matcher.start()));
      parts.add(new Placeholder(matcher.group(1)));
      names.add(matcher.group(1));
      from = matcher.end();
    }
    addText(parts, literal.substring(from));
    Node last = first;
    for (Node part : parts) {
      last.insertAfter(part);
      last = part;
    }
    if (last != first) {
      first.unlink();
    }
    return last;
  }

  private void addText(List<Node> parts, String text) {
    refuseBraces(text);
    if (!text.isEmpty()) {
      parts.add(new Text(text));
    }
  }

  private void refuseBraces(String text) {
    if (text.indexOf('{') >= 0 || text.indexOf('}') >= 0) {
      throw fault(
          "'"
              + text.strip()
              + "' has a brace that belongs to no placeholder; write {name} in lower-case letters,"
              + " digits and hyphens");
    }
  }

  private IllegalArgumentException fault(String what) {
    return new IllegalArgumentException("wording " + place + ": " + what);
  }
}
