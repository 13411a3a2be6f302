package org.folkmoot.page;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The languages a page can be read in; equal in standing. */
public enum Language {
  /** English. */
  EN("en", "English"),
  /** Welsh. */
  CY("cy", "Cymraeg");

  /** The query parameter and the cookie in which a reader's choice is kept. */
  public static final String CHOICE = "lang";

  private static final String ATTRIBUTE = "org.folkmoot.page.language";

  private final String tag;
  private final String ownName;
  private final Locale locale;

  Language(String tag, String ownName) {
    this.tag = tag;
    this.ownName = ownName;
    this.locale = Locale.forLanguageTag(tag + "-GB");
  }

  /** The tag for {@code <html lang>} and for file names. */
  public String tag() {
    return tag;
  }

  /** What the language calls itself, as the link to the twin page says it. */
  public String ownName() {
    return ownName;
  }

  /** The locale under which templates are evaluated. */
  public Locale locale() {
    return locale;
  }

  /** The language with this tag. */
  public static Optional<Language> tagged(String tag) {
    for (Language language : values()) {
      if (language.tag.equals(tag)) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }

  /** The language of a template's locale; English for any other. */
  public static Language of(Locale locale) {
    return tagged(locale.getLanguage()).orElse(EN);
  }

  /**
   * The language this request is answered in: the reader's choice, else what the browser asks for
   * first, else the institution's own first language.
   *
   * <p>A browser set to Welsh was set so on purpose; one set to English nearly always was not. So
   * Accept-Language can turn an English-first institution's page Welsh, but never the other way.
   */
  public static Language of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof Language settled) {
      return settled;
    }
    List<Language> offered = Letterhead.of(request).languages();
    Language first = offered.get(0);
    Language language =
        asked(request)
            .or(() -> remembered(request))
            .filter(offered::contains)
            .orElseGet(() -> preferred(request).filter(offered::contains).orElse(first));
    request.setAttribute(ATTRIBUTE, language);
    return language;
  }

  /** What {@code ?lang=} asks for; read from the query alone, so that no body is consumed. */
  static Optional<Language> asked(HttpServletRequest request) {
    String query = request.getQueryString();
    if (query == null) {
      return Optional.empty();
    }
    for (String part : query.split("&")) {
      if (part.startsWith(CHOICE + "=")) {
        return tagged(part.substring(CHOICE.length() + 1));
      }
    }
    return Optional.empty();
  }

  private static Optional<Language> remembered(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) {
      return Optional.empty();
    }
    for (Cookie cookie : cookies) {
      if (cookie.getName().equals(CHOICE)) {
        return tagged(cookie.getValue());
      }
    }
    return Optional.empty();
  }

  private static Optional<Language> preferred(HttpServletRequest request) {
    String header = request.getHeader("Accept-Language");
    if (header == null) {
      return Optional.empty();
    }
    String first = header.strip().toLowerCase(Locale.ROOT).split("[,;]", 2)[0].strip();
    return first.equals("cy") || first.startsWith("cy-") ? Optional.of(CY) : Optional.empty();
  }

  /** The plural category of a whole number, as Unicode CLDR gives it for this language. */
  String pluralCategory(long count) {
    if (this == EN) {
      return count == 1 ? "one" : "other";
    }
    if (count == 0) {
      return "zero";
    }
    if (count == 1) {
      return "one";
    }
    if (count == 2) {
      return "two";
    }
    if (count == 3) {
      return "few";
    }
    return count == 6 ? "many" : "other";
  }

  /** Every plural category of this language: each plural phrase must be worded in all of them. */
  public List<String> pluralCategories() {
    return this == EN
        ? List.of("one", "other")
        : List.of("zero", "one", "two", "few", "many", "other");
  }
}
