package org.folkmoot.page;

import jakarta.servlet.http.HttpServletRequest;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A form as the reader filled it in, and what was wrong with it: shown again with every answer kept
 * and each fault beside its field.
 */
public final class Form {
  private final Map<String, List<String>> values = new HashMap<>();
  private final List<FieldRefusal> refusals = new ArrayList<>();

  private Form() {}

  /** A form nobody has filled in yet. */
  public static Form blank() {
    return new Form();
  }

  /** The form that was posted, or the query of a GET form. What cannot be read is answered 400. */
  public static Form of(HttpServletRequest request) {
    Form form = new Form();
    try {
      request
          .getParameterMap()
          .forEach((name, given) -> form.values.put(name, List.of(given.clone())));
    } catch (RuntimeException e) {
      // The container throws one of its own where the encoding of the parameters is broken.
      throw Problem.BAD_REQUEST.found(e);
    }
    return form;
  }

  /** The same form with these values in a field: what is known before the reader begins. */
  public Form with(String field, String... given) {
    values.put(field, List.of(given));
    return this;
  }

  /** Exactly what is in a field; empty if nothing is. */
  public String value(String field) {
    List<String> given = values.get(field);
    return given == null || given.isEmpty() ? "" : given.get(0);
  }

  /** What is in a field, without the spaces around it, and with accents composed as one letter. */
  public String text(String field) {
    return Normalizer.normalize(value(field), Normalizer.Form.NFC).strip();
  }

  /**
   * What is in a field of one line: tabs and other control characters, which come with what is
   * pasted from tables, are spaces.
   */
  public String line(String field) {
    return text(field).replaceAll("[\\p{Cc}\u2028\u2029]+", " ").strip();
  }

  /** Everything given under one name: the boxes that are ticked. */
  public List<String> values(String field) {
    return values.getOrDefault(field, List.of());
  }

  /** Whether this choice is made in a field. */
  public boolean chosen(String field, String choice) {
    return values(field).contains(choice);
  }

  /** The whole number in a field; empty if it is none. */
  public OptionalLong number(String field) {
    String text = text(field).replace(",", "");
    return text.matches("-?\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  /** The date in the three boxes of a date field; empty if there is no such day. */
  public Optional<LocalDate> date(String field) {
    String day = text(field + "-day");
    String year = text(field + "-year");
    OptionalInt month = DateWords.month(text(field + "-month"));
    if (month.isEmpty() || !day.matches("\\d{1,2}") || !year.matches("\\d{4}")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDate.of(Integer.parseInt(year), month.getAsInt(), Integer.parseInt(day)));
    } catch (DateTimeException e) {
      return Optional.empty(); // 31 April: no such day, the caller says so beside the field
    }
  }

  /** Fills the three boxes of a date field. */
  public Form with(String field, LocalDate date) {
    return with(field + "-day", Integer.toString(date.getDayOfMonth()))
        .with(field + "-month", Integer.toString(date.getMonthValue()))
        .with(field + "-year", Integer.toString(date.getYear()));
  }

  /**
   * Says what is wrong with a field, in the reader's language; the first thing said of it stays.
   */
  public Form refuse(String field, String message) {
    if (refusal(field) == null) {
      refusals.add(new FieldRefusal(field, message));
    }
    return this;
  }

  /** What was said of a field, or null. */
  public String refusal(String field) {
    for (FieldRefusal refusal : refusals) {
      if (refusal.field().equals(field)) {
        return refusal.message();
      }
    }
    return null;
  }

  /** Everything that is wrong, in the order in which it was said. */
  public List<FieldRefusal> refusals() {
    return List.copyOf(refusals);
  }

  /** Whether nothing is wrong. */
  public boolean isFine() {
    return refusals.isEmpty();
  }
}
