package org.folkmoot.register.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The persons that some records are thought to be of, while records are joined. What contradicts
 * itself, and what somebody has decided to be two persons, is not joined.
 */
final class LinkingClusters {
  static final String BIRTHS_DIFFER = "dates of birth differ";
  static final String IDENTIFIERS_DIFFER = "verified identifiers differ";
  static final String KEPT_APART = "decided to be two persons";
  static final String BIRTH_NOT_KNOWN = "the date of birth is not known in both";
  static final String GUARDED = "linked to a record that must be looked at first";
  private static final int IDS_AT_ONCE = 500;

  private final Handle handle;
  private final String institution;
  private final LinkingLog log;
  private final Map<Long, Cluster> clusterOf = new HashMap<>();
  private final Map<Long, Set<Long>> apart = new HashMap<>();
  private final Map<Long, Set<Long>> guarded = new HashMap<>();
  private final List<Absorbed> absorbed = new ArrayList<>();
  private final PairRows pairs;

  LinkingClusters(Handle handle, String institution, LinkingLog log) {
    this.handle = handle;
    this.institution = institution;
    this.log = log;
    this.pairs = new PairRows(handle, institution);
    pairs.keptApart((one, other) -> put(apart, one, other));
  }

  /** A person given up because the records are of another one. */
  record Absorbed(String person, String into) {}

  /** The records thought to be of one person. */
  private static final class Cluster {
    private String person;
    private boolean known; // has a row in register_person
    private boolean onRegister; // has a state, so that others may refer to it
    private boolean changed;
    private final List<LinkingRecord> records = new ArrayList<>();

    long eldest() {
      return records.stream().mapToLong(LinkingRecord::id).min().orElse(Long.MAX_VALUE);
    }
  }

  /** Not to be joined by weight, not even by way of a third record. */
  void guard(long one, long other) {
    put(guarded, one, other);
  }

  private static void put(Map<Long, Set<Long>> pairs, long one, long other) {
    pairs.computeIfAbsent(one, r -> new HashSet<>()).add(other);
    pairs.computeIfAbsent(other, r -> new HashSet<>()).add(one);
  }

  /** Takes in the records with these ids and all others of their persons. */
  void load(Collection<Long> ids) {
    List<Long> unknown = ids.stream().filter(id -> !clusterOf.containsKey(id)).distinct().toList();
    Set<String> persons = new LinkedHashSet<>();
    List<LinkingRecord> loose = new ArrayList<>();
    for (List<Long> some : slices(unknown)) {
      handle
          .createQuery(
              "SELECT "
                  + LinkingRecord.COLUMNS
                  + " FROM register_record r WHERE r.institution = :institution"
                  + " AND r.id IN (<ids>)")
          .bind("institution", institution)
          .bindList("ids", some)
          .map(LinkingRecord.ROW)
          .forEach(
              record -> {
                if (record.person().isPresent()) {
                  persons.add(record.person().get());
                } else {
                  loose.add(record);
                }
              });
    }
    for (LinkingRecord record : loose) {
      Cluster cluster = new Cluster();
      cluster.person = RandomId.next();
      cluster.records.add(record);
      clusterOf.put(record.id(), cluster);
    }
    for (List<String> some : slices(List.copyOf(persons))) {
      loadPersons(some);
    }
  }

  private void loadPersons(List<String> persons) {
    Map<String, Cluster> clusters = new HashMap<>();
    handle
        .createQuery(
            "SELECT id, state FROM register_person"
                + " WHERE institution = :institution AND id IN (<ids>)")
        .bind("institution", institution)
        .bindList("ids", persons)
        .map(
            (row, context) -> {
              Cluster cluster = new Cluster();
              cluster.person = row.getString(1);
              cluster.known = true;
              cluster.onRegister = row.getString(2) != null;
              return cluster;
            })
        .forEach(cluster -> clusters.put(cluster.person, cluster));
    for (LinkingRecord record : recordsOf(handle, institution, persons)) {
      Cluster cluster = clusters.get(record.person().get());
      cluster.records.add(record);
      clusterOf.put(record.id(), cluster);
    }
  }

  boolean together(long one, long other) {
    return clusterOf.get(one) == clusterOf.get(other);
  }

  LinkingRecord record(long id) {
    return clusterOf.get(id).records.stream()
        .filter(record -> record.id() == id)
        .findFirst()
        .orElseThrow();
  }

  /** The persons of a record's cluster and all its records. */
  List<LinkingRecord> records(long id) {
    return List.copyOf(clusterOf.get(id).records);
  }

  /** Why the persons of two records may not be joined; empty when they may. */
  Optional<String> obstacle(long one, long other) {
    Cluster some = clusterOf.get(one);
    Cluster others = clusterOf.get(other);
    return contradiction(some.records, others.records)
        .or(() -> any(apart, some, others) ? Optional.of(KEPT_APART) : Optional.empty())
        .or(() -> any(guarded, some, others) ? Optional.of(GUARDED) : Optional.empty());
  }

  /** Without dates of birth a weight cannot tell a father from a son of his name. */
  Optional<String> birthNotKnown(long one, long other) {
    boolean known = record(one).born().isPresent() && record(other).born().isPresent();
    return known ? Optional.empty() : Optional.of(BIRTH_NOT_KNOWN);
  }

  private boolean any(Map<Long, Set<Long>> pairs, Cluster one, Cluster other) {
    if (pairs.isEmpty()) {
      return false;
    }
    boolean fewer = one.records.size() <= other.records.size();
    Cluster from = fewer ? one : other;
    Cluster to = fewer ? other : one;
    return from.records.stream()
        .flatMap(record -> pairs.getOrDefault(record.id(), Set.of()).stream())
        .anyMatch(id -> clusterOf.get(id) == to);
  }

