package org.folkmoot.register.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.folkmoot.records.BadRow;
import org.folkmoot.records.ChangeSet;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.Reading;
import org.folkmoot.records.RecordsSource;
import org.jdbi.v3.core.Handle;

/**
 * Takes in what a source yields, outside the database, so that a slow host keeps nobody else from
 * writing. Of a snapshot only what differs from the register is kept; one entry a key stays in
 * memory. Nothing of it counts until a run has applied it.
 */
final class Staging implements Reading, AutoCloseable {
  private static final int BAD_ROWS_LISTED = 10_000;
  private static final int KEYS_AT_ONCE = 500;
  private static final int PAGE = 500;
  private static final int WORTH_A_THREAD = 5_000;
  private static final int NOT_SEEN = -1;
  private static final int AS_KEPT = -2;

  private final String institution;
  private final String source;
  private final Qualifications qualifications;
  private final Optional<Standing> standing;
  private final boolean snapshot;
  private final PackedRecords.Hashing hashing;
  private final Spool spool;
  private final Map<String, Known> known = new HashMap<>();
  private final List<BadRow> badRows = new ArrayList<>();
  private final Set<String> removed = new HashSet<>();
  private final List<ChangeSet.Merge> merges = new ArrayList<>();
  private final long begun = System.nanoTime();
  private long millis;
  private RecordsSource.Cursor place = RecordsSource.Cursor.NONE;
  private long furtherBadRows;
  private int yielded;
  private int heldBefore;

  /** Where a source stood when its reading began. */
  record Standing(RecordsSource.Cursor place, long lastRun) {}

  /** A key: the register's record of it, if it has one, and what this reading says. */
  private static final class Known {
    private String hash = "";
    private long id; // 0 for one the register does not have
    private boolean held;
    private int last = NOT_SEEN; // where in the spool its newest record is

    boolean seen() {
      return last != NOT_SEEN;
    }
  }

  /** A record that a run must write: new where the id is 0. */
  record Difference(long id, StagedRecord record) {}

  private Staging(
      String institution,
      String source,
      Qualifications qualifications,
      Optional<Standing> standing,
      boolean snapshot,
      Path folder) {
    this.institution = institution;
    this.source = source;
    this.qualifications = qualifications;
    this.standing = standing;
    this.snapshot = snapshot;
    this.hashing = new PackedRecords.Hashing(StagedRecord.FORM + qualifications.fingerprint());
    this.spool = new Spool(folder);
  }

  /** For everything a source holds; asks the handle what the register has of it. */
  static Staging snapshot(
      Handle handle,
      String institution,
      String source,
      Qualifications qualifications,
      Optional<Standing> standing,
      Path folder) {
    Staging staging = new Staging(institution, source, qualifications, standing, true, folder);
    if (standing.isPresent()) {
      staging.load(handle);
    }
    return staging;
  }

  /** For what changed in a source. */
  static Staging changes(
      String institution,
      String source,
      Qualifications qualifications,
      Optional<Standing> standing,
      Path folder) {
    return new Staging(institution, source, qualifications, standing, false, folder);
  }

  static Optional<Standing> standing(Handle handle, String institution, String source) {
    return handle
        .createQuery(
            "SELECT place, last_run FROM register_source"
                + " WHERE institution = :institution AND source = :source")
        .bind("institution", institution)
        .bind("source", source)
        .map(
            (row, context) ->
                new Standing(new RecordsSource.Cursor(row.getString(1)), row.getLong(2)))
        .findOne();
  }

  /** Whether another node has enrolled from the source since the reading began. */
  boolean outOfDate(Handle handle) {
    return !standing(handle, institution, source).equals(standing);
  }

  private void load(Handle handle) {
    // The whole table in its own order: by the index of keys, each record would be looked up apart.
    handle
        .createQuery(
            "SELECT record_key, hash, id, held FROM register_record"
                + " WHERE institution || '' = :institution AND source || '' = :source")
        .bind("institution", institution)
        .bind("source", source)
        .map(
            (row, context) ->
                known(row.getString(1), row.getString(2), row.getLong(3), row.getInt(4)))
        .forEach(entry -> {});
  }

  private Known known(String key, String hash, long id, int held) {
    Known entry = known.computeIfAbsent(key, k -> new Known());
    entry.hash = hash;
    entry.id = id;
    entry.held = held == 1;
    heldBefore += held;
    return entry;
  }

  @Override
  public void person(PersonRecord person) {
    String hash = hashing.hash(person);
    Known entry = known.computeIfAbsent(person.key(), key -> new Known());
    if (!entry.seen()) {
      yielded++;
    }
    if (entry.held && entry.hash.equals(hash)) {
      entry.last = AS_KEPT;
    } else {
      entry.last = spool.size();
      hashing.to(spool);
    }
  }

