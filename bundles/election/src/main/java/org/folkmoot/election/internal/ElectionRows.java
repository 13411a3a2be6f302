package org.folkmoot.election.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.ElectionStep;
import org.folkmoot.constitution.Label;
import org.folkmoot.election.Candidate;
import org.folkmoot.election.Contest;
import org.folkmoot.election.Election;
import org.folkmoot.election.ElectoralRoll;
import org.folkmoot.election.Nomination;
import org.folkmoot.election.Nomination.NominationPaper;
import org.folkmoot.election.Timetable;
import org.folkmoot.notice.Addressee;
import org.jdbi.v3.core.Handle;

/** The tables of elections, contests, nominations and rolls of one institution. */
final class ElectionRows {
  private final String institution;

  ElectionRows(String institution) {
    this.institution = institution;
  }

  void insert(Handle handle, Election election, Instant now) {
    handle
        .createUpdate(
            "INSERT INTO election_elections (id, institution, title, close_at, state, created_at)"
                + " VALUES (:id, :institution, :title, :close, :state, :now)")
        .bind("id", election.id())
        .bind("institution", institution)
        .bind("title", election.title())
        .bind("close", election.timetable().close().toInstant().toEpochMilli())
        .bind("state", election.state().name())
        .bind("now", now.toEpochMilli())
        .execute();
    for (ElectionStep step : ElectionStep.values()) {
      handle
          .createUpdate(
              "INSERT INTO election_steps (institution, election, step, latest_day)"
                  + " VALUES (:institution, :election, :step, :day)")
          .bind("institution", institution)
          .bind("election", election.id())
          .bind("step", step.name())
          .bind("day", election.timetable().day(step).toString())
          .execute();
    }
    int position = 0;
    for (Contest contest : election.contests()) {
      handle
          .createUpdate(
              "INSERT INTO election_contests (id, institution, election, position, constituency,"
                  + " seats, kind_en, kind_cy, binding, counting_rule) VALUES (:id, :institution,"
                  + " :election, :position, :constituency, :seats, :en, :cy, :binding, :rule)")
          .bind("id", contest.id())
          .bind("institution", institution)
          .bind("election", election.id())
          .bind("position", position++)
          .bind("constituency", contest.constituency().word())
          .bind("seats", contest.seats())
          .bind("en", contest.seatKind().en())
          .bind("cy", contest.seatKind().cy())
          .bind("binding", contest.binding())
          .bind("rule", contest.countingRule())
          .execute();
    }
  }

  List<Election> all(Handle handle) {
    return handle
        .createQuery(
            "SELECT id FROM election_elections WHERE institution = :institution"
                + " ORDER BY created_at DESC, id")
        .bind("institution", institution)
        .mapTo(String.class)
        .list()
        .stream()
        .map(id -> election(handle, id).orElseThrow())
        .toList();
  }

  Optional<Election> election(Handle handle, String id) {
    return handle
        .createQuery(
            "SELECT title, close_at, state FROM election_elections"
                + " WHERE institution = :institution AND id = :id")
        .bind("institution", institution)
        .bind("id", id)
        .map(
            (row, context) ->
                new Election(
                    id,
                    row.getString("title"),
                    timetable(handle, id, row.getLong("close_at")),
                    Election.State.valueOf(row.getString("state")),
                    contests(handle, id)))
        .findOne();
  }

  private static Timetable timetable(Handle handle, String election, long closeAt) {
    Map<ElectionStep, LocalDate> days = new EnumMap<>(ElectionStep.class);
    handle
        .createQuery("SELECT step, latest_day FROM election_steps WHERE election = :election")
        .bind("election", election)
        .map(
            (row, context) ->
                days.put(
                    ElectionStep.valueOf(row.getString("step")),
                    LocalDate.parse(row.getString("latest_day"))))
        .list();
    return new Timetable(days, Instant.ofEpochMilli(closeAt).atZone(ElectionsOfInstitution.ZONE));
  }

  private List<Contest> contests(Handle handle, String election) {
    return handle
        .createQuery(
            "SELECT * FROM election_contests WHERE institution = :institution"
                + " AND election = :election ORDER BY position")
        .bind("institution", institution)
        .bind("election", election)
        .map(
            (row, context) ->
                new Contest(
                    row.getString("id"),
                    Constituency.of(row.getString("constituency")),
                    row.getInt("seats"),
                    new Label(row.getString("kind_en"), row.getString("kind_cy")),
                    row.getBoolean("binding"),
                    row.getString("counting_rule"),
                    candidates(handle, row.getString("id"))))
        .list();
  }

