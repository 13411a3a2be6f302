package org.folkmoot.register.internal;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.register.MemberState;
import org.jdbi.v3.core.mapper.RowMapper;

/** A person as the register keeps one, member or not. */
record Person(
    String id,
    String given,
    String family,
    Optional<String> email,
    List<String> postal,
    String language,
    Optional<MemberState> state,
    Optional<Constituency> constituency,
    Optional<LocalDate> since,
    Optional<String> reason,
    Optional<LocalDate> answerBy,
    boolean greeted) {

  static final String COLUMNS =
      "p.id, p.given_name, p.family_name, p.email, p.postal, p.language, p.state, p.constituency,"
          + " p.since, p.reason, p.answer_by, p.greeted";

  static final RowMapper<Person> ROW =
      (row, context) ->
          new Person(
              row.getString("id"),
              row.getString("given_name"),
              row.getString("family_name"),
              Optional.ofNullable(row.getString("email")),
              row.getString("postal").lines().toList(),
              row.getString("language"),
              Optional.ofNullable(row.getString("state")).map(States::of),
              Optional.ofNullable(row.getString("constituency")).map(Constituency::of),
              Optional.ofNullable(row.getString("since")).map(LocalDate::parse),
              Optional.ofNullable(row.getString("reason")),
              Optional.ofNullable(row.getString("answer_by")).map(LocalDate::parse),
              row.getInt("greeted") == 1);

  /** Somebody of whom nothing is decided yet. */
  static Person founded() {
    return new Person(
        RandomId.next(),
        "",
        "",
        Optional.empty(),
        List.of(),
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  String name() {
    return (given + " " + family).strip();
  }

  Eligibility.Before before() {
    return new Eligibility.Before(state, constituency, answerBy, greeted);
  }

  /** The words of states in the database. */
  static final class States {
    private States() {}

    static MemberState of(String word) {
      return MemberState.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }
}
