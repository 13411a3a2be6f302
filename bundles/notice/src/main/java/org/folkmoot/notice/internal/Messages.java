package org.folkmoot.notice.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.folkmoot.constitution.NoticeKind;
import org.folkmoot.notice.PostOffice.Progress;
import org.folkmoot.notice.PostOffice.Served;
import org.folkmoot.notice.Service;
import org.folkmoot.notice.Service.State;
import org.folkmoot.store.Database;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The messages of the outbox and where each stands.
 *
 * <p>Whoever sends claims messages first. A claim lapses, so that what a killed process held is
 * taken up by another; a living one renews its claims. A message is written as sent only after the
 * other side took it: when the process dies between the two it goes out a second time, the same to
 * the letter (RFC 1047 shows why one of the two must be).
 */
final class Messages {
  /** How long the claims of a process that died stay in the way. */
  static final long CLAIM_MILLIS = 120_000;

  /**
   * What a carrier may take: one channel, of one institution or of all that have no own carrier.
   */
  record Round(String channel, Optional<String> institution, Set<String> except) {
    Round {
      except = Set.copyOf(except);
    }
  }

  /** A message taken to be sent. */
  record Claimed(
      String id,
      String institution,
      String notice,
      String reference,
      String name,
      String language,
      int attempts,
      Instant queued,
      byte[] sealed) {
    String place() {
      return Messages.place(institution, id);
    }
  }

  /** A message to be queued. */
  record New(
      String id,
      String institution,
      String notice,
      String reference,
      String name,
      String language,
      String channel,
      State state,
      String explanation,
      byte[] sealed) {}

  /** What became of a try. */
  record Result(
      String id, State state, Instant at, Instant due, String textHash, String explanation) {}

  private final Database database;
  private final String claimant = Hashes.randomWord();
  private final Set<String> inHand = ConcurrentHashMap.newKeySet();
  // A claim and the note of it in memory are one step for those who tidy claims up.
  private final Object claiming = new Object();

  Messages(Database database) {
    this.database = database;
  }

  /** Where a sealed message stands: it opens nowhere else. */
  static String place(String institution, String id) {
    return institution + "/" + id;
  }

  /** Queues; returns how many of them this notice was not yet addressed to. */
  int queue(List<New> messages, Instant now) {
    return database.write(
        handle -> {
          try (PreparedBatch insert =
              handle.prepareBatch(
                  "INSERT INTO notice_messages (id, institution, notice, reference, name,"
                      + " language, channel, state, queued, changed, due, attempts, explanation,"
                      + " sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)"
                      + " ON CONFLICT (notice, reference) DO NOTHING")) {
            for (New message : messages) {
              insert.add(
                  message.id(),
                  message.institution(),
                  message.notice(),
                  message.reference(),
                  message.name(),
                  message.language(),
                  message.channel(),
                  message.state().name(),
                  now.toEpochMilli(),
                  now.toEpochMilli(),
                  message.state() == State.QUEUED ? now.toEpochMilli() : null,
                  message.explanation(),
                  message.sealed());
            }
            // PostgreSQL's driver says of rows it sent together only that they went well.
            return insert.size() == 0
                ? 0
                : (int) Arrays.stream(insert.execute()).filter(count -> count != 0).count();
          }
        });
  }

  /** How many are due, counted no further than the limit. */
  int due(Round round, Instant now, int limit) {
    return database.read(
        handle -> {
          Query query =
              handle.createQuery(
                  "SELECT COUNT(*) FROM (SELECT 1 FROM notice_messages WHERE "
                      + ready(round)
                      + " LIMIT :limit) AS due");
          bind(query, round, now).bind("limit", limit);
          return query.mapTo(Integer.class).one();
        });
  }

  /** Writes down results and takes the next messages, in one transaction. */
  List<Claimed> settleAndClaim(List<Result> results, Round round, Instant now, int limit) {
    synchronized (claiming) {
      List<Claimed> claimed =
          database.write(
              handle -> {
                settle(handle, results);
                return claim(handle, round, now, limit);
              });
      results.forEach(result -> inHand.remove(result.id()));
      claimed.forEach(message -> inHand.add(message.id()));
      return claimed;
    }
  }

  void settle(List<Result> results) {
    if (!results.isEmpty()) {
      database.write(
          handle -> {
            settle(handle, results);
            return null;
          });
      results.forEach(result -> inHand.remove(result.id()));
    }
  }

