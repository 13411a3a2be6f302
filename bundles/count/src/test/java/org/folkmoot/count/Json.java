package org.folkmoot.count;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON in tests: maps, lists, strings, BigDecimals, booleans and null. */
final class Json {
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  static Json.Value parse(String text) {
    Json json = new Json(text);
    Object value = json.value();
    json.blanks();
    if (json.at != text.length()) {
      throw new IllegalArgumentException("JSON: more at " + json.at);
    }
    return new Value(value);
  }

  /** A value, with the ways to go further into it. */
  record Value(Object raw) {
    Value get(String key) {
      return new Value(((Map<?, ?>) raw).get(key));
    }

    boolean has(String key) {
      return ((Map<?, ?>) raw).containsKey(key);
    }

    List<Value> list() {
      return ((List<?>) raw).stream().map(Value::new).toList();
    }

    List<String> keys() {
      return ((Map<?, ?>) raw).keySet().stream().map(String::valueOf).toList();
    }

    String string() {
      return String.valueOf(raw);
    }

    long number() {
      return new BigDecimal(string()).longValueExact();
    }

    BigDecimal decimal() {
      return new BigDecimal(string());
    }
  }

  private Object value() {
    blanks();
    char c = text.charAt(at);
    if (c == '{') {
      return object();
    }
    if (c == '[') {
      return array();
    }
    if (c == '"') {
      return quoted();
    }
    int from = at;
    while (at < text.length() && ",]} \n\r\t".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(from, at);
    return switch (word) {
      case "null" -> null;
      case "true" -> true;
      case "false" -> false;
      default -> new BigDecimal(word);
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> object = new LinkedHashMap<>();
    take('{');
    while (!ends('}')) {
      blanks();
      String key = quoted();
      take(':');
      object.put(key, value());
    }
    return object;
  }

  private List<Object> array() {
    List<Object> array = new ArrayList<>();
    take('[');
    while (!ends(']')) {
      array.add(value());
    }
    return array;
  }

  private boolean ends(char bracket) {
    blanks();
    if (text.charAt(at) == ',') {
      at++;
      return false;
    }
    if (text.charAt(at) == bracket) {
      at++;
      return true;
    }
    return false;
  }

  private String quoted() {
    take('"');
    StringBuilder string = new StringBuilder();
    while (text.charAt(at) != '"') {
      char c = text.charAt(at++);
      if (c == '\\') {
        c = text.charAt(at++);
        if (c == 'u') {
          string.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
          at += 4;
          continue;
        }
        c = "nrtbf".indexOf(c) < 0 ? c : "\n\r\t\b\f".charAt("nrtbf".indexOf(c));
      }
      string.append(c);
    }
    at++;
    return string.toString();
  }

  private void take(char expected) {
    blanks();
    if (text.charAt(at) != expected) {
      throw new IllegalArgumentException("JSON: " + expected + " expected at " + at);
    }
    at++;
  }

  private void blanks() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
  }
}
