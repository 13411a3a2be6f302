package org.folkmoot.register.linking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How fast a register of a million is linked: names and births plain, the rest fingerprints. */
@Tag("bench")
class LinkingBenchmarkTest {
  private static final int RECORDS = Integer.getInteger("folkmoot.bench.records", 1_000_000);
  private static final int DUPLICATES = RECORDS / 10;

  @Test
  void aMillionRecordsOfARegisterAreLearntFromAndLinked() {
    long start = System.nanoTime();
    Corpus corpus = register();
    long filled = System.nanoTime();
    Weights weights = Weights.learn(corpus);
    long learnt = System.nanoTime();
    List<ScoredPair> pairs = new ArrayList<>();
    Linker linker = new Linker(weights, Thresholds.STANDARD);
    Blocking blocking = linker.pairs(corpus, null, pairs::add);
    long linked = System.nanoTime();
    BitSet fresh = new BitSet();
    for (int i = 0; i < RECORDS / 100; i++) {
      fresh.set(i * 97 % RECORDS);
    }
    List<ScoredPair> again = new ArrayList<>();
    linker.pairs(corpus, fresh, again::add);
    long changed = System.nanoTime();
    Runtime runtime = Runtime.getRuntime();
    runtime.gc();
    long links = pairs.stream().filter(pair -> pair.band() == Band.LINK).count();
    System.out.printf(
        Locale.ROOT,
        "linking: %,d records; filled %.1f s, learnt %.1f s, linked %.1f s (%,.0f records/s to learn"
            + " and link, %,d pairs compared), 1%% changed %.1f s; %,d links, %,d to review; heap in"
            + " use %,d MB%n",
        RECORDS,
        (filled - start) / 1e9,
        (learnt - filled) / 1e9,
        (linked - learnt) / 1e9,
        RECORDS * 1e9 / (linked - filled),
        blocking.compared(),
        (changed - linked) / 1e9,
        links,
        pairs.size() - links,
        (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    assertThat(links).isGreaterThan(DUPLICATES / 2);
    assertThat(again).allMatch(pair -> fresh.get(pair.left()) || fresh.get(pair.right()));
  }

  /** Nine in ten are people of households of one to four, one in ten is somebody's second record. */
  private static Corpus register() {
    SplittableRandom chance = new SplittableRandom(7);
    List<String> given = names(chance, 3_000);
    List<String> surnames = names(chance, 60_000);
    Corpus corpus =
        Corpus.builder()
            .plain(Item.GIVEN_NAME, Item.SURNAME, Item.DATE_OF_BIRTH)
            .opaque(Item.POSTCODE, Item.ADDRESS_LINE_1, Item.EMAIL, Item.TELEPHONE)
            .build();
    List<String[]> recent = new ArrayList<>();
    String[] home = new String[7];
    int room = 0;
    for (int i = 0; i < RECORDS; i++) {
      String[] record;
      if (i % 10 == 9) {
        record = recent.get(chance.nextInt(recent.size())).clone();
        if (chance.nextInt(5) == 0) {
          String name = record[chance.nextInt(2)];
          record[0] = record[0].equals(name) ? name.substring(1) : record[0];
        }
        for (int item = 3; item < 7; item++) {
          record[item] = chance.nextInt(4) == 0 ? null : record[item];
        }
      } else {
        if (room-- == 0) {
          room = chance.nextInt(4);
          String postcode = "P" + chance.nextInt(RECORDS / 20);
          home[1] = skewed(chance, surnames);
          home[3] = postcode;
          home[4] = postcode + chance.nextInt(30);
          home[6] = chance.nextInt(3) == 0 ? null : "T" + i;
        }
        record = home.clone();
        record[0] = skewed(chance, given);
        record[2] =
            "%d%02d%02d"
                .formatted(chance.nextInt(1925, 2021), chance.nextInt(1, 13), chance.nextInt(1, 29));
        record[5] = chance.nextInt(3) == 0 ? null : "E" + i;
        if (recent.size() < 10_000) {
          recent.add(record);
        } else {
          recent.set(chance.nextInt(10_000), record);
        }
      }
      corpus.add(record);
    }
    return corpus;
  }

  private static String skewed(SplittableRandom chance, List<String> names) {
    return names.get((int) (Math.pow(chance.nextDouble(), 3) * names.size()));
  }

  private static List<String> names(SplittableRandom chance, int count) {
    String consonants = "bcdfghjklmnprstvw";
    String vowels = "aeiou";
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder name = new StringBuilder();
      for (int syllable = 0; syllable < chance.nextInt(2, 4); syllable++) {
        name.append(consonants.charAt(chance.nextInt(consonants.length())));
        name.append(vowels.charAt(chance.nextInt(vowels.length())));
        name.append(consonants.charAt(chance.nextInt(consonants.length())));
      }
      names.add(name.toString());
    }
    return names;
  }
}
