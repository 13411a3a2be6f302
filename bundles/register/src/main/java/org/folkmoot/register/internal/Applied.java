package org.folkmoot.register.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.folkmoot.register.Applications.Application;
import org.folkmoot.register.Applications.Entry;
import org.folkmoot.register.Applications.Standing;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * An application as it is kept.
 *
 * @param identity fingerprint of the name and of where the person is reached
 * @param taken whether the register has seen to it
 */
record Applied(
    String id,
    String identity,
    String ground,
    String given,
    String family,
    Optional<LocalDate> born,
    Optional<String> email,
    List<String> address,
    String postcode,
    String language,
    Standing standing,
    Instant received,
    Optional<Instant> settled,
    boolean taken) {

  static final String COLUMNS =
      "a.id, a.identity, a.ground, a.given_name, a.family_name, a.date_of_birth, a.email,"
          + " a.address, a.postcode, a.language, a.state, a.received, a.settled, a.taken";

  static final RowMapper<Applied> ROW =
      (row, context) -> {
        long settled = row.getLong("settled");
        boolean open = row.wasNull();
        return new Applied(
            row.getString("id"),
            row.getString("identity"),
            row.getString("ground"),
            row.getString("given_name"),
            row.getString("family_name"),
            Optional.ofNullable(row.getString("date_of_birth")).map(LocalDate::parse),
            Optional.ofNullable(row.getString("email")),
            row.getString("address").lines().toList(),
            row.getString("postcode"),
            row.getString("language"),
            Standing.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
            Instant.ofEpochMilli(row.getLong("received")),
            open ? Optional.empty() : Optional.of(Instant.ofEpochMilli(settled)),
            row.getInt("taken") == 1);
      };

  /** Whoever applies again by another ground, or after a mistake, stays one person. */
  static String identity(Application said) {
    return Fingerprint.of(
        "identity",
        said.email()
            .map(email -> email.toLowerCase(Locale.ROOT))
            .orElseGet(() -> Names.folded(String.join(" ", said.addressLines()) + said.postcode())),
        Names.folded(said.givenName()),
        Names.folded(said.familyName()));
  }

  /** The same for the same application sent again. */
  static String content(Application said) {
    return Fingerprint.of(
        said.ground(),
        said.givenName(),
        said.familyName(),
        said.dateOfBirth().map(LocalDate::toString).orElse(""),
        said.email().orElse(""),
        String.join("\n", said.addressLines()),
        said.postcode(),
        said.language().getLanguage());
  }

  String name() {
    return (given + " " + family).strip();
  }

  Entry entry() {
    return new Entry(id, name(), ground, postcode, email.isEmpty(), standing, received);
  }
}
