package org.folkmoot.register.internal;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.folkmoot.records.PersonRecord.Flag;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * A record as the register keeps it.
 *
 * @param held whether its source has it still
 * @param pending whether it came or changed in the run under way
 * @param counted what the record counts for in its source's totals
 * @param identifiers fingerprint of a verified identifier's value by that of its system
 */
record HeldRecord(
    long id,
    String source,
    String key,
    Optional<String> person,
    String given,
    String family,
    Optional<LocalDate> born,
    Optional<String> email,
    List<String> postal,
    String language,
    Set<Flag> flags,
    List<HeldAffiliation> affiliations,
    Map<String, String> identifiers,
    List<String> suppressions,
    boolean held,
    boolean pending,
    Optional<String> outcome,
    int counted) {

  /** Sorted here: with ORDER BY, SQLite would rather walk all records than use the person's. */
  static final Comparator<HeldRecord> ORDER = Comparator.comparingLong(HeldRecord::id);

  static final String COLUMNS =
      "r.id, r.source, r.record_key, r.person, r.given_name, r.family_name, r.date_of_birth,"
          + " r.email, r.postal, r.language, r.flags, r.affiliations, r.identifiers,"
          + " r.suppressions, r.held, r.pending, r.outcome, r.counted";

  static final RowMapper<HeldRecord> ROW =
      (row, context) ->
          new HeldRecord(
              row.getLong("id"),
              row.getString("source"),
              row.getString("record_key"),
              Optional.ofNullable(row.getString("person")),
              row.getString("given_name"),
              row.getString("family_name"),
              Optional.ofNullable(row.getString("date_of_birth")).map(LocalDate::parse),
              Optional.ofNullable(row.getString("email")),
              row.getString("postal").lines().toList(),
              row.getString("language"),
              words(row.getString("flags"), ",").stream()
                  .map(Flag::valueOf)
                  .collect(Collectors.toUnmodifiableSet()),
              Affiliations.read(row.getString("affiliations")),
              LinkingRecord.identifiers(row.getString("identifiers")),
              words(row.getString("suppressions"), " "),
              row.getInt("held") == 1,
              row.getInt("pending") == 1,
              Optional.ofNullable(row.getString("outcome")),
              row.getInt("counted"));

  static List<String> words(String column, String between) {
    return column.isEmpty() ? List.of() : Arrays.asList(column.split(between));
  }

  boolean quiet() {
    return flags.stream().anyMatch(StagedRecord.QUIET::contains);
  }

  boolean addressWithheld() {
    return quiet() || flags.contains(Flag.ADDRESS_WITHHELD);
  }

  boolean deceased() {
    return flags.contains(Flag.DECEASED) && !flags.contains(Flag.DEATH_WITHDRAWN);
  }
}
