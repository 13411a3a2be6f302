package org.folkmoot.ballot.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.folkmoot.ballot.ElectionKey;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.election.ElectoralRoll;
import org.jdbi.v3.core.Handle;

/** The tables of keys, packs and the box of one institution. */
final class PollRows {
  private final String institution;

  PollRows(String institution) {
    this.institution = institution;
  }

  /** A line of the marked register. */
  record Pack(
      String election,
      String member,
      Constituency constituency,
      Optional<String> reference,
      Optional<Instant> castAt) {}

  /** How many packs were issued and used. */
  record Papers(long issued, long used) {}

  void key(Handle handle, String election, ElectionKey key) {
    handle
        .createUpdate(
            "INSERT INTO ballot_keys (election, institution, public_key, shares, threshold)"
                + " VALUES (:election, :institution, :key, :shares, :threshold)"
                + " ON CONFLICT (election) DO UPDATE SET public_key = excluded.public_key,"
                + " shares = excluded.shares, threshold = excluded.threshold")
        .bind("election", election)
        .bind("institution", institution)
        .bind("key", key.publicKey())
        .bind("shares", key.shares())
        .bind("threshold", key.threshold())
        .execute();
  }

  Optional<ElectionKey> key(Handle handle, String election) {
    return handle
        .createQuery(
            "SELECT public_key, shares, threshold FROM ballot_keys"
                + " WHERE institution = :institution AND election = :election")
        .bind("institution", institution)
        .bind("election", election)
        .map(
            (row, context) ->
                new ElectionKey(
                    row.getBytes("public_key"), row.getInt("shares"), row.getInt("threshold")))
        .findOne();
  }

  void pack(Handle handle, String id, String election, ElectoralRoll.Entry entry) {
    handle
        .createUpdate(
            "INSERT INTO ballot_packs (id, institution, election, member, constituency)"
                + " VALUES (:id, :institution, :election, :member, :constituency)")
        .bind("id", id)
        .bind("institution", institution)
        .bind("election", election)
        .bind("member", entry.member())
        .bind("constituency", entry.constituency().word())
        .execute();
  }

  Optional<Pack> pack(Handle handle, String id) {
    return handle
        .createQuery(
            "SELECT election, member, constituency, reference, cast_at FROM ballot_packs"
                + " WHERE institution = :institution AND id = :id")
        .bind("institution", institution)
        .bind("id", id)
        .map(
            (row, context) -> {
              Optional<String> reference = Optional.ofNullable(row.getString("reference"));
              long castAt = row.getLong("cast_at");
              return new Pack(
                  row.getString("election"),
                  row.getString("member"),
                  Constituency.of(row.getString("constituency")),
                  reference,
                  reference.map(used -> Instant.ofEpochMilli(castAt)));
            })
        .findOne();
  }

  /** Whether papers of an election were issued to a member. */
  boolean issued(Handle handle, String election, String member) {
    return handle
        .createQuery(
            "SELECT id FROM ballot_packs WHERE institution = :institution"
                + " AND election = :election AND member = :member")
        .bind("institution", institution)
        .bind("election", election)
        .bind("member", member)
        .mapTo(String.class)
        .findOne()
        .isPresent();
  }

  /** Those of the members who have voted in an election. */
  List<String> voted(Handle handle, String election, List<String> members) {
    if (members.isEmpty()) {
      return List.of();
    }
    return handle
        .createQuery(
            "SELECT member FROM ballot_packs WHERE institution = :institution"
                + " AND election = :election AND member IN (<members>)"
                + " AND reference IS NOT NULL")
        .bind("institution", institution)
        .bind("election", election)
        .bindList("members", members)
        .mapTo(String.class)
        .list();
  }

  /** Marks the register; false when the pack had been used before. */
  boolean use(Handle handle, String id, String reference, Instant at) {
    return handle
            .createUpdate(
                "UPDATE ballot_packs SET reference = :reference, cast_at = :at"
                    + " WHERE institution = :institution AND id = :id AND reference IS NULL")
            .bind("reference", reference)
            .bind("at", at.toEpochMilli())
            .bind("institution", institution)
            .bind("id", id)
            .execute()
        == 1;
  }

  void drop(Handle handle, String election, String contest, byte[] sealed) {
    handle
        .createUpdate(
            "INSERT INTO ballot_box (id, institution, election, contest, sealed)"
                + " VALUES (:id, :institution, :election, :contest, :sealed)")
        .bind("id", UUID.randomUUID().toString())
        .bind("institution", institution)
        .bind("election", election)
        .bind("contest", contest)
        .bind("sealed", sealed)
        .execute();
  }

  List<byte[]> sealed(Handle handle, String contest) {
    return handle
        .createQuery(
            "SELECT sealed FROM ballot_box WHERE institution = :institution AND contest = :contest"
                + " ORDER BY id")
        .bind("institution", institution)
        .bind("contest", contest)
        .map((row, context) -> row.getBytes("sealed"))
        .list();
  }

  Papers papers(Handle handle, String election, Constituency constituency) {
    return handle
        .createQuery(
            "SELECT COUNT(*) AS issued, COUNT(reference) AS used FROM ballot_packs"
                + " WHERE institution = :institution AND election = :election"
                + " AND constituency = :constituency")
        .bind("institution", institution)
        .bind("election", election)
        .bind("constituency", constituency.word())
        .map((row, context) -> new Papers(row.getLong("issued"), row.getLong("used")))
        .one();
  }
}
