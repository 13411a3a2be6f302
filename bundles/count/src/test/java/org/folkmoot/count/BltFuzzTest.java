package org.folkmoot.count;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Mutated ballot files: read, or refused with the documented error; never anything else, never a
 * hang, never memory out of proportion to the file.
 */
class BltFuzzTest {
  private static final String OWN =
      "4 2\n-3\n12 1 2 0\n5 2=3 - 1 0 # c\n1 0\n0\n\"Ann \"A\" Lee\"\nBob\n\"Cat\"\nDee\n\"T\"\n";
  private static final String NASTY = "0123456789-=#\"\n\r\t ,.xÿ\u0000\uFFFD\u2028\uD800";

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void thousands_of_mutated_files_are_read_or_refused() throws IOException {
    fuzz(6_000, 1);
  }

  @Tag("drill")
  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void hundreds_of_thousands_of_mutated_files_are_read_or_refused() throws IOException {
    fuzz(400_000, 2);
  }

  private static void fuzz(int times, long seed) throws IOException {
    List<String> originals = originals();
    Random chance = new Random(seed);
    int refused = 0;
    for (int i = 0; i < times; i++) {
      String mutated = mutated(originals.get(chance.nextInt(originals.size())), chance);
      if (!readAndCount(mutated)) {
        refused++;
      }
    }
    // Both must happen, or the mutations are too wild or too tame to show anything.
    assertThat(refused).isBetween(times / 20, times * 19 / 20);
  }

  private static List<String> originals() {
    List<String> originals = new ArrayList<>(List.of(OWN));
    if (Files.isDirectory(SharedElections.FOLDER)) {
      for (String name : SharedElections.names("ers/blt", ".blt")) {
        originals.add(SharedElections.text("ers/blt/" + name + ".blt"));
      }
      originals.add(SharedElections.text("scottish/blt/aberdeen_2017_ward1.blt"));
      originals.removeIf(text -> text.length() > 10_000);
    }
    return originals;
  }

  private static String mutated(String original, Random chance) {
    StringBuilder text = new StringBuilder(original);
    int mutations = 1 + chance.nextInt(4);
    for (int i = 0; i < mutations && text.length() > 0; i++) {
      int at = chance.nextInt(text.length());
      int length = Math.min(text.length() - at, 1 + chance.nextInt(8));
      switch (chance.nextInt(6)) {
        case 0 -> text.setCharAt(at, NASTY.charAt(chance.nextInt(NASTY.length())));
        case 1 -> text.insert(at, NASTY.charAt(chance.nextInt(NASTY.length())));
        case 2 -> text.delete(at, at + length);
        case 3 -> text.insert(at, text.substring(at, at + length));
        case 4 -> text.setLength(at);
        default -> text.insert(at, "9".repeat(1 + chance.nextInt(12)));
      }
    }
    return text.toString();
  }

  private static boolean readAndCount(String text) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      BallotFile file = BallotFile.read(new StringReader(text));
      StringBuilder written = new StringBuilder();
      file.write(written);
      assertThat(BallotFile.read(new StringReader(written.toString())).totalPapers())
          .isEqualTo(file.totalPapers());
      for (String rule : List.of("fptp", "nhs-stv", "ers97", "scottish-stv")) {
        try {
          CountingRules.named(rule).count(file, CountSettings.standard());
        } catch (LotNeeded lawful) {
          assertThat(lawful.question().tied()).hasSizeGreaterThan(1);
        }
      }
      return true;
    } catch (BltException documented) {
      assertThat(documented.line()).isPositive();
      assertThat(documented.column()).isPositive();
      long used = threads.getCurrentThreadAllocatedBytes() - before;
      assertThat(used).as(text).isLessThan(2_000_000L + 200L * text.length());
      return false;
    } catch (RuntimeException undocumented) {
      throw new AssertionError("undocumented error for:\n" + text, undocumented);
    }
  }
}
