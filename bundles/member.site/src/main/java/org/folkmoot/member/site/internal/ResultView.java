package org.folkmoot.member.site.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.folkmoot.count.CountResult;
import org.folkmoot.count.CountStage;
import org.folkmoot.count.Language;
import org.folkmoot.count.Narration;
import org.folkmoot.count.RejectionGround;
import org.folkmoot.count.ResultSheet;
import org.folkmoot.declaration.Declaration;
import org.folkmoot.page.Row;
import org.folkmoot.page.Words;

/**
 * A declared result as pages show it.
 *
 * @param votes rows of candidate, first votes and outcome
 * @param stages the headings of the count's stages; empty where there was no count
 * @param table a row for each candidate, and one for the votes that could go to nobody
 * @param picture the stages as an SVG element, or an empty string
 * @param narration the count in words
 */
public record ResultView(
    String contest,
    String title,
    String third,
    int seats,
    boolean binding,
    boolean contested,
    boolean ranked,
    List<String> elected,
    List<Row> figures,
    List<List<String>> votes,
    List<String> stages,
    List<StageRow> table,
    String picture,
    List<String> narration) {

  /** A row of the table of stages. */
  public record StageRow(String name, List<StageCell> cells, String outcome) {}

  /** Votes at the end of a stage, and by how much they changed in it; empty if not at all. */
  public record StageCell(String votes, String change) {}

  static ResultView of(Declaration.Result result, Optional<CountResult> count, Visit visit) {
    Words words = visit.words();
    Language language =
        visit.language() == org.folkmoot.page.Language.CY ? Language.WELSH : Language.ENGLISH;
    boolean ranked = !result.countingRule().equals("fptp");
    // A single stage is the table of votes over again.
    Optional<CountResult> told = count.filter(counted -> counted.stages().size() > 1);
    return new ResultView(
        result.contest(),
        visit.in(result.seatKind()),
        visit.third(result.constituency()),
        result.seats(),
        result.binding(),
        result.contested(),
        ranked,
        result.elected(),
        figures(result, count, language, words),
        votes(result, words),
        told.map(counted -> headings(counted, words)).orElse(List.of()),
        told.map(counted -> table(counted, words)).orElse(List.of()),
        told.map(counted -> ResultSheet.picture(counted, language)).orElse(""),
        count.map(counted -> Narration.of(counted, language)).orElse(List.of()));
  }

  private static List<Row> figures(
      Declaration.Result result, Optional<CountResult> count, Language language, Words words) {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row(words.say("member.result.electorate"), result.electorate()));
    if (!result.contested()) {
      return rows;
    }
    rows.add(new Row(words.say("member.result.issued"), result.papersIssued()));
    rows.add(
        new Row(
            words.say("member.result.cast"),
            words.say("member.result.turnout", result.papersCast(), result.turnoutPercent())));
    rows.add(new Row(words.say("member.result.valid"), result.valid()));
    List<String> rejected = new ArrayList<>();
    result
        .rejected()
        .forEach(
            (ground, papers) ->
                rejected.add(
                    words.say("member.result.ground", papers, ground(ground, language, words))));
    if (!rejected.isEmpty()) {
      rows.add(new Row(words.say("member.result.rejected"), List.copyOf(rejected)));
    }
    count
        .filter(counted -> counted.quota().isPresent())
        .ifPresent(
            counted ->
                rows.add(
                    new Row(
                        words.say("member.result.quota"),
                        plain(counted.votes(counted.quota().getAsLong())))));
    return rows;
  }

  /** The grounds are kept in English; those that are known are said in the reader's language. */
  private static String ground(String kept, Language language, Words words) {
    if (words.knows("member.rejected." + kept)) {
      return words.say("member.rejected." + kept);
    }
    return Arrays.stream(RejectionGround.values())
        .filter(known -> known.words(Language.ENGLISH).equals(kept))
        .findFirst()
        .map(known -> known.words(language))
        .orElse(kept);
  }

  private static List<List<String>> votes(Declaration.Result result, Words words) {
    List<List<String>> rows = new ArrayList<>();
    for (Declaration.CandidateVotes votes : result.votes()) {
      String outcome =
          votes
              .electedOrder()
              .map(
                  place ->
                      result.contested() && result.seats() > 1
                          ? words.say("member.result.place", place)
                          : words.say("member.result.elected-tag"))
              .orElse(words.say("member.result.not-elected"));
      rows.add(List.of(votes.candidate(), plain(votes.votes()), outcome));
    }
    return rows;
  }

  private static List<String> headings(CountResult count, Words words) {
    return count.stages().stream()
        .map(
            stage ->
                switch (stage.action()) {
                  case FIRST_PREFERENCES -> words.say("member.stage.first");
                  case SURPLUS -> words.say("member.stage.surplus", names(count, stage));
                  case EXCLUSION -> words.say("member.stage.exclusion", names(count, stage));
                })
        .toList();
  }

  private static String names(CountResult count, CountStage stage) {
    return String.join(", ", stage.candidates().stream().map(count::name).toList());
  }

  private static List<StageRow> table(CountResult count, Words words) {
    List<StageRow> rows = new ArrayList<>();
    for (int candidate = 1; candidate <= count.candidates().size(); candidate++) {
      List<StageCell> cells = new ArrayList<>();
      long before = 0;
      for (CountStage stage : count.stages()) {
        long votes = stage.votesOf(candidate);
        cells.add(cell(count, votes, stage.number() == 1 ? 0 : votes - before));
        before = votes;
      }
      rows.add(new StageRow(count.name(candidate), cells, outcome(count, candidate, words)));
    }
    List<StageCell> lost = new ArrayList<>();
    long before = 0;
    for (CountStage stage : count.stages()) {
      lost.add(cell(count, stage.nonTransferable(), stage.nonTransferable() - before));
      before = stage.nonTransferable();
    }
    rows.add(new StageRow(words.say("member.stage.non-transferable"), lost, ""));
    return rows;
  }

  private static StageCell cell(CountResult count, long votes, long change) {
    return new StageCell(
        count.votes(votes),
        change == 0 ? "" : (change > 0 ? "+" : "−") + count.votes(Math.abs(change)));
  }

  private static String outcome(CountResult count, int candidate, Words words) {
    Map<Integer, Integer> electedAt =
        count.elected().stream()
            .collect(Collectors.toMap(CountResult.Elected::candidate, CountResult.Elected::stage));
    if (electedAt.containsKey(candidate)) {
      return words.say("member.stage.elected", electedAt.get(candidate));
    }
    return count.withdrawn().contains(candidate) ? words.say("member.paper.withdrawn") : "";
  }

  /** Whole votes without their decimals: 128.00 is 128. */
  private static String plain(String votes) {
    return votes.replaceFirst("\\.0+$", "");
  }
}
