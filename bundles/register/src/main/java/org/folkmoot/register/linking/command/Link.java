package org.folkmoot.register.linking.command;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.folkmoot.register.linking.Band;
import org.folkmoot.register.linking.Blocking;
import org.folkmoot.register.linking.Clusters;
import org.folkmoot.register.linking.Corpus;
import org.folkmoot.register.linking.Families;
import org.folkmoot.register.linking.Item;
import org.folkmoot.register.linking.Linker;
import org.folkmoot.register.linking.ScoredPair;
import org.folkmoot.register.linking.Thresholds;
import org.folkmoot.register.linking.Weights;

/** Links a file of persons within itself, or two across, so that anyone can try the linking. */
public final class Link {
  /** Linked. */
  public static final int DONE = 0;

  /** A file cannot be read or written. */
  public static final int FAILED = 1;

  /** Wrong use. */
  public static final int WRONG_USE = 2;

  private static final String USAGE =
      """
      usage: link LEFT.csv [RIGHT.csv] --out PAIRS.csv [options]

      One file is linked within itself, two across. Columns are recognised by their headings.

        --out FILE            where the pairs go: left, right, weight, band, evidence
        --threshold T         link from this weight on, in bits (standard 10; 10 are odds of
                              1,024 to 1)
        --review T            review from this weight on (standard -4)
        --columns ITEM=COLUMN,...
                              which column holds an item, where its heading is not recognised;
                              items: %s
        --id COLUMN           the column of the records' ids (standard: the first)
        --families guarded    twins, namesakes and relatives always go to review, even where the
                              records show no families

      Exit: 0 linked, 1 a file cannot be read or written, 2 wrong use.
      """;

  private static final int NANOS_PER_MILLI = 1_000_000;

  private final PrintStream out;
  private final List<Path> files = new ArrayList<>();
  private final Map<Item, String> columns = new EnumMap<>(Item.class);
  private Path target;
  private String id = "";
  private double link = Thresholds.STANDARD.link();
  private Double review;
  private Families families = Families.AS_LEARNT;

  private Link(PrintStream out) {
    this.out = out;
  }

  /** Runs the tool and exits with its code. */
  public static void main(String[] args) {
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    int code = run(args, out, err);
    out.flush();
    err.flush();
    System.exit(code);
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }

