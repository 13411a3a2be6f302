package org.folkmoot.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.count.BallotFile;

/**
 * What the demonstration was asked for.
 *
 * @param unattended whether the year is played without anybody
 * @param ballots papers of a real election that one contest replays
 * @param seats seats of each third
 * @param rule counting rule of the replayed contest, or of all
 * @param lots order of the file's candidate numbers in which lots fall
 */
public record Asked(
    boolean unattended,
    Optional<BallotFile> ballots,
    int seats,
    Optional<String> rule,
    List<Integer> lots) {
  private static final int SEATS = 4;
  private static final List<String> RULES = List.of("fptp", "nhs-stv");

  /** Wrong words; the message says which and what may be said. */
  public static final class AskedWrongly extends Exception {
    private static final long serialVersionUID = 1L;

    AskedWrongly(String message) {
      super(message);
    }
  }

  /**
   * Reads {@code --name=value} options; an empty value counts as not given.
   *
   * @throws AskedWrongly naming the option and what may be said
   */
  public static Asked of(List<String> arguments) throws AskedWrongly {
    Map<String, String> options = new HashMap<>();
    for (String argument : arguments) {
      if (!argument.matches("--(from|unattended|ballots|seats|rule|lots)(=.*)?")) {
        throw new AskedWrongly("\"" + argument + "\" is not understood");
      }
      int equals = argument.indexOf('=');
      String value = equals < 0 ? "true" : argument.substring(equals + 1);
      if (!value.isBlank()) {
        options.put(argument.substring(2, equals < 0 ? argument.length() : equals), value);
      }
    }
    Path from = Path.of(options.getOrDefault("from", ""));
    Optional<BallotFile> ballots =
        options.containsKey("ballots")
            ? Optional.of(read(from.resolve(options.get("ballots"))))
            : Optional.empty();
    int seats =
        options.containsKey("seats")
            ? number("seats", options.get("seats"))
            : ballots.map(BallotFile::seats).orElse(SEATS);
    Optional<String> rule = Optional.ofNullable(options.get("rule"));
    if (rule.isPresent() && !RULES.contains(rule.get())) {
      throw new AskedWrongly("rule " + rule.get() + " is none of " + RULES);
    }
    List<Integer> lots = new ArrayList<>();
    if (options.containsKey("lots")) {
      for (String number : options.get("lots").split(",", -1)) {
        lots.add(number("lots", number.strip()));
      }
    }
    int candidates = ballots.map(file -> file.candidates().size()).orElse(Integer.MAX_VALUE);
    for (int lot : lots) {
      if (lot > candidates) {
        throw new AskedWrongly("lots name candidate " + lot + "; the file has " + candidates);
      }
    }
    return new Asked(
        "true".equals(options.get("unattended")) || ballots.isPresent(),
        ballots,
        seats,
        rule,
        lots);
  }

  private static int number(String option, String value) throws AskedWrongly {
    if (!value.matches("[1-9][0-9]{0,2}")) {
      throw new AskedWrongly(option + " is \"" + value + "\"; a number from 1 is needed");
    }
    return Integer.parseInt(value);
  }

  private static BallotFile read(Path file) throws AskedWrongly {
    try {
      if (!Files.isReadable(file)) {
        throw new AskedWrongly("there is no readable file " + file.toAbsolutePath());
      }
      BallotFile ballots = BallotFile.read(file);
      if (new HashSet<>(ballots.candidates()).size() < ballots.candidates().size()) {
        throw new AskedWrongly(file + ": two candidates have the same name");
      }
      return ballots;
    } catch (IOException | RuntimeException e) {
      throw new AskedWrongly(file + " cannot be read as a ballot file: " + e.getMessage());
    }
  }
}
