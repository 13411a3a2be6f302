package org.folkmoot.register.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.folkmoot.constitution.Refused;
import org.folkmoot.register.Reviews.Decision;
import org.folkmoot.register.Reviews.Standing;
import org.folkmoot.register.internal.LinkingClusters.Absorbed;
import org.folkmoot.register.internal.PairRows.Row;
import org.jdbi.v3.core.Handle;

/** Joins or parts the records of a pair as a person decides, in the caller's transaction. */
final class PairDecisions {
  private final Handle handle;
  private final String institution;
  private final Instant at;
  private final LinkingLog log;
  private final PairRows pairs;

  PairDecisions(Handle handle, String institution, long run, Instant at) {
    this.handle = handle;
    this.institution = institution;
    this.at = at;
    this.log = new LinkingLog(handle, institution, run);
    this.pairs = new PairRows(handle, institution);
  }

  /** A pair that waits or was decided, or one that a rule or a weight has linked. */
  static Optional<Row> find(Handle handle, String institution, String id) {
    return new PairRows(handle, institution).find(id).or(() -> linked(handle, institution, id));
  }

  private static Optional<Row> linked(Handle handle, String institution, String id) {
    if (!id.matches("\\d{1,18}-\\d{1,18}")) {
      return Optional.empty();
    }
    String[] records = id.split("-");
    return handle
        .createQuery(
            PairLinks.SELECT
                + " AND l.record IN (:left, :right) AND l.other_record IN (:left, :right)")
        .bind("institution", institution)
        .bind("left", Long.parseLong(records[0]))
        .bind("right", Long.parseLong(records[1]))
        .map(PairLinks.ROW)
        .findFirst();
  }

  /** Decides; answers the entries of the register that end by it. */
  List<Absorbed> decide(Row row, Decision decision, String why, String actor) {
    return switch (decision) {
      case ONE_PERSON -> join(row, why, actor);
      case TWO_PERSONS -> {
        part(row);
        decided(row, Standing.TWO_PERSONS, row.guard(), why, actor);
        forgetBetween(row);
        yield List.of();
      }
      case UNDECIDED -> {
        if (row.standing() != Standing.WAITING) {
          part(row);
          boolean unexplained = row.guard().isEmpty();
          String guard = unexplained ? PairGuard.TAKEN_BACK.name() : row.guard();
          decided(row, Standing.WAITING, guard, why, actor);
        }
        yield List.of();
      }
    };
  }

  private void decided(Row row, Standing standing, String guard, String why, String actor) {
    pairs.keep(
        List.of(
            new Row(
                row.left(),
                row.right(),
                row.weight(),
                guard,
                standing,
                row.since(),
                Optional.of(actor),
                why,
                standing == Standing.WAITING ? row.held() : 0)),
        at);
  }

  private List<Absorbed> join(Row row, String why, String actor) {
    decided(row, Standing.ONE_PERSON, row.guard(), why, actor);
    forgetBetween(row);
    LinkingClusters clusters = new LinkingClusters(handle, institution, log);
    clusters.load(List.of(row.left(), row.right()));
    if (clusters.together(row.left(), row.right())) {
      return List.of();
    }
    if (LinkingClusters.identifiersDiffer(
        clusters.records(row.left()), clusters.records(row.right()))) {
      throw new Refused(
          "the two have different verified identifiers of one kind, such as two NHS numbers",
          "register: verified identifiers that differ are of two persons, whoever decides",
          "If one of the numbers is wrong, have it corrected where the record is kept, and read"
              + " that source again.");
    }
    if (clusters
        .obstacle(row.left(), row.right())
        .filter(LinkingClusters.KEPT_APART::equals)
        .isPresent()) {
      throw new Refused(
          "another record of one of the two was decided to be of somebody else than the other",
          "register: what somebody has decided to be two persons stays two",
          "Take that decision back first: it is among the pairs of either person.");
    }
    clusters.join(row.left(), row.right(), LinkingEvidence.DECISION);
    return clusters.write();
  }

