package org.folkmoot.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.folkmoot.records.Reading;
import org.folkmoot.records.RecordsSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long a run takes beside the bare cost of staging the same rows. */
@Tag("bench")
class EnrolmentBench {
  private static final int RECORDS = Integer.getInteger("bench.records", 100_000);

  private record Generated(String name, IntFunction<Somebody> person) implements RecordsSource {
    @Override
    public Cursor snapshot(Reading reading) {
      for (int i = 0; i < RECORDS; i++) {
        reading.person(person.apply(i).record());
      }
      return Cursor.NONE;
    }
  }

  /** One in ten repeats the person before under another key. */
  private static Somebody person(int i) {
    int who = i % 10 == 9 ? i - 1 : i;
    return Somebody.called("k" + i, "Given" + who % 977, "Family" + who % 5003)
        .born(java.time.LocalDate.of(1950, 1, 1).plusDays(who % 15_000).toString())
        .email("p" + who + "@example.org")
        .livingAt(who + " High Street", "LO1 1AA")
        .as("parent");
  }

  @Test
  void aFirstRunThenTheSameThenOnePerCentChanged() {
    try (TrialRegister school = TrialRegister.under("england-maintained-school")) {
      AtomicInteger members = new AtomicInteger();
      Generated all = new Generated("pas", EnrolmentBench::person);
      Generated changed =
          new Generated(
              "pas",
              i -> i % 100 == 0 ? person(i).livingAt("New", "LO2 2BB").as("employee") : person(i));
      time("first run", () -> members.set(school.read(all).joined()));
      time("the same again", () -> assertThat(school.read(all).unchanged()).isEqualTo(RECORDS));
      time(
          "1 % changed",
          () -> assertThat(school.read(changed).unchanged()).isEqualTo(RECORDS - RECORDS / 100));
      assertThat(members.get()).isEqualTo(RECORDS - RECORDS / 10);
    }
  }

  private static void time(String what, Runnable work) {
    long begun = System.nanoTime();
    work.run();
    long ms = (System.nanoTime() - begun) / 1_000_000;
    System.out.printf(
        "%s of %,d records: %,d ms, %,d records/s%n", what, RECORDS, ms, RECORDS * 1000L / ms);
  }
}
