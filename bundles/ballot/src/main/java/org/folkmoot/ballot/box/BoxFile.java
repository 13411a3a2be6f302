package org.folkmoot.ballot.box;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.folkmoot.ballot.ElectionKey;
import org.folkmoot.ballot.keys.ElectionKeyText;
import org.folkmoot.constitution.Refused;

/**
 * The sealed papers of an election with all that is needed to open them elsewhere.
 *
 * <p>Papers stand in the order of their sealed bytes, which are random: the order says nothing of
 * when a paper was cast, and the same box gives the same file and the same hash whenever it is
 * taken out. The last line is SHA-256 over all lines before it.
 *
 * @param closed the close of poll
 */
public record BoxFile(
    String institution,
    String institutionName,
    String election,
    String title,
    Instant closed,
    ElectionKey key,
    List<Sealed> contests) {
  private static final String FORM = "folkmoot-box v1";
  private static final String AGAIN =
      "Take the box file from the office again, and carry it over without opening it in an editor.";

  public BoxFile {
    institutionName = Lines.oneLine(institutionName);
    title = Lines.oneLine(title);
    contests = List.copyOf(contests);
  }

  /**
   * The sealed papers of one contest.
   *
   * @param contest its id
   * @param seatKind what the seat is called
   * @param ranked whether candidates are ranked; otherwise up to {@code seats} are chosen
   * @param papers sealed papers, sorted
   */
  public record Sealed(
      String contest,
      String seatKind,
      String constituency,
      int seats,
      String rule,
      boolean ranked,
      List<Name> candidates,
      PaperAccount account,
      List<byte[]> papers) {
    public Sealed {
      seatKind = Lines.oneLine(seatKind);
      candidates = List.copyOf(candidates);
      List<byte[]> sorted = new ArrayList<>(papers);
      sorted.sort(Arrays::compareUnsigned);
      papers = List.copyOf(sorted);
    }
  }

  /** A candidate's name on the paper, in the order of the paper. */
  public record Name(String name, boolean withdrawn) {
    public Name {
      name = Lines.oneLine(name);
    }
  }

  /** The file. */
  public String text() {
    String body = body();
    return body + "sha256 " + Lines.sha256(body) + "\n";
  }

  /** The hash of the sealed box, which is published. */
  public String hash() {
    return Lines.sha256(body());
  }

  private String body() {
    StringBuilder out = new StringBuilder(1 << 16);
    line(out, FORM);
    line(out, "institution", institution);
    line(out, "institution-name", institutionName);
    line(out, "election", election);
    line(out, "title", title);
    line(out, "closed", closed.toString());
    line(out, ElectionKeyText.write(key));
    for (Sealed sealed : contests) {
      line(out, "contest", sealed.contest());
      line(out, "seat", sealed.seatKind());
      line(out, "constituency", sealed.constituency());
      line(out, "seats", Integer.toString(sealed.seats()));
      line(out, "rule", sealed.rule());
      line(out, "ranked", sealed.ranked() ? "yes" : "no");
      for (Name candidate : sealed.candidates()) {
        line(out, candidate.withdrawn() ? "withdrawn" : "candidate", candidate.name());
      }
      PaperAccount account = sealed.account();
      line(out, "issued", Long.toString(account.issued()));
      line(out, "used-online", Long.toString(account.usedOnline()));
      line(out, "used-on-paper", Long.toString(account.usedOnPaper()));
      line(out, "unused", Long.toString(account.unused()));
      line(out, "replaced", Long.toString(account.replaced()));
      account
          .rejectedOnPaper()
          .forEach((ground, papers) -> line(out, "rejected-on-paper", papers + " " + ground));
      line(out, "sealed", Integer.toString(sealed.papers().size()));
      for (byte[] paper : sealed.papers()) {
        line(out, "paper", Base64.getEncoder().encodeToString(paper));
      }
    }
    line(out, "end");
    return out.toString();
  }

  private static void line(StringBuilder out, String word, String value) {
    out.append(word).append(' ').append(value).append('\n');
  }

  private static void line(StringBuilder out, String whole) {
    out.append(whole).append('\n');
  }

  /**
   * Reads a box file and checks its hash.
   *
   * @throws Refused when it is no box file, or damaged
   */
  public static BoxFile read(String text) {
    // What mail and some editors do to the ends of lines is no damage.
    String plain = text.replace("\r\n", "\n");
    if (!plain.startsWith(FORM + "\n")) {
      throw new Refused(
          "this is no box file",
          "a box file begins \"" + FORM + "\"",
          "Choose the file that the office gave out as the sealed box, folkmoot-box-....txt.");
    }
    int last = plain.lastIndexOf("\nsha256 ");
    if (last < 0) {
      throw new Refused(
          "the box file is cut off: its last line is missing",
          "the last line is the hash of the sealed box",
          AGAIN);
    }
    String body = plain.substring(0, last + 1);
    String stated = plain.substring(last + "\nsha256 ".length()).strip();
    String found = Lines.sha256(body);
    if (!found.equals(stated)) {
      throw new Refused(
          "the box file was altered or damaged: its hash is "
              + found.substring(0, 16)
              + "..., but its last line says "
              + stated.substring(0, Math.min(16, stated.length()))
              + "...",
          "the last line is SHA-256 over all lines before it",
          AGAIN);
    }
    return parse(new Lines("the box file", AGAIN, body));
  }

  private static BoxFile parse(Lines lines) {
    lines.take(FORM);
    String institution = lines.take("institution");
    String institutionName = lines.take("institution-name");
    String election = lines.take("election");
    String title = lines.take("title");
    Instant closed;
    try {
      closed = Instant.parse(lines.take("closed"));
    } catch (DateTimeParseException e) {
      throw lines.fault("the close of poll before it is no instant");
    }
    ElectionKey key =
        ElectionKeyText.read("folkmoot-election-key " + lines.take("folkmoot-election-key"));
    List<Sealed> contests = new ArrayList<>();
    while (lines.at("contest")) {
      contests.add(contest(lines));
    }
    lines.take("end");
    return new BoxFile(institution, institutionName, election, title, closed, key, contests);
  }

  private static Sealed contest(Lines lines) {
    String contest = lines.take("contest");
    String seatKind = lines.take("seat");
    String constituency = lines.take("constituency");
    int seats = Math.toIntExact(lines.number("seats"));
    String rule = lines.take("rule");
    boolean ranked = lines.take("ranked").equals("yes");
    List<Name> candidates = new ArrayList<>();
    while (lines.at("candidate") || lines.at("withdrawn")) {
      boolean withdrawn = lines.at("withdrawn");
      candidates.add(new Name(lines.take(withdrawn ? "withdrawn" : "candidate"), withdrawn));
    }
    long issued = lines.number("issued");
    long online = lines.number("used-online");
    long onPaper = lines.number("used-on-paper");
    long unused = lines.number("unused");
    long replaced = lines.number("replaced");
    Map<String, Long> rejected = new TreeMap<>();
    while (lines.at("rejected-on-paper")) {
      String[] counted = lines.take("rejected-on-paper").split(" ", 2);
      if (counted.length < 2 || !counted[0].matches("\\d{1,10}")) {
        throw lines.fault("a number and a ground were expected on the line before it");
      }
      rejected.put(counted[1], Long.parseLong(counted[0]));
    }
    long sealed = lines.number("sealed");
    List<byte[]> papers = new ArrayList<>();
    while (lines.at("paper")) {
      try {
        papers.add(Base64.getDecoder().decode(lines.take("paper")));
      } catch (IllegalArgumentException e) {
        throw lines.fault("the paper on the line before it is not base64");
      }
    }
    if (papers.size() != sealed) {
      throw lines.fault(sealed + " sealed papers were announced, " + papers.size() + " are here");
    }
    return new Sealed(
        contest,
        seatKind,
        constituency,
        seats,
        rule,
        ranked,
        candidates,
        new PaperAccount(issued, online, onPaper, unused, replaced, rejected),
        papers);
  }

  /** How many sealed papers there are in all. */
  public long sealedPapers() {
    return contests.stream().mapToLong(contest -> contest.papers().size()).sum();
  }
}
