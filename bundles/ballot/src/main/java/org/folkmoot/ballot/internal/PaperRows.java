package org.folkmoot.ballot.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.folkmoot.ballot.PaperDesk;
import org.folkmoot.ballot.RejectionGround;
import org.folkmoot.notice.LetterCode;
import org.jdbi.v3.core.Handle;

/** The tables of printed codes, slips and papers of one institution. */
final class PaperRows {
  private static final String CODE = "ballot";
  static final String LETTER = "letter";
  static final String SLIP = "slip";
  static final String TENDERED = "tendered";

  private final String institution;

  PaperRows(String institution) {
    this.institution = institution;
  }

  /** A printed code that is known. */
  record Code(String pack, String election, String kind, long number, boolean voided) {}

  /** One reading of one paper. */
  record Read(
      int paper, int turn, String reader, Optional<byte[]> sealed, String ground, String proof) {}

  void code(
      Handle handle,
      String election,
      String pack,
      String kind,
      LetterCode code,
      long number,
      Instant at) {
    handle
        .createUpdate(
            "INSERT INTO ballot_codes (id, institution, election, pack, kind, hash, number,"
                + " made_at) VALUES (:id, :institution, :election, :pack, :kind, :hash, :number,"
                + " :at)")
        .bind("id", UUID.randomUUID().toString())
        .bind("institution", institution)
        .bind("election", election)
        .bind("pack", pack)
        .bind("kind", kind)
        .bind("hash", code.hash(CODE))
        .bind("number", number)
        .bind("at", at.toEpochMilli())
        .execute();
  }

  Optional<Code> code(Handle handle, LetterCode code) {
    return handle
        .createQuery(
            "SELECT pack, election, kind, number, voided FROM ballot_codes"
                + " WHERE institution = :institution AND hash = :hash")
        .bind("institution", institution)
        .bind("hash", code.hash(CODE))
        .map(
            (row, context) ->
                new Code(
                    row.getString("pack"),
                    row.getString("election"),
                    row.getString("kind"),
                    row.getLong("number"),
                    row.getString("voided") != null))
        .findOne();
  }

  /** The number of the slip of a pack that holds, if one was printed. */
  Optional<Long> slip(Handle handle, String pack) {
    return handle
        .createQuery(
            "SELECT number FROM ballot_codes WHERE institution = :institution AND pack = :pack"
                + " AND kind = 'slip' AND voided IS NULL")
        .bind("institution", institution)
        .bind("pack", pack)
        .mapTo(Long.class)
        .findOne();
  }

  /** Voids the printed codes of a pack; tendered slips stay what they are. */
  void voidCodes(Handle handle, String pack, String why) {
    handle
        .createUpdate(
            "UPDATE ballot_codes SET voided = :why WHERE institution = :institution"
                + " AND pack = :pack AND kind != 'tendered' AND voided IS NULL")
        .bind("why", why)
        .bind("institution", institution)
        .bind("pack", pack)
        .execute();
  }

  long highestNumber(Handle handle, String election) {
    return handle
        .createQuery(
            "SELECT COALESCE(MAX(number), 0) FROM ballot_codes WHERE institution = :institution"
                + " AND election = :election")
        .bind("institution", institution)
        .bind("election", election)
        .mapTo(Long.class)
        .one();
  }

  void paper(Handle handle, String pack, String state, boolean largePrint) {
    handle
        .createUpdate(
            "UPDATE ballot_packs SET paper = :state, large_print = :large"
                + " WHERE institution = :institution AND id = :pack")
        .bind("state", state)
        .bind("large", largePrint ? 1 : 0)
        .bind("institution", institution)
        .bind("pack", pack)
        .execute();
  }

  long packs(Handle handle, String election, String state) {
    return handle
        .createQuery(
            "SELECT COUNT(*) FROM ballot_packs WHERE institution = :institution"
                + " AND election = :election AND paper = :state")
        .bind("institution", institution)
        .bind("election", election)
        .bind("state", state)
        .mapTo(Long.class)
        .one();
  }

