package org.folkmoot.register.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.folkmoot.register.Reviews.Standing;
import org.folkmoot.register.internal.LinkingClusters.Absorbed;
import org.folkmoot.register.internal.PairRows.Row;
import org.folkmoot.register.linking.Agreement;
import org.folkmoot.register.linking.Band;
import org.folkmoot.register.linking.Guard;
import org.folkmoot.register.linking.Item;
import org.folkmoot.register.linking.Level;
import org.folkmoot.register.linking.Linker;
import org.folkmoot.register.linking.ScoredPair;
import org.folkmoot.register.linking.Thresholds;
import org.folkmoot.register.linking.Weights;
import org.folkmoot.store.Journal;
import org.jdbi.v3.core.Handle;

/**
 * Links the records that the weight of everything compared shows to be of one person, and puts
 * before a person those that may be (docs/decisions/0011).
 */
final class LinkingByWeight {
  /** With fewer records too little is learnt of how common values are: a person looks at all. */
  static final int FEWEST_RECORDS = 200;

  /** Up to so many are compared only with what shares two things with one of them. */
  private static final int FEW_PENDING = 200_000;

  private static final int SAME = 2;
  private static final int SAME_WHERE_A_NAME_DIFFERS = 3;

  /** What people of one home have in common. */
  private static final Set<Item> HOME =
      EnumSet.of(Item.ADDRESS_LINE_1, Item.POSTCODE, Item.TELEPHONE, Item.EMAIL);

  /** Lets every pair through that shares anything. */
  private static final Thresholds ALL_TO_BE_LOOKED_AT = new Thresholds(200, -200);

  private final Handle handle;
  private final String institution;
  private final Instant at;
  private final Thresholds thresholds;
  private final Optional<Journal> journal;
  private final PairRows pairs;

  LinkingByWeight(
      Handle handle,
      String institution,
      Instant at,
      Thresholds thresholds,
      Optional<Journal> journal) {
    this.handle = handle;
    this.institution = institution;
    this.at = at;
    this.thresholds = thresholds;
    this.journal = journal;
    this.pairs = new PairRows(handle, institution);
  }

  /** A pair the engine found, with what a person must know of it. */
  private record Found(long one, long other, long weight, PairGuard guard) {}

  /** A pair the engine would link. */
  private record Link(long one, long other, double weight, ScoredPair pair) {}

  /** Links what is pending; answers the entries of the register that end by it. */
  List<Absorbed> link(LinkingClusters clusters) {
    Set<Long> pending = pending();
    if (pending.isEmpty()) {
      return List.of();
    }
    Optional<Weights> stored = stored();
    boolean anew = stored.isEmpty();
    LinkingCorpus held =
        anew || pending.size() > FEW_PENDING
            ? LinkingCorpus.held(handle, institution)
            : LinkingCorpus.about(handle, institution);
    boolean few = anew && held.size() < FEWEST_RECORDS;
    Weights weights = stored.orElseGet(() -> Weights.learn(held.corpus()));
    if (anew && !few) {
      keep(weights);
    }
    BitSet fresh = anew ? null : held.fresh();
    List<Link> links = new ArrayList<>();
    List<Found> toReview = new ArrayList<>();
    new Linker(weights, few ? ALL_TO_BE_LOOKED_AT : thresholds)
        .pairs(
            held.corpus(),
            fresh,
            pair -> {
              long one = held.id(pair.left());
              long other = held.id(pair.right());
              if (pair.band() == Band.LINK) {
                links.add(new Link(one, other, pair.weight(), pair));
              } else if (worthALook(pair)) {
                PairGuard otherwise = few ? PairGuard.FEW_RECORDS : PairGuard.LIKELY;
                PairGuard guard = pair.guard().map(LinkingByWeight::guard).orElse(otherwise);
                toReview.add(found(one, other, pair.weight(), guard));
              }
            });
    List<Absorbed> absorbed = join(links, toReview, clusters);
    review(toReview, anew ? Optional.empty() : Optional.of(pending));
    return absorbed;
  }

  private static Found found(long one, long other, double weight, PairGuard guard) {
    return new Found(one, other, LinkingEvidence.hundredths(weight), guard);
  }

  private Set<Long> pending() {
    return new HashSet<>(
        handle
            .createQuery(
                "SELECT id FROM register_record WHERE institution = :institution AND pending > 0"
                    + " AND pending = 1")
            .bind("institution", institution)
            .mapTo(Long.class)
            .list());
  }