  /**
   * Runs the tool; the word link may stand before its arguments.
   *
   * @return {@link #DONE}, {@link #FAILED} or {@link #WRONG_USE}
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    List<String> words = new ArrayList<>(List.of(args));
    if (!words.isEmpty() && words.get(0).equals("link")) {
      words.remove(0);
    }
    if (words.isEmpty()) {
      err.print(usage());
      return WRONG_USE;
    }
    if (words.contains("--help")) {
      out.print(usage());
      return DONE;
    }
    try {
      Link link = new Link(out);
      link.read(words);
      link.link();
      return DONE;
    } catch (WrongCall wrong) {
      err.println("link: " + wrong.getMessage() + "; see link --help");
      return WRONG_USE;
    } catch (WrongFile wrong) {
      err.println("link: " + wrong.getMessage());
      return FAILED;
    }
  }

  private static String usage() {
    List<String> items = new ArrayList<>();
    for (Item item : Item.values()) {
      items.add(item.name().toLowerCase(Locale.ROOT));
    }
    int half = items.size() / 2;
    return USAGE.formatted(
        String.join(", ", items.subList(0, half))
            + ",\n                        "
            + String.join(", ", items.subList(half, items.size())));
  }

  private void read(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.startsWith("--")) {
        files.add(Path.of(word));
        continue;
      }
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      if (equals < 0 && i + 1 == words.size()) {
        throw new WrongCall(name + ": needs a value");
      }
      option(name, equals < 0 ? words.get(++i) : word.substring(equals + 1));
    }
    if (files.isEmpty() || files.size() > 2) {
      throw new WrongCall(files.size() + " files named; name one to link within itself, or two");
    }
    if (target == null) {
      throw new WrongCall("--out: missing; say where the pairs go");
    }
    for (Path file : files) {
      if (file.toAbsolutePath().normalize().equals(target.toAbsolutePath().normalize())) {
        throw new WrongCall("--out: " + target + " is one of the files to be linked");
      }
    }
  }

  private void option(String name, String value) {
    switch (name) {
      case "--out" -> target = Path.of(value);
      case "--threshold" -> link = number(name, value);
      case "--review" -> review = number(name, value);
      case "--id" -> id = value;
      case "--families" -> {
        if (!value.equals("guarded")) {
          throw new WrongCall(name + ": " + value + ", must be guarded");
        }
        families = Families.GUARDED;
      }
      case "--columns" -> {
        for (String pair : value.split(",")) {
          int equals = pair.indexOf('=');
          if (equals < 1) {
            throw new WrongCall(name + ": " + pair + ", must be ITEM=COLUMN");
          }
          columns.put(Headings.item(pair.substring(0, equals)), pair.substring(equals + 1));
        }
      }
      default -> throw new WrongCall(name + ": there is no such option");
    }
  }

  private static double number(String name, String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException noNumber) {
      throw new WrongCall(name + ": " + value + ", must be a number");
    }
  }

  private void link() throws WrongFile {
    long start = System.nanoTime();
    Thresholds thresholds = thresholds();
    PersonFile left = PersonFile.read(files.get(0), columns, id);
    Optional<PersonFile> right =
        files.size() == 2
            ? Optional.of(PersonFile.read(files.get(1), columns, id))
            : Optional.empty();
    List<Item> items = new ArrayList<>(left.headings().places().keySet());
    right.ifPresent(file -> items.retainAll(file.headings().places().keySet()));
    if (items.isEmpty()) {
      throw new WrongFile(
          "No column to compare was recognised in "
              + left.name()
              + right.map(file -> " and " + file.name() + " together").orElse("")
              + ". Name them by --columns, for example --columns given_name=COLUMN.");
    }
    Corpus corpus = Corpus.of(items.toArray(new Item[0]));
    fill(corpus, left, items);
    right.ifPresent(
        file -> {
          corpus.split();
          fill(corpus, file, items);
        });
    Weights weights = Weights.learn(corpus);
    Linker linker = new Linker(weights, thresholds, families);
    Map<Long, ScoredPair> pairs = new HashMap<>();
    Blocking blocking = linker.pairs(corpus, null, pair -> pairs.put(key(pair), pair));
    complete(linker.over(corpus), left.size(), right.isPresent(), pairs);
    List<ScoredPair> all = new ArrayList<>(pairs.values());
    all.sort(Comparator.comparingInt(ScoredPair::left).thenComparingInt(ScoredPair::right));
    write(all, left, right);
    Report report = new Report(out);
    report.files(left, right, items);
    report.blocking(blocking);
    report.weights(weights, families);
    report.bands(all, thresholds);
    out.printf(
        Locale.ROOT,
        "%nWritten to %s in %.1f s.%n",
        target,
        (System.nanoTime() - start) / NANOS_PER_MILLI / 1_000.0);
  }

  private Thresholds thresholds() {
    try {
      double from = review == null ? Math.min(Thresholds.STANDARD.review(), link) : review;
      return new Thresholds(link, from);
    } catch (IllegalArgumentException wrong) {
      throw new WrongCall(wrong.getMessage());
    }
  }

  private static void fill(Corpus corpus, PersonFile file, List<Item> items) {
    for (int record = 0; record < file.size(); record++) {
      corpus.add(file.values(record, items));
    }
  }

  private static long key(ScoredPair pair) {
    return (long) pair.left() << 32 | pair.right();
  }

  /** Every pair of records of one person is a link, also those that only others tie together. */
  private static void complete(
      Linker.Scored scored, int leftSize, boolean two, Map<Long, ScoredPair> pairs) {
    Clusters clusters = Clusters.of(scored, List.copyOf(pairs.values()));
    clusters.refused().forEach(pair -> pairs.put(key(pair), pair));
    for (List<Integer> cluster : clusters.all()) {
      for (int i = 0; i < cluster.size(); i++) {
        for (int j = i + 1; j < cluster.size(); j++) {
          if (!two || cluster.get(i) < leftSize && cluster.get(j) >= leftSize) {
            ScoredPair pair = scored.pair(cluster.get(i), cluster.get(j)).linked();
            pairs.put(key(pair), pair);
          }
        }
      }
    }
  }

  private void write(List<ScoredPair> pairs, PersonFile left, Optional<PersonFile> right)
      throws WrongFile {
    try (BufferedWriter writer = Files.newBufferedWriter(target, StandardCharsets.UTF_8);
        CSVPrinter csv = new CSVPrinter(writer, CSVFormat.RFC4180)) {
      csv.printRecord("left", "right", "weight", "band", "evidence");
      for (ScoredPair pair : pairs) {
        String other =
            right.isPresent()
                ? right.get().id(pair.right() - left.size())
                : left.id(pair.right());
        csv.printRecord(
            harmless(left.id(pair.left())),
            harmless(other),
            String.format(Locale.ROOT, "%.3f", pair.weight()),
            pair.band() == Band.LINK ? "link" : "review",
            pair.words());
      }
    } catch (IOException unwritable) {
      throw new WrongFile(
          target + " cannot be written. Look whether its folder is there and has room.",
          unwritable);
    }
  }

  /** A spreadsheet takes a cell that begins so for a formula. */
  private static String harmless(String id) {
    boolean number = id.matches("[+-]?\\d+(\\.\\d+)?");
    return !number && "=+-@\t\r".indexOf(id.charAt(0)) >= 0 ? "'" + id : id;
  }
}
