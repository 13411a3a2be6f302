package org.folkmoot.page.internal;

import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.folkmoot.page.Choice;
import org.folkmoot.page.Csrf;
import org.folkmoot.page.DateWords;
import org.folkmoot.page.Form;
import org.folkmoot.page.Language;
import org.folkmoot.page.Link;
import org.folkmoot.page.Row;
import org.folkmoot.page.Task;
import org.folkmoot.page.Wording;
import org.folkmoot.page.Words;
import org.unbescape.html.HtmlEscape;

/** What templates can say: phrases, dates, and the small records that the parts are made of. */
public final class PageExtension extends AbstractExtension {
  private final Wording wording;

  /** Speaks with this wording. */
  public PageExtension(Wording wording) {
    this.wording = wording;
  }

  @Override
  public Map<String, Function> getFunctions() {
    return Map.ofEntries(
        entry("asset", (given, words) -> Assets.href(text(given, 0))),
        entry("say", (given, words) -> words.say(text(given, 0), rest(given, 1))),
        entry(
            "plural", (given, words) -> words.plural(text(given, 0), count(given), rest(given, 2))),
        entry(
            "choice", (given, words) -> new Choice(text(given, 0), text(given, 1), text(given, 2))),
        entry("row", (given, words) -> new Row(text(given, 0), given.get("1"), text(given, 2))),
        entry(
            "task",
            (given, words) ->
                new Task(
                    text(given, 0),
                    text(given, 1),
                    text(given, 2),
                    text(given, 3),
                    Boolean.TRUE.equals(given.get("4")))),
        entry("link", (given, words) -> new Link(text(given, 0), text(given, 1))),
        entry("show", (given, words) -> show(given.get("0"), words)),
        entry(
            "described", (given, words) -> described((Form) given.get("0"), text(given, 1), given)),
        entry(
            "figures",
            (given, words) -> figures((List<?>) given.get("0"), (Number) given.get("1"))),
        Map.entry("csrf", new CsrfField()));
  }

  @Override
  public Map<String, Filter> getFilters() {
    return Map.of(
        "moment",
        filter((value, language) -> DateWords.moment(instant(value), language)),
        "day",
        filter((value, language) -> DateWords.day(date(value), language)),
        "shortDay",
        filter((value, language) -> DateWords.shortDay(date(value), language)),
        "clock",
        filter((value, language) -> DateWords.clock(time(value), language)),
        "number",
        filter((value, language) -> wording.in(language).shown((Number) value)));
  }

  /** A value in a cell or an answer: a link as a link, a list line by line, a date in words. */
  private static Object show(Object value, Words words) {
    if (value == null) {
      return "";
    }
    if (value instanceof SafeString) {
      return value;
    }
    if (value instanceof Optional<?> optional) {
      return show(optional.orElse(null), words);
    }
    if (value instanceof Link link) {
      return new SafeString(
          "<a class=\"link\" href=\""
              + escaped(link.href())
              + "\">"
              + escaped(link.text())
              + "</a>");
    }
    if (value instanceof List<?> lines) {
      StringBuilder html = new StringBuilder();
      for (Object line : lines) {
        Object shown = show(line, words);
        html.append(html.isEmpty() ? "" : "<br>")
            .append(shown instanceof SafeString ? shown.toString() : escaped(shown.toString()));
      }
      return new SafeString(html.toString());
    }
    return words.shown(value);
  }

  /** The class of a cell in a column of figures; columns come as numbers of several types. */
  private static SafeString figures(List<?> columns, Number column) {
    boolean figures =
        columns.stream().anyMatch(one -> ((Number) one).longValue() == column.longValue());
    return new SafeString(figures ? " class=\"table__figure\"" : "");
  }

  /** The attribute that ties a field to its hint and to what is wrong with it. */
  private static SafeString described(Form form, String field, Map<String, Object> given) {
    StringBuilder ids = new StringBuilder();
    if (!text(given, 2).isEmpty()) {
      ids.append(field).append("-hint");
    }
    if (form.refusal(field) != null) {
      ids.append(ids.isEmpty() ? "" : " ").append(field).append("-error");
    }
    return new SafeString(
        ids.isEmpty() ? "" : " aria-describedby=\"" + escaped(ids.toString()) + "\"");
  }

  private Map.Entry<String, Function> entry(
      String name, BiFunction<Map<String, Object>, Words, Object> work) {
    return Map.entry(name, function(work));
  }

  private Function function(BiFunction<Map<String, Object>, Words, Object> work) {
    return new Function() {
      @Override
      public List<String> getArgumentNames() {
        return null; // any number of arguments, by place
      }

      @Override
      public Object execute(
          Map<String, Object> given, PebbleTemplate self, EvaluationContext context, int line) {
        return work.apply(given, wording.in(Language.of(context.getLocale())));
      }
    };
  }

  private static Filter filter(BiFunction<Object, Language, Object> work) {
    return new Filter() {
      @Override
      public List<String> getArgumentNames() {
        return List.of();
      }

      @Override
      public Object apply(
          Object input,
          Map<String, Object> given,
          PebbleTemplate self,
          EvaluationContext context,
          int line) {
        return input == null ? "" : work.apply(input, Language.of(context.getLocale()));
      }
    };
  }

  private static String escaped(String text) {
    return HtmlEscape.escapeHtml5Xml(text);
  }

  private static String text(Map<String, Object> given, int place) {
    Object value = given.get(Integer.toString(place));
    return value == null ? "" : value.toString();
  }

  private static long count(Map<String, Object> given) {
    return ((Number) given.get("1")).longValue();
  }

  private static Object[] rest(Map<String, Object> given, int from) {
    int size = 0;
    while (given.containsKey(Integer.toString(from + size))) {
      size++;
    }
    Object[] rest = new Object[size];
    for (int i = 0; i < size; i++) {
      rest[i] = given.get(Integer.toString(from + i));
    }
    return rest;
  }

  private static Instant instant(Object value) {
    return value instanceof ZonedDateTime moment ? moment.toInstant() : (Instant) value;
  }

  private static LocalDate date(Object value) {
    return value instanceof LocalDate day
        ? day
        : instant(value).atZone(DateWords.ZONE).toLocalDate();
  }

  private static LocalTime time(Object value) {
    return value instanceof LocalTime time
        ? time
        : instant(value).atZone(DateWords.ZONE).toLocalTime();
  }

  /** The hidden field; it needs the page, so it stands in the page's own blocks, not in a macro. */
  private static final class CsrfField implements Function {
    @Override
    public List<String> getArgumentNames() {
      return List.of();
    }

    @Override
    public Object execute(
        Map<String, Object> given, PebbleTemplate self, EvaluationContext context, int line) {
      if (context.getVariable("page") instanceof Frame frame) {
        return new SafeString(
            "<input type=\"hidden\" name=\""
                + Csrf.FIELD
                + "\" value=\""
                + escaped(frame.csrf().get())
                + "\">");
      }
      throw new IllegalStateException("csrf() stands in a block of the page, not in a macro");
    }
  }
}
