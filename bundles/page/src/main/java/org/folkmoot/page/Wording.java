package org.folkmoot.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What a bundle says to people, in every language: {@code wording/<name>_en.properties} and {@code
 * wording/<name>_cy.properties}, UTF-8, in the bundle itself.
 *
 * <p>An argument is written {@code {0}}. An apostrophe is an apostrophe and needs no doubling. A
 * phrase that depends on a number is worded once for each plural category of its language: {@code
 * votes[one]}, {@code votes[other]} in English; {@code votes[zero]}, {@code [one]}, {@code [two]},
 * {@code [few]} (three), {@code [many]} (six) and {@code [other]} in Welsh; its number is {@code
 * {0}}.
 */
public final class Wording {
  private final Map<Language, Map<String, String>> phrases = new EnumMap<>(Language.class);

  private Wording() {
    for (Language language : Language.values()) {
      phrases.put(language, new TreeMap<>());
    }
  }

  /**
   * The wording that lies beside a class, under the given names; a phrase worded twice, in one file
   * or two, is refused.
   */
  public static Wording of(Class<?> owner, String... names) {
    Wording wording = new Wording();
    for (String name : names) {
      for (Language language : Language.values()) {
        wording.read(owner, "wording/" + name + "_" + language.tag() + ".properties", language);
      }
    }
    return wording;
  }

  /** This wording, and beneath it another's for the phrases that it lacks. */
  Wording over(Wording base) {
    Wording both = new Wording();
    for (Language language : Language.values()) {
      both.phrases.get(language).putAll(base.phrases.get(language));
      both.phrases.get(language).putAll(phrases.get(language));
    }
    return both;
  }

  /** What is said in one language. */
  public Words in(Language language) {
    return new Words(language, phrases.get(language));
  }

  /** Every phrase of one language as it is written, by key. */
  public Map<String, String> phrases(Language language) {
    return Collections.unmodifiableMap(phrases.get(language));
  }

  private void read(Class<?> owner, String path, Language language) {
    Map<String, String> into = phrases.get(language);
    try (InputStream stream = owner.getClassLoader().getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalArgumentException(
            "wording: " + path + " is not in the bundle of " + owner.getName());
      }
      try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
        new OncePerKey(path, into).load(reader);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("wording: " + path + " cannot be read", e);
    }
  }

  /** Properties that refuse to let a later line overwrite an earlier one in silence. */
  private static final class OncePerKey extends Properties {
    private static final long serialVersionUID = 1L;
    private final transient Map<String, String> into;
    private final String path;

    OncePerKey(String path, Map<String, String> into) {
      this.path = path;
      this.into = into;
    }

    @Override
    public synchronized Object put(Object key, Object value) {
      if (into.putIfAbsent((String) key, (String) value) != null) {
        throw new IllegalArgumentException("wording: " + path + " words " + key + " a second time");
      }
      return null;
    }
  }
}