  /** Other pairs of the two persons that wait need no answer any more. */
  private void forgetBetween(Row row) {
    Set<Long> one = companions(row.left());
    Set<Long> other = companions(row.right());
    pairs.forget(
        pairs.of(one).stream()
            .filter(some -> some.standing() == Standing.WAITING && !some.id().equals(row.id()))
            .filter(
                some ->
                    one.contains(some.left()) && other.contains(some.right())
                        || one.contains(some.right()) && other.contains(some.left()))
            .map(Row::id)
            .toList());
  }

  private Set<Long> companions(long record) {
    return LinkingClusters.recordsOf(handle, institution, List.of(personOf(record))).stream()
        .map(LinkingRecord::id)
        .collect(Collectors.toSet());
  }

  private String personOf(long record) {
    return handle
        .createQuery(
            "SELECT person FROM register_record WHERE institution = :institution AND id = :id")
        .bind("institution", institution)
        .bind("id", record)
        .mapTo(String.class)
        .findOne()
        .orElseThrow(() -> new NoSuchElementException("no record " + record));
  }

  /**
   * Takes apart what joined the two; each other record goes with the one it was found to be like.
   */
  private void part(Row row) {
    String person = personOf(row.left());
    if (!person.equals(personOf(row.right()))) {
      return;
    }
    List<Long> records =
        LinkingClusters.recordsOf(handle, institution, List.of(person)).stream()
            .map(LinkingRecord::id)
            .toList();
    Map<Long, Long> groups = new HashMap<>();
    records.forEach(record -> groups.put(record, record));
    UnaryOperator<Long> group =
        record -> {
          long top = record;
          while (groups.get(top) != top) {
            top = groups.get(top);
          }
          return top;
        };
    List<Edge> cut = new ArrayList<>();
    for (Edge edge : edges(records)) {
      long one = group.apply(edge.record());
      long other = group.apply(edge.other());
      Set<Long> ends = Set.of(group.apply(row.left()), group.apply(row.right()));
      if (one != other && ends.contains(one) && ends.contains(other)) {
        cut.add(edge);
      } else {
        groups.put(one, other);
      }
    }
    long eldest = records.stream().min(Comparator.naturalOrder()).orElseThrow();
    // Whoever came last leaves; without a trace of the joining, whoever is not with the eldest.
    long leaves =
        cut.isEmpty()
            ? Stream.of(row.left(), row.right())
                .filter(record -> !group.apply(record).equals(group.apply(eldest)))
                .max(Comparator.naturalOrder())
                .orElseThrow()
            : cut.get(cut.size() - 1).record();
    long leaving = group.apply(leaves);
    List<Long> left = records.stream().filter(r -> group.apply(r) == leaving).toList();
    if (cut.isEmpty()) {
      cut.add(new Edge(leaves, leaves == row.left() ? row.right() : row.left()));
    }
    cut.forEach(edge -> log.parted(edge.record(), person, edge.other(), LinkingEvidence.DECISION));
    log.write();
    new PairParting(handle, institution).leave(person, left);
  }

  private record Edge(long record, long other) {}

  /** What holds records together: the joins of the log, in their order, without those undone. */
  private List<Edge> edges(Collection<Long> records) {
    Map<Set<Long>, Edge> edges = new LinkedHashMap<>();
    handle
        .createQuery(
            "SELECT record, act, other_record FROM register_link WHERE institution = :institution"
                + " AND record IN (<records>) ORDER BY run, number")
        .bind("institution", institution)
        .bindList("records", List.copyOf(records))
        .map(
            (row, context) -> {
              long record = row.getLong(1);
              long other = row.getLong(3);
              boolean all = row.wasNull();
              if (all) {
                edges.keySet().removeIf(ends -> ends.contains(record));
              } else if (row.getString(2).equals(LinkingLog.PART)) {
                edges.remove(Set.of(record, other));
              } else if (records.contains(other) && record != other) {
                edges.remove(Set.of(record, other));
                edges.put(Set.of(record, other), new Edge(record, other));
              }
              return record;
            })
        .forEach(read -> {});
    return List.copyOf(edges.values());
  }
}
