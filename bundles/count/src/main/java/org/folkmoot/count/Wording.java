package org.folkmoot.count;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of result sheets and narrations in one language, from wording_en and wording_cy. */
final class Wording {
  private static final Wording ENGLISH = new Wording(Language.ENGLISH);
  private static final Wording WELSH = new Wording(Language.WELSH);
  private static final Pattern BLANK = Pattern.compile("\\{([a-zA-Z]+)\\}");

  private final Language language;
  private final Properties words = new Properties();

  private Wording(Language language) {
    this.language = language;
    String file = "wording_" + language.tag() + ".properties";
    try (InputStream in = Wording.class.getResourceAsStream(file);
        InputStreamReader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      words.load(reader);
    } catch (IOException broken) {
      throw new UncheckedIOException(file, broken);
    }
  }

  static Wording in(Language language) {
    return language == Language.WELSH ? WELSH : ENGLISH;
  }

  Language language() {
    return language;
  }

  /** A sentence with its {blanks} filled: name, value, name, value ... */
  String say(String key, Object... blanks) {
    String sentence = words.getProperty(key);
    if (sentence == null) {
      throw new IllegalArgumentException("wording: no " + key + " in " + language);
    }
    Matcher blank = BLANK.matcher(sentence);
    StringBuilder said = new StringBuilder();
    while (blank.find()) {
      blank.appendReplacement(said, Matcher.quoteReplacement(filling(key, blank.group(1), blanks)));
    }
    return blank.appendTail(said).toString();
  }

  private static String filling(String key, String name, Object... blanks) {
    for (int i = 0; i < blanks.length; i += 2) {
      if (blanks[i].equals(name)) {
        return String.valueOf(blanks[i + 1]);
      }
    }
    throw new IllegalArgumentException("wording: nothing for {" + name + "} in " + key);
  }

  String papers(long number) {
    return say(number == 1 ? "papers.one" : "papers.many", "n", number);
  }

  /** Votes in words; whole votes without decimals. */
  String votes(CountResult result, long units) {
    String number = plain(result, units);
    return say(number.equals("1") ? "votes.one" : "votes.many", "n", number);
  }

  /** Votes as people say them: 96.00 is 96, 0.25 stays. */
  static String plain(CountResult result, long units) {
    String decimal = result.votes(units);
    int point = decimal.indexOf('.');
    return point > 0 && decimal.substring(point + 1).chars().allMatch(c -> c == '0')
        ? decimal.substring(0, point)
        : decimal;
  }

  /** Names in a row: Ann, Bob and Cat. */
  String names(CountResult result, List<Integer> candidates) {
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < candidates.size(); i++) {
      if (i > 0) {
        row.append(i == candidates.size() - 1 ? " " + say("and") + " " : ", ");
      }
      row.append(result.name(candidates.get(i)));
    }
    return row.toString();
  }

  Set<String> keys() {
    return new TreeSet<>(words.stringPropertyNames());
  }
}
