package org.folkmoot.register.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** When each source is read: by its own interval where it has one, else by the institution's. */
final class Rounds {
  private static final String OWN = "scheduleMinutes.";

  private final Map<String, Integer> own;
  private final int otherwise;
  private final Map<String, Long> last = new HashMap<>();

  Rounds(Map<String, Integer> own, int otherwise) {
    this.own = Map.copyOf(own);
    this.otherwise = otherwise;
  }

  /** The settings {@code scheduleMinutes.<source>} of a configuration. */
  static Map<String, Integer> own(Map<String, Object> properties) {
    Map<String, Integer> own = new HashMap<>();
    properties.forEach(
        (name, value) -> {
          if (name.startsWith(OWN)) {
            own.put(name.substring(OWN.length()), minutes(name, value));
          }
        });
    return own;
  }

  static int minutes(String name, Object value) {
    String text = value.toString().strip();
    if (!text.matches("\\d{1,6}")) {
      throw new IllegalArgumentException(
          name + " = " + text + ": write whole minutes, or 0 for only by hand");
    }
    return Integer.parseInt(text);
  }

  /**
   * Whether a source is to be read now; asked again it is not, until its interval has passed.
   *
   * @param wish what the source's own service says, where the configuration says nothing
   * @param minute the machine's time in minutes
   */
  boolean isDue(String source, OptionalInt wish, long minute) {
    int interval = own.getOrDefault(source, wish.orElse(otherwise));
    Long before = last.putIfAbsent(source, minute);
    if (interval == 0 || before == null || minute - before < interval) {
      return false;
    }
    last.put(source, minute);
    return true;
  }
}
