package org.folkmoot.ballot.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Properties;

/** What stands on printed papers, in one language. */
final class PaperWords {
  private static final PaperWords ENGLISH = new PaperWords("en");
  private static final PaperWords WELSH = new PaperWords("cy");

  private final Properties phrases = new Properties();
  private final Locale locale;

  private PaperWords(String language) {
    this.locale = Locale.forLanguageTag(language + "-GB");
    String file = "/wording/paper_" + language + ".properties";
    try (InputStream stream = PaperWords.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException(file + " is missing from this bundle");
      }
      phrases.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  static PaperWords in(Locale language) {
    return language.getLanguage().equals("cy") ? WELSH : ENGLISH;
  }

  Locale locale() {
    return locale;
  }

  String say(String key, Object... arguments) {
    String phrase = phrases.getProperty(key);
    if (phrase == null) {
      throw new IllegalArgumentException("wording: " + key + " is not worded in " + locale);
    }
    for (int i = 0; i < arguments.length; i++) {
      phrase = phrase.replace("{" + i + "}", String.valueOf(arguments[i]));
    }
    return phrase;
  }

  /** A moment with its day: "17:00, Wednesday 10 March 2027". */
  String moment(ZonedDateTime moment) {
    return DateTimeFormatter.ofPattern("HH:mm, EEEE d MMMM yyyy", locale).format(moment);
  }
}
