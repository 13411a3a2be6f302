package org.folkmoot.ballot.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.folkmoot.ballot.ElectionKey;
import org.folkmoot.ballot.KeyShare;
import org.folkmoot.ballot.box.BoxFile;
import org.folkmoot.ballot.box.BoxOpening;
import org.folkmoot.ballot.box.OpenedBox;
import org.folkmoot.ballot.keys.KeyShareText;
import org.folkmoot.ballot.keys.KeyShareWords;
import org.folkmoot.constitution.Refused;

/** Opens a sealed box with enough shares, on a machine that needs no database and no network. */
public final class OpenBox {
  /** Opened, and every account agrees. */
  public static final int DONE = 0;

  /** Nothing was opened or written. */
  public static final int FAILED = 1;

  /** Wrong use. */
  public static final int WRONG_USE = 2;

  /** Opened, but an account differs. */
  public static final int DIFFERENT = 3;

  private static final long LARGEST_BOX = 512L << 20;
  private static final long LARGEST_SHARE = 64 << 10;

  private static final String USAGE =
      """
      usage: folkmoot open-box BOX --share FILE --share FILE --out FOLDER

        BOX            the sealed box as the office gave it out after the close
        --share FILE   a trustee's share: the file share-N.txt, or any text file with its line or its
                       27 words; "-" to type or scan it here, ended by an empty line
        --out FOLDER   where the opened papers go; nothing there is overwritten

      Writes a ballot file (BLT) for each contest, rejected.txt, reconciliation.txt, the list
      opened.txt, and opened.zip, which holds all of them and goes back to the office.

      Exit: 0 opened and every account agrees, 1 nothing opened, 2 wrong use, 3 opened, but an
      account differs (see reconciliation.txt).
      """;

  private OpenBox() {}

  /** Opens the box and answers the exit code. */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    BufferedReader keyboard =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    return run(args, keyboard, Clock.systemUTC(), out, err);
  }

  static int run(
      String[] args, BufferedReader keyboard, Clock clock, PrintStream out, PrintStream err) {
    List<String> words = Arrays.asList(args);
    if (words.contains("--help")) {
      out.print(USAGE);
      return DONE;
    }
    if (words.isEmpty()) {
      err.print(USAGE);
      return WRONG_USE;
    }
    try {
      Options options = Options.read(words, Set.of("--share", "--out"));
      if (options.plain().size() != 1) {
        throw new IllegalArgumentException(
            options.plain().isEmpty()
                ? "the box file is missing"
                : "one box file is opened at a time");
      }
      Path folder = Path.of(options.required("--out"));
      return open(options, folder, keyboard, clock, out, err);
    } catch (Refused refused) {
      err.println("folkmoot open-box: nothing was opened: " + refused.getMessage());
      return FAILED;
    } catch (NoSuchFileException missing) {
      err.println("folkmoot open-box: there is no file " + missing.getFile());
      return FAILED;
    } catch (FileAlreadyExistsException there) {
      err.println(
          "folkmoot open-box: "
              + there.getFile()
              + " is there already and is not overwritten. Nothing was written. Choose an empty"
              + " folder.");
      return FAILED;
    } catch (IOException e) {
      err.println("folkmoot open-box: nothing was opened: " + e.getMessage());
      return FAILED;
    } catch (InvalidPathException e) {
      err.println("folkmoot open-box: no such name of a file: " + e.getMessage());
      return WRONG_USE;
    } catch (IllegalArgumentException wrong) {
      err.println("folkmoot open-box: " + wrong.getMessage() + "; see folkmoot open-box --help");
      return WRONG_USE;
    }
  }

  private static int open(
      Options options,
      Path folder,
      BufferedReader keyboard,
      Clock clock,
      PrintStream out,
      PrintStream err)
      throws IOException {
    BoxFile box = BoxFile.read(text(Path.of(options.plain().get(0)), LARGEST_BOX));
    out.println(box.institutionName() + ", " + box.title());
    out.println("sealed box " + box.hash());
    out.println(box.sealedPapers() + " sealed papers, " + box.contests().size() + " contests");
    List<KeyShare> shares = new ArrayList<>();
    try {
      for (String share : options.all("--share")) {
        shares.add(share(share, box.key(), keyboard, err));
      }
      OpenedBox opened = BoxOpening.open(box, shares, new SecureRandom(), clock.instant());
      Map<String, String> files = new LinkedHashMap<>(opened.files());
      files.putAll(opened.statements(box));
      Map<String, byte[]> all = OwnFiles.bytes(files);
      all.put(OpenedBox.ZIP, OpenedBox.zip(files));
      OwnFiles.write(folder, all);
      return said(box, opened, folder, out, err);
    } finally {
      shares.forEach(KeyShare::wipe);
    }
  }

  private static int said(
      BoxFile box, OpenedBox opened, Path folder, PrintStream out, PrintStream err) {
    for (BoxFile.Sealed contest : box.contests()) {
      out.println();
      out.println(contest.seatKind() + " (" + contest.constituency() + ")");
      opened.reconcile(contest).forEach(line -> out.println("  " + line));
    }
    out.println();
    out.println("Written to " + folder + ". Take " + OpenedBox.ZIP + " back to the office.");
    out.println("All who are present note the hash of the opened papers; the office shows it too:");
    out.println("  " + opened.hash());
    if (opened.agrees(box)) {
      return DONE;
    }
    err.println(
        "folkmoot open-box: THE ACCOUNTS DIFFER. The papers are opened, but do not declare before"
            + " the difference is explained: see reconciliation.txt.");
    return DIFFERENT;
  }

  private static KeyShare share(
      String file, ElectionKey key, BufferedReader keyboard, PrintStream err) throws IOException {
    String where = file.equals("-") ? "the share typed" : file;
    try {
      String text = file.equals("-") ? typed(keyboard, err) : text(Path.of(file), LARGEST_SHARE);
      return text.contains("folkmoot-key-share")
          ? KeyShareText.read(text)
          : KeyShareWords.read(text, key);
    } catch (Refused refused) {
      throw new Refused(
          where + ": " + refused.refusal().reason(),
          refused.refusal().rule(),
          refused.refusal().remedy());
    }
  }

  private static String typed(BufferedReader keyboard, PrintStream err) throws IOException {
    err.println("Scan the code of the share, or type its 27 words; end with an empty line:");
    StringBuilder text = new StringBuilder();
    for (String line = keyboard.readLine();
        line != null && !(line.isBlank() && text.length() > 0);
        line = keyboard.readLine()) {
      text.append(line).append('\n');
    }
    return text.toString();
  }

  private static String text(Path file, long largest) throws IOException {
    if (Files.size(file) > largest) {
      throw new Refused(
          file + " is far too large",
          "at most " + (largest >> 10) + " kB",
          "Choose the right file.");
    }
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
