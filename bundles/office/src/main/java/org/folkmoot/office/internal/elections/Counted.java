package org.folkmoot.office.internal.elections;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.folkmoot.count.CountResult;
import org.folkmoot.count.CountStage;
import org.folkmoot.count.Language;
import org.folkmoot.count.Narration;
import org.folkmoot.declaration.Declarations;
import org.folkmoot.election.Candidate;
import org.folkmoot.election.Contest;
import org.folkmoot.election.Election;

/**
 * A contest as the pages of the count show it.
 *
 * @param counted whether it is decided: counted, or uncontested
 * @param lotAmong the tied candidates as "3 Rhian Ellis"
 * @param stages headings of the stage table
 * @param rows one per candidate: the name, then a cell per stage
 */
public record Counted(
    String id,
    String name,
    int seats,
    String rule,
    boolean contested,
    boolean counted,
    List<String> elected,
    Optional<String> lotNeeded,
    List<Candidate> lotAmong,
    List<Integer> lots,
    List<String> reconciliation,
    List<String> stages,
    List<Row> rows,
    List<String> narration) {

  /** All contests of an election in their order; those not opened yet are left out. */
  static List<Counted> of(Visit visit, Election election) {
    List<Declarations.CountedContest> opened = visit.declarations().contests(election.id());
    List<Counted> all = new ArrayList<>();
    for (Contest contest : election.contests()) {
      if (!contest.contested()) {
        all.add(uncontested(visit, contest));
      } else {
        opened.stream()
            .filter(one -> one.contest().equals(contest.id()))
            .map(one -> contested(visit, contest, one))
            .forEach(all::add);
      }
    }
    return all;
  }

  private static Counted uncontested(Visit visit, Contest contest) {
    List<String> names =
        contest.candidates().stream().filter(c -> !c.withdrawn()).map(Candidate::name).toList();
    return new Counted(
        contest.id(),
        visit.contest(contest),
        contest.seats(),
        visit.rule(contest.countingRule()),
        false,
        true,
        names,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static Counted contested(
      Visit visit, Contest contest, Declarations.CountedContest opened) {
    Optional<CountResult> result = visit.declarations().counted(contest.id());
    return new Counted(
        contest.id(),
        visit.contest(contest),
        contest.seats(),
        visit.rule(contest.countingRule()),
        true,
        opened.lotNeeded().isEmpty(),
        opened.elected(),
        opened.lotNeeded(),
        contest.candidates().stream()
            .filter(candidate -> opened.lotAmong().contains(candidate.number()))
            .toList(),
        visit.declarations().lots(contest.id()),
        opened.reconciliation(),
        result.map(count -> stages(visit, count)).orElse(List.of()),
        result.map(count -> rows(visit, count)).orElse(List.of()),
        result.map(count -> Narration.of(count, language(visit))).orElse(List.of()));
  }

  static Language language(Visit visit) {
    return visit.words().language() == org.folkmoot.page.Language.CY
        ? Language.WELSH
        : Language.ENGLISH;
  }

  private static List<String> stages(Visit visit, CountResult count) {
    return count.stages().stream()
        .map(
            stage ->
                visit
                    .words()
                    .say(
                        "elections.count.stage." + stage.action().word(),
                        stage.number(),
                        String.join(", ", stage.candidates().stream().map(count::name).toList())))
        .toList();
  }

  private static List<Row> rows(Visit visit, CountResult count) {
    List<Row> rows = new ArrayList<>();
    for (int candidate = 1; candidate <= count.candidates().size(); candidate++) {
      List<Cell> cells = new ArrayList<>();
      long before = 0;
      for (CountStage stage : count.stages()) {
        long votes = stage.votesOf(candidate);
        cells.add(cell(count, stage, votes, before));
        before = votes;
      }
      int place = count.winners().indexOf(candidate) + 1;
      rows.add(new Row(count.name(candidate), cells, place));
    }
    if (count.stages().stream().anyMatch(stage -> stage.nonTransferable() > 0)) {
      List<Cell> cells = new ArrayList<>();
      long before = 0;
      for (CountStage stage : count.stages()) {
        cells.add(cell(count, stage, stage.nonTransferable(), before));
        before = stage.nonTransferable();
      }
      rows.add(new Row(visit.words().say("elections.count.non-transferable"), cells, 0));
    }
    return rows;
  }

  private static Cell cell(CountResult count, CountStage stage, long votes, long before) {
    long change = stage.number() == 1 ? 0 : votes - before;
    return new Cell(
        count.votes(votes),
        change == 0 ? "" : (change > 0 ? "+" : "−") + count.votes(Math.abs(change)));
  }

  /** A row of the stage table; the place in the order of election, or 0. */
  public record Row(String name, List<Cell> cells, int place) {}

  /** Votes after a stage, and the change in it; empty where there is none. */
  public record Cell(String votes, String change) {}
}
