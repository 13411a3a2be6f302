package org.folkmoot.ballot.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.folkmoot.ballot.ElectionKey;
import org.folkmoot.ballot.Polls;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.election.ElectoralRoll;
import org.folkmoot.notice.Addressee;
import org.jdbi.v3.core.Handle;

/** The tables of keys, packs and the box of one institution. */
final class PollRows {
  static final String WANTED = "wanted";
  static final String PRINTED = "printed";
  static final String TENDERED = "tendered";

  private final String institution;

  PollRows(String institution) {
    this.institution = institution;
  }

  /**
   * A line of the marked register.
   *
   * @param paper empty, wanted, printed or tendered
   * @param to how the voter is reached; empty once the addresses were let go
   */
  record Pack(
      String id,
      String election,
      String member,
      Constituency constituency,
      Optional<String> reference,
      Optional<Instant> castAt,
      Optional<Polls.Channel> usedBy,
      Optional<String> tracking,
      String paper,
      boolean largePrint,
      Optional<Addressee> to) {}

  /**
   * The papers of a constituency.
   *
   * @param issued packs
   * @param used packs that came back
   * @param onPaper of them, by paper
   * @param unused packs that did not
   * @param replaced what another took the place of, beside the packs
   */
  record Papers(long issued, long used, long onPaper, long unused, long replaced) {}

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

  void pack(
      Handle handle,
      String id,
      String election,
      ElectoralRoll.Entry entry,
      Addressee to,
      Polls.Channel channel) {
    handle
        .createUpdate(
            "INSERT INTO ballot_packs (id, institution, election, member, constituency, channel,"
                + " name, email, postal, language, paper) VALUES (:id, :institution, :election,"
                + " :member, :constituency, :channel, :name, :email, :postal, :language, :paper)")
        .bind("id", id)
        .bind("institution", institution)
        .bind("election", election)
        .bind("member", entry.member())
        .bind("constituency", entry.constituency().word())
        .bind("channel", channel.word())
        .bind("name", entry.name())
        .bind("email", to.email().orElse(null))
        .bind("postal", String.join("\n", to.postalAddress()))
        .bind("language", to.language().toLanguageTag())
        .bind("paper", channel == Polls.Channel.PAPER ? WANTED : "")
        .execute();
  }

  /** Where the pack's voter is reached from now on. */
  void readdress(Handle handle, String id, Addressee to) {
    handle
        .createUpdate(
            "UPDATE ballot_packs SET email = :email, postal = :postal, language = :language"
                + " WHERE institution = :institution AND id = :id")
        .bind("email", to.email().orElse(null))
        .bind("postal", String.join("\n", to.postalAddress()))
        .bind("language", to.language().toLanguageTag())
        .bind("institution", institution)
        .bind("id", id)
        .execute();
  }

  void forgetAddresses(Handle handle, String election) {
    handle
        .createUpdate(
            "UPDATE ballot_packs SET email = NULL, postal = NULL, language = NULL"
                + " WHERE institution = :institution AND election = :election")
        .bind("institution", institution)
        .bind("election", election)
        .execute();
  }

  Optional<Pack> pack(Handle handle, String id) {
    return handle
        .createQuery("SELECT * FROM ballot_packs WHERE institution = :institution AND id = :id")
        .bind("institution", institution)
        .bind("id", id)
        .map((row, context) -> pack(row))
        .findOne();
  }

  /** Whether papers of an election were issued to a member. */
  boolean issued(Handle handle, String election, String member) {
    return packOf(handle, election, member).isPresent();
  }

