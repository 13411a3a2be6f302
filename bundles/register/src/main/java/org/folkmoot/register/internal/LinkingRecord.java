package org.folkmoot.register.internal;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * As much of a record as linking must hold in memory, of all that are like another.
 *
 * @param pending whether it came or changed in the run under way
 * @param identifiers fingerprint of a verified identifier's value by that of its system
 */
record LinkingRecord(
    long id,
    Optional<String> person,
    String given,
    Optional<LocalDate> born,
    Map<String, String> identifiers,
    boolean pending) {

  /** Sorted here: with ORDER BY, SQLite would rather walk all records than use the person's. */
  static final Comparator<LinkingRecord> ORDER = Comparator.comparingLong(LinkingRecord::id);

  static final String COLUMNS =
      "r.id, r.person, r.given_name, r.date_of_birth, r.identifiers, r.pending";

  static final RowMapper<LinkingRecord> ROW =
      (row, context) ->
          new LinkingRecord(
              row.getLong("id"),
              Optional.ofNullable(row.getString("person")),
              row.getString("given_name"),
              Optional.ofNullable(row.getString("date_of_birth")).map(LocalDate::parse),
              identifiers(row.getString("identifiers")),
              row.getInt("pending") == 1);

  static Map<String, String> identifiers(String column) {
    return column.isEmpty()
        ? Map.of()
        : HeldRecord.words(column, " ").stream()
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toUnmodifiableMap(p -> p[0], p -> p[1], (one, two) -> one));
  }
}