  /** The packs that wait for the printer. A used pack waits only as a tendered one. */
  List<String> waiting(Handle handle, String election) {
    return handle
        .createQuery(
            "SELECT id FROM ballot_packs WHERE institution = :institution"
                + " AND election = :election AND (paper = 'tendered'"
                + " OR paper = 'wanted' AND reference IS NULL) ORDER BY id")
        .bind("institution", institution)
        .bind("election", election)
        .mapTo(String.class)
        .list();
  }

  /** Writes the number of a new slip to the replacements that waited for it. */
  void renumber(Handle handle, String pack, long number) {
    handle
        .createUpdate(
            "UPDATE ballot_replacements SET new_number = :number"
                + " WHERE institution = :institution AND pack = :pack AND new_number IS NULL"
                + " AND kind IN ('spoilt', 'lost', 'tendered')")
        .bind("number", number)
        .bind("institution", institution)
        .bind("pack", pack)
        .execute();
  }

  void receipt(
      Handle handle,
      String election,
      Optional<String> pack,
      Optional<Long> number,
      PaperDesk.Outcome outcome,
      Instant at,
      String actor) {
    handle
        .createUpdate(
            "INSERT INTO ballot_receipts (id, institution, election, pack, number, outcome, at,"
                + " actor) VALUES (:id, :institution, :election, :pack, :number, :outcome, :at,"
                + " :actor)")
        .bind("id", UUID.randomUUID().toString())
        .bind("institution", institution)
        .bind("election", election)
        .bind("pack", pack.orElse(null))
        .bind("number", number.orElse(null))
        .bind("outcome", outcome.word())
        .bind("at", at.toEpochMilli())
        .bind("actor", actor)
        .execute();
  }

  Map<PaperDesk.Outcome, Long> receipts(Handle handle, String election) {
    Map<PaperDesk.Outcome, Long> receipts = new EnumMap<>(PaperDesk.Outcome.class);
    handle
        .createQuery(
            "SELECT outcome, COUNT(*) AS slips FROM ballot_receipts"
                + " WHERE institution = :institution AND election = :election GROUP BY outcome")
        .bind("institution", institution)
        .bind("election", election)
        .map((row, context) -> Map.entry(outcome(row.getString("outcome")), row.getLong("slips")))
        .forEach(entry -> receipts.put(entry.getKey(), entry.getValue()));
    return receipts;
  }