  Optional<Pack> packOf(Handle handle, String election, String member) {
    return handle
        .createQuery(
            "SELECT * FROM ballot_packs WHERE institution = :institution"
                + " AND election = :election AND member = :member")
        .bind("institution", institution)
        .bind("election", election)
        .bind("member", member)
        .map((row, context) -> pack(row))
        .findOne();
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

  /** The packs that have not come back and whose voters are reached by mail. */
  List<Pack> unused(Handle handle, String election) {
    return handle
        .createQuery(
            "SELECT * FROM ballot_packs WHERE institution = :institution"
                + " AND election = :election AND reference IS NULL AND email IS NOT NULL"
                + " ORDER BY id")
        .bind("institution", institution)
        .bind("election", election)
        .map((row, context) -> pack(row))
        .list();
  }

  /** The unused packs, of every election, that were sent to an address. */
  List<Pack> unusedOf(Handle handle, String email) {
    return handle
        .createQuery(
            "SELECT * FROM ballot_packs WHERE institution = :institution"
                + " AND reference IS NULL AND LOWER(email) = LOWER(:email) ORDER BY id")
        .bind("institution", institution)
        .bind("email", email)
        .map((row, context) -> pack(row))
        .list();
  }

  private static Pack pack(ResultSet row) throws SQLException {
    Optional<String> reference = Optional.ofNullable(row.getString("reference"));
    long castAt = row.getLong("cast_at");
    String language = row.getString("language");
    String postal = row.getString("postal");
    return new Pack(
        row.getString("id"),
        row.getString("election"),
        row.getString("member"),
        Constituency.of(row.getString("constituency")),
        reference,
        reference.map(used -> Instant.ofEpochMilli(castAt)),
        Optional.ofNullable(row.getString("used_by"))
            .map(word -> Polls.Channel.valueOf(word.toUpperCase(Locale.ROOT))),
        Optional.ofNullable(row.getString("tracking")),
        row.getString("paper"),
        row.getInt("large_print") != 0,
        language == null
            ? Optional.empty()
            : Optional.of(
                new Addressee(
                    row.getString("member"),
                    row.getString("name"),
                    Optional.ofNullable(row.getString("email")),
                    postal == null || postal.isEmpty() ? List.of() : List.of(postal.split("\n")),
                    Locale.forLanguageTag(language))));
  }

  /** Marks the register; false when the pack had been used before, by whichever channel. */
  boolean use(Handle handle, String id, Polls.Channel channel, String reference, Instant at) {
    return handle
            .createUpdate(
                "UPDATE ballot_packs SET reference = :reference, cast_at = :at, used_by = :channel"
                    + " WHERE institution = :institution AND id = :id AND reference IS NULL")
            .bind("reference", reference)
            .bind("at", at.toEpochMilli())
            .bind("channel", channel.word())
            .bind("institution", institution)
            .bind("id", id)
            .execute()
        == 1;
  }

  void track(Handle handle, String id, String tracking) {
    handle
        .createUpdate(
            "UPDATE ballot_packs SET tracking = :tracking"
                + " WHERE institution = :institution AND id = :id")
        .bind("tracking", tracking)
        .bind("institution", institution)
        .bind("id", id)
        .execute();
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
    long replaced =
        handle
            .createQuery(
                "SELECT COUNT(*) FROM ballot_replacements r JOIN ballot_packs p ON p.id = r.pack"
                    + " WHERE r.institution = :institution AND r.election = :election"
                    + " AND r.kind != 'tendered' AND p.constituency = :constituency")
            .bind("institution", institution)
            .bind("election", election)
            .bind("constituency", constituency.word())
            .mapTo(Long.class)
            .one();
    return handle
        .createQuery(
            "SELECT COUNT(*) AS issued, COUNT(reference) AS used,"
                + " COUNT(CASE WHEN used_by = 'paper' THEN 1 END) AS on_paper,"
                + " COUNT(CASE WHEN reference IS NULL THEN 1 END) AS unused FROM ballot_packs"
                + " WHERE institution = :institution AND election = :election"
                + " AND constituency = :constituency")
        .bind("institution", institution)
        .bind("election", election)
        .bind("constituency", constituency.word())
        .map(
            (row, context) ->
                new Papers(
                    row.getLong("issued"),
                    row.getLong("used"),
                    row.getLong("on_paper"),
                    row.getLong("unused"),
                    replaced))
        .one();
  }

  /** Notes that another took the place of a pack's link or paper. */
  void replaced(Handle handle, Pack pack, String kind, String reason, String actor, Instant at) {
    replaced(handle, pack, kind, reason, actor, at, null, null);
  }

  void replaced(
      Handle handle,
      Pack pack,
      String kind,
      String reason,
      String actor,
      Instant at,
      Long oldNumber,
      Long newNumber) {
    handle
        .createUpdate(
            "INSERT INTO ballot_replacements (id, institution, election, pack, kind, reason,"
                + " actor, at, old_number, new_number) VALUES (:id, :institution, :election,"
                + " :pack, :kind, :reason, :actor, :at, :old, :new)")
        .bind("id", UUID.randomUUID().toString())
        .bind("institution", institution)
        .bind("election", pack.election())
        .bind("pack", pack.id())
        .bind("kind", kind)
        .bind("reason", reason)
        .bind("actor", actor)
        .bind("at", at.toEpochMilli())
        .bind("old", oldNumber)
        .bind("new", newNumber)
        .execute();
  }

  /** How often a pack was replaced in a way since a moment. */
  long replacedSince(Handle handle, String pack, String kind, Instant since) {
    return handle
        .createQuery(
            "SELECT COUNT(*) FROM ballot_replacements WHERE institution = :institution"
                + " AND pack = :pack AND kind = :kind AND at > :since")
        .bind("institution", institution)
        .bind("pack", pack)
        .bind("kind", kind)
        .bind("since", since.toEpochMilli())
        .mapTo(Long.class)
        .one();
  }

  void reminded(Handle handle, String election, Instant at, int sent) {
    handle
        .createUpdate(
            "INSERT INTO ballot_reminders (id, institution, election, at, sent)"
                + " VALUES (:id, :institution, :election, :at, :sent)")
        .bind("id", UUID.randomUUID().toString())
        .bind("institution", institution)
        .bind("election", election)
        .bind("at", at.toEpochMilli())
        .bind("sent", sent)
        .execute();
  }

  Optional<Instant> lastReminder(Handle handle, String election) {
    return handle
        .createQuery(
            "SELECT at FROM ballot_reminders WHERE institution = :institution"
                + " AND election = :election ORDER BY at DESC LIMIT 1")
        .bind("institution", institution)
        .bind("election", election)
        .map((row, context) -> Instant.ofEpochMilli(row.getLong("at")))
        .findOne();
  }
}
