package org.folkmoot.ballot.box;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.folkmoot.ballot.ElectionKey;
import org.folkmoot.ballot.keys.Seal;
import org.folkmoot.count.BallotFile;

/** A box whose papers are those of a ballot file, sealed as the server seals them. */
public final class SealedBallots {
  public static final String INSTITUTION = "oak";
  public static final String ELECTION = "governors";
  public static final String CONTEST = "parents";

  private SealedBallots() {}

  /** Every paper of a ballot file, in its order. */
  public static List<List<Integer>> papers(BallotFile file) {
    List<List<Integer>> papers = new ArrayList<>();
    for (int i = 0; i < file.size(); i++) {
      List<Integer> marks = new ArrayList<>();
      for (List<Integer> rank : file.paper(i).ranks()) {
        if (rank.size() != 1) {
          break; // what an ERS paper says after a rank left out or shared is not counted
        }
        marks.add(rank.get(0));
      }
      for (long copy = 0; copy < file.paper(i).copies(); copy++) {
        papers.add(marks);
      }
    }
    return papers;
  }

  /** Seals papers into a box of one contest, of which so many packs were not used. */
  public static BoxFile box(
      ElectionKey key, BallotFile file, int seats, List<List<Integer>> papers, long unused) {
    Seal seal = new Seal(INSTITUTION, ELECTION, CONTEST, file.candidates().size());
    List<byte[]> sealed = new ArrayList<>();
    papers.forEach(marks -> sealed.add(seal.seal(key, marks)));
    return box(key, file, seats, sealed, papers.size(), unused);
  }

  static BoxFile box(
      ElectionKey key, BallotFile file, int seats, List<byte[]> sealed, long used, long unused) {
    TreeSet<Integer> withdrawn = new TreeSet<>(file.withdrawn());
    List<BoxFile.Name> names = new ArrayList<>();
    for (int i = 1; i <= file.candidates().size(); i++) {
      names.add(new BoxFile.Name(file.name(i), withdrawn.contains(i)));
    }
    return new BoxFile(
        INSTITUTION,
        "Oak School",
        ELECTION,
        "Governors 2027",
        Instant.parse("2027-03-10T17:00:00Z"),
        key,
        List.of(
            new BoxFile.Sealed(
                CONTEST,
                "Parent governor",
                "users",
                seats,
                "nhs-stv",
                true,
                names,
                new PaperAccount(used + unused, used, 0, unused, 0, Map.of()),
                sealed)));
  }
}