  /**
   * Everybody under one roof shares surname, address, telephone and often an email address. Only
   * where the given names may be one person's, or the date of birth is the same, is it worth
   * asking; otherwise half the parents could not vote before the office had answered. And it takes
   * two items that are the same, three where a name differs: things merely alike are everywhere.
   */
  private static boolean worthALook(ScoredPair pair) {
    Map<Item, Level> levels = new EnumMap<>(Item.class);
    int same = 0;
    for (Agreement agreement : pair.evidence()) {
      levels.put(agreement.item(), agreement.level());
      same += weightOfOne(agreement);
    }
    Level given = levels.getOrDefault(Item.GIVEN_NAME, Level.UNKNOWN);
    Level family = levels.getOrDefault(Item.SURNAME, Level.UNKNOWN);
    Level born = levels.getOrDefault(Item.DATE_OF_BIRTH, Level.UNKNOWN);
    if (given == Level.DIFFERENT && born != Level.EXACT) {
      return false;
    }
    // With two birthdays only father and son are asked about: one name, and one place or address.
    if (born == Level.DIFFERENT) {
      boolean onePlace =
          pair.evidence().stream()
              .anyMatch(a -> a.level() == Level.EXACT && HOME.contains(a.item()));
      return given == Level.EXACT && family == Level.EXACT && onePlace;
    }
    boolean nameDiffers = given == Level.DIFFERENT || family == Level.DIFFERENT;
    return same >= (nameDiffers ? SAME_WHERE_A_NAME_DIFFERS : SAME);
  }

  private static int weightOfOne(Agreement agreement) {
    return switch (agreement.level()) {
      case EXACT -> 1;
      case SWAPPED -> agreement.item() == Item.GIVEN_NAME ? 2 : 0; // it stands for both names
      case PARTLY -> agreement.item() == Item.GIVEN_NAME ? 1 : 0; // Kate and Katherine
      case NEAR, DIFFERENT, UNKNOWN -> 0;
    };
  }

  private static PairGuard guard(Guard guard) {
    return PairGuard.valueOf(guard.name());
  }

  private List<Absorbed> join(List<Link> links, List<Found> toReview, LinkingClusters clusters) {
    if (links.isEmpty()) {
      return List.of();
    }
    List<Long> ids =
        links.stream().flatMap(link -> Stream.of(link.one(), link.other())).distinct().toList();
    clusters.load(ids);
    for (Found found : toReview) {
      if (found.guard().keepsApart()) {
        clusters.guard(found.one(), found.other());
      }
    }
    if (pairs.anyWait()) {
      pairs.of(ids).stream()
          .filter(row -> row.standing() == Standing.WAITING)
          .filter(row -> PairGuard.of(row.guard()).keepsApart())
          .forEach(row -> clusters.guard(row.left(), row.right()));
    }
    links.sort(
        Comparator.comparingDouble(Link::weight)
            .reversed()
            .thenComparingLong(Link::one)
            .thenComparingLong(Link::other));
    for (Link link : links) {
      if (clusters.together(link.one(), link.other())) {
        continue;
      }
      Optional<String> obstacle = clusters.obstacle(link.one(), link.other());
      if (obstacle.isEmpty()) {
        obstacle = clusters.birthNotKnown(link.one(), link.other());
      }
      if (obstacle.isEmpty()) {
        clusters.join(
            link.one(),
            link.other(),
            LinkingEvidence.byWeight(link.weight(), link.pair().evidence()));
      } else {
        switch (obstacle.get()) {
          case LinkingClusters.BIRTHS_DIFFER ->
              toReview.add(found(link.one(), link.other(), link.weight(), PairGuard.BIRTHS_DIFFER));
          case LinkingClusters.BIRTH_NOT_KNOWN ->
              toReview.add(
                  found(link.one(), link.other(), link.weight(), PairGuard.BIRTH_NOT_KNOWN));
          case LinkingClusters.GUARDED ->
              toReview.add(found(link.one(), link.other(), link.weight(), PairGuard.COMPANY));
          default -> {
            // Verified identifiers, or somebody, say that they are two: there is nothing to ask.
          }
        }
      }
    }
    return clusters.write();
  }

