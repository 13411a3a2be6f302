package org.folkmoot.notice;

import java.net.URI;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import org.folkmoot.constitution.Label;

/** One fact a notice states. It is always shown as text: markup in it has no effect. */
public sealed interface Fact {
  /** The same in every language: a name, a number, a place. */
  record Text(String value) implements Fact {}

  /** A word that differs by language. */
  record Words(Label label) implements Fact {}

  /** A day, written out in the language of the addressee. */
  record Day(LocalDate day) implements Fact {}

  /** A day and time in Europe/London, written out in the language of the addressee. */
  record Moment(ZonedDateTime moment) implements Fact {}

  /** A list, one item a line, such as an agenda or the candidates. */
  record Items(List<String> items) implements Fact {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** An address to follow. */
  record Link(URI address) implements Fact {}

  static Fact text(String value) {
    return new Text(value);
  }

  static Fact number(long value) {
    return new Text(Long.toString(value));
  }
}
