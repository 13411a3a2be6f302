package org.folkmoot.app.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.folkmoot.count.BallotFile;

/** The papers voters cast, each a list of candidates' names in order of preference. */
final class Papers {
  private Papers() {}

  /** The papers of a file, one for each voter. */
  static List<List<String>> of(BallotFile file) throws StepFailed {
    List<List<String>> papers = new ArrayList<>();
    for (int i = 0; i < file.size(); i++) {
      BallotFile.Paper paper = file.paper(i);
      List<String> names = new ArrayList<>();
      for (List<Integer> rank : paper.ranks()) {
        if (rank.size() != 1) {
          throw new StepFailed(
              "paper "
                  + (i + 1)
                  + " of the file leaves out a rank or gives one to two candidates; the voting page"
                  + " does not let anybody cast such a paper");
        }
        names.add(file.name(rank.get(0)));
      }
      for (long copy = 0; copy < paper.copies(); copy++) {
        papers.add(names);
      }
    }
    return papers;
  }

  /** Made-up papers, the same on every run; one in twelve is blank. */
  static List<List<String>> madeUp(int number, List<String> candidates, long seed) {
    Random random = new Random(seed);
    List<List<String>> papers = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      List<String> names = new ArrayList<>(candidates);
      Collections.shuffle(names, random);
      papers.add(i % 12 == 11 ? List.of() : names.subList(0, 1 + random.nextInt(names.size())));
    }
    return papers;
  }
}
