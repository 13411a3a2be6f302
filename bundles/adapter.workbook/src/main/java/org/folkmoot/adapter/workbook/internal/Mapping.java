package org.folkmoot.adapter.workbook.internal;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.folkmoot.records.SourceFailed;

/**
 * What the columns of one file mean.
 *
 * @param columns meaning to the columns that have it, in order
 * @param fixed meaning to a value that holds for every row
 * @param kinds the words for kinds of affiliation
 */
record Mapping(Map<Meaning, List<Integer>> columns, Map<Meaning, String> fixed, KindWords kinds) {
  private static final String VALUE_FOR_ALL = "=";
  private static final String KIND_WORD = "kind:";

  /**
   * A mapping as it is kept: heading to field word; {@code =value} to field word for every row;
   * {@code kind:word} to the kind it stands for.
   *
   * @throws SourceFailed when it names a column the file has not, or no name is mapped
   */
  static Mapping of(String file, Layout layout, Map<String, String> kept) throws SourceFailed {
    Map<Integer, Meaning> byColumn = new TreeMap<>();
    Map<Meaning, String> fixed = new LinkedHashMap<>();
    Map<String, String> words = new HashMap<>();
    for (Map.Entry<String, String> entry : kept.entrySet()) {
      String heading = entry.getKey();
      String word = entry.getValue().strip();
      if (word.isEmpty()) {
        continue;
      }
      if (heading.toLowerCase(Locale.ROOT).startsWith(KIND_WORD)) {
        words.put(heading.substring(KIND_WORD.length()), word);
        continue;
      }
      Meaning meaning =
          Meaning.ofWord(word)
              .orElseThrow(
                  () ->
                      new SourceFailed(
                          "The mapping gives the column \u201c"
                              + heading
                              + "\u201d the field \u201c"
                              + word
                              + "\u201d, which does not exist. Choose one of the fields offered."));
      if (heading.startsWith(VALUE_FOR_ALL)) {
        fixed.put(meaning, heading.substring(VALUE_FOR_ALL.length()).strip());
        continue;
      }
      int column =
          layout.column(heading).orElseThrow(() -> missing(file, heading, layout.headings()));
      byColumn.put(column, meaning);
    }
    if (byColumn.isEmpty()) {
      Meaning.suggest(layout.headings())
          .forEach((heading, meaning) -> byColumn.put(layout.headings().indexOf(heading), meaning));
    }
    Mapping mapping = new Mapping(Meaning.columns(byColumn), fixed, new KindWords(words));
    if (!mapping.has(Meaning.FAMILY) && !mapping.has(Meaning.FULL_NAME)) {
      throw new SourceFailed(
          "No column of "
              + file
              + " is mapped to a family name or a whole name. Its columns are: "
              + String.join(", ", layout.headings())
              + ". Say which column holds the names.");
    }
    return mapping;
  }

  boolean has(Meaning meaning) {
    return columns.containsKey(meaning) || fixed.containsKey(meaning);
  }

  private static SourceFailed missing(String file, String heading, List<String> headings) {
    return new SourceFailed(
        file
            + " has no column \u201c"
            + heading
            + "\u201d, which the saved mapping names. Its columns are: "
            + String.join(", ", headings)
            + ". Export it with the same columns as before, or map the columns again.");
  }
}