  private List<Claimed> claim(Handle handle, Round round, Instant now, int limit) {
    Query query =
        handle.createQuery(
            "UPDATE notice_messages SET state = 'SENDING', due = :lapses, claimant = :claimant"
                + " WHERE id IN (SELECT id FROM notice_messages WHERE "
                + ready(round)
                + " ORDER BY due LIMIT :limit"
                + (skipsLocked(handle) ? " FOR UPDATE SKIP LOCKED" : "")
                + ") RETURNING id, institution, notice, reference, name, language, attempts,"
                + " queued, sealed");
    bind(query, round, now).bind("limit", limit).bind("lapses", now.toEpochMilli() + CLAIM_MILLIS);
    return query.map((row, context) -> claimed(row)).list();
  }

  private static Claimed claimed(ResultSet row) throws SQLException {
    return new Claimed(
        row.getString("id"),
        row.getString("institution"),
        row.getString("notice"),
        row.getString("reference"),
        row.getString("name"),
        row.getString("language"),
        row.getInt("attempts"),
        Instant.ofEpochMilli(row.getLong("queued")),
        row.getBytes("sealed"));
  }

  /** Several nodes share a PostgreSQL; SQLite lets only one transaction write at a time anyway. */
  private static boolean skipsLocked(Handle handle) {
    try {
      return handle.getConnection().getMetaData().getDatabaseProductName().equals("PostgreSQL");
    } catch (SQLException e) {
      throw new IllegalStateException("the database does not say what it is", e);
    }
  }

  // Own claims never lapse while this process lives: the clock of a demonstration may jump.
  private static String ready(Round round) {
    return "channel = :channel AND due <= :now AND (claimant IS NULL OR claimant <> :claimant)"
        + (round.institution().isPresent() ? " AND institution = :institution" : "")
        + (round.except().isEmpty() ? "" : " AND institution NOT IN (<except>)");
  }

  private <S extends SqlStatement<S>> S bind(S statement, Round round, Instant now) {
    S bound =
        statement
            .bind("channel", round.channel())
            .bind("now", now.toEpochMilli())
            .bind("claimant", claimant);
    round.institution().ifPresent(institution -> bound.bind("institution", institution));
    return round.except().isEmpty() ? bound : bound.bindList("except", List.copyOf(round.except()));
  }

  private void settle(Handle handle, List<Result> results) {
    // What the other side took is sent, even if the claim lapsed meanwhile. The secrets go with it.
    batch(
        handle,
        results,
        State.SENT,
        "UPDATE notice_messages SET state = :state, changed = :at, due = NULL, claimant = NULL,"
            + " attempts = attempts + 1, text_hash = :hash, explanation = :explanation,"
            + " sealed = NULL WHERE id = :id AND state <> 'SENT'");
    batch(
        handle,
        results,
        State.FAILED,
        "UPDATE notice_messages SET state = :state, changed = :at, due = NULL, claimant = NULL,"
            + " attempts = attempts + 1, explanation = :explanation, sealed = NULL"
            + " WHERE id = :id AND claimant = :claimant");
    batch(
        handle,
        results,
        State.DEFERRED,
        "UPDATE notice_messages SET state = :state, changed = :at, due = :due, claimant = NULL,"
            + " attempts = attempts + 1, explanation = :explanation"
            + " WHERE id = :id AND claimant = :claimant");
  }

  private void batch(Handle handle, List<Result> results, State state, String sql) {
    List<Result> these = results.stream().filter(result -> result.state() == state).toList();
    if (these.isEmpty()) {
      return;
    }
    try (PreparedBatch batch = handle.prepareBatch(sql)) {
      for (Result result : these) {
        batch
            .bind("id", result.id())
            .bind("state", state.name())
            .bind("at", result.at())
            .bind("explanation", result.explanation());
        if (state == State.SENT) {
          batch.bind("hash", result.textHash());
        } else {
          batch.bind("claimant", claimant);
        }
        if (state == State.DEFERRED) {
          batch.bind("due", result.due());
        }
        batch.add();
      }
      batch.execute();
    }
  }

  /** Puts back what was taken and not tried. */
  void release(Collection<Claimed> messages, String explanation, Instant now) {
    if (messages.isEmpty()) {
      return;
    }
    database.write(
        handle -> {
          for (Claimed message : messages) {
            release(handle, message.id(), explanation, now);
          }
          return null;
        });
    messages.forEach(message -> inHand.remove(message.id()));
  }

