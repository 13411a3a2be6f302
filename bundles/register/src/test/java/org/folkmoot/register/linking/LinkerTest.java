package org.folkmoot.register.linking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkerTest {
  private static final Item[] ALL = {
    Item.GIVEN_NAME,
    Item.SURNAME,
    Item.HOUSE_NUMBER,
    Item.ADDRESS_LINE_1,
    Item.ADDRESS_LINE_2,
    Item.SUBURB,
    Item.POSTCODE,
    Item.STATE,
    Item.DATE_OF_BIRTH
  };
  private static final Item[] FEW = {
    Item.GIVEN_NAME, Item.SURNAME, Item.DATE_OF_BIRTH, Item.EMAIL
  };
  private static final Item[] HOME = {
    Item.GIVEN_NAME,
    Item.SURNAME,
    Item.DATE_OF_BIRTH,
    Item.ADDRESS_LINE_1,
    Item.POSTCODE,
    Item.EMAIL,
    Item.TELEPHONE
  };

  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.1, 0.2, 0.3})
  void duplicatesAreFoundAtAnyRateOfErrors(double errors) {
    InventedPeople people =
        new InventedPeople(1).withErrors(errors).singles(2_000).duplicates(700);
    Score score = link(people, people.corpus(ALL), Families.AS_LEARNT);
    assertThat(score.precision()).isGreaterThanOrEqualTo(0.999);
    assertThat(score.recall()).isGreaterThan(errors > 0.2 ? 0.85 : 0.95);
  }

  @Test
  void withoutPostcodeOrWithoutAddressesNothingIsLinkedWrongly() {
    InventedPeople people = new InventedPeople(2).singles(2_000).duplicates(700);
    Score noPostcode =
        link(
            people,
            people.corpus(
                Item.GIVEN_NAME,
                Item.SURNAME,
                Item.HOUSE_NUMBER,
                Item.ADDRESS_LINE_1,
                Item.SUBURB,
                Item.DATE_OF_BIRTH),
            Families.AS_LEARNT);
    assertThat(noPostcode.precision()).isGreaterThanOrEqualTo(0.999);
    assertThat(noPostcode.recall()).isGreaterThan(0.9);
    Score few = link(people, people.corpus(FEW), Families.AS_LEARNT);
    assertThat(few.precision()).isGreaterThanOrEqualTo(0.999);
    assertThat(few.recall()).isGreaterThan(0.6);
  }

  @Test
  void whereThereAreNoDuplicatesNothingIsLinked() {
    InventedPeople people = new InventedPeople(3).singles(3_000);
    assertThat(link(people, people.corpus(ALL), Families.AS_LEARNT).links).isZero();
    assertThat(link(people, people.corpus(FEW), Families.AS_LEARNT).links).isZero();
    InventedPeople families = new InventedPeople(4).families(400);
    assertThat(link(families, families.corpus(HOME), Families.AS_LEARNT).links).isZero();
  }

  @Test
  void whereEverybodyIsThereTwiceEverybodyIsLinked() {
    InventedPeople people = new InventedPeople(5).singles(1_000).duplicateOfEach();
    Score score = link(people, people.corpus(ALL), Families.AS_LEARNT);
    assertThat(score.precision()).isGreaterThanOrEqualTo(0.999);
    assertThat(score.recall()).isGreaterThan(0.95);
  }

  @Test
  void twoFilesAreLinkedAcrossOnly() {
    InventedPeople people = new InventedPeople(6).singles(1_500).duplicates(600);
    Corpus corpus = people.twoFiles(1_500, ALL);
    Score score = link(people, corpus, Families.AS_LEARNT);
    assertThat(score.pairs).allMatch(pair -> pair.left() < 1_500 && pair.right() >= 1_500);
    assertThat(score.precision()).isGreaterThanOrEqualTo(0.999);
    assertThat(score.right).isGreaterThan(550);
  }

  @Test
  void aColumnInWhichNothingIsKnownChangesNothingElse() {
    InventedPeople people = new InventedPeople(7).singles(1_000).duplicates(300);
    people.rows().forEach(row -> row.values().put(Item.POSTCODE, " "));
    Score score = link(people, people.corpus(ALL), Families.AS_LEARNT);
    assertThat(score.precision()).isGreaterThanOrEqualTo(0.999);
    assertThat(score.recall()).isGreaterThan(0.95);
  }

  @Test
  void familiesAreSeenAndTheirTwinsAreNeverLinkedByThemselves() {
    InventedPeople people = new InventedPeople(8).families(300).duplicates(500);
    Corpus corpus = people.corpus(HOME);
    assertThat(Weights.learn(corpus).families()).isTrue();
    Score score = link(people, corpus, Families.AS_LEARNT);
    assertThat(score.precision()).isGreaterThanOrEqualTo(0.999);
    assertThat(score.recall()).isGreaterThan(0.8);
    long twins =
        score.pairs.stream()
            .filter(pair -> pair.guard().filter(Guard.TWINS::equals).isPresent())
            .filter(pair -> !people.same(pair))
            .count();
    assertThat(twins).isGreaterThan(200);
  }

  @Test
  void aSharedAddressEmailAndTelephoneNeverMergeTwoPeople() {
    Linker.Scored scored = asked("ann", "lee", "19800101", "bob", "lee", "19790203");
    assertThat(scored.pair(0, 1).band()).isEqualTo(Band.SEPARATE);
  }

  @Test
  void twinsNamesakesAndFatherAndSonGoToReview() {
    ScoredPair twins = asked("ann", "lee", "19800101", "bea", "lee", "19800101").pair(0, 1);
    assertThat(twins.band()).isEqualTo(Band.REVIEW);
    assertThat(twins.guard()).contains(Guard.TWINS);
    ScoredPair fatherAndSon =
        asked("john", "lee", "19500101", "john", "lee", "19830717").pair(0, 1);
    assertThat(fatherAndSon.band()).isEqualTo(Band.REVIEW);
    assertThat(fatherAndSon.guard()).contains(Guard.NAMESAKES);
    assertThat(fatherAndSon.words()).startsWith("names agree but dates of birth differ");
  }

  @Test
  void aSlipOfTheKeysInNameOrBirthDoesNotKeepOnePersonApart() {
    assertThat(asked("anthea", "lee", "19800101", "antheaa", "lee", "19800101").pair(0, 1).band())
        .isEqualTo(Band.LINK);
    assertThat(asked("anthea", "lee", "19801112", "anthea", "lee", "19801113").pair(0, 1).band())
        .isEqualTo(Band.LINK);
    assertThat(asked("anthea", "lee", "19801112", "lee", "anthea", "19801112").pair(0, 1).band())
        .isEqualTo(Band.LINK);
  }

  @Test
  void aConflictOfVerifiedIdentifiersVetoesAlsoInCompany() {
    InventedPeople people = new InventedPeople(9).singles(300).duplicates(100);
    Corpus corpus = Corpus.of(FEW);
    String[] ada = {"ada", "lovelace", "18151210", "ada@example.org"};
    corpus.add(ada, Map.of("nhs", "1"));
    corpus.add(ada, Map.of("upn", "7"));
    corpus.add(ada, Map.of("nhs", "2", "upn", "7"));
    people.rows().forEach(row -> corpus.add(InventedPeople.values(row, FEW)));
    Weights weights = Weights.learn(corpus);
    Linker linker = new Linker(weights, Thresholds.STANDARD);
    assertThat(linker.over(corpus).pair(0, 2).band()).isEqualTo(Band.SEPARATE);
    assertThat(linker.over(corpus).guard(0, 2)).contains(Guard.IDENTIFIERS_DIFFER);
    List<ScoredPair> pairs = new ArrayList<>();
    linker.pairs(corpus, null, pairs::add);
    Clusters clusters = Clusters.of(linker.over(corpus), pairs);
    assertThat(clusters.together(0, 2)).isFalse();
    assertThat(clusters.together(0, 1) ^ clusters.together(1, 2)).isTrue();
    assertThat(clusters.refused()).anyMatch(pair -> pair.guard().equals(Optional.of(Guard.COMPANY)));
  }

  @Test
  void onlyPairsWithAFreshRecordAreMadeAndTheyAreTheSamePairs() {
    InventedPeople people = new InventedPeople(10).singles(1_000).duplicates(400);
    Corpus corpus = people.corpus(ALL);
    Linker linker = new Linker(Weights.learn(corpus), Thresholds.STANDARD);
    List<String> all = new ArrayList<>();
    BitSet fresh = new BitSet();
    fresh.set(1_200, 1_400);
    linker.pairs(
        corpus,
        null,
        pair -> {
          if (fresh.get(pair.left()) || fresh.get(pair.right())) {
            all.add(pair.toString());
          }
        });
    List<String> some = new ArrayList<>();
    linker.pairs(corpus, fresh, pair -> some.add(pair.toString()));
    assertThat(some).isNotEmpty().isEqualTo(all);
  }

  @Test
  void weightsReadBackWeighTheSameAndTwoRunsAreAlike() {
    InventedPeople people = new InventedPeople(11).singles(1_000).duplicates(400);
    Weights weights = Weights.learn(people.corpus(ALL));
    assertThat(Weights.learn(people.corpus(ALL)).written()).isEqualTo(weights.written());
    Weights read = Weights.read(weights.written());
    assertThat(read.written()).isEqualTo(weights.written());
    assertThat(pairs(people, read)).isNotEmpty().isEqualTo(pairs(people, weights));
  }

  @Test
  void damagedWeightsAreRefusedWithTheLine() {
    String written = Weights.learn(new InventedPeople(12).singles(50).corpus(FEW)).written();
    assertThatThrownBy(() -> Weights.read(written.replaceFirst("level EXACT", "level ODD")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line");
    assertThatThrownBy(() -> Weights.read("nonsense")).hasMessageContaining("first line");
  }

  @Test
  void learningNeverTurnsAgreementIntoEvidenceAgainst() {
    for (InventedPeople people :
        List.of(
            new InventedPeople(13).singles(500),
            new InventedPeople(14).families(100),
            new InventedPeople(15).withErrors(0.6).singles(400).duplicates(400),
            new InventedPeople(16).singles(3))) {
      Weights weights = Weights.learn(people.corpus(ALL));
      for (Item item : ALL) {
        Weights.OfItem of = weights.of(item);
        assertThat(of.weight(Level.EXACT)).isGreaterThanOrEqualTo(of.weight(Level.NEAR));
        assertThat(of.weight(Level.NEAR)).isGreaterThanOrEqualTo(of.weight(Level.PARTLY));
        assertThat(of.weight(Level.DIFFERENT)).isBetween(-30.0, 0.0);
        assertThat(of.weight(Level.EXACT)).isBetween(0.0, 40.0);
      }
    }
  }

  @Test
  void fingerprintsAreComparedExactlyAndNamesStillByLikeness() {
    InventedPeople people = new InventedPeople(17).singles(1_500).duplicates(500);
    Corpus corpus =
        Corpus.builder()
            .plain(Item.GIVEN_NAME, Item.SURNAME, Item.DATE_OF_BIRTH)
            .opaque(Item.ADDRESS_LINE_1, Item.POSTCODE, Item.EMAIL, Item.TELEPHONE)
            .build();
    people
        .rows()
        .forEach(
            row ->
                corpus.add(
                    InventedPeople.values(
                        row,
                        Item.GIVEN_NAME,
                        Item.SURNAME,
                        Item.DATE_OF_BIRTH,
                        Item.ADDRESS_LINE_1,
                        Item.POSTCODE,
                        Item.EMAIL,
                        Item.TELEPHONE)));
    Score score = link(people, corpus, Families.GUARDED);
    assertThat(score.precision()).isGreaterThanOrEqualTo(0.999);
    assertThat(score.recall()).isGreaterThan(0.85);
  }

  @Test
  void aBlockTooLargeIsNarrowedAndNotDropped() {
    InventedPeople people = new InventedPeople(18).singles(2_000).duplicates(300);
    people.rows().forEach(row -> row.values().put(Item.SUBURB, "one town"));
    List<ScoredPair> pairs = new ArrayList<>();
    Corpus corpus = people.corpus(Item.GIVEN_NAME, Item.SURNAME, Item.DATE_OF_BIRTH, Item.SUBURB);
    Linker linker = new Linker(Weights.learn(corpus), new Thresholds(10, -60));
    Blocking blocking = linker.pairs(corpus, null, pairs::add);
    assertThat(blocking.keys().stream().filter(key -> key.items().equals(List.of(Item.SUBURB))))
        .allMatch(key -> key.cut() == 1 && key.compared() == 0);
    long found = pairs.stream().filter(people::same).count();
    assertThat(found).isGreaterThan((long) (people.truePairs() * 0.9));
    assertThat(blocking.compared()).isLessThan(200_000);
  }

  private static List<String> pairs(InventedPeople people, Weights weights) {
    List<String> pairs = new ArrayList<>();
    new Linker(weights, Thresholds.STANDARD)
        .pairs(people.corpus(ALL), null, pair -> pairs.add(pair + pair.words()));
    return pairs;
  }

  /** Two records of one address, email and telephone among a thousand others. */
  private static Linker.Scored asked(
      String given, String family, String birth, String given2, String family2, String birth2) {
    InventedPeople people = new InventedPeople(19).families(100).duplicates(300);
    Corpus corpus = Corpus.of(HOME);
    corpus.add(given, family, birth, "1 high street", "OX1 1AA", "lee@example.org", "01865 1");
    corpus.add(given2, family2, birth2, "1 high street", "OX1 1AA", "lee@example.org", "01865 1");
    people.rows().forEach(row -> corpus.add(InventedPeople.values(row, HOME)));
    return new Linker(Weights.learn(corpus), Thresholds.STANDARD).over(corpus);
  }

  private static Score link(InventedPeople people, Corpus corpus, Families families) {
    List<ScoredPair> pairs = new ArrayList<>();
    Linker linker = new Linker(Weights.learn(corpus), Thresholds.STANDARD, families);
    linker.pairs(corpus, null, pairs::add);
    Score score = new Score(pairs, people.truePairs());
    for (List<Integer> cluster : Clusters.of(linker.over(corpus), pairs).all()) {
      for (int i = 0; i < cluster.size(); i++) {
        for (int j = i + 1; j < cluster.size(); j++) {
          score.links++;
          score.right +=
              people.same(linker.over(corpus).pair(cluster.get(i), cluster.get(j))) ? 1 : 0;
        }
      }
    }
    return score;
  }

  private static final class Score {
    private final List<ScoredPair> pairs;
    private final long all;
    private int links;
    private int right;

    Score(List<ScoredPair> pairs, long all) {
      this.pairs = pairs;
      this.all = all;
    }

    double precision() {
      return (double) right / links;
    }

    double recall() {
      return (double) right / all;
    }
  }
}
