package org.folkmoot.register.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.folkmoot.constitution.Refused;

/**
 * The ONS Postcode Directory, read line by line: it has 2.7 million of them and is a gigabyte.
 * Columns are found by their names, the old ones (oslaua) and those with a year (lad23cd).
 */
final class PostcodeDirectory {
  static final String RULE = "docs/rule-packs.md, rule P9";

  private static final Pattern POSTCODE = Pattern.compile("pcds|pcd2|pcd");
  private static final Pattern TERMINATED = Pattern.compile("doterm");
  private static final Pattern USER_TYPE = Pattern.compile("usertype");

  /** County, electoral division, local authority, ward, parish. */
  private static final Pattern AREA =
      Pattern.compile(
          "oscty|cty\\d\\dcd|ced(\\d\\dcd)?|oslaua|lad\\d\\dcd|osward|wd\\d\\dcd"
              + "|parish|par(ncp)?\\d\\dcd");

  private static final int BUFFER = 1 << 16;

  private final Path file;
  private int postcode = -1;
  private int terminated = -1;
  private int userType = -1;
  private final List<Integer> areas = new ArrayList<>();
  private int last;

  PostcodeDirectory(Path file) {
    this.file = file;
  }

  /**
   * Gives each live postcode of a small user that lies in one of the areas; returns the file's
   * SHA-256.
   *
   * @throws Refused when the file is no postcode directory, or one of the codes is nowhere in it
   */
  String read(Set<String> codes, Consumer<String> inside) throws IOException {
    MessageDigest digest = Fingerprint.sha256();
    Set<String> unseen = new TreeSet<>(codes);
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1), BUFFER)) {
      columns(lines.readLine());
      String[] cells = new String[last + 1];
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (cut(line, cells) <= last || !live(cells)) {
          continue;
        }
        boolean taken = false;
        for (int column : areas) {
          if (codes.contains(cells[column])) {
            unseen.remove(cells[column]);
            taken = true;
          }
        }
        if (taken) {
          Area.postcode(cells[postcode]).ifPresent(inside);
        }
      }
    }
    if (!unseen.isEmpty()) {
      throw new Refused(
          "the postcode directory "
              + file.getFileName()
              + " has no postcode in "
              + String.join(", ", unseen),
          RULE,
          "Correct areaCodes: codes of counties, electoral divisions, local authorities, wards or"
              + " parishes as this edition of the directory has them. Nothing was changed.");
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private boolean live(String[] cells) {
    return (terminated < 0 || cells[terminated].isEmpty())
        && (userType < 0 || !cells[userType].equals("1"));
  }

  private void columns(String heading) {
    String[] names = new String[1_000];
    // A byte order mark of UTF-8 comes as three signs of ISO 8859-1.
    int number = heading == null ? 0 : cut(heading.replaceFirst("^\u00EF\u00BB\u00BF", ""), names);
    int best = Integer.MAX_VALUE;
    List<String> preferred = List.of("pcds", "pcd2", "pcd");
    for (int i = 0; i < number; i++) {
      String name = names[i].toLowerCase(Locale.ROOT);
      if (POSTCODE.matcher(name).matches() && preferred.indexOf(name) < best) {
        best = preferred.indexOf(name);
        postcode = i;
      } else if (TERMINATED.matcher(name).matches()) {
        terminated = i;
      } else if (USER_TYPE.matcher(name).matches()) {
        userType = i;
      } else if (AREA.matcher(name).matches()) {
        areas.add(i);
      }
    }
    if (postcode < 0 || areas.isEmpty()) {
      throw new Refused(
          "the file "
              + file.getFileName()
              + " has no column "
              + (postcode < 0 ? "of postcodes (pcds)" : "of areas (oslaua, osward, ced, parish)"),
          RULE,
          "Set areaFile to the .csv of the ONS Postcode Directory, with its line of headings.");
    }
    last = Math.max(postcode, Math.max(terminated, userType));
    for (int column : areas) {
      last = Math.max(last, column);
    }
  }

  /** Cuts as many cells as there is room for; returns how many it found. */
  private static int cut(String line, String[] cells) {
    int count = 0;
    int at = 0;
    int length = line.length();
    while (count < cells.length && at <= length) {
      int end;
      if (at < length && line.charAt(at) == '"') {
        end = line.indexOf('"', at + 1);
        if (end < 0) {
          return count;
        }
        cells[count++] = line.substring(at + 1, end).strip();
        int comma = line.indexOf(',', end);
        at = comma < 0 ? length + 1 : comma + 1;
      } else {
        end = line.indexOf(',', at);
        end = end < 0 ? length : end;
        cells[count++] = line.substring(at, end).strip();
        at = end + 1;
      }
    }
    return count;
  }
}
