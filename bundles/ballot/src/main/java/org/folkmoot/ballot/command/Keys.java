package org.folkmoot.ballot.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.folkmoot.ballot.KeyShare;
import org.folkmoot.ballot.keys.ElectionKeyText;
import org.folkmoot.ballot.keys.ElectionKeys;
import org.folkmoot.ballot.keys.KeyShareWords;

/**
 * The key ceremony: makes an election key, splits its private half, and writes a sheet a trustee.
 */
public final class Keys {
  /** The files are written. */
  public static final int DONE = 0;

  /** Nothing was written. */
  public static final int FAILED = 1;

  /** Wrong use. */
  public static final int WRONG_USE = 2;

  private static final Set<String> KNOWN =
      Set.of(
          "--shares",
          "--threshold",
          "--out",
          "--election",
          "--institution",
          "--trustee",
          "--language");

  private static final String USAGE =
      """
      usage: folkmoot keys --shares N --threshold M --out FOLDER [options]

        --shares N          into how many shares the key is split, 1 to %d; 3 is usual: a trustee
                            of each constituency
        --threshold M       how many of them open the box; 2 is usual: no single third can, and one
                            lost share does not kill the election
        --out FOLDER        where the files go, such as a memory stick; nothing there is overwritten
        --election TITLE    stands on the sheets
        --institution NAME  stands on the sheets
        --trustee NAME      whose a share is; once for each share, in their order
        --language LANGUAGE en (standard) or cy

      Run it on a computer that is not connected, with the trustees present. It writes public-key.txt
      for the office and, for each trustee, share-N.txt and share-N.pdf.
      --shares 1 --threshold 1 makes a key that one person holds.

      Exit: 0 written, 1 nothing written, 2 wrong use.
      """
          .formatted(KeyShareWords.MOST_SHARES);

  private Keys() {}

  /** Runs the ceremony and answers the exit code. */
  public static int run(String[] args, PrintStream out, PrintStream err) {
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
      return make(Options.read(words, KNOWN), out, err);
    } catch (IllegalArgumentException wrong) {
      err.println("folkmoot keys: " + wrong.getMessage() + "; see folkmoot keys --help");
      return WRONG_USE;
    }
  }

  private static int make(Options options, PrintStream out, PrintStream err) {
    if (!options.plain().isEmpty()) {
      throw new IllegalArgumentException("\"" + options.plain().get(0) + "\" is no option");
    }
    int shares = options.number("--shares", 1, KeyShareWords.MOST_SHARES);
    int threshold = options.number("--threshold", 1, shares);
    if (threshold == 1 && shares > 1) {
      throw new IllegalArgumentException(
          "a threshold of 1 of "
              + shares
              + " would give each trustee the whole key; give at"
              + " least 2, or one share");
    }
    List<String> trustees = options.all("--trustee");
    if (!trustees.isEmpty() && trustees.size() != shares) {
      throw new IllegalArgumentException(
          "there are " + shares + " shares, but " + trustees.size() + " trustees are named");
    }
    String language = options.one("--language").orElse("en");
    if (!Set.of("en", "cy").contains(language)) {
      throw new IllegalArgumentException(
          "--language is \"" + language + "\", but must be en or cy");
    }
    Path folder;
    try {
      folder = Path.of(options.required("--out"));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("--out names no folder: " + e.getMessage(), e);
    }
    ShareSheet sheet =
        new ShareSheet(
            Locale.forLanguageTag(language),
            options.one("--institution").orElse(""),
            options.one("--election").orElse(""),
            trustees);
    ElectionKeys.Made made = ElectionKeys.make(shares, threshold, new SecureRandom());
    Map<String, byte[]> files = new LinkedHashMap<>();
    try {
      files.put(
          "public-key.txt",
          (ElectionKeyText.write(made.key()) + "\n").getBytes(StandardCharsets.US_ASCII));
      for (KeyShare share : made.shares()) {
        files.put(
            "share-" + share.number() + ".txt", sheet.text(share).getBytes(StandardCharsets.UTF_8));
        files.put("share-" + share.number() + ".pdf", sheet.pdf(share));
      }
      OwnFiles.write(folder, files);
    } catch (FileAlreadyExistsException there) {
      err.println(
          "folkmoot keys: "
              + there.getFile()
              + " is there already and is not overwritten. Nothing was written. Choose an empty"
              + " folder.");
      return FAILED;
    } catch (IOException e) {
      err.println(
          "folkmoot keys: the files could not be written to "
              + folder
              + ": "
              + e.getMessage()
              + ". Nothing was kept. Choose another folder.");
      return FAILED;
    } finally {
      made.shares().forEach(KeyShare::wipe);
      files.values().forEach(bytes -> Arrays.fill(bytes, (byte) 0));
    }
    said(made, folder, trustees).forEach(out::println);
    return DONE;
  }

  private static List<String> said(ElectionKeys.Made made, Path folder, List<String> trustees) {
    List<String> lines = new ArrayList<>();
    lines.add("The election key is made. Its fingerprint:");
    lines.add("  " + made.key().fingerprint());
    lines.add("Written to " + folder + ":");
    lines.add("  public-key.txt       for the office");
    for (KeyShare share : made.shares()) {
      String whose =
          trustees.isEmpty() ? "trustee " + share.number() : trustees.get(share.number() - 1);
      lines.add(
          "  share-%1$d.txt, share-%1$d.pdf  for %2$s alone".formatted(share.number(), whose));
    }
    lines.add("");
    if (made.key().shares() == 1) {
      lines.add(
          "ONE KEY, ONE HOLDER. Whoever holds this share can open the box alone, and with a copy"
              + " of");
      lines.add(
          "the database may learn how people voted. If it is lost, nobody can open the box: every");
      lines.add("vote is lost. Three trustees, of whom two open the box, avoid both.");
      lines.add("");
    }
    lines.add("What to do now:");
    lines.add(
        "  1. Print each PDF and hand it to its trustee, with the text file on a stick of its"
            + " own.");
    lines.add("     Each checks that the sheet is readable, and tells nobody what is on it.");
    lines.add("  2. All write down the fingerprint, and compare it with the notice of poll.");
    lines.add("  3. Take public-key.txt to the office: Elections, your election, Key.");
    lines.add("  4. Delete the share files here and on every stick but the trustees' own.");
    lines.add("     What was split is no longer in this computer's memory.");
    lines.add(
        made.key().shares() == 1
            ? "After the close the office opens the box with this share."
            : "After the close, any %d of the %d shares open the box: folkmoot open-box."
                .formatted(made.key().threshold(), made.key().shares()));
    return lines;
  }
}