  private List<Candidate> candidates(Handle handle, String contest) {
    return handle
        .createQuery(
            "SELECT * FROM election_nominations WHERE contest = :contest AND number IS NOT NULL"
                + " ORDER BY number")
        .bind("contest", contest)
        .map(
            (row, context) ->
                new Candidate(
                    row.getInt("number"),
                    row.getString("id"),
                    row.getString("name_on_paper"),
                    row.getString("statement"),
                    row.getString("interests"),
                    Optional.ofNullable(row.getString("member")),
                    "WITHDRAWN".equals(row.getString("state"))))
        .list();
  }

  /** The election a contest belongs to. */
  Optional<Election> electionOf(Handle handle, String contest) {
    return handle
        .createQuery(
            "SELECT election FROM election_contests WHERE institution = :institution AND id = :id")
        .bind("institution", institution)
        .bind("id", contest)
        .mapTo(String.class)
        .findOne()
        .flatMap(id -> election(handle, id));
  }

  void state(Handle handle, String election, Election.State state) {
    handle
        .createUpdate(
            "UPDATE election_elections SET state = :state"
                + " WHERE institution = :institution AND id = :id")
        .bind("state", state.name())
        .bind("institution", institution)
        .bind("id", election)
        .execute();
  }

  void insert(Handle handle, Nomination nomination) {
    NominationPaper paper = nomination.paper();
    handle
        .createUpdate(
            "INSERT INTO election_nominations (id, institution, contest, member, name_on_paper,"
                + " statement, interests, signed_by, received_at, state, reason) VALUES (:id,"
                + " :institution, :contest, :member, :name, :statement, :interests, :signed, :at,"
                + " :state, :reason)")
        .bind("id", nomination.id())
        .bind("institution", institution)
        .bind("contest", nomination.contest())
        .bind("member", paper.member().orElse(null))
        .bind("name", paper.nameOnPaper())
        .bind("statement", paper.statement())
        .bind("interests", paper.interests())
        .bind("signed", paper.signedBy())
        .bind("at", nomination.received().toEpochMilli())
        .bind("state", nomination.state().name())
        .bind("reason", nomination.reason())
        .execute();
  }

  Optional<Nomination> nomination(Handle handle, String id) {
    return handle
        .createQuery(
            "SELECT * FROM election_nominations WHERE institution = :institution AND id = :id")
        .bind("institution", institution)
        .bind("id", id)
        .map((row, context) -> nomination(row))
        .findOne();
  }

  List<Nomination> nominations(Handle handle, String election) {
    return handle
        .createQuery(
            "SELECT n.* FROM election_nominations n JOIN election_contests c ON c.id = n.contest"
                + " WHERE c.institution = :institution AND c.election = :election"
                + " ORDER BY c.position, n.received_at, n.id")
        .bind("institution", institution)
        .bind("election", election)
        .map((row, context) -> nomination(row))
        .list();
  }

  private static Nomination nomination(ResultSet row) throws SQLException {
    return new Nomination(
        row.getString("id"),
        row.getString("contest"),
        new NominationPaper(
            Optional.ofNullable(row.getString("member")),
            row.getString("name_on_paper"),
            row.getString("statement"),
            row.getString("interests"),
            row.getString("signed_by")),
        Instant.ofEpochMilli(row.getLong("received_at")),
        Nomination.State.valueOf(row.getString("state")),
        row.getString("reason"));
  }

  void state(Handle handle, String nomination, Nomination.State state, String reason) {
    handle
        .createUpdate(
            "UPDATE election_nominations SET state = :state, reason = :reason"
                + " WHERE institution = :institution AND id = :id")
        .bind("state", state.name())
        .bind("reason", reason)
        .bind("institution", institution)
        .bind("id", nomination)
        .execute();
  }

  void number(Handle handle, String nomination, int number) {
    handle
        .createUpdate(
            "UPDATE election_nominations SET number = :number"
                + " WHERE institution = :institution AND id = :id")
        .bind("number", number)
        .bind("institution", institution)
        .bind("id", nomination)
        .execute();
  }

  /** Takes a withdrawn name off a paper that is not issued yet. */
  void unnumber(Handle handle, String nomination) {
    handle
        .createUpdate(
            "UPDATE election_nominations SET number = NULL"
                + " WHERE institution = :institution AND id = :id")
        .bind("institution", institution)
        .bind("id", nomination)
        .execute();
  }

  void insert(Handle handle, ElectoralRoll roll) {
    var batch =
        handle.prepareBatch(
            "INSERT INTO election_roll (institution, election, position, member, name,"
                + " constituency, reason_en, reason_cy, rule) VALUES (:institution, :election,"
                + " :position, :member, :name, :constituency, :en, :cy, :rule)");
    int position = 0;
    for (ElectoralRoll.Entry entry : roll.entries()) {
      batch
          .bind("institution", institution)
          .bind("election", roll.election())
          .bind("position", position++)
          .bind("member", entry.member())
          .bind("name", entry.name())
          .bind("constituency", entry.constituency().word())
          .bind("en", entry.reason().en())
          .bind("cy", entry.reason().cy())
          .bind("rule", entry.rule())
          .add();
    }
    if (position > 0) {
      batch.execute();
    }
    handle
        .createUpdate(
            "UPDATE election_elections SET qualifying_day = :day, roll_hash = :hash"
                + " WHERE institution = :institution AND id = :id")
        .bind("day", roll.qualifyingDate().toString())
        .bind("hash", roll.hash())
        .bind("institution", institution)
        .bind("id", roll.election())
        .execute();
  }

