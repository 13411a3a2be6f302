package org.folkmoot.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;

/**
 * Whose page it is: the institution's name in each language it offers, first language first.
 *
 * @param institution the identifier in paths; empty where a page belongs to no institution
 * @param names the name that stands at the head of each page, per language
 * @param languages the languages offered, the institution's first language first
 */
public record Letterhead(
    String institution, Map<Language, String> names, List<Language> languages) {

  /** The head of pages that belong to no institution. */
  public static final Letterhead NONE =
      new Letterhead(
          "",
          Map.of(Language.EN, "Folkmoot", Language.CY, "Folkmoot"),
          List.of(Language.EN, Language.CY));

  private static final String ATTRIBUTE = "org.folkmoot.page.letterhead";

  /** Refuses a letterhead without a language, or with a language in which there is no name. */
  public Letterhead {
    names = Map.copyOf(names);
    languages = List.copyOf(languages);
    if (languages.isEmpty()) {
      throw new IllegalArgumentException("languages: a letterhead offers at least one language");
    }
    for (Language language : languages) {
      if (names.getOrDefault(language, "").isBlank()) {
        throw new IllegalArgumentException(
            "names: the institution has no name in " + language.tag() + ", which it offers");
      }
    }
  }

  /** A letterhead in English and Welsh, English first, with one name for both. */
  public static Letterhead of(String institution, String name) {
    return new Letterhead(
        institution, Map.of(Language.EN, name, Language.CY, name), NONE.languages);
  }

  /** The letterhead settled for this request, or that of no institution. */
  public static Letterhead of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof Letterhead letterhead ? letterhead : NONE;
  }

  /** Settles whose page answers this request. */
  public void settle(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** The name in one language; in its first language where it has none in that. */
  public String name(Language language) {
    return names.getOrDefault(language, names.get(languages.get(0)));
  }

  /** Where the name at the head of the page leads. */
  public String home() {
    return institution.isEmpty() ? "/" : InstitutionPath.href(institution);
  }
}
