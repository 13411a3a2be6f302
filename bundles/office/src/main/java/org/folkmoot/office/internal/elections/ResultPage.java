package org.folkmoot.office.internal.elections;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.folkmoot.constitution.NoticeKind;
import org.folkmoot.count.Language;
import org.folkmoot.count.RejectionGround;
import org.folkmoot.declaration.Declaration;
import org.folkmoot.page.Problem;

/** The result as it was declared. */
final class ResultPage implements Part {
  @Override
  public void get(Visit visit) throws IOException {
    Declaration declaration =
        visit
            .declarations()
            .declaration(visit.election().id())
            .orElseThrow(Problem.NOT_FOUND::found);
    List<Declared> results =
        declaration.results().stream().map(result -> declared(visit, result)).toList();
    visit
        .pageOfElection("result")
        .with("declaration", declaration)
        .with("results", results)
        .with("given", visit.given(visit.election(), NoticeKind.DECLARATION))
        .send(visit.response());
  }

  private static Declared declared(Visit visit, Declaration.Result result) {
    Map<String, Long> rejected = new TreeMap<>();
    result
        .rejected()
        .forEach(
            (ground, papers) -> rejected.put(ground(visit, ground), papers));
    return new Declared(
        result,
        visit
            .words()
            .say(
                "elections.contest",
                visit.text(result.seatKind()),
                visit.constituency(result.constituency())),
        visit.rule(result.countingRule()),
        List.copyOf(rejected.entrySet()),
        Optional.of(result.turnoutPercent()));
  }

  /** A ground of rejection in the reader's language; the declaration keeps its English words. */
  private static String ground(Visit visit, String ground) {
    String key = "elections.ground." + ground;
    if (visit.words().knows(key)) {
      return visit.words().say(key);
    }
    return Arrays.stream(RejectionGround.values())
        .filter(known -> known.words(Language.ENGLISH).equals(ground))
        .map(known -> known.words(Counted.language(visit)))
        .findFirst()
        .orElse(ground);
  }

  /** The result of one contest in the reader's language. */
  public record Declared(
      Declaration.Result result,
      String name,
      String rule,
      List<Map.Entry<String, Long>> rejected,
      Optional<Double> turnout) {}
}
