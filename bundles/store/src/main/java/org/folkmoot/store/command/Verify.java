package org.folkmoot.store.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.folkmoot.store.chain.JournalFile;

/** Checks an exported journal: its chain, gaps, order and head. */
public final class Verify {
  /** The journal is sound. */
  public static final int SOUND = 0;

  /** It is not, or cannot be read. */
  public static final int FAULTY = 1;

  /** Wrong use. */
  public static final int WRONG_USE = 2;

  private static final String USAGE =
      """
      usage: folkmoot verify JOURNAL [--head HASH ...]

        JOURNAL      a journal as the office exports it
        --head HASH  a head that somebody outside has kept, such as a trustee's mail; the entry it
                     was the head of must be there. May be given several times

      Prints the entries, the head, and the first fault with its line.
      Whoever can rewrite the whole database can rewrite the whole chain: only a kept head shows that.

      Exit: 0 sound, 1 at fault or unreadable, 2 wrong use.
      """;

  private Verify() {}

  /** Runs the check and answers the exit code. */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    List<String> words = Arrays.asList(args);
    if (words.contains("--help")) {
      out.print(USAGE);
      return SOUND;
    }
    List<String> files = new ArrayList<>();
    Set<String> heads = new LinkedHashSet<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--head") && i + 1 < words.size()) {
        heads.add(words.get(++i).toLowerCase(Locale.ROOT));
      } else if (word.startsWith("--head=")) {
        heads.add(word.substring("--head=".length()).toLowerCase(Locale.ROOT));
      } else if (word.startsWith("--")) {
        err.println("folkmoot verify: " + word + " is no option, or lacks its value");
        return WRONG_USE;
      } else {
        files.add(word);
      }
    }
    if (files.size() != 1) {
      err.print(USAGE);
      return WRONG_USE;
    }
    for (String head : heads) {
      if (!head.matches("[0-9a-f]{64}")) {
        err.println(
            "folkmoot verify: \"" + head + "\" is no head; one has 64 figures and letters a to f");
        return WRONG_USE;
      }
    }
    return verify(files.get(0), heads, out, err);
  }

  private static int verify(String file, Set<String> heads, PrintStream out, PrintStream err) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Files.newInputStream(Path.of(file)),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)))) {
      JournalFile.Checked checked =
          JournalFile.check(
              reader,
              heads,
              link ->
                  out.println(
                      "%6d  %s  %s  %s  %s"
                          .formatted(
                              link.number(),
                              Instant.ofEpochMilli(link.at()),
                              plain(link.actor()),
                              plain(link.act()),
                              plain(link.facts()))));
      out.println(checked.entries() + " sound entries of " + plain(checked.institution()));
      out.println("head " + checked.head());
      checked.fault().ifPresent(fault -> err.println(file + ", " + fault));
      checked
          .unknownHeads()
          .forEach(
              head ->
                  err.println(
                      file
                          + ": no entry has the head "
                          + head
                          + ", which was kept outside: the journal was rewritten, or the head"
                          + " belongs to another institution"));
      return checked.sound() ? SOUND : FAULTY;
    } catch (NoSuchFileException missing) {
      err.println("folkmoot verify: there is no file " + file);
    } catch (InvalidPathException e) {
      err.println("folkmoot verify: no such name of a file: " + file);
    } catch (IOException e) {
      err.println("folkmoot verify: " + file + " cannot be read: " + e.getMessage());
    }
    return FAULTY;
  }

  /** What was written into the journal must not steer the terminal it is shown on. */
  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
