package org.folkmoot.register.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Finds the records of one person by two agreeing items (docs/decisions/0008). Only the records of
 * the run that share something with another are held in memory.
 */
final class Linking {
  private static final int IDS_AT_ONCE = 500;

  /** A value shared by more records than this stands for nobody: a placeholder in the host. */
  private static final int SHARED_BY_AT_MOST = 20;

  private final Handle handle;
  private final String institution;
  private final long run;
  private final Map<Long, Cluster> clusterOf = new HashMap<>();
  private final List<Log> log = new ArrayList<>();

  Linking(Handle handle, String institution, long run) {
    this.handle = handle;
    this.institution = institution;
    this.run = run;
  }

  /** A person given up because the records are of another one. */
  record Absorbed(String person, String into) {}

  /** The records thought to be of one person. */
  private static final class Cluster {
    private String person;
    private boolean known; // has a row in register_person
    private boolean onRegister; // has a state, so that others may refer to it
    private boolean changed;
    private final List<HeldRecord> records = new ArrayList<>();

    long eldest() {
      return records.stream().mapToLong(HeldRecord::id).min().orElse(Long.MAX_VALUE);
    }
  }

  private record Log(long record, String act, String person, Long other, String evidence) {}

  private record Tie(LinkRule rule, long one, long other) {}

  /** Links everything pending; a record that is linked to none is left without a person. */
  List<Absorbed> link() {
    part();
    List<Absorbed> absorbed = join(ties());
    writeLog();
    return absorbed;
  }

  /** A record that has changed and now contradicts the others of its person leaves them. */
  private void part() {
    Set<String> persons =
        new TreeSet<>(
            handle
                .createQuery(
                    """
                SELECT r.person FROM register_record r
                WHERE r.institution = :institution AND r.pending > 0 AND r.pending = 1
                  AND COALESCE(r.person, '') <> ''
                  AND EXISTS (SELECT 1 FROM register_record o WHERE o.institution = :institution
                    AND o.person = r.person AND o.id <> r.id)
                """)
                .bind("institution", institution)
                .mapTo(String.class)
                .list());
    for (List<String> some : slices(List.copyOf(persons))) {
      Map<String, List<HeldRecord>> byPerson = new LinkedHashMap<>();
      recordsOf(some)
          .forEach(r -> byPerson.computeIfAbsent(r.person().get(), p -> new ArrayList<>()).add(r));
      byPerson.forEach(this::part);
    }
  }

  private void part(String person, List<HeldRecord> records) {
    List<HeldRecord> kept = new ArrayList<>();
    records.stream()
        .sorted(Comparator.comparing(HeldRecord::pending).thenComparingLong(HeldRecord::id))
        .forEach(
            record -> {
              if (contradiction(kept, List.of(record)).isEmpty()) {
                kept.add(record);
              } else {
                handle
                    .createUpdate(
                        "UPDATE register_record SET person = NULL"
                            + " WHERE institution = :institution AND id = :id")
                    .bind("institution", institution)
                    .bind("id", record.id())
                    .execute();
                log.add(
                    new Log(
                        record.id(),
                        "part",
                        person,
                        null,
                        contradiction(kept, List.of(record)).orElseThrow()));
              }
            });
  }

  /** Pairs of records that share a fingerprint, at least one of them new or changed. */
  private List<Tie> ties() {
    Map<String, List<Long>> shared = new LinkedHashMap<>();
    Map<String, LinkRule> rules = new HashMap<>();
    handle
        .createQuery(
            """
            SELECT k.link_value, k.rule, k.record
            FROM register_link_value k
            WHERE k.institution = :institution AND k.link_value IN (
              SELECT x.link_value FROM register_link_value x
              WHERE x.institution = :institution AND x.link_value IN (
                SELECT p.link_value FROM register_record r CROSS JOIN register_link_value p
                WHERE r.institution = :institution AND r.pending > 0 AND r.pending = 1
                  AND p.institution = :institution AND p.record = r.id)
              GROUP BY x.link_value HAVING COUNT(*) BETWEEN 2 AND %d)
            """
                .formatted(SHARED_BY_AT_MOST))
        .bind("institution", institution)
        .map(
            (row, context) -> {
              String value = row.getString(1);
              rules.putIfAbsent(value, LinkRule.of(row.getString(2)));
              return shared.computeIfAbsent(value, v -> new ArrayList<>()).add(row.getLong(3));
            })
        .forEach(added -> {});
    List<Tie> ties = new ArrayList<>();
    shared.forEach(
        (value, records) -> {
          records.sort(Comparator.naturalOrder());
          for (int i = 0; i < records.size(); i++) {
            for (int j = i + 1; j < records.size(); j++) {
              ties.add(new Tie(rules.get(value), records.get(i), records.get(j)));
            }
          }
        });
    // The surest rules first, so that what they join can veto what the others would.
    ties.sort(
        Comparator.comparing(Tie::rule).thenComparingLong(Tie::one).thenComparingLong(Tie::other));
    return ties;
  }

