package org.folkmoot.count;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A count told in plain sentences, so that a member who knows no rule can follow every stage. */
public final class Narration {
  private final CountResult result;
  private final Wording words;

  private Narration(CountResult result, Language language) {
    this.result = result;
    this.words = Wording.in(language);
  }

  /** The count in words: an opening paragraph, one paragraph for each stage, and the outcome. */
  public static List<String> of(CountResult result, Language language) {
    Narration narration = new Narration(result, language);
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(narration.opening());
    CountStage before = null;
    for (CountStage stage : result.stages()) {
      paragraphs.add(narration.stage(stage, before));
      before = stage;
    }
    paragraphs.add(narration.outcome());
    return paragraphs;
  }

  private String opening() {
    List<String> said = new ArrayList<>();
    said.add(
        words.say(
            "intro",
            "seats",
            result.seats(),
            "candidates",
            result.candidates().size() - result.withdrawn().size(),
            "valid",
            result.valid()));
    result
        .invalid()
        .forEach(
            (ground, papers) ->
                said.add(
                    words.say(
                        "intro.invalid",
                        "papers",
                        words.papers(papers),
                        "ground",
                        ground.words(words.language()))));
    if (result.unclear() > 0) {
      said.add(words.say("intro.unclear", "papers", words.papers(result.unclear())));
    }
    if (!result.withdrawn().isEmpty()) {
      List<Integer> withdrawn = List.copyOf(result.withdrawn());
      said.add(words.say("intro.withdrawn", "names", words.names(result, withdrawn)));
    }
    OptionalLong quota = result.stages().get(0).quota();
    if (quota.isPresent()) {
      boolean kept = quota.equals(result.quota());
      said.add(
          words.say(kept ? "intro.quota" : "intro.quotaLater", "quota", plain(quota.getAsLong())));
    }
    return String.join(" ", said);
  }

  private String stage(CountStage stage, CountStage before) {
    List<String> said = new ArrayList<>();
    said.add(words.say("stage", "n", stage.number()));
    for (DrawingOfLots.Drawn lot : stage.lots()) {
      said.add(
          words.say(
              "lot",
              "names",
              words.names(result, lot.question().tied()),
              "name",
              result.name(lot.drawn())));
    }
    switch (stage.action()) {
      case FIRST_PREFERENCES -> said.add(words.say(isByVotes() ? "first.votes" : "first"));
      case SURPLUS -> surplus(stage, said);
      case EXCLUSION -> exclusion(stage, before, said);
    }
    if (before != null && !stage.quota().equals(before.quota())) {
      said.add(words.say("quota.now", "quota", plain(stage.quota().orElseThrow())));
    }
    stage.elected().forEach(elected -> said.add(elected(stage, elected)));
    return String.join(" ", said);
  }

  private boolean isByVotes() {
    return result.rule().equals("fptp") || isResolution();
  }

  private boolean isResolution() {
    return result.rule().equals("resolution");
  }

  private void surplus(CountStage stage, List<String> said) {
    String key =
        switch (stage.why()) {
          case LARGER_EARLIER -> "surplus.earlier";
          case SURPLUS_BY_LOT -> "surplus.lot";
          default -> "surplus";
        };
    int candidate = stage.candidates().get(0);
    String surplus = words.votes(result, stage.surplus().orElseThrow());
    said.add(words.say(key, "name", result.name(candidate), "surplus", surplus));
    long moved = stage.transfers().stream().mapToLong(CountStage.Transfer::papersMoved).sum();
    String papers = words.papers(moved + papersLost(stage));
    if (moved == 0) {
      said.add(words.say("surplus.none", "papers", papers));
    } else {
      said.add(
          words.say(
              result.rule().equals("scottish-stv") ? "surplus.weighted" : "surplus.moved",
              "papers",
              papers,
              "moved",
              moved,
              "value",
              result.votes(stage.transferValue().orElseThrow())));
      mostGained(stage, said);
    }
  }

  private void exclusion(CountStage stage, CountStage before, List<String> said) {
    int candidate = stage.candidates().get(0);
    String votes = plain(before.votesOf(candidate));
    said.add(
        switch (stage.why()) {
          case CANNOT_CATCH_UP ->
              words.say("exclude.together", "names", words.names(result, stage.candidates()));
          case FEWER_EARLIER ->
              words.say("exclude.earlier", "name", result.name(candidate), "n", votes);
          case EXCLUDED_BY_LOT ->
              words.say("exclude.lot", "name", result.name(candidate), "n", votes);
          default -> words.say("exclude.fewest", "name", result.name(candidate), "n", votes);
        });
    if (stage.transfers().isEmpty()) {
      said.add(words.say("exclude.none"));
      return;
    }
    long moved = stage.transfers().stream().mapToLong(CountStage.Transfer::papersMoved).sum();
    long lost = papersLost(stage);
    said.add(
        words.say(
            lost == 0 ? "moved.all" : "moved",
            "moved",
            words.papers(moved),
            "lost",
            words.papers(lost)));
    mostGained(stage, said);
  }

  private static long papersLost(CountStage stage) {
    return stage.transfers().stream().mapToLong(CountStage.Transfer::nonTransferablePapers).sum();
  }

  private void mostGained(CountStage stage, List<String> said) {
    int most = 0;
    long mostVotes = 0;
    for (int c = 1; c <= result.candidates().size(); c++) {
      int index = c - 1;
      long gained = stage.transfers().stream().mapToLong(t -> t.votesTo().get(index)).sum();
      if (gained > mostVotes) {
        most = c;
        mostVotes = gained;
      }
    }
    if (most > 0) {
      String votes = words.votes(result, mostVotes);
      said.add(words.say("gained", "name", result.name(most), "votes", votes));
    }
  }

  private String elected(CountStage stage, CountResult.Elected elected) {
    // Within an exclusion a candidate is elected on the votes then held; later batches pass by.
    long votes = stage.votesOf(elected.candidate());
    long over = votes - stage.quota().orElse(votes);
    String key =
        switch (elected.ground()) {
          case QUOTA -> over == 0 ? "elected.exact" : "elected.quota";
          case ACTIVE_VOTE -> "elected.share";
          case ALL_REMAINING -> "elected.remaining";
          case LAST_VACANCY -> "elected.last";
          case MOST_VOTES -> "elected.most";
          case MAJORITY -> "elected.majority";
          case LOT -> "elected.lot";
        };
    return words.say(
        key,
        "name",
        elected.name(),
        "quota",
        plain(stage.quota().orElse(0)),
        "over",
        words.votes(result, over),
        "votes",
        words.votes(result, votes));
  }

  private String outcome() {
    if (isResolution()) {
      CountStage only = result.stages().get(0);
      return words.say(
          result.elected().isEmpty() ? "end.lost" : "end.carried",
          "for",
          only.votesOf(1),
          "against",
          only.votesOf(2));
    }
    return result.elected().isEmpty()
        ? words.say("end.nobody")
        : words.say("end", "names", words.names(result, result.winners()));
  }

  private String plain(long units) {
    return Wording.plain(result, units);
  }
}
