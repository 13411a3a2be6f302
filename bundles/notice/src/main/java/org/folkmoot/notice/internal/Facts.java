package org.folkmoot.notice.internal;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.folkmoot.notice.Fact;

/** The facts of one letter, said in its language. */
final class Facts {
  private static final Set<String> SCHEMES = Set.of("https", "http", "mailto");

  private final Map<String, Fact> facts;
  private final Locale language;
  private final String place;

  Facts(Map<String, Fact> facts, Locale language, String place) {
    this.facts = facts;
    this.language = language;
    this.place = place;
  }

  Locale language() {
    return language;
  }

  boolean has(String name) {
    return facts.containsKey(name);
  }

  Fact get(String name) {
    Fact fact = facts.get(name);
    if (fact == null) {
      throw new IllegalArgumentException(
          "wording " + place + " uses {" + name + "}, and no such fact is given");
    }
    return fact;
  }

  String said(String name) {
    return said(get(name), language);
  }

  String address(String name) {
    if (get(name) instanceof Fact.Link link) {
      return link(link.address());
    }
    throw new IllegalArgumentException(
        "wording " + place + " links to {" + name + "}, which is not given as an address");
  }

  static String link(URI address) {
    String scheme = address.getScheme();
    if (scheme == null || !SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "a notice links to https:, http: or mailto: only, not to the scheme " + scheme);
    }
    return address.toASCIIString();
  }

  static String said(Fact fact, Locale language) {
    if (fact instanceof Fact.Text text) {
      return clean(text.value());
    } else if (fact instanceof Fact.Words words) {
      return clean(words.label().in(language));
    } else if (fact instanceof Fact.Day day) {
      return Written.day(day.day(), language);
    } else if (fact instanceof Fact.Moment moment) {
      return Written.moment(moment.moment(), language);
    } else if (fact instanceof Fact.Link link) {
      return shown(link(link.address()));
    } else if (fact instanceof Fact.Items items) {
      return String.join("; ", lines(items));
    }
    throw new IllegalStateException("a kind of fact without words: " + fact.getClass());
  }

  static List<String> lines(Fact.Items items) {
    return items.items().stream().map(Facts::clean).toList();
  }

  static boolean isEmpty(Fact fact) {
    if (fact instanceof Fact.Text text) {
      return clean(text.value()).isBlank();
    } else if (fact instanceof Fact.Items items) {
      return items.items().stream().allMatch(String::isBlank);
    }
    return false;
  }

  /** An address as people read it. */
  static String shown(String address) {
    return address.startsWith("mailto:") ? address.substring("mailto:".length()) : address;
  }

  /** Line breaks stay; other controls have no place in a letter, and some upset mail relays. */
  private static String clean(String value) {
    StringBuilder clean = new StringBuilder(value.length());
    value
        .replace("\r\n", "\n")
        .replace('\r', '\n')
        .codePoints()
        .map(c -> c == '\t' ? ' ' : c)
        .filter(c -> c == '\n' || !Character.isISOControl(c))
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }
}