  Optional<String> rollHash(Handle handle, String election) {
    return handle
        .createQuery(
            "SELECT roll_hash FROM election_elections WHERE institution = :institution"
                + " AND id = :id AND roll_hash IS NOT NULL")
        .bind("institution", institution)
        .bind("id", election)
        .mapTo(String.class)
        .findOne();
  }

  void insert(Handle handle, String election, ElectoralRoll.SignOff signed) {
    handle
        .createUpdate(
            "INSERT INTO election_roll_sign_off (institution, election, name, hash, at, actor)"
                + " VALUES (:institution, :election, :name, :hash, :at, :actor)")
        .bind("institution", institution)
        .bind("election", election)
        .bind("name", signed.name())
        .bind("hash", signed.hash())
        .bind("at", signed.at())
        .bind("actor", signed.actor())
        .execute();
  }

  Optional<ElectoralRoll.SignOff> rollSignOff(Handle handle, String election) {
    return handle
        .createQuery(
            "SELECT name, hash, at, actor FROM election_roll_sign_off"
                + " WHERE institution = :institution AND election = :election")
        .bind("institution", institution)
        .bind("election", election)
        .map(
            (row, context) ->
                new ElectoralRoll.SignOff(
                    row.getString("name"),
                    row.getString("hash"),
                    Instant.ofEpochMilli(row.getLong("at")),
                    row.getString("actor")))
        .findOne();
  }

  /** Keeps the addresses of those on the roll, beside their entries. */
  void addresses(Handle handle, String election, List<Addressee> addressees) {
    var batch =
        handle.prepareBatch(
            "UPDATE election_roll SET email = :email, postal = :postal, language = :language"
                + " WHERE institution = :institution AND election = :election"
                + " AND member = :member");
    for (Addressee addressee : addressees) {
      batch
          .bind("email", addressee.email().orElse(null))
          .bind("postal", String.join("\n", addressee.postalAddress()))
          .bind("language", addressee.language().toLanguageTag())
          .bind("institution", institution)
          .bind("election", election)
          .bind("member", addressee.reference())
          .add();
    }
    if (!addressees.isEmpty()) {
      batch.execute();
    }
  }

  Map<String, Addressee> addresses(Handle handle, String election) {
    return handle
        .createQuery(
            "SELECT member, name, email, postal, language FROM election_roll"
                + " WHERE institution = :institution AND election = :election"
                + " AND language IS NOT NULL")
        .bind("institution", institution)
        .bind("election", election)
        .map(
            (row, context) ->
                new Addressee(
                    row.getString("member"),
                    row.getString("name"),
                    Optional.ofNullable(row.getString("email")),
                    row.getString("postal").isEmpty()
                        ? List.of()
                        : List.of(row.getString("postal").split("\n")),
                    Locale.forLanguageTag(row.getString("language"))))
        .collect(Collectors.toMap(Addressee::reference, addressee -> addressee));
  }

  /** What is no longer needed once the election is over. */
  void forgetAddresses(Handle handle, String election) {
    handle
        .createUpdate(
            "UPDATE election_roll SET email = NULL, postal = NULL, language = NULL"
                + " WHERE institution = :institution AND election = :election")
        .bind("institution", institution)
        .bind("election", election)
        .execute();
  }

  Optional<ElectoralRoll> roll(Handle handle, String election) {
    return handle
        .createQuery(
            "SELECT qualifying_day, roll_hash FROM election_elections"
                + " WHERE institution = :institution AND id = :id AND roll_hash IS NOT NULL")
        .bind("institution", institution)
        .bind("id", election)
        .map(
            (row, context) ->
                new ElectoralRoll(
                    election,
                    LocalDate.parse(row.getString("qualifying_day")),
                    entries(handle, election),
                    row.getString("roll_hash")))
        .findOne();
  }

  private static List<ElectoralRoll.Entry> entries(Handle handle, String election) {
    return handle
        .createQuery("SELECT * FROM election_roll WHERE election = :election ORDER BY position")
        .bind("election", election)
        .map(
            (row, context) ->
                new ElectoralRoll.Entry(
                    row.getString("member"),
                    row.getString("name"),
                    Constituency.of(row.getString("constituency")),
                    new Label(row.getString("reason_en"), row.getString("reason_cy")),
                    row.getString("rule")))
        .list();
  }
}
