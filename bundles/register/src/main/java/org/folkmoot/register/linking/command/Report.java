package org.folkmoot.register.linking.command;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.folkmoot.register.linking.Band;
import org.folkmoot.register.linking.Blocking;
import org.folkmoot.register.linking.Families;
import org.folkmoot.register.linking.Guard;
import org.folkmoot.register.linking.Item;
import org.folkmoot.register.linking.ScoredPair;
import org.folkmoot.register.linking.Thresholds;
import org.folkmoot.register.linking.Weights;

/** What the linking did, for whoever tries it. */
final class Report {
  private final PrintStream out;

  Report(PrintStream out) {
    this.out = out;
  }

  void files(PersonFile left, Optional<PersonFile> right, List<Item> compared) {
    file(left, compared);
    right.ifPresent(file -> file(file, compared));
  }

  private void file(PersonFile file, List<Item> compared) {
    Headings headings = file.headings();
    line("%s: %,d records, id in \"%s\"", file.name(), file.size(), headings.column(headings.id()));
    List<String> used = new ArrayList<>();
    List<String> ignored = new ArrayList<>(headings.ignored());
    headings
        .places()
        .forEach(
            (item, place) -> {
              if (compared.contains(item)) {
                used.add(item.words() + " from \"" + headings.column(place) + "\"");
              } else {
                ignored.add(headings.column(place) + " (not in the other file)");
              }
            });
    line("  compared: %s", String.join(", ", used));
    line("  ignored: %s", ignored.isEmpty() ? "none" : String.join(", ", ignored));
    file.notes().forEach(note -> line("  note: %s", note));
  }

  void blocking(Blocking blocking) {
    line("");
    line(
        "%,d of %,.0f possible pairs were compared: those that share",
        blocking.compared(),
        blocking.possible());
    line("  %-60s %10s %12s %10s", "", "blocks", "pairs", "too large");
    for (Blocking.Key key : blocking.keys()) {
      line(
          "  %-60s %,10d %,12d %,10d",
          key.words(),
          key.blocks(),
          key.compared(),
          key.cut());
    }
    line("  (a block too large is looked through by the longer keys below it)");
    if (blocking.leftLarge() > 0) {
      line(
          "  %,d records are in blocks too large even by three items; by those they were not compared",
          blocking.leftLarge());
    }
  }

  void weights(Weights weights, Families families) {
    line("");
    out.print(weights.describe());
    if (families == Families.GUARDED) {
      line("Families: guarded, as asked. Twins, namesakes and relatives go to review.");
    } else if (weights.families()) {
      line(
          "Families: there may be some among the records. Twins, namesakes and relatives go to"
              + " review.");
    } else {
      line(
          "Families: none are among the records (at one address, under one family name, hardly ever"
              + " do given name and birth both differ), so a different given name or birth counts"
              + " against a pair but does not send it to review. --families guarded does.");
    }
  }

  void bands(List<ScoredPair> pairs, Thresholds thresholds) {
    long links = pairs.stream().filter(pair -> pair.band() == Band.LINK).count();
    Map<Guard, Integer> guarded = new TreeMap<>();
    pairs.stream()
        .filter(pair -> pair.band() == Band.REVIEW)
        .forEach(pair -> pair.guard().ifPresent(guard -> guarded.merge(guard, 1, Integer::sum)));
    line("");
    line("link (from %.1f bits, or through records of the same person): %,d pairs", thresholds.link(), links);
    line("review (from %.1f bits, or by a rule): %,d pairs", thresholds.review(), pairs.size() - links);
    guarded.forEach((guard, times) -> line("  %,d: %s", times, guard.words()));
  }

  private void line(String text, Object... values) {
    out.println(values.length == 0 ? text : String.format(Locale.ROOT, text, values));
  }
}
