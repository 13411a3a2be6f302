package org.folkmoot.count.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.folkmoot.count.BallotFile;
import org.folkmoot.count.BltException;
import org.folkmoot.count.CountResult;
import org.folkmoot.count.CountSettings;
import org.folkmoot.count.CountingRule;
import org.folkmoot.count.CountingRules;
import org.folkmoot.count.DrawingOfLots;
import org.folkmoot.count.Language;
import org.folkmoot.count.LotNeeded;
import org.folkmoot.count.ResultSheet;
import org.folkmoot.count.SealedLots;

/**
 * Counts a ballot file from the command line, so that anyone can repeat a count.
 *
 * <p>Here, outside the rules, chance is allowed: {@code --draw-lots} draws an order of lots.
 */
public final class Count {
  /** Counted. */
  public static final int DONE = 0;

  /** Wrong use, or a file that cannot be read or is malformed. */
  public static final int WRONG_USE = 2;

  /** A lot is needed; the message names the question. */
  public static final int LOT_NEEDED = 3;

  private static final String USAGE =
      """
      usage: count FILE.blt --rule RULE [options]

        --rule RULE           %s
        --seats N             elect N instead of what the file says
        --withdrawn 3,5       candidates to count on as if excluded
        --lots 4,1,2          order of candidate numbers that answers lots: the first of the tied
                              in it is drawn
        --switch NAME=VALUE   an interpretation of nhs-stv, I1 to I8; may be given several times
        --format FORMAT       text (standard), json, csv, html, or blt to write the file out again
        --language LANGUAGE   en (standard) or cy
        --lots-for-order 1,4  lots for the order of election, with --switch I6=two-lots

      Lots drawn before the count:
        count --draw-lots N [--salt SALT]           draws an order of N numbers and prints it with
                                                    its salt and the commitment to publish
        count FILE.blt ... --lots ORDER --salt SALT --commitment HASH
                                                    counts only if order and salt open the commitment

      Exit: 0 counted, 2 wrong use or malformed file, 3 a lot is needed.
      """
          .formatted(String.join(", ", CountingRules.ids()));

  private Count() {}

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
   * Runs the tool; the word count may stand before its arguments.
   *
   * @return {@link #DONE}, {@link #WRONG_USE} or {@link #LOT_NEEDED}
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    List<String> words = new ArrayList<>(Arrays.asList(args));
    if (!words.isEmpty() && words.get(0).equals("count")) {
      words.remove(0);
    }
    if (words.isEmpty()) {
      err.print(USAGE);
      return WRONG_USE;
    }
    if (words.contains("--help")) {
      out.print(USAGE);
      return DONE;
    }
    Options options = new Options();
    try {
      options.read(words);
      if (options.drawLots > 0) {
        return drawLots(options, out);
      }
      return count(options, out, err);
    } catch (BltException malformed) {
      err.println(options.file + ": " + malformed.getMessage());
    } catch (NoSuchFileException missing) {
      err.println(options.file + ": no such file");
    } catch (IOException unreadable) {
      err.println(options.file + ": cannot be read: " + unreadable.getMessage());
    } catch (IllegalArgumentException wrong) {
      err.println("count: " + wrong.getMessage() + "; see count --help");
    }
    return WRONG_USE;
  }

  private static int count(Options options, PrintStream out, PrintStream err) throws IOException {
    BallotFile papers = BallotFile.read(Path.of(options.file));
    if (options.format.equals("blt")) {
      StringBuilder text = new StringBuilder();
      papers.write(text);
      out.print(text);
      return DONE;
    }
    ResultSheet.Format format = ResultSheet.Format.named(options.format);
    CountingRule rule = CountingRules.named(options.rule);
    try {
      CountResult result = rule.count(papers, options.settings);
      out.print(ResultSheet.render(result, format, options.language));
      return DONE;
    } catch (LotNeeded needed) {
      DrawingOfLots question = needed.question();
      String names =
          question.tied().stream()
              .map(candidate -> candidate + " (" + papers.name(candidate) + ")")
              .collect(Collectors.joining(", "));
      err.println("A lot is needed at stage " + question.stage() + ", between " + names + ":");
      err.println(question.why() + ".");
      err.println("The one drawn " + question.drawnOneIs() + ".");
      String before =
          options.settings.lots().stream().map(n -> n + ",").collect(Collectors.joining());
      err.println(
          "Draw it, and count again with the number drawn: --lots "
              + before
              + question.tied().stream().map(String::valueOf).collect(Collectors.joining("|")));
      return LOT_NEEDED;
    }
  }

