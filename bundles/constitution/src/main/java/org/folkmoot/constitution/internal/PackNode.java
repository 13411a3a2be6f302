package org.folkmoot.constitution.internal;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.folkmoot.constitution.Refused;
import tools.jackson.databind.JsonNode;

/**
 * A place in a rule pack's file that knows its path, so that every fault can be told with it. Each
 * field must be asked for exactly as the format has it: a missing one is refused when it is asked
 * for, an unknown one when the object is {@link #closed()}.
 */
final class PackNode {
  private final String file;
  private final String path;
  private final JsonNode node;
  private final Set<String> known = new TreeSet<>();

  PackNode(String file, String path, JsonNode node) {
    this.file = file;
    this.path = path;
    this.node = node;
  }

  Refused refused(String what, String rule, String remedy) {
    return new Refused(
        "rule pack file " + file + ", " + (path.isEmpty() ? "top level" : path) + ": " + what,
        "docs/rule-packs.md, " + rule,
        remedy);
  }

  PackNode field(String name) {
    if (!node.isObject()) {
      throw refused("an object is needed here", "rule P1", "Write { ... } with its fields.");
    }
    known.add(name);
    JsonNode child = node.get(name);
    String childPath = path.isEmpty() ? name : path + "." + name;
    if (child == null || child.isNull()) {
      throw new PackNode(file, childPath, node)
          .refused("this field is missing", "rule P1", "Add it; no field has a default.");
    }
    return new PackNode(file, childPath, child);
  }

  /** Ends the reading of an object: whatever was not asked for is unknown. */
  void closed() {
    for (String name : node.propertyNames()) {
      if (!known.contains(name)) {
        throw new PackNode(file, path.isEmpty() ? name : path + "." + name, node)
            .refused(
                "unknown field",
                "rule P1",
                "Take it out or correct its name; known here: " + String.join(", ", known) + ".");
      }
    }
  }

  String text() {
    if (!node.isString() || node.asString().isBlank()) {
      throw refused("a text is needed here", "rule P1", "Write it in double quotes.");
    }
    return node.asString();
  }

  int number() {
    if (!node.isInt()) {
      throw refused("a whole number is needed here", "rule P1", "Write it without quotes.");
    }
    return node.asInt();
  }

  boolean yesOrNo() {
    if (!node.isBoolean()) {
      throw refused("true or false is needed here", "rule P1", "Write it without quotes.");
    }
    return node.asBoolean();
  }

  LocalTime time() {
    try {
      return LocalTime.parse(text());
    } catch (DateTimeParseException e) {
      throw refused(
          "'" + node.asString() + "' is no time of day", "rule P1", "Write it as \"17:00\".");
    }
  }

  boolean isObject() {
    return node.isObject();
  }

  boolean has(String name) {
    return node.isObject() && node.has(name);
  }

  boolean isText(String text) {
    return node.isString() && node.asString().equals(text);
  }

  <E extends Enum<E>> E word(Class<E> type) {
    return word(type, text());
  }

  <T> List<T> list(Function<PackNode, T> read) {
    if (!node.isArray()) {
      throw refused("a list is needed here", "rule P1", "Write [ ... ].");
    }
    List<T> items = new ArrayList<>();
    int index = 0;
    for (JsonNode child : node) {
      items.add(read.apply(new PackNode(file, path + "[" + index++ + "]", child)));
    }
    return items;
  }

  /** A list of words in which none comes twice; it keeps their order. */
  <T> Set<T> set(Function<PackNode, T> read) {
    Set<T> seen = new HashSet<>();
    return list(
            item -> {
              T value = read.apply(item);
              if (!seen.add(value)) {
                throw item.refused("comes twice", "rule P1", "Take one of them out.");
              }
              return value;
            })
        .stream()
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  <E extends Enum<E>> Set<E> words(Class<E> type) {
    Set<E> words = EnumSet.noneOf(type);
    words.addAll(set(item -> item.word(type)));
    return words;
  }

  <E extends Enum<E>, V> Map<E, V> map(Class<E> keys, Function<PackNode, V> read) {
    if (!node.isObject()) {
      throw refused("an object is needed here", "rule P1", "Write { ... } with its fields.");
    }
    Map<E, V> map = new EnumMap<>(keys);
    for (String name : node.propertyNames()) {
      map.put(word(keys, name), read.apply(field(name)));
    }
    return map;
  }

  /** An object whose keys are words of the pack's own. */
  Map<String, String> texts() {
    if (!node.isObject()) {
      throw refused("an object is needed here", "rule P1", "Write { ... } with its fields.");
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : node.propertyNames()) {
      texts.put(name, field(name).text());
    }
    return texts;
  }

  private <E extends Enum<E>> E word(Class<E> type, String word) {
    for (E value : type.getEnumConstants()) {
      if (wordOf(value).equals(word)) {
        return value;
      }
    }
    throw refused(
        "'" + word + "' is not known here",
        "rule P1",
        "Write one of "
            + Arrays.stream(type.getEnumConstants())
                .map(PackNode::wordOf)
                .collect(Collectors.joining(", "))
            + ".");
  }

  private static String wordOf(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
