package org.folkmoot.ballot.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What stands after the word on the command line: options with a value each, and plain words. */
final class Options {
  private final Map<String, List<String>> values = new HashMap<>();
  private final List<String> plain = new ArrayList<>();

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException naming the option that is unknown or lacks its value
   */
  static Options read(List<String> words, Set<String> known) {
    Options options = new Options();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.startsWith("--")) {
        options.plain.add(word);
        continue;
      }
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      if (!known.contains(name)) {
        throw new IllegalArgumentException("there is no option " + name);
      }
      if (equals < 0 && i + 1 == words.size()) {
        throw new IllegalArgumentException(name + " needs a value");
      }
      String value = equals < 0 ? words.get(++i) : word.substring(equals + 1);
      options.values.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
    }
    return options;
  }

  List<String> plain() {
    return plain;
  }

  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  Optional<String> one(String name) {
    List<String> given = all(name);
    if (given.size() > 1) {
      throw new IllegalArgumentException(name + " is given " + given.size() + " times");
    }
    return given.stream().findFirst();
  }

  String required(String name) {
    return one(name).orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
  }

  int number(String name, int least, int most) {
    String value = required(name);
    int number = value.matches("\\d{1,3}") ? Integer.parseInt(value) : -1;
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          name + " is \"" + value + "\", but must be a number from " + least + " to " + most);
    }
    return number;
  }
}
