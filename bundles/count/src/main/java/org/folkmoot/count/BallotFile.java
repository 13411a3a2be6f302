package org.folkmoot.count;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The papers of one election: its title, seats, candidates and what stands on each paper.
 *
 * <p>Candidates are numbered from 1 in the order of their names. A paper may stand for several
 * equal ones (its <em>copies</em>). Papers are kept in flat arrays, about two bytes a preference,
 * so that a million different rankings fit into a few dozen megabytes. Once built it never changes.
 */
public final class BallotFile {
  /** More candidates than any list has ever held; a larger number is taken for a fault. */
  public static final int MOST_CANDIDATES = 999;

  /** More papers than any electorate here has; keeps every product of a rule inside a long. */
  public static final long MOST_PAPERS = 100_000_000L;

  private final String title;
  private final int seats;
  private final List<String> candidates;
  private final Set<Integer> withdrawn;
  private final long total;
  // Marks of paper i are marks[start[i]] up to marks[start[i + 1]]: c is the candidate at the next
  // rank, -c a further candidate at the same rank, 0 a rank left out.
  private final short[] marks;
  private final int[] start;
  private final int[] copies;
  private final int size;

  private BallotFile(Builder from) {
    this.title = from.title;
    this.seats = from.seats;
    this.candidates = from.candidates;
    this.withdrawn = Collections.unmodifiableSet(new TreeSet<>(from.withdrawn));
    this.total = from.total;
    this.size = from.size;
    this.marks = Arrays.copyOf(from.marks, from.start[from.size]);
    this.start = Arrays.copyOf(from.start, from.size + 1);
    this.copies = Arrays.copyOf(from.copies, from.size);
  }

