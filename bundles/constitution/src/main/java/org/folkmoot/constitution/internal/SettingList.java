package org.folkmoot.constitution.internal;

import java.util.Arrays;
import java.util.List;

/** Reads lists from settings, where a .cfg file can hold one text only. */
final class SettingList {
  private SettingList() {}

  /** The elements, each of which may hold several separated by semicolons. */
  static List<String> of(String[] elements) {
    return Arrays.stream(elements)
        .flatMap(element -> Arrays.stream(element.split(";")))
        .map(String::strip)
        .filter(element -> !element.isEmpty())
        .toList();
  }

  /** The same for words that hold no comma, which may then separate them too. */
  static List<String> words(String[] elements) {
    return Arrays.stream(elements)
        .flatMap(element -> Arrays.stream(element.split("[;,]")))
        .map(String::strip)
        .filter(element -> !element.isEmpty())
        .toList();
  }
}