  /** Joins the persons of two records; the elder entry stays. */
  void join(long one, long other, String evidence) {
    Cluster first = clusterOf.get(one);
    Cluster second = clusterOf.get(other);
    Cluster stays = elder(first, second);
    Cluster goes = stays == first ? second : first;
    boolean ends = goes.known && goes.onRegister;
    log.linked(
        goes == first ? one : other,
        stays.person,
        ends ? goes.person : null,
        stays == first ? one : other,
        evidence);
    for (LinkingRecord record : goes.records) {
      clusterOf.put(record.id(), stays);
    }
    stays.records.addAll(goes.records);
    stays.changed = true;
    if (goes.known) {
      absorbed.add(new Absorbed(goes.person, stays.person));
    }
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

  /**
   * Why two groups of records cannot be of one person; empty when they can. A person has two dates
   * of birth only where somebody has decided so, and then either will do.
   */
  static Optional<String> contradiction(
      Collection<LinkingRecord> some, Collection<LinkingRecord> others) {
    if (identifiersDiffer(some, others)) {
      return Optional.of(IDENTIFIERS_DIFFER);
    }
    Set<LocalDate> births = births(some);
    Set<LocalDate> otherBirths = births(others);
    boolean differ =
        !births.isEmpty()
            && !otherBirths.isEmpty()
            && births.stream().noneMatch(otherBirths::contains);
    return differ ? Optional.of(BIRTHS_DIFFER) : Optional.empty();
  }

  static boolean identifiersDiffer(
      Collection<LinkingRecord> some, Collection<LinkingRecord> others) {
    for (LinkingRecord one : some) {
      for (Map.Entry<String, String> identifier : one.identifiers().entrySet()) {
        for (LinkingRecord other : others) {
          String value = other.identifiers().get(identifier.getKey());
          if (value != null && !value.equals(identifier.getValue())) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static Set<LocalDate> births(Collection<LinkingRecord> records) {
    return records.stream().flatMap(r -> r.born().stream()).collect(Collectors.toSet());
  }

  /** Writes what was joined; answers the entries of the register that end by it. */
  List<Absorbed> write() {
    List<String> touched = new ArrayList<>();
    List<String> founded = new ArrayList<>();
    List<Long> joined = new ArrayList<>();
    try (PreparedBatch update =
        handle.prepareBatch(
            "UPDATE register_record SET person = :person"
                + " WHERE institution = :institution AND id = :id")) {
      for (Cluster cluster : new LinkedHashSet<>(clusterOf.values())) {
        if (!cluster.known) {
          founded.add(cluster.person);
        } else if (cluster.changed) {
          touched.add(cluster.person);
        } else {
          continue;
        }
        for (LinkingRecord record : cluster.records) {
          joined.add(record.id());
          update
              .bind("person", cluster.person)
              .bind("institution", institution)
              .bind("id", record.id())
              .add();
        }
        cluster.known = true;
        cluster.changed = false;
      }
      if (update.size() > 0) {
        update.execute();
      }
    }
    found(handle, institution, founded);
    touch(handle, institution, touched);
    List<Absorbed> onRegister = new ArrayList<>();
    for (Absorbed pair : absorbed) {
      if (!deleteUnlessOnRegister(pair.person())) {
        rememberWhoStays(handle, institution, pair);
        onRegister.add(pair);
      }
    }
    absorbed.clear();
    log.write();
    pairs.forgetTogether(joined);
    return onRegister;
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

  /** For links and papers of the entry that ended: whoever holds them is the one who stays. */
  static void rememberWhoStays(Handle handle, String institution, Absorbed pair) {
    handle
        .createUpdate(
            "UPDATE register_person SET same_as = :into"
                + " WHERE institution = :institution AND id = :id")
        .bind("into", pair.into())
        .bind("institution", institution)
        .bind("id", pair.person())
        .execute();
  }

  /** Rows that the decision fills in within the same transaction. */
  static void found(Handle handle, String institution, List<String> persons) {
    try (PreparedBatch insert =
        handle.prepareBatch(
            "INSERT INTO register_person (institution, id, given_name, family_name, words, postal,"
                + " language, greeted, touched) VALUES (:institution, :id, '', '', '', '', '', 0,"
                + " 1)")) {
      for (String person : persons) {
        insert.bind("institution", institution).bind("id", person).add();
      }
      if (insert.size() > 0) {
        insert.execute();
      }
    }
  }

  static void touch(Handle handle, String institution, Collection<String> persons) {
    for (List<String> some : slices(List.copyOf(persons))) {
      handle
          .createUpdate(
              "UPDATE register_person SET touched = 1"
                  + " WHERE institution = :institution AND id IN (<ids>)")
          .bind("institution", institution)
          .bindList("ids", some)
          .execute();
    }
  }

  static List<LinkingRecord> recordsOf(
      Handle handle, String institution, Collection<String> persons) {
    return handle
        .createQuery(
            "SELECT "
                + LinkingRecord.COLUMNS
                + " FROM register_record r WHERE r.institution = :institution"
                + " AND r.person IN (<persons>)")
        .bind("institution", institution)
        .bindList("persons", List.copyOf(persons))
        .map(LinkingRecord.ROW)
        .stream()
        .sorted(LinkingRecord.ORDER)
        .toList();
  }

  static <T> List<List<T>> slices(List<T> all) {
    List<List<T>> slices = new ArrayList<>();
    for (int from = 0; from < all.size(); from += IDS_AT_ONCE) {
      slices.add(all.subList(from, Math.min(all.size(), from + IDS_AT_ONCE)));
    }
    return slices;
  }
}
