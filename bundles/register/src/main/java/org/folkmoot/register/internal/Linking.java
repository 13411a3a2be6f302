package org.folkmoot.register.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.folkmoot.register.internal.LinkingClusters.Absorbed;
import org.folkmoot.register.linking.Thresholds;
import org.folkmoot.store.Journal;
import org.jdbi.v3.core.Handle;

/**
 * Finds the records of one person: first by two agreeing items (docs/decisions/0008), then by the
 * weight of everything that agrees or differs (0010), under the same veto. Only the records of the
 * run that are like another are held whole in memory.
 */
final class Linking {

  /** A value shared by more records than this stands for nobody: a placeholder in the host. */
  private static final int SHARED_BY_AT_MOST = 20;

  private final Handle handle;
  private final String institution;
  private final LinkingLog log;
  private final PairRows pairs;
  private final LinkingByWeight byWeight;

  /**
   * @param journal where newly learnt weights are written down; empty for a preview
   */
  Linking(
      Handle handle,
      String institution,
      LinkingLog log,
      Instant at,
      Thresholds thresholds,
      Optional<Journal> journal) {
    this.handle = handle;
    this.institution = institution;
    this.log = log;
    this.pairs = new PairRows(handle, institution);
    this.byWeight = new LinkingByWeight(handle, institution, at, thresholds, journal);
  }

  private record Tie(LinkRule rule, long one, long other) {}

  /** Links everything pending; a record that is linked to none is left without a person. */
  List<Absorbed> link() {
    part();
    pairs.forgetGone();
    List<Tie> ties = ties();
    LinkingClusters clusters = new LinkingClusters(handle, institution, log);
    clusters.load(ties.stream().flatMap(tie -> Stream.of(tie.one(), tie.other())).toList());
    join(ties, clusters);
    List<Absorbed> absorbed = new ArrayList<>(clusters.write());
    absorbed.addAll(byWeight.link(clusters));
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
    for (List<String> some : LinkingClusters.slices(List.copyOf(persons))) {
      Map<String, List<LinkingRecord>> byPerson = new LinkedHashMap<>();
      LinkingClusters.recordsOf(handle, institution, some)
          .forEach(r -> byPerson.computeIfAbsent(r.person().get(), p -> new ArrayList<>()).add(r));
      byPerson.forEach(this::part);
    }
    log.write();
  }

  private void part(String person, List<LinkingRecord> records) {
    List<LinkingRecord> kept = new ArrayList<>();
    List<LinkingRecord> left =
        new ArrayList<>(
            records.stream()
                .sorted(
                    Comparator.comparing(LinkingRecord::pending)
                        .thenComparingLong(LinkingRecord::id))
                .toList());
    // Again and again, for what agrees with a later one may contradict all earlier ones.
    boolean found = true;
    while (found) {
      found = left.removeIf(record -> staysWith(kept, record) && kept.add(record));
    }
    PairParting parting = new PairParting(handle, institution);
    for (LinkingRecord record : left) {
      String why = LinkingClusters.contradiction(kept, List.of(record)).orElseThrow();
      log.parted(record.id(), person, null, why);
      parting.leave(person, List.of(record.id()));
      pairs.contradicted(record.id());
    }
  }

  private boolean staysWith(List<LinkingRecord> kept, LinkingRecord record) {
    Optional<String> contradiction = LinkingClusters.contradiction(kept, List.of(record));
    return contradiction.isEmpty()
        || contradiction.get().equals(LinkingClusters.BIRTHS_DIFFER)
            && pairs.decidedToBeOne(record.id(), kept.stream().map(LinkingRecord::id).toList());
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

  private static void join(List<Tie> ties, LinkingClusters clusters) {
    for (Tie tie : ties) {
      boolean namesMayDiffer = !tie.rule().asksForGivenName();
      if (!clusters.together(tie.one(), tie.other())
          && (namesMayDiffer
              || Names.agree(
                  clusters.record(tie.one()).given(), clusters.record(tie.other()).given()))
          && clusters.obstacle(tie.one(), tie.other()).isEmpty()) {
        clusters.join(tie.one(), tie.other(), tie.rule().word());
      }
    }
  }
}
