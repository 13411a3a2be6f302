package org.folkmoot.ballot.box;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.folkmoot.constitution.Refused;
import org.folkmoot.count.BallotFile;

/**
 * What came out of a box: a ballot file for each contest, and what was rejected.
 *
 * <p>It travels as files: a ballot file for each contest and {@value #MANIFEST}, which names each
 * with its hash and the hash of the box it came from; all of them together as {@value #ZIP}.
 *
 * @param box the hash of the sealed box
 * @param shares the numbers of the shares it was opened with
 */
public record OpenedBox(
    String box,
    String institution,
    String election,
    Instant openedAt,
    List<Integer> shares,
    List<Papers> contests) {
  /** The file that names the others. */
  public static final String MANIFEST = "opened.txt";

  /** All files in one. */
  public static final String ZIP = "opened.zip";

  private static final String FORM = "folkmoot-opened v1";
  private static final String AGAIN =
      "Choose " + ZIP + " as open-box wrote it; if it was changed, open the box again.";
  private static final int MOST_FILES = 500;
  private static final int MOST_BYTES = 256 << 20;

  public OpenedBox {
    shares = List.copyOf(shares);
    contests = List.copyOf(contests);
  }

  /**
   * The opened papers of one contest.
   *
   * @param contest its id
   * @param name for the file's name
   * @param papers the good papers, shuffled
   * @param rejected the others, by ground
   * @param sealed how many were in the box
   */
  public record Papers(
      String contest, String name, BallotFile papers, Map<String, Long> rejected, long sealed) {
    public Papers {
      rejected = Collections.unmodifiableMap(new LinkedHashMap<>(rejected));
    }

    /** The ballot file's text (BLT). */
    public String blt() {
      StringBuilder text = new StringBuilder();
      try {
        papers.write(text);
      } catch (IOException e) {
        throw new UncheckedIOException("writing to memory cannot fail", e);
      }
      return text.toString();
    }

    long rejectedPapers() {
      return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    private void checkAgainst(BoxFile.Sealed of) {
      if (sealed != of.papers().size() || papers.totalPapers() + rejectedPapers() != sealed) {
        throw new Refused(
            of.seatKind()
                + ": "
                + papers.totalPapers()
                + " opened and "
                + rejectedPapers()
                + " rejected papers, but "
                + of.papers().size()
                + " were sealed in the box",
            "sealed = opened + rejected",
            AGAIN);
      }
      if (papers.seats() != of.seats()
          || !papers
              .candidates()
              .equals(of.candidates().stream().map(BoxFile.Name::name).toList())) {
        throw new Refused(
            of.seatKind() + ": the ballot file has other candidates or seats than the box",
            "a ballot file names the candidates of the paper in their order",
            AGAIN);
      }
    }
  }

  /** The opened papers of a contest. */
  public Papers of(String contest) {
    return contests.stream()
        .filter(papers -> papers.contest().equals(contest))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("contest " + contest + " was not opened"));
  }

  /** The ballot files and the manifest, by their names. */
  public Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    StringBuilder manifest = new StringBuilder(FORM).append('\n');
    line(manifest, "box", box);
    line(manifest, "institution", institution);
    line(manifest, "election", election);
    line(manifest, "opened", openedAt.toString());
    line(manifest, "shares", shares.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    for (int i = 0; i < contests.size(); i++) {
      Papers papers = contests.get(i);
      String blt = papers.blt();
      String file = (i + 1) + "-" + plain(papers.name()) + ".blt";
      files.put(file, blt);
      line(manifest, "contest", papers.contest());
      line(manifest, "file", file);
      line(manifest, "sha256", Lines.sha256(blt));
      line(manifest, "sealed", Long.toString(papers.sealed()));
      line(manifest, "opened-papers", Long.toString(papers.papers().totalPapers()));
      papers.rejected().forEach((ground, n) -> line(manifest, "rejected", n + " " + ground));
    }
    manifest.append("end\n");
    line(manifest, "check", Lines.sha256(manifest.toString()));
    files.put(MANIFEST, manifest.toString());
    return files;
  }

  private static void line(StringBuilder out, String word, String value) {
    out.append(word).append(' ').append(value).append('\n');
  }

  private static String plain(String name) {
    String letters =
        Normalizer.normalize(name, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    return letters.substring(0, Math.min(40, letters.length()));
  }

  /** The hash of the manifest, and so of everything: trustees note it, and the office shows it. */
  public String hash() {
    return Lines.sha256(files().get(MANIFEST));
  }

  /** All files, with others beside them, in one. */
  public static byte[] zip(Map<String, String> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads the files back from one.
   *
   * @throws Refused when it is no such file, something is missing, or a hash does not fit
   */
  public static OpenedBox read(byte[] zip) {
    Map<String, String> files = unzip(zip);
    String manifest = files.get(MANIFEST);
    if (manifest == null) {
      throw new Refused(
          "the file holds no " + MANIFEST,
          "open-box writes " + ZIP + " with the ballot files and a list of them",
          AGAIN);
    }
    int last = manifest.lastIndexOf("\ncheck ");
    if (last < 0
        || !Lines.sha256(manifest.substring(0, last + 1))
            .equals(manifest.substring(last + "\ncheck ".length()).strip())) {
      throw new Refused(
          MANIFEST + " was altered: its checksum does not fit",
          "the last line is SHA-256 over all lines before it",
          AGAIN);
    }
    return parse(new Lines(MANIFEST, AGAIN, manifest.substring(0, last + 1)), files);
  }

  private static Map<String, String> unzip(byte[] zip) {
    Map<String, String> files = new LinkedHashMap<>();
    int left = MOST_BYTES;
    try (ZipInputStream in =
        new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        byte[] bytes = in.readNBytes(left + 1);
        left -= bytes.length;
        if (left < 0 || files.size() >= MOST_FILES) {
          throw new Refused(
              "the file is far larger than an opened box can be",
              "at most " + MOST_FILES + " files and " + (MOST_BYTES >> 20) + " MB inflated",
              AGAIN);
        }
        files.put(entry.getName(), new String(bytes, StandardCharsets.UTF_8));
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new Refused(
          "the file cannot be read as a zip archive: " + e.getMessage(),
          "open-box writes " + ZIP,
          AGAIN);
    }
    return files;
  }

  private static OpenedBox parse(Lines lines, Map<String, String> files) {
    lines.take(FORM);
    String box = lines.take("box");
    String institution = lines.take("institution");
    String election = lines.take("election");
    Instant at;
    try {
      at = Instant.parse(lines.take("opened"));
    } catch (DateTimeParseException e) {
      throw lines.fault("the time before it is no instant");
    }
    List<Integer> shares = new ArrayList<>();
    for (String number : lines.take("shares").split(" ")) {
      if (!number.matches("\\d{1,2}")) {
        throw lines.fault("the line before it must list the numbers of shares");
      }
      shares.add(Integer.valueOf(number));
    }
    List<Papers> contests = new ArrayList<>();
    while (lines.at("contest")) {
      contests.add(contest(lines, files));
    }
    lines.take("end");
    return new OpenedBox(box, institution, election, at, shares, contests);
  }

  private static Papers contest(Lines lines, Map<String, String> files) {
    String contest = lines.take("contest");
    String file = lines.take("file");
    String hash = lines.take("sha256");
    long sealed = lines.number("sealed");
    long opened = lines.number("opened-papers");
    Map<String, Long> rejected = new LinkedHashMap<>();
    while (lines.at("rejected")) {
      String[] counted = lines.take("rejected").split(" ", 2);
      if (counted.length < 2 || !counted[0].matches("\\d{1,10}")) {
        throw lines.fault("a number and a ground were expected on the line before it");
      }
      rejected.put(counted[1], Long.parseLong(counted[0]));
    }
    String blt = files.get(file);
    if (blt == null) {
      throw new Refused("the ballot file " + file + " is missing", MANIFEST + " names it", AGAIN);
    }
    if (!Lines.sha256(blt).equals(hash)) {
      throw new Refused(
          "the ballot file " + file + " was altered: its hash does not fit",
          MANIFEST + " has the hash of every ballot file",
          AGAIN);
    }
    try {
      BallotFile papers = BallotFile.read(new StringReader(blt));
      if (papers.totalPapers() != opened) {
        throw new Refused(
            file + " has " + papers.totalPapers() + " papers, " + MANIFEST + " says " + opened,
            MANIFEST + " has the number of papers of every ballot file",
            AGAIN);
      }
      String name = file.replaceFirst("^\\d+-", "").replaceFirst("\\.blt$", "");
      return new Papers(contest, name, papers, rejected, sealed);
    } catch (IOException e) {
      throw new Refused(file + ": " + e.getMessage(), "a ballot file in the BLT form", AGAIN);
    }
  }

  /**
   * Checks that it came from a box: the box's hash, the contests, their candidates and seats, and
   * the number of papers in each.
   *
   * @throws Refused when it did not
   */
  public void checkAgainst(BoxFile sealed) {
    if (!institution.equals(sealed.institution()) || !election.equals(sealed.election())) {
      throw new Refused(
          "these are the opened papers of another election",
          "papers are taken back for the election they were cast in",
          "Choose the " + ZIP + " that came out of the box of \"" + sealed.title() + "\".");
    }
    if (!box.equals(sealed.hash())) {
      throw new Refused(
          "the papers came out of another box: its hash was "
              + box.substring(0, Math.min(16, box.length()))
              + "..., this election's is "
              + sealed.hash().substring(0, 16)
              + "...",
          "the opened papers must come from the sealed box as it is now",
          "Take the box file out again and open that one.");
    }
    if (!contests.stream()
        .map(Papers::contest)
        .toList()
        .equals(sealed.contests().stream().map(BoxFile.Sealed::contest).toList())) {
      throw new Refused(
          "the contests are not those of the box", "every contest of the box is opened", AGAIN);
    }
    for (int i = 0; i < contests.size(); i++) {
      contests.get(i).checkAgainst(sealed.contests().get(i));
    }
  }

  /**
   * The same papers in the words of the account of a box: what {@code declaration} keeps.
   *
   * @param sealed the box they came from
   */
  public List<String> reconcile(BoxFile.Sealed sealed) {
    Papers papers = of(sealed.contest());
    return sealed
        .account()
        .reconcile(papers.sealed(), papers.papers().totalPapers(), papers.rejected());
  }

  /** Whether every account of a box agrees. */
  public boolean agrees(BoxFile sealed) {
    return sealed.contests().stream()
        .flatMap(contest -> reconcile(contest).stream())
        .noneMatch(line -> line.startsWith(PaperAccount.DIFFERENCE));
  }

  /** The two statements beside the ballot files, for people: what was rejected, and the account. */
  public Map<String, String> statements(BoxFile sealed) {
    StringBuilder rejected = new StringBuilder(head(sealed, "Statement of rejected papers"));
    StringBuilder account = new StringBuilder(head(sealed, "Reconciliation"));
    for (BoxFile.Sealed contest : sealed.contests()) {
      String name = "\n" + contest.seatKind() + " (" + contest.constituency() + ")\n";
      Papers papers = of(contest.contest());
      rejected.append(name);
      papers
          .rejected()
          .forEach(
              (ground, n) ->
                  rejected.append("  ").append(ground).append(": ").append(n).append('\n'));
      contest
          .account()
          .rejectedOnPaper()
          .forEach(
              (ground, n) ->
                  rejected
                      .append("  on paper, ")
                      .append(ground)
                      .append(": ")
                      .append(n)
                      .append('\n'));
      rejected.append("  rejected on opening: ").append(papers.rejectedPapers()).append('\n');
      account.append(name);
      reconcile(contest).forEach(line -> account.append("  ").append(line).append('\n'));
    }
    rejected.append(
        """

        blank: nothing was marked. altered: the key does not open the paper. copied: the same
        sealed paper stood in the box twice. invalid: it marks nobody on the paper, somebody twice,
        or more than there are seats.
        """);
    Map<String, String> statements = new LinkedHashMap<>();
    statements.put("rejected.txt", rejected.toString());
    statements.put("reconciliation.txt", account.toString());
    return statements;
  }

  private String head(BoxFile sealed, String title) {
    return title
        + "\n\n"
        + sealed.institutionName()
        + "\n"
        + sealed.title()
        + "\nsealed box "
        + box
        + "\nopened "
        + openedAt
        + " with shares "
        + shares.stream().map(String::valueOf).collect(Collectors.joining(" and "))
        + "\n";
  }
}