  @Override
  public void badRow(BadRow row) {
    if (badRows.size() < BAD_ROWS_LISTED) {
      badRows.add(row);
    } else {
      furtherBadRows++;
    }
  }

  /** Takes a key as no longer held. */
  void removed(String key) {
    removed.add(key);
  }

  void merged(ChangeSet.Merge merge) {
    merges.add(merge);
  }

  /** Ends the reading of a snapshot. */
  void ended(RecordsSource.Cursor next) {
    place = next;
    millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
  }

  /** Ends the reading of changes. */
  void ended(ChangeSet changes) {
    removed.addAll(changes.removed());
    merges.addAll(changes.merges());
    ended(changes.next());
  }

  /** How long the reading took. */
  long millis() {
    return millis;
  }

  String source() {
    return source;
  }

  boolean isSnapshot() {
    return snapshot;
  }

  RecordsSource.Cursor place() {
    return place;
  }

  boolean moved() {
    return standing.map(s -> !s.place().equals(place)).orElse(true);
  }

  int yielded() {
    return yielded;
  }

  List<ChangeSet.Merge> merges() {
    return merges;
  }

  List<BadRow> badRows() {
    if (furtherBadRows == 0) {
      return List.copyOf(badRows);
    }
    List<BadRow> rows = new ArrayList<>(badRows);
    rows.add(
        new BadRow(
            badRows.get(0).file(),
            0,
            "",
            "",
            furtherBadRows + " more rows could not be used and are not listed",
            "Mend the rows listed, then read the file again.",
            true));
    return rows;
  }

  /** Whether the reading gives nothing to apply, as far as can be told without looking. */
  boolean tellsNothing() {
    return spool.size() == 0
        && removed.isEmpty()
        && merges.isEmpty()
        && (!snapshot || yielded == heldBefore);
  }

  /** Asks what the register has of the keys that came, where it was not known from the start. */
  void look(Handle handle, Map<String, String> survivors) {
    if (snapshot) {
      return;
    }
    List<String> keys = new ArrayList<>(known.keySet());
    keys.addAll(removed);
    known.keySet().forEach(key -> Optional.ofNullable(survivors.get(key)).ifPresent(keys::add));
    for (int from = 0; from < keys.size(); from += KEYS_AT_ONCE) {
      handle
          .createQuery(
              "SELECT record_key, hash, id, held FROM register_record"
                  + " WHERE institution = :institution AND source = :source"
                  + " AND record_key IN (<keys>)")
          .bind("institution", institution)
          .bind("source", source)
          .bindList("keys", keys.subList(from, Math.min(keys.size(), from + KEYS_AT_ONCE)))
          .map(
              (row, context) ->
                  known(row.getString(1), row.getString(2), row.getLong(3), row.getInt(4)))
          .forEach(entry -> {});
    }
  }

  /** The records the register still holds and the source does not. */
  List<Long> gone() {
    List<Long> gone = new ArrayList<>();
    known.forEach(
        (key, entry) -> {
          if (entry.held && (removed.contains(key) || snapshot && !entry.seen())) {
            gone.add(entry.id);
          }
        });
    return gone;
  }

  /** How many records the source holds more, or less, than the register does. */
  int rise() {
    int arriving = 0;
    for (Known entry : known.values()) {
      arriving += entry.seen() && !entry.held ? 1 : 0;
    }
    return arriving - gone().size();
  }

  /**
   * Hands over what must be written, read ahead on another core where it is much.
   *
   * @param survivors for each key the host has given up, the key that lives on
   */
  void differences(Map<String, String> survivors, Consumer<List<Difference>> writer) {
    if (spool.size() < WORTH_A_THREAD) {
      pages(survivors, writer);
    } else {
      Ahead.run(pages -> pages(survivors, pages), writer);
    }
  }

  private void pages(Map<String, String> survivors, Consumer<List<Difference>> writer) {
    List<Difference> page = new ArrayList<>();
    spool.each(
        (at, person) -> {
          Known entry = known.get(person.key());
          boolean superseded = entry.last != at || removed.contains(person.key());
          if (superseded || isHere(survivors.get(person.key()))) {
            return;
          }
          StagedRecord record = StagedRecord.of(person, source, qualifications);
          if (entry.held && entry.hash.equals(record.hash())) {
            return;
          }
          page.add(new Difference(entry.id, record));
          if (page.size() == PAGE) {
            writer.accept(List.copyOf(page));
            page.clear();
          }
        });
    writer.accept(page);
  }

  /** A key the host gave up may stay only while the one it was given up for is not held. */
  private boolean isHere(String survivor) {
    Known entry = survivor == null || removed.contains(survivor) ? null : known.get(survivor);
    return entry != null && (entry.seen() || !snapshot && entry.held);
  }

  @Override
  public void close() {
    spool.close();
  }
}