  private List<Absorbed> join(List<Tie> ties) {
    Set<Long> ids = new LinkedHashSet<>();
    ties.forEach(
        tie -> {
          ids.add(tie.one());
          ids.add(tie.other());
        });
    loadClusters(ids);
    List<Absorbed> absorbed = new ArrayList<>();
    for (Tie tie : ties) {
      Cluster one = clusterOf.get(tie.one());
      Cluster other = clusterOf.get(tie.other());
      if (one == other || !mayJoin(tie, one, other)) {
        continue;
      }
      Cluster stays = elder(one, other);
      Cluster goes = stays == one ? other : one;
      long witness = stays == one ? tie.one() : tie.other();
      for (HeldRecord record : goes.records) {
        clusterOf.put(record.id(), stays);
        log.add(new Log(record.id(), "link", stays.person, witness, tie.rule().word()));
      }
      stays.records.addAll(goes.records);
      stays.changed = true;
      if (goes.known) {
        absorbed.add(new Absorbed(goes.person, stays.person));
      }
    }
    write(new LinkedHashSet<>(clusterOf.values()));
    List<Absorbed> onRegister = new ArrayList<>();
    for (Absorbed pair : absorbed) {
      if (!deleteUnlessOnRegister(pair.person())) {
        onRegister.add(pair);
      }
    }
    return onRegister;
  }

  private boolean mayJoin(Tie tie, Cluster one, Cluster other) {
    if (tie.rule().asksForGivenName()
        && !Names.agree(given(one, tie.one()), given(other, tie.other()))) {
      return false;
    }
    return contradiction(one.records, other.records).isEmpty();
  }

  private static String given(Cluster cluster, long id) {
    return cluster.records.stream()
        .filter(record -> record.id() == id)
        .findFirst()
        .orElseThrow()
        .given();
  }

  private static Cluster elder(Cluster one, Cluster other) {
    if (one.onRegister != other.onRegister) {
      return one.onRegister ? one : other;
    }
    if (one.known != other.known) {
      return one.known ? one : other;
    }
    return one.eldest() <= other.eldest() ? one : other;
  }