  private void release(Handle handle, String id, String explanation, Instant now) {
    handle.execute(
        "UPDATE notice_messages SET state = CASE WHEN attempts = 0 THEN 'QUEUED' ELSE 'DEFERRED'"
            + " END, due = ?, claimant = NULL,"
            + " explanation = CASE WHEN ? = '' THEN explanation ELSE ? END"
            + " WHERE id = ? AND claimant = ?",
        now.toEpochMilli(),
        explanation,
        explanation,
        id,
        claimant);
  }

  /** Forgets what could not be written down, so that {@link #tidyClaims} puts it back. */
  void letGo(Collection<Result> results, Collection<Claimed> messages) {
    results.forEach(result -> inHand.remove(result.id()));
    messages.forEach(message -> inHand.remove(message.id()));
  }

  /** Renews the claims of what is in hand, and puts back what a fault left claimed. */
  void tidyClaims(Instant now) {
    synchronized (claiming) {
      Set<String> mine =
          new HashSet<>(
              database.read(
                  handle ->
                      handle
                          .createQuery(
                              "SELECT id FROM notice_messages"
                                  + " WHERE due IS NOT NULL AND claimant = :claimant")
                          .bind("claimant", claimant)
                          .mapTo(String.class)
                          .list()));
      if (mine.isEmpty()) {
        return;
      }
      List<String> left = new ArrayList<>(mine);
      left.removeAll(inHand);
      database.write(
          handle -> {
            left.forEach(id -> release(handle, id, "", now));
            return handle.execute(
                "UPDATE notice_messages SET due = ? WHERE due IS NOT NULL AND claimant = ?",
                now.toEpochMilli() + CLAIM_MILLIS,
                claimant);
          });
    }
  }

  List<Service> proof(String notice) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT notice, reference, name, channel, state, changed, text_hash,"
                        + " explanation FROM notice_messages WHERE notice = :notice"
                        + " ORDER BY name, reference")
                .bind("notice", notice)
                .map(SERVICE)
                .list());
  }

  List<Served> served(String institution, String reference) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT n.kind, n.concerning, m.notice, m.reference, m.name, m.channel, m.state,
                      m.changed, m.text_hash, m.explanation
                    FROM notice_notices n
                    JOIN notice_messages m ON m.notice = n.id AND m.reference = :reference
                    WHERE n.institution = :institution ORDER BY n.opened DESC, n.id
                    """)
                .bind("institution", institution)
                .bind("reference", reference)
                .map(
                    (row, context) ->
                        new Served(
                            NoticeKind.valueOf(row.getString("kind")),
                            row.getString("concerning"),
                            SERVICE.map(row, context)))
                .list());
  }

  void forget(String institution, String reference) {
    database.write(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE notice_messages SET name = ''
                    WHERE reference = :reference AND due IS NULL AND notice IN
                      (SELECT n.id FROM notice_notices n WHERE n.institution = :institution)
                    """)
                .bind("institution", institution)
                .bind("reference", reference)
                .execute());
  }

  private static final RowMapper<Service> SERVICE =
      (row, context) ->
          new Service(
              row.getString("notice"),
              row.getString("reference"),
              row.getString("name"),
              row.getString("channel"),
              State.valueOf(row.getString("state")),
              Instant.ofEpochMilli(row.getLong("changed")),
              Optional.ofNullable(row.getString("text_hash")),
              row.getString("explanation"));

  Progress progress(String institution) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT COALESCE(SUM(CASE WHEN state IN ('QUEUED', 'SENDING', 'DEFERRED')"
                        + " THEN 1 ELSE 0 END), 0) AS waiting,"
                        + " COALESCE(SUM(CASE WHEN state = 'SENT' THEN 1 ELSE 0 END), 0) AS sent,"
                        + " COALESCE(SUM(CASE WHEN state = 'FAILED' THEN 1 ELSE 0 END), 0)"
                        + " AS failed,"
                        + " COALESCE(SUM(CASE WHEN state = 'UNREACHABLE' THEN 1 ELSE 0 END), 0)"
                        + " AS unreachable"
                        + " FROM notice_messages WHERE institution = :institution")
                .bind("institution", institution)
                .map(
                    (row, context) ->
                        new Progress(
                            row.getInt("waiting"),
                            row.getInt("sent"),
                            row.getInt("failed"),
                            row.getInt("unreachable")))
                .one());
  }
}