  /**
   * Keeps what waits for a person: one pair for each two persons, the likeliest, or the one that
   * waits already.
   *
   * @param compared the records compared with all others; empty for everything
   */
  private void review(List<Found> found, Optional<Set<Long>> compared) {
    Map<String, Row> before = new HashMap<>();
    if (pairs.anyWait()) {
      Collection<Row> rows = compared.map(pairs::of).orElseGet(pairs::waiting);
      rows.stream()
          .filter(row -> row.standing() == Standing.WAITING && row.decidedBy().isEmpty())
          .forEach(row -> before.put(row.id(), row));
      pairs.forget(before.keySet());
    }
    if (found.isEmpty()) {
      return;
    }
    Set<Long> ids = new LinkedHashSet<>();
    found.forEach(
        pair -> {
          ids.add(pair.one());
          ids.add(pair.other());
        });
    Map<Long, String> persons = persons(ids);
    Set<String> settled = new HashSet<>();
    pairs.keptApartPersons(settled::add);
    if (compared.isPresent()) {
      pairs.of(ids).stream()
          .filter(row -> row.standing() == Standing.WAITING)
          .forEach(row -> settled.add(between(persons.get(row.left()), persons.get(row.right()))));
    }
    Map<String, Found> kept = new LinkedHashMap<>();
    Comparator<Found> likelier =
        Comparator.<Found, Boolean>comparing(
                pair -> before.containsKey(PairRows.id(pair.one(), pair.other())))
            .thenComparingLong(Found::weight)
            .reversed()
            .thenComparing(pair -> PairRows.id(pair.one(), pair.other()));
    found.sort(likelier);
    for (Found pair : found) {
      String one = persons.get(pair.one());
      String other = persons.get(pair.other());
      if (!one.equals(other) && !settled.contains(between(one, other))) {
        kept.putIfAbsent(between(one, other), pair);
      }
    }
    pairs.keep(
        kept.values().stream()
            .map(
                pair -> {
                  Optional<Row> waited =
                      Optional.ofNullable(before.get(PairRows.id(pair.one(), pair.other())));
                  return new Row(
                      pair.one(),
                      pair.other(),
                      Optional.of(pair.weight()),
                      pair.guard().name(),
                      Standing.WAITING,
                      waited.map(Row::since).orElse(at),
                      Optional.empty(),
                      "",
                      waited.map(Row::held).orElse(0));
                })
            .toList(),
        at);
  }

  private static String between(String one, String other) {
    if (one == null || other == null) {
      return "";
    }
    return one.compareTo(other) < 0 ? one + " " + other : other + " " + one;
  }

  private Map<Long, String> persons(Collection<Long> ids) {
    Map<Long, String> persons = new HashMap<>();
    for (List<Long> some : LinkingClusters.slices(List.copyOf(ids))) {
      handle
          .createQuery(
              "SELECT id, person FROM register_record WHERE institution = :institution"
                  + " AND id IN (<ids>)")
          .bind("institution", institution)
          .bindList("ids", some)
          .map(
              (row, context) -> {
                // A record that is nobody's yet will be a person of its own.
                String person =
                    Optional.ofNullable(row.getString(2)).orElse("record " + row.getLong(1));
                return Optional.ofNullable(persons.put(row.getLong(1), person));
              })
          .forEach(read -> {});
    }
    return persons;
  }

  /** Those learnt before, while about as many records are known as then. */
  private Optional<Weights> stored() {
    return handle
        .createQuery(
            "SELECT w.written FROM register_weights w JOIN register_institution i"
                + " ON i.institution = w.institution WHERE w.institution = :institution"
                + " AND i.records <= w.records + w.records / 2")
        .bind("institution", institution)
        .mapTo(String.class)
        .findOne()
        .map(Weights::read);
  }

  private void keep(Weights weights) {
    handle
        .createUpdate(
            "INSERT INTO register_weights (institution, learnt_at, records, written, account)"
                + " VALUES (:institution, :at, (SELECT i.records FROM register_institution i"
                + " WHERE i.institution = :institution), :written, :account)"
                + " ON CONFLICT (institution) DO UPDATE SET learnt_at = excluded.learnt_at,"
                + " records = excluded.records, written = excluded.written,"
                + " account = excluded.account")
        .bind("institution", institution)
        .bind("at", at)
        .bind("written", weights.written())
        .bind("account", weights.describe())
        .execute();
    journal.ifPresent(
        j ->
            j.append(
                institution,
                "enrolment",
                "enrolment.weights-learnt",
                Map.of(
                    "records", Long.toString(weights.records()),
                    "link", Double.toString(thresholds.link()),
                    "review", Double.toString(thresholds.review()),
                    "account", weights.describe())));
  }
}
