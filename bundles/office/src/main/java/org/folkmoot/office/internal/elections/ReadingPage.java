package org.folkmoot.office.internal.elections;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.folkmoot.ballot.PaperDesk;
import org.folkmoot.ballot.PaperDesk.Reading;
import org.folkmoot.ballot.RejectionGround;
import org.folkmoot.election.Candidate;
import org.folkmoot.election.Contest;
import org.folkmoot.page.Choice;
import org.folkmoot.page.DateWords;
import org.folkmoot.page.Form;
import org.folkmoot.page.Page;
import org.folkmoot.page.Words;

/** Reading the papers of one contest, one by one, by the number on their backs. */
final class ReadingPage {
  private static final String PAPER = "paper";

  void get(Visit visit, Contest contest) throws IOException {
    show(visit, contest, Form.blank()).send(visit.response());
  }

  void post(Visit visit, Contest contest) throws IOException {
    Form form = Form.of(visit.request());
    int paper = form.text(PAPER).matches("\\d{1,5}") ? Integer.parseInt(form.text(PAPER)) : 0;
    if (form.text("again").equals("yes")) {
      if (visit.done(
          form, PAPER, () -> visit.paperDesk().readAgain(contest.id(), paper, visit.actor()))) {
        visit.goOn(here(visit, contest), visit.words().say("elections.read.again.done", paper));
        return;
      }
    } else {
      Optional<Reading> reading = reading(visit.words(), contest, form);
      List<Optional<Boolean>> agreed = new ArrayList<>();
      if (reading.isPresent()
          && form.isFine()
          && visit.done(
              form,
              PAPER,
              () ->
                  agreed.add(
                      visit.paperDesk().read(contest.id(), paper, reading.get(), visit.actor())))) {
        visit.goOn(here(visit, contest), said(visit.words(), paper, agreed.get(0)));
        return;
      }
    }
    show(visit, contest, form).send(visit.response());
  }

  private static String said(Words words, int paper, Optional<Boolean> agreed) {
    return agreed
        .map(same -> words.say(same ? "elections.read.agreed" : "elections.read.differs", paper))
        .orElseGet(() -> words.say("elections.read.once", paper));
  }

  private static String here(Visit visit, Contest contest) {
    return visit.toElection("desk", contest.id());
  }

  /** What the form says; what cannot be is said at its field. */
  private static Optional<Reading> reading(Words words, Contest contest, Form form) {
    String ground = form.text("ground");
    List<Integer> marks = marks(words, contest, form);
    if (!ground.isEmpty()) {
      if (!marks.isEmpty()) {
        form.refuse("ground", words.say("elections.read.both"));
        return Optional.empty();
      }
      for (RejectionGround one : RejectionGround.values()) {
        if (one.word().equals(ground)) {
          return Optional.of(new Reading.Rejected(one));
        }
      }
    }
    return Optional.of(new Reading.Marks(marks));
  }

  private static List<Integer> marks(Words words, Contest contest, Form form) {
    if (!contest.ranked()) {
      return form.values("choose").stream()
          .filter(value -> value.matches("\\d{1,3}"))
          .map(Integer::valueOf)
          .toList();
    }
    Map<Integer, Integer> byRank = new TreeMap<>();
    for (Candidate candidate : contest.candidates()) {
      String field = "rank-" + candidate.number();
      String typed = form.text(field);
      if (typed.isEmpty()) {
        continue;
      }
      if (!typed.matches("\\d{1,3}") || Integer.parseInt(typed) < 1) {
        form.refuse(field, words.say("elections.read.rank.wrong", candidate.name()));
      } else if (byRank.put(Integer.valueOf(typed), candidate.number()) != null) {
        // STV 48.4: where a number stands twice the paper counts up to there only.
        form.refuse(field, words.say("elections.read.rank.twice", typed));
      }
    }
    List<Integer> marks = new ArrayList<>();
    for (int rank = 1; byRank.containsKey(rank); rank++) {
      marks.add(byRank.get(rank));
    }
    if (marks.size() < byRank.size()) {
      form.refuse(
          "rank-" + contest.candidates().get(0).number(),
          words.say(marks.isEmpty() ? "elections.read.rank.no-first" : "elections.read.rank.gap"));
    }
    return marks;
  }

  private static Page show(Visit visit, Contest contest, Form form) {
    PaperDesk.Pile pile =
        visit.paperDesk().piles(visit.election().id()).stream()
            .filter(one -> one.contest().equals(contest.id()))
            .findFirst()
            .orElseThrow();
    if (form.text(PAPER).isEmpty()) {
      form.with(PAPER, Integer.toString(proposed(pile, visit.actor())));
    }
    List<Choice> grounds = new ArrayList<>();
    grounds.add(new Choice("", visit.words().say("elections.read.ground.none"), ""));
    for (RejectionGround ground : RejectionGround.values()) {
      if (ground.appliesTo(contest.ranked())) {
        grounds.add(
            new Choice(
                ground.word(), visit.words().say("elections.read.ground." + ground.word()), ""));
      }
    }
    if (form.text("ground").isEmpty()) {
      form.with("ground", "");
    }
    return visit
        .pageOfElection("reading")
        .form(form)
        .back(visit.toElection("desk"))
        .with("contest", contest)
        .with("name", visit.contest(contest))
        .with("pile", pile)
        .with("differing", joined(pile.differing()))
        .with("mine", joined(mine(pile, visit.actor(), true)))
        .with("others", joined(mine(pile, visit.actor(), false)))
        .with("grounds", grounds)
        .with("closed", !visit.election().takesVotes(visit.now().atZone(DateWords.ZONE)));
  }

  private static List<Integer> mine(PaperDesk.Pile pile, String actor, boolean own) {
    return pile.readOnce().entrySet().stream()
        .filter(entry -> entry.getValue().equals(actor) == own)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** First what somebody else has read once, then a new paper. */
  private static int proposed(PaperDesk.Pile pile, String actor) {
    return mine(pile, actor, false).stream().findFirst().orElseGet(pile::next);
  }

  private static String joined(java.util.Collection<Integer> numbers) {
    return String.join(", ", numbers.stream().map(String::valueOf).toList());
  }
}
