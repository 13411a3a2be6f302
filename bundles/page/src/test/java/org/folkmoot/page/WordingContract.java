package org.folkmoot.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every bundle's wording promises: each phrase in each language, each plural in each of its
 * language's categories, and no template that asks for a phrase nobody worded. Extend it and give
 * the bundle's templates.
 */
public abstract class WordingContract {
  private static final Pattern PLURAL = Pattern.compile("(.+)\\[([a-z]+)\\]");
  private static final Pattern PLACE = Pattern.compile("\\{(\\d+)\\}");
  private static final Pattern COMMENT = Pattern.compile("\\{#.*?#}", Pattern.DOTALL);
  private static final Pattern ASKED =
      Pattern.compile(
          "\\b(say|plural)\\(\\s*([\"'])(.+?)\\2\\s*(~\\s*(?:[^\"'),]+(?:~\\s*[\"'](.+?)[\"'])?))?");

  /** The templates of the bundle, as the bundle itself makes them. */
  protected abstract Templates templates();

  @Test
  void everyPhraseIsWordedInEveryLanguage() {
    Wording wording = templates().wording();
    Set<String> english = bases(wording, Language.EN);
    Set<String> welsh = bases(wording, Language.CY);
    assertThat(english).as("phrases").isNotEmpty();
    assertThat(difference(english, welsh)).as("worded in English, not in Welsh").isEmpty();
    assertThat(difference(welsh, english)).as("worded in Welsh, not in English").isEmpty();
  }

  @Test
  void noPhraseIsEmpty() {
    for (Language language : Language.values()) {
      assertThat(templates().wording().phrases(language).entrySet())
          .filteredOn(phrase -> phrase.getValue().isBlank())
          .as("empty phrases in " + language.tag())
          .isEmpty();
    }
  }

  @Test
  void everyPluralIsWordedInEveryCategoryOfItsLanguage() {
    List<String> missing = new ArrayList<>();
    for (Language language : Language.values()) {
      Set<String> keys = templates().wording().phrases(language).keySet();
      for (String key : keys) {
        Matcher plural = PLURAL.matcher(key);
        if (plural.matches()) {
          assertThat(language.pluralCategories()).as(key).contains(plural.group(2));
          for (String category : language.pluralCategories()) {
            String wanted = plural.group(1) + "[" + category + "]";
            if (!keys.contains(wanted)) {
              missing.add(wanted + " in " + language.tag());
            }
          }
        }
      }
    }
    assertThat(missing).as("plural forms that are not worded").isEmpty();
  }

  @Test
  void bothLanguagesUseTheSameArguments() {
    Wording wording = templates().wording();
    List<String> different = new ArrayList<>();
    wording
        .phrases(Language.EN)
        .forEach(
            (key, english) -> {
              String welsh = wording.phrases(Language.CY).get(key);
              // A plural may spell its number out, so {0} may be missing there.
              boolean plural = PLURAL.matcher(key).matches();
              if (welsh != null && !places(english, plural).equals(places(welsh, plural))) {
                different.add(key + ": " + english + " / " + welsh);
              }
            });
    assertThat(different).as("arguments that differ between the languages").isEmpty();
  }

  @Test
  void noTemplateAsksForAPhraseThatNobodyWorded() {
    Wording wording = templates().wording();
    List<String> unknown = new ArrayList<>();
    for (Path template : files(templates().owner())) {
      Matcher asked = ASKED.matcher(COMMENT.matcher(read(template)).replaceAll(""));
      while (asked.find()) {
        if (!isWorded(wording, asked)) {
          unknown.add(template.getFileName() + ": " + asked.group());
        }
      }
    }
    assertThat(unknown).as("phrases that templates ask for and nobody worded").isEmpty();
  }

  /** A key that a template composes ("state." ~ name) must begin, and end, as some key does. */
  private static boolean isWorded(Wording wording, Matcher asked) {
    Set<String> keys = wording.phrases(Language.EN).keySet();
    String key = asked.group(3);
    if (asked.group(4) != null) {
      String end = asked.group(5) == null ? "" : asked.group(5);
      return keys.stream().anyMatch(known -> known.startsWith(key) && known.endsWith(end));
    }
    return asked.group(1).equals("plural") ? keys.contains(key + "[other]") : keys.contains(key);
  }

  private static Set<String> bases(Wording wording, Language language) {
    Set<String> bases = new TreeSet<>();
    for (String key : wording.phrases(language).keySet()) {
      Matcher plural = PLURAL.matcher(key);
      bases.add(plural.matches() ? plural.group(1) + "[]" : key);
    }
    return bases;
  }

  private static Set<String> places(String phrase, boolean plural) {
    Set<String> places = new TreeSet<>();
    Matcher place = PLACE.matcher(phrase);
    while (place.find()) {
      if (!plural || !place.group(1).equals("0")) {
        places.add(place.group(1));
      }
    }
    return places;
  }

  private static Set<String> difference(Set<String> of, Set<String> without) {
    Set<String> difference = new TreeSet<>(of);
    difference.removeAll(without);
    return difference;
  }

  private static List<Path> files(Class<?> owner) {
    try {
      Path classes = Path.of(owner.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path folder = classes.resolve("templates");
      if (!Files.isDirectory(folder)) {
        throw new IllegalStateException(
            owner.getName() + " has no templates folder beside it, in " + classes);
      }
      try (Stream<Path> files = Files.walk(folder)) {
        return files.filter(file -> file.toString().endsWith(".peb")).sorted().toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String read(Path template) {
    try {
      return Files.readString(template);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