  /** Why two groups of records cannot be of one person; empty when they can. */
  private static Optional<String> contradiction(
      Collection<HeldRecord> some, Collection<HeldRecord> others) {
    for (HeldRecord one : some) {
      for (HeldRecord other : others) {
        if (differ(one.born(), other.born())) {
          return Optional.of("dates of birth differ");
        }
        for (Map.Entry<String, String> identifier : one.identifiers().entrySet()) {
          String value = other.identifiers().get(identifier.getKey());
          if (value != null && !value.equals(identifier.getValue())) {
            return Optional.of("verified identifiers differ");
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean differ(Optional<LocalDate> one, Optional<LocalDate> other) {
    return one.isPresent() && other.isPresent() && !one.equals(other);
  }

  private void loadClusters(Set<Long> ids) {
    List<HeldRecord> loose = new ArrayList<>();
    Set<String> persons = new TreeSet<>();
    for (List<Long> some : slices(List.copyOf(ids))) {
      handle
          .createQuery(
              "SELECT "
                  + HeldRecord.COLUMNS
                  + " FROM register_record r WHERE r.institution = :institution AND r.id IN (<ids>)")
          .bind("institution", institution)
          .bindList("ids", some)
          .map(HeldRecord.ROW)
          .forEach(
              record -> {
                if (record.person().isPresent()) {
                  persons.add(record.person().get());
                } else {
                  loose.add(record);
                }
              });
    }
    for (HeldRecord record : loose) {
      Cluster cluster = new Cluster();
      cluster.person = RandomId.next();
      cluster.records.add(record);
      clusterOf.put(record.id(), cluster);
    }
    for (List<String> some : slices(List.copyOf(persons))) {
      Map<String, Cluster> clusters = new HashMap<>();
      handle
          .createQuery(
              "SELECT id, state FROM register_person"
                  + " WHERE institution = :institution AND id IN (<ids>)")
          .bind("institution", institution)
          .bindList("ids", some)
          .map(
              (row, context) -> {
                Cluster cluster = new Cluster();
                cluster.person = row.getString(1);
                cluster.known = true;
                cluster.onRegister = row.getString(2) != null;
                return cluster;
              })
          .forEach(cluster -> clusters.put(cluster.person, cluster));
      for (HeldRecord record : recordsOf(some)) {
        Cluster cluster = clusters.get(record.person().get());
        cluster.records.add(record);
        clusterOf.put(record.id(), cluster);
      }
    }
  }

  private void write(Set<Cluster> clusters) {
    List<String> touched = new ArrayList<>();
    List<String> founded = new ArrayList<>();
    try (PreparedBatch update =
        handle.prepareBatch(
            "UPDATE register_record SET person = :person"
                + " WHERE institution = :institution AND id = :id")) {
      for (Cluster cluster : clusters) {
        if (!cluster.known) {
          founded.add(cluster.person);
        } else if (cluster.changed) {
          touched.add(cluster.person);
        } else {
          continue;
        }
        for (HeldRecord record : cluster.records) {
          update
              .bind("person", cluster.person)
              .bind("institution", institution)
              .bind("id", record.id())
              .add();
        }
      }
      if (update.size() > 0) {
        update.execute();
      }
    }
    found(founded);
    for (List<String> some : slices(touched)) {
      handle
          .createUpdate(
              "UPDATE register_person SET touched = 1"
                  + " WHERE institution = :institution AND id IN (<ids>)")
          .bind("institution", institution)
          .bindList("ids", some)
          .execute();
    }
  }

  private boolean deleteUnlessOnRegister(String person) {
    return handle
            .createUpdate(
                "DELETE FROM register_person"
                    + " WHERE institution = :institution AND id = :id AND state IS NULL")
            .bind("institution", institution)
            .bind("id", person)
            .execute()
        == 1;
  }

  /** Rows that the decision fills in within the same transaction. */
  private void found(List<String> persons) {
    try (PreparedBatch insert =
        handle.prepareBatch(
            "INSERT INTO register_person (institution, id, given_name, family_name, words, postal,"
                + " language, greeted, touched) VALUES (:institution, :id, '', '', '', '', '', 0, 1)")) {
      for (String person : persons) {
        insert.bind("institution", institution).bind("id", person).add();
      }
      if (insert.size() > 0) {
        insert.execute();
      }
    }
  }

  private void writeLog() {
    // Of several links of one record in one run the last one tells where it ended.
    Map<String, Log> last = new LinkedHashMap<>();
    log.forEach(entry -> last.put(entry.record() + entry.act(), entry));
    try (PreparedBatch insert =
        handle.prepareBatch(
            "INSERT INTO register_link (institution, run, record, act, person, other_record,"
                + " evidence) VALUES (:institution, :run, :record, :act, :person, :other,"
                + " :evidence)")) {
      for (Log entry : last.values()) {
        insert
            .bind("institution", institution)
            .bind("run", run)
            .bind("record", entry.record())
            .bind("act", entry.act())
            .bind("person", entry.person())
            .bind("other", entry.other())
            .bind("evidence", entry.evidence())
            .add();
      }
      if (insert.size() > 0) {
        insert.execute();
      }
    }
  }

  private List<HeldRecord> recordsOf(List<String> persons) {
    return handle
        .createQuery(
            "SELECT "
                + HeldRecord.COLUMNS
                + " FROM register_record r WHERE r.institution = :institution"
                + " AND r.person IN (<persons>)")
        .bind("institution", institution)
        .bindList("persons", persons)
        .map(HeldRecord.ROW)
        .stream()
        .sorted(HeldRecord.ORDER)
        .toList();
  }

  private static <T> List<List<T>> slices(List<T> all) {
    List<List<T>> slices = new ArrayList<>();
    for (int from = 0; from < all.size(); from += IDS_AT_ONCE) {
      slices.add(all.subList(from, Math.min(all.size(), from + IDS_AT_ONCE)));
    }
    return slices;
  }
}