  private static int drawLots(Options options, PrintStream out) {
    SecureRandom chance = new SecureRandom();
    List<Integer> order =
        new ArrayList<>(IntStream.rangeClosed(1, options.drawLots).boxed().toList());
    Collections.shuffle(order, chance);
    String salt = options.salt;
    if (salt.isEmpty()) {
      byte[] bytes = new byte[16];
      chance.nextBytes(bytes);
      salt = HexFormat.of().formatHex(bytes);
    }
    String numbers = order.stream().map(String::valueOf).collect(Collectors.joining(","));
    out.println("lots       " + numbers);
    out.println("salt       " + salt);
    out.println("commitment " + new SealedLots(order, salt).commitment());
    return DONE;
  }

  /** What the arguments say. */
  private static final class Options {
    private String file = "";
    private String rule = "";
    private String format = "text";
    private String salt = "";
    private String commitment = "";
    private int drawLots;
    private Language language = Language.ENGLISH;
    private CountSettings settings = CountSettings.standard();

    private void read(List<String> words) {
      for (int i = 0; i < words.size(); i++) {
        String word = words.get(i);
        if (!word.startsWith("--")) {
          if (!file.isEmpty()) {
            throw new IllegalArgumentException("argument: " + word + ", one file is enough");
          }
          file = word;
          continue;
        }
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        if (equals < 0 && i + 1 == words.size()) {
          throw new IllegalArgumentException(name + ": needs a value");
        }
        option(name, equals < 0 ? words.get(++i) : word.substring(equals + 1));
      }
      check();
    }

    private void option(String name, String value) {
      switch (name) {
        case "--rule" -> rule = value;
        case "--seats" -> settings = settings.withSeats(number(name, value));
        case "--withdrawn" ->
            settings = settings.withWithdrawn(new TreeSet<>(numbers(name, value)));
        case "--lots" -> settings = settings.withLots(numbers(name, value));
        case "--lots-for-order" -> settings = settings.withLotsForOrder(numbers(name, value));
        case "--switch" -> {
          int equals = value.indexOf('=');
          if (equals < 0) {
            throw new IllegalArgumentException(name + ": " + value + ", must be NAME=VALUE");
          }
          settings = settings.withSwitch(value.substring(0, equals), value.substring(equals + 1));
        }
        case "--format" -> format = value.toLowerCase(Locale.ROOT);
        case "--language" ->
            language =
                switch (value) {
                  case "en" -> Language.ENGLISH;
                  case "cy" -> Language.WELSH;
                  default ->
                      throw new IllegalArgumentException(
                          name + ": " + value + ", must be en or cy");
                };
        case "--draw-lots" -> drawLots = number(name, value);
        case "--salt" -> salt = value;
        case "--commitment" -> commitment = value;
        default -> throw new IllegalArgumentException("option: " + name + ", there is none such");
      }
    }

    private void check() {
      if (drawLots > 0) {
        return;
      }
      if (file.isEmpty()) {
        throw new IllegalArgumentException("FILE.blt: missing");
      }
      if (!format.equals("blt")) {
        ResultSheet.Format.named(format);
        CountingRules.named(rule);
      }
      if (!commitment.isEmpty() && !new SealedLots(settings.lots(), salt).opens(commitment)) {
        throw new IllegalArgumentException(
            "commitment: these lots with this salt are not those committed to");
      }
    }

    private static int number(String name, String value) {
      try {
        int number = Integer.parseInt(value.strip());
        if (number < 1 || number > 999_999_999) {
          throw new IllegalArgumentException(name + ": " + value + ", must be at least 1");
        }
        return number;
      } catch (NumberFormatException noNumber) {
        throw new IllegalArgumentException(
            name + ": " + value + ", must be a whole number", noNumber);
      }
    }

    private static List<Integer> numbers(String name, String value) {
      List<Integer> numbers = new ArrayList<>();
      for (String part : value.split(",")) {
        numbers.add(number(name, part));
      }
      return numbers;
    }
  }
}