  private static PaperDesk.Outcome outcome(String word) {
    return PaperDesk.Outcome.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Papers replaced for a reason, or tendered. */
  List<PaperDesk.Listed> replacements(Handle handle, String election, String kind) {
    return handle
        .createQuery(
            "SELECT p.name, r.old_number, r.new_number, r.reason, r.at FROM ballot_replacements r"
                + " JOIN ballot_packs p ON p.id = r.pack WHERE r.institution = :institution"
                + " AND r.election = :election AND r.kind = :kind ORDER BY r.at, r.id")
        .bind("institution", institution)
        .bind("election", election)
        .bind("kind", kind)
        .map(
            (row, context) ->
                new PaperDesk.Listed(
                    row.getString("name"),
                    Optional.ofNullable(row.getObject("old_number")).map(PaperRows::number),
                    Optional.ofNullable(row.getObject("new_number")).map(PaperRows::number),
                    row.getString("reason"),
                    Instant.ofEpochMilli(row.getLong("at"))))
        .list();
  }

  private static long number(Object column) {
    return ((Number) column).longValue();
  }

  List<PaperDesk.Listed> disqualified(Handle handle, String election) {
    List<PaperDesk.Listed> listed = new ArrayList<>();
    handle
        .createQuery(
            "SELECT p.name, r.number, r.outcome, r.at FROM ballot_receipts r"
                + " JOIN ballot_packs p ON p.id = r.pack WHERE r.institution = :institution"
                + " AND r.election = :election ORDER BY r.at, r.id")
        .bind("institution", institution)
        .bind("election", election)
        .map(
            (row, context) ->
                Map.entry(
                    outcome(row.getString("outcome")),
                    new PaperDesk.Listed(
                        row.getString("name"),
                        Optional.ofNullable(row.getObject("number")).map(PaperRows::number),
                        Optional.empty(),
                        row.getString("outcome"),
                        Instant.ofEpochMilli(row.getLong("at")))))
        .forEach(
            entry -> {
              if (entry.getKey().disqualified()) {
                listed.add(entry.getValue());
              }
            });
    return listed;
  }

  List<Read> readings(Handle handle, String contest) {
    return handle
        .createQuery(
            "SELECT paper, turn, reader, sealed, ground, proof FROM ballot_readings"
                + " WHERE institution = :institution AND contest = :contest ORDER BY paper, turn")
        .bind("institution", institution)
        .bind("contest", contest)
        .map(
            (row, context) ->
                new Read(
                    row.getInt("paper"),
                    row.getInt("turn"),
                    row.getString("reader"),
                    Optional.ofNullable(row.getBytes("sealed")),
                    row.getString("ground"),
                    row.getString("proof")))
        .list();
  }

  void reading(Handle handle, String election, String contest, Read read) {
    handle
        .createUpdate(
            "INSERT INTO ballot_readings (institution, election, contest, paper, turn, reader,"
                + " sealed, ground, proof) VALUES (:institution, :election, :contest, :paper,"
                + " :turn, :reader, :sealed, :ground, :proof)")
        .bind("institution", institution)
        .bind("election", election)
        .bind("contest", contest)
        .bind("paper", read.paper())
        .bind("turn", read.turn())
        .bind("reader", read.reader())
        .bind("sealed", read.sealed().orElse(null))
        .bind("ground", read.ground())
        .bind("proof", read.proof())
        .execute();
  }

  void forgetReadings(Handle handle, String contest, int paper) {
    handle
        .createUpdate(
            "DELETE FROM ballot_readings WHERE institution = :institution"
                + " AND contest = :contest AND paper = :paper")
        .bind("institution", institution)
        .bind("contest", contest)
        .bind("paper", paper)
        .execute();
  }

  void forgetReadings(Handle handle, String election) {
    handle
        .createUpdate(
            "DELETE FROM ballot_readings WHERE institution = :institution"
                + " AND election = :election")
        .bind("institution", institution)
        .bind("election", election)
        .execute();
  }

  void rejected(
      Handle handle, String election, String contest, RejectionGround ground, long papers) {
    handle
        .createUpdate(
            "INSERT INTO ballot_rejected (institution, election, contest, ground, papers)"
                + " VALUES (:institution, :election, :contest, :ground, :papers)")
        .bind("institution", institution)
        .bind("election", election)
        .bind("contest", contest)
        .bind("ground", ground.name())
        .bind("papers", papers)
        .execute();
  }

  Map<RejectionGround, Long> rejected(Handle handle, String contest) {
    Map<RejectionGround, Long> rejected = new EnumMap<>(RejectionGround.class);
    handle
        .createQuery(
            "SELECT ground, papers FROM ballot_rejected WHERE institution = :institution"
                + " AND contest = :contest")
        .bind("institution", institution)
        .bind("contest", contest)
        .map(
            (row, context) ->
                Map.entry(RejectionGround.valueOf(row.getString("ground")), row.getLong("papers")))
        .forEach(entry -> rejected.put(entry.getKey(), entry.getValue()));
    return rejected;
  }

  void sealed(Handle handle, String election, Instant at) {
    handle
        .createUpdate(
            "INSERT INTO ballot_desks (election, institution, sealed_at)"
                + " VALUES (:election, :institution, :at)")
        .bind("election", election)
        .bind("institution", institution)
        .bind("at", at.toEpochMilli())
        .execute();
  }

  boolean isSealed(Handle handle, String election) {
    return handle
        .createQuery(
            "SELECT COUNT(*) FROM ballot_desks WHERE institution = :institution"
                + " AND election = :election")
        .bind("institution", institution)
        .bind("election", election)
        .mapTo(Long.class)
        .one()
        .equals(1L);
  }

  /** How many papers were received that are not in the box yet; a box is not opened before. */
  long notYetSealed(Handle handle, String election) {
    return isSealed(handle, election)
        ? 0
        : receipts(handle, election).getOrDefault(PaperDesk.Outcome.RECEIVED, 0L);
  }
}
