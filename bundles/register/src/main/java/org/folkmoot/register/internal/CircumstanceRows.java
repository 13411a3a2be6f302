package org.folkmoot.register.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.register.internal.Circumstances.Move;
import org.folkmoot.register.internal.Circumstances.Suspension;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** Suspensions, choices, admissions and moves to come, of one institution. */
final class CircumstanceRows {
  private static final List<String> TABLES =
      List.of("register_suspension", "register_choice", "register_admission", "register_move");

  private final Handle handle;
  private final String institution;

  CircumstanceRows(Handle handle, String institution) {
    this.handle = handle;
    this.institution = institution;
  }

  /** Those of some persons; whoever has none is left out. A suspension that is over is none. */
  Map<String, Circumstances> of(List<String> persons, LocalDate today) {
    Map<String, Suspension> suspensions = new HashMap<>();
    read(
        persons,
        "register_suspension",
        (row, context) -> {
          Optional<LocalDate> until =
              Optional.ofNullable(row.getString("until")).map(LocalDate::parse);
          if (until.filter(today::isAfter).isEmpty()) {
            suspensions.put(
                row.getString("person"), new Suspension(row.getString("ground"), until));
          }
          return row.getString("person");
        });
    Map<String, Constituency> choices = new HashMap<>();
    read(
        persons,
        "register_choice",
        (row, context) ->
            choices.put(row.getString("person"), Constituency.of(row.getString("constituency"))));
    Set<String> admitted = new HashSet<>();
    read(persons, "register_admission", (row, context) -> admitted.add(row.getString("person")));
    Map<String, Move> moves = new HashMap<>();
    read(
        persons,
        "register_move",
        (row, context) ->
            moves.put(
                row.getString("person"),
                new Move(
                    Constituency.of(row.getString("constituency")),
                    LocalDate.parse(row.getString("moves_on")))));
    Set<String> all = new HashSet<>(admitted);
    all.addAll(suspensions.keySet());
    all.addAll(choices.keySet());
    all.addAll(moves.keySet());
    Map<String, Circumstances> circumstances = new HashMap<>();
    for (String person : all) {
      circumstances.put(
          person,
          new Circumstances(
              Optional.ofNullable(suspensions.get(person)),
              Optional.ofNullable(choices.get(person)),
              admitted.contains(person),
              Optional.ofNullable(moves.get(person))));
    }
    return circumstances;
  }

  private void read(List<String> persons, String table, RowMapper<?> mapper) {
    List<Object> rows = new ArrayList<>();
    handle
        .createQuery(
            "SELECT * FROM "
                + table
                + " WHERE institution = :institution AND person IN (<persons>)")
        .bind("institution", institution)
        .bindList("persons", persons)
        .map(mapper)
        .forEach(rows::add);
  }

  void suspend(String person, String ground, Optional<LocalDate> until, Instant at, String actor) {
    handle
        .createUpdate(
            """
            INSERT INTO register_suspension (institution, person, ground, until, at, actor)
            VALUES (:institution, :person, :ground, :until, :at, :actor)
            ON CONFLICT (institution, person) DO UPDATE SET ground = excluded.ground,
              until = excluded.until, at = excluded.at, actor = excluded.actor
            """)
        .bind("institution", institution)
        .bind("person", person)
        .bind("ground", ground)
        .bind("until", until.map(LocalDate::toString).orElse(null))
        .bind("at", at)
        .bind("actor", actor)
        .execute();
  }

  /** Returns whether there was one. */
  boolean reinstate(String person) {
    return delete("register_suspension", person);
  }

  void choose(String person, Constituency constituency, Instant at, String actor) {
    handle
        .createUpdate(
            """
            INSERT INTO register_choice (institution, person, constituency, at, actor)
            VALUES (:institution, :person, :constituency, :at, :actor)
            ON CONFLICT (institution, person) DO UPDATE SET constituency = excluded.constituency,
              at = excluded.at, actor = excluded.actor
            """)
        .bind("institution", institution)
        .bind("person", person)
        .bind("constituency", constituency.word())
        .bind("at", at)
        .bind("actor", actor)
        .execute();
  }

  void admit(String person, Instant at, String actor) {
    handle
        .createUpdate(
            "INSERT INTO register_admission (institution, person, at, actor)"
                + " VALUES (:institution, :person, :at, :actor)"
                + " ON CONFLICT (institution, person) DO NOTHING")
        .bind("institution", institution)
        .bind("person", person)
        .bind("at", at)
        .bind("actor", actor)
        .execute();
  }

  void move(String person, Move move) {
    handle
        .createUpdate(
            """
            INSERT INTO register_move (institution, person, constituency, moves_on)
            VALUES (:institution, :person, :constituency, :on)
            ON CONFLICT (institution, person) DO UPDATE SET constituency = excluded.constituency,
              moves_on = excluded.moves_on
            """)
        .bind("institution", institution)
        .bind("person", person)
        .bind("constituency", move.to().word())
        .bind("on", move.on().toString())
        .execute();
  }

  void dropMove(String person) {
    delete("register_move", person);
  }

  /** What stood about an entry stands about the one it turned out to be, which goes before. */
  void inherit(String from, String into) {
    for (String table : TABLES) {
      handle
          .createUpdate(
              "UPDATE "
                  + table
                  + " SET person = :into WHERE institution = :institution AND person = :from"
                  + " AND NOT EXISTS (SELECT 1 FROM "
                  + table
                  + " o WHERE o.institution = :institution AND o.person = :into)")
          .bind("institution", institution)
          .bind("from", from)
          .bind("into", into)
          .execute();
      delete(table, from);
    }
  }

  private boolean delete(String table, String person) {
    return handle
            .createUpdate(
                "DELETE FROM " + table + " WHERE institution = :institution AND person = :person")
            .bind("institution", institution)
            .bind("person", person)
            .execute()
        > 0;
  }
}