  /** Reads a BLT file in UTF-8. */
  public static BallotFile read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        // A byte that is no UTF-8 becomes U+FFFD, which the reader refuses with its line and
        // column.
        Reader reader =
            new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE))) {
      return read(reader);
    }
  }

  /**
   * Reads BLT text; the caller closes the reader.
   *
   * @throws BltException if the text is not a BLT file, with line, column and what was expected
   */
  public static BallotFile read(Reader reader) throws IOException {
    return new BltReader(reader).read();
  }

  /** Starts a ballot file; candidates are numbered from 1 in the order of the names. */
  public static Builder builder(String title, int seats, List<String> candidateNames) {
    return new Builder(title, seats, candidateNames);
  }

  /** What the election is called; may be empty. */
  public String title() {
    return title;
  }

  /** How many are to be elected. */
  public int seats() {
    return seats;
  }

  /** The names of the candidates; number n stands at index n - 1. */
  public List<String> candidates() {
    return candidates;
  }

  /** The name of a candidate, by number from 1. */
  public String name(int candidate) {
    return candidates.get(candidate - 1);
  }

  /** The numbers of candidates who withdrew or died after the papers were made. */
  public Set<Integer> withdrawn() {
    return withdrawn;
  }

  /** How many entries there are; equal papers may share an entry or stand in several. */
  public int size() {
    return size;
  }

  /** How many papers there are in all. */
  public long totalPapers() {
    return total;
  }

  /** One entry, from 0. */
  public Paper paper(int index) {
    List<List<Integer>> ranks = new ArrayList<>();
    for (int at = start[index]; at < start[index + 1]; at++) {
      int mark = marks[at];
      if (mark < 0) {
        ranks.get(ranks.size() - 1).add(-mark);
      } else {
        List<Integer> rank = new ArrayList<>(1);
        if (mark > 0) {
          rank.add(mark);
        }
        ranks.add(rank);
      }
    }
    return new Paper(copies[index], ranks);
  }

  /** Writes the file as BLT, names quoted. */
  public void write(Appendable out) throws IOException {
    out.append(candidates.size() + " " + seats + "\n");
    if (!withdrawn.isEmpty()) {
      StringBuilder line = new StringBuilder();
      for (int candidate : withdrawn) {
        line.append(line.length() == 0 ? "-" : " -").append(candidate);
      }
      out.append(line).append('\n');
    }
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < size; i++) {
      line.setLength(0);
      line.append(copies[i]);
      for (int at = start[i]; at < start[i + 1]; at++) {
        int mark = marks[at];
        line.append(mark < 0 ? '=' : ' ');
        line.append(mark == 0 ? "-" : String.valueOf(Math.abs(mark)));
      }
      out.append(line).append(" 0\n");
    }
    out.append("0\n");
    for (String name : candidates) {
      out.append('"').append(name).append("\"\n");
    }
    out.append('"').append(title).append("\"\n");
  }

  int start(int index) {
    return start[index];
  }

  int end(int index) {
    return start[index + 1];
  }

  int copies(int index) {
    return copies[index];
  }

  int mark(int at) {
    return marks[at];
  }

  /**
   * What stands on a paper.
   *
   * @param copies how many papers are marked exactly so
   * @param ranks the candidates at first preference, at second and so on; a rank that was left out
   *     is empty, a rank given to several candidates holds them all
   */
  public record Paper(long copies, List<List<Integer>> ranks) {
    public Paper {
      ranks = ranks.stream().map(List::copyOf).toList();
    }
  }

  /** Collects papers; not for use by several threads at once. */
  public static final class Builder {
    private final String title;
    private final int seats;
    private final List<String> candidates;
    private final Set<Integer> withdrawn = new TreeSet<>();
    private short[] marks = new short[256];
    private int[] start = new int[65];
    private int[] copies = new int[64];
    private int size;
    private int length;
    private long total;

    private Builder(String title, int seats, List<String> candidateNames) {
      this(title, seats, candidateNames.size(), List.copyOf(candidateNames));
      for (String name : candidateNames) {
        checkName("candidate name", name);
        if (name.isBlank()) {
          throw new IllegalArgumentException("candidate name: must not be blank");
        }
      }
    }

    private Builder(String title, int seats, int candidateCount, List<String> candidateNames) {
      checkName("title", title);
      if (seats < 1) {
        throw new IllegalArgumentException("seats: " + seats + ", must be at least 1");
      }
      if (candidateCount < 1 || candidateCount > MOST_CANDIDATES) {
        throw new IllegalArgumentException(
            "candidates: " + candidateCount + ", must be from 1 to " + MOST_CANDIDATES);
      }
      this.title = title;
      this.seats = seats;
      this.candidates = candidateNames;
    }

    // In BLT the names come after the papers: the reader collects under numbers alone.
    static Builder unnamed(int seats, int candidateCount) {
      return new Builder("", seats, candidateCount, Collections.nCopies(candidateCount, "?"));
    }

    BallotFile named(String title, List<String> candidateNames) {
      Builder named = new Builder(title, seats, candidateNames);
      named.withdrawn.addAll(withdrawn);
      named.marks = marks;
      named.start = start;
      named.copies = copies;
      named.size = size;
      named.length = length;
      named.total = total;
      return new BallotFile(named);
    }

    private static void checkName(String field, String name) {
      if (name.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == 0x2028 || c == 0x2029)) {
        throw new IllegalArgumentException(field + ": must be one line without control characters");
      }
    }

    /** Candidates who withdrew or died after the papers were made; their marks are passed over. */
    public Builder withdrawn(Collection<Integer> candidateNumbers) {
      for (int candidate : candidateNumbers) {
        checkCandidate(candidate);
        withdrawn.add(candidate);
      }
      return this;
    }

    /** One paper with these candidates in order of preference; none means an unmarked paper. */
    public Builder paper(int... preferencesInOrder) {
      return papers(1, preferencesInOrder);
    }

    /** Several equal papers with these candidates in order of preference. */
    public Builder papers(long copies, int... preferencesInOrder) {
      for (int candidate : preferencesInOrder) {
        checkCandidate(candidate);
        mark(candidate);
      }
      return endPaper(copies);
    }

    /** Several equal papers on which these candidates have an X each, all of one worth. */
    public Builder votes(long copies, int... votedFor) {
      boolean first = true;
      for (int candidate : votedFor) {
        checkCandidate(candidate);
        mark(first ? candidate : -candidate);
        first = false;
      }
      return endPaper(copies);
    }

    /** A paper with ranks left out (empty) or given to several candidates, as it came in. */
    public Builder paper(Paper paper) {
      for (List<Integer> rank : paper.ranks()) {
        if (rank.isEmpty()) {
          mark(0);
        }
        for (int i = 0; i < rank.size(); i++) {
          checkCandidate(rank.get(i));
          mark(i == 0 ? rank.get(i) : -rank.get(i));
        }
      }
      return endPaper(paper.copies());
    }

    /** The finished file. */
    public BallotFile build() {
      return new BallotFile(this);
    }

    void mark(int mark) {
      if (length == marks.length) {
        marks = Arrays.copyOf(marks, (int) Math.min(Integer.MAX_VALUE - 8L, marks.length * 2L));
      }
      marks[length++] = (short) mark;
    }

    Builder endPaper(long copiesOfIt) {
      if (copiesOfIt < 1 || copiesOfIt > MOST_PAPERS - total) {
        length = start[size];
        throw new IllegalArgumentException(
            "copies: " + copiesOfIt + ", must be at least 1 and all papers at most " + MOST_PAPERS);
      }
      if (size == copies.length) {
        copies = Arrays.copyOf(copies, size * 2);
        start = Arrays.copyOf(start, size * 2 + 1);
      }
      copies[size++] = (int) copiesOfIt;
      start[size] = length;
      total += copiesOfIt;
      return this;
    }

    boolean hasRoom(long copiesOfIt) {
      return copiesOfIt <= MOST_PAPERS - total;
    }

    private void checkCandidate(int candidate) {
      if (candidate < 1 || candidate > candidates.size()) {
        length = start[size];
        throw new IllegalArgumentException(
            "candidate: " + candidate + ", must be from 1 to " + candidates.size());
      }
    }
  }
}
