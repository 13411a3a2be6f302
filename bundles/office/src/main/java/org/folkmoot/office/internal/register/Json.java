package org.folkmoot.office.internal.register;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Texts in lists and maps as JSON (RFC 8259), indented so that a person can read it too. */
final class Json {
  private Json() {}

  static String written(Object value) {
    StringBuilder out = new StringBuilder();
    write(value, "\n", out);
    return out.append('\n').toString();
  }

  private static void write(Object value, String line, StringBuilder out) {
    if (value instanceof Map<?, ?> map) {
      Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
      out.append('{');
      while (entries.hasNext()) {
        Map.Entry<?, ?> entry = entries.next();
        out.append(line).append("  ");
        text(entry.getKey().toString(), out);
        out.append(": ");
        write(entry.getValue(), line + "  ", out);
        out.append(entries.hasNext() ? "," : line);
      }
      out.append('}');
    } else if (value instanceof List<?> list) {
      Iterator<?> elements = list.iterator();
      out.append('[');
      while (elements.hasNext()) {
        out.append(line).append("  ");
        write(elements.next(), line + "  ", out);
        out.append(elements.hasNext() ? "," : line);
      }
      out.append(']');
    } else {
      text(value.toString(), out);
    }
  }

  private static void text(String text, StringBuilder out) {
    out.append('"');
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20 || c == 0x2028 || c == 0x2029) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
