package org.folkmoot.integration;

import static java.util.stream.Collectors.toCollection;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The import table: the rooms, and which others each may import. A new room is one line. */
final class Rooms {
  private static final Set<String> DOMAIN =
      Set.of(
          "constitution",
          "records",
          "count",
          "notice",
          "register",
          "election",
          "ballot",
          "declaration",
          "assembly");

  private static final Map<String, Set<String>> MAY_IMPORT = new LinkedHashMap<>();

  static {
    room("constitution");
    room("records");
    room("store");
    room("count");
    room("document");
    room("notice", "constitution", "store");
    room("register", "constitution", "records", "notice", "store");
    room("election", "constitution", "register", "notice", "store");
    room(
        "ballot",
        Stream.concat(
            Stream.of("constitution", "register", "election"),
            Stream.of("count", "notice", "document", "store")));
    room(
        "declaration",
        "constitution",
        "register",
        "election",
        "ballot",
        "count",
        "notice",
        "document",
        "store");
    room(
        "assembly",
        Stream.concat(
            Stream.of("constitution", "register", "election", "ballot", "declaration"),
            Stream.of("count", "notice", "document", "store")));
    room("page", "notice");
    room("member.site", Stream.concat(DOMAIN.stream(), Stream.of("page", "document", "store")));
    room("office", Stream.concat(DOMAIN.stream(), Stream.of("page", "document", "store")));
    room("shell", Stream.concat(DOMAIN.stream(), Stream.of("store")));
    room("adapter.workbook", "records");
    room("adapter.oneroster", "records");
    room("carrier.smtp", "notice", "document");
    // Whatever it assembles; its demonstration goes through the doors all the same.
    room(
        "app",
        List.copyOf(MAY_IMPORT.keySet()).stream()
            .filter(r -> !r.matches("(adapter|carrier)\\..*")));
  }

  /** Rooms of the table that nobody has built yet; each leaves this list when it is built. */
  static final Set<String> TO_COME = Set.of();

  private Rooms() {}

  private static void room(String name, String... mayImport) {
    room(name, Stream.of(mayImport));
  }

  private static void room(String name, Stream<String> mayImport) {
    MAY_IMPORT.put(name, mayImport.collect(toCollection(TreeSet::new)));
  }

  /** Every room of the table. */
  static Set<String> all() {
    return MAY_IMPORT.keySet();
  }

  /** What a room may import; a room outside the table may import nothing. */
  static Set<String> mayImport(String room) {
    return MAY_IMPORT.getOrDefault(room, Set.of());
  }

  /** The room a package belongs to, if it is one of ours. */
  static Optional<String> of(String packageName) {
    return MAY_IMPORT.keySet().stream()
        .filter(room -> (packageName + ".").startsWith("org.folkmoot." + room + "."))
        .max(Comparator.comparing(String::length));
  }
}
