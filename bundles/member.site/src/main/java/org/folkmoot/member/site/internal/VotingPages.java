package org.folkmoot.member.site.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.folkmoot.ballot.ElectionKey;
import org.folkmoot.ballot.Polls;
import org.folkmoot.ballot.Polls.VotersPack;
import org.folkmoot.constitution.VotingMethod;
import org.folkmoot.election.Candidate;
import org.folkmoot.election.Contest;
import org.folkmoot.election.Election;
import org.folkmoot.page.Form;
import org.folkmoot.page.Page;
import org.folkmoot.page.Problem;
import org.folkmoot.page.Row;
import org.folkmoot.page.Words;

/**
 * Voting by a personal link: start, paper, review, cast, done.
 *
 * <p>Only a form sent from the review page casts. Scanners of mail ask with GET and HEAD, and some
 * send the forms they find: the first form on the way says nothing until somebody has marked it.
 */
final class VotingPages implements Pages {
  private static final String VOTE = "vote";
  private static final int WORDS_PER_MINUTE = 180;

  private final Domain domain;
  private final LostLinkPages lostLinks;

  VotingPages(Domain domain) {
    this.domain = domain;
    this.lostLinks = new LostLinkPages(domain);
  }

  @Override
  public boolean answer(String segment) {
    return segment.equals(VOTE);
  }

  @Override
  public void serve(Visit visit) throws IOException {
    if (visit.path.rest().size() < 2 || visit.path.rest().size() > 3) {
      throw Problem.NOT_FOUND.found();
    }
    String token = visit.path.segment(1);
    if (LostLinkPages.answer(token)) {
      lostLinks.serve(visit);
      return;
    }
    Polls polls = domain.polls.on(visit.path);
    Optional<VotersPack> pack = polls.pack(token);
    if (pack.isEmpty()) {
      visit.unknownLink(VOTE);
      return;
    }
    new Booth(visit, polls, token, pack.get()).serve(visit.path.segment(2));
  }

  /** One voter's visit. */
  private final class Booth {
    private final Visit visit;
    private final Polls polls;
    private final String token;
    private final VotersPack pack;
    private final Words words;

    Booth(Visit visit, Polls polls, String token, VotersPack pack) {
      this.visit = visit;
      this.polls = polls;
      this.token = token;
      this.pack = pack;
      this.words = visit.words();
    }

    void serve(String step) throws IOException {
      switch (step) {
        case "", "paper", "check", "cast", "done", "by-paper" -> {}
        default -> throw Problem.NOT_FOUND.found();
      }
      if (visit.isPost() && (step.isEmpty() || step.equals("done"))) {
        throw Problem.WRONG_METHOD.found();
      }
      switch (pack.status()) {
        case USED -> used();
        case CLOSED -> closed();
        case OPEN -> open(step);
      }
    }

    private void used() throws IOException {
      if (visit.isPost()) {
        toDone(); // the form sent twice, or the paper sent again: the first answer stands
        return;
      }
      visit.send(
          page("done")
              .with("reference", pack.reference().orElseThrow())
              .with("castAt", pack.castAt().orElseThrow())
              .with("closed", !pack.election().takesVotes(domain.now()))
              .with("onPaper", pack.usedBy().filter(Polls.Channel.PAPER::equals).isPresent())
              .with("tracking", tracking())
              .with("declared", isDeclared())
              .with("electionPage", electionPage()));
    }

    private List<Row> tracking() {
      return pack.contests().stream()
          .filter(contest -> pack.tracking().containsKey(contest.id()))
          .map(contest -> new Row(visit.in(contest.seatKind()), pack.tracking().get(contest.id())))
          .toList();
    }

    private void closed() throws IOException {
      visit.send(
          page("poll-closed")
              .status(visit.isPost() ? 422 : 200)
              .with("declared", isDeclared())
              .with("electionPage", electionPage()));
    }

    private void open(String step) throws IOException {
      if (visit.isPost()) {
        switch (step) {
          case "paper" -> change();
          case "check" -> check();
          case "by-paper" -> wantPaper();
          default -> cast();
        }
      } else if (step.isEmpty()) {
        start();
      } else if (step.equals("paper")) {
        visit.send(paper(Form.blank()));
      } else if (step.equals("by-paper")) {
        visit.send(byPaper(Form.blank()));
      } else if (step.equals("done")) {
        to(); // nothing is done yet
      } else {
        to("paper"); // a reload of what only a form leads to
      }
    }

    private void start() throws IOException {
      List<ContestView> contests = contests();
      int read =
          pack.contests().stream()
              .flatMap(contest -> contest.candidates().stream())
              .mapToInt(candidate -> candidate.statement().split("\\s+").length)
              .sum();
      Optional<ElectionKey> key = polls.key(pack.election().id());
      visit.send(
          page("vote-start")
              .with("contests", contests)
              .with("minutes", 2 + read / WORDS_PER_MINUTE)
              .with("third", contests.get(0).third())
              .with("byPost", methods().contains(VotingMethod.POST))
              .with("inPerson", methods().contains(VotingMethod.IN_PERSON))
              .with("email", visit.institution.senderAddress())
              .with("post", visit.institution.postalAddress())
              .with("shares", key.map(ElectionKey::shares).orElse(1))
              .with("threshold", key.map(ElectionKey::threshold).orElse(1))
              .with("electionPage", electionPage())
              .with("paperAsked", pack.paperAsked())
              .with("byPaper", href("by-paper"))
              .with("paper", href("paper")));
    }

    /** Paper instead; the link goes on working. */
    private Page byPaper(Form form) {
      if (!methods().contains(VotingMethod.POST) && !methods().contains(VotingMethod.IN_PERSON)) {
        throw Problem.NOT_FOUND.found();
      }
      return page("by-paper")
          .form(form)
          .back(href())
          .with("asked", pack.paperAsked())
          .with("email", visit.institution.senderAddress())
          .with("post", visit.institution.postalAddress());
    }

    private void wantPaper() throws IOException {
      Form form = visit.form();
      if (!form.chosen("confirm", "yes")) {
        form.refuse("confirm", words.say("member.by-paper.confirm.missing"));
        visit.send(byPaper(form));
        return;
      }
      byPaper(form); // an election held online only has no such page
      polls.wantPaper(token, form.chosen("large", "yes"));
      to("by-paper");
    }

    private Set<VotingMethod> methods() {
      return visit.institution.constitution().methods();
    }

    private Page paper(Form form) {
      return page("paper")
          .form(form)
          .back(href())
          .with("contests", contests())
          .with("single", pack.contests().size() == 1)
          .with("check", href("check"));
    }

    /** Back from the review, the marks in their fields. */
    private void change() throws IOException {
      Form form = visit.form();
      MarkedPaper.carried(visit.fields(), form)
          .ifPresent(marks -> new MarkedPaper(pack.contests(), form, words).fill(marks));
      visit.send(paper(form).withoutTwins());
    }

    private void check() throws IOException {
      Form form = visit.form();
      Map<String, List<Integer>> marks = new MarkedPaper(pack.contests(), form, words).read();
      if (!form.isFine()) {
        visit.send(paper(form).withoutTwins());
        return;
      }
      if (!polls.check(pack, marks).isEmpty()) {
        altered();
        return;
      }
      visit.send(
          page("review")
              .withoutTwins()
              .with("contests", pack.contests().stream().map(c -> reviewed(c, marks)).toList())
              .with("cast", href("cast"))
              .with("paper", href("paper")));
    }

    private Reviewed reviewed(Contest contest, Map<String, List<Integer>> marks) {
      List<Integer> marked = marks.get(contest.id());
      Map<Integer, String> left = new LinkedHashMap<>();
      for (Candidate candidate : contest.candidates()) {
        if (!candidate.withdrawn()) {
          left.put(candidate.number(), candidate.name());
        }
      }
      List<Row> rows = new ArrayList<>();
      for (Integer number : marked) {
        String name = left.remove(number);
        rows.add(
            new Row(
                contest.ranked()
                    ? words.say("member.review.preference", rows.size() + 1)
                    : words.say("member.review.vote"),
                name));
      }
      return new Reviewed(
          visit.in(contest.seatKind()),
          contest.ranked(),
          rows,
          rows.isEmpty() ? "" : left.values().stream().collect(Collectors.joining(", ")),
          MarkedPaper.hiddenField(contest.id()),
          MarkedPaper.hiddenValue(marked));
    }

    private void cast() throws IOException {
      Form form = visit.form(); // first: what cannot be read is answered 400
      Optional<Map<String, List<Integer>>> marks = MarkedPaper.carried(visit.fields(), form);
      if (marks.isEmpty()) {
        altered();
        return;
      }
      if (polls.cast(token, marks.get()) instanceof Polls.CastResult.Counted) {
        toDone();
        return;
      }
      // Between the question and the cast the poll may have closed; otherwise the form was altered.
      VotersPack now = polls.pack(token).orElse(pack);
      if (now.status() == VotersPack.Status.CLOSED) {
        new Booth(visit, polls, token, now).closed();
      } else {
        altered();
      }
    }

    private void altered() throws IOException {
      visit.send(page("altered").status(422).with("paper", href("paper")));
    }

    private void toDone() {
      to("done");
    }

    private void to(String... step) {
      visit.seeOther(segments(step));
    }

    private String href(String... step) {
      return visit.path.to(segments(step));
    }

    private String[] segments(String... step) {
      List<String> segments = new ArrayList<>(List.of(VOTE, token));
      segments.addAll(List.of(step));
      return segments.toArray(String[]::new);
    }

    private List<ContestView> contests() {
      return pack.contests().stream().map(contest -> ContestView.of(contest, visit)).toList();
    }

    private boolean isDeclared() {
      return pack.election().state() == Election.State.DECLARED;
    }

    private String electionPage() {
      return visit.path.to("elections", pack.election().id());
    }

    private Page page(String template) {
      return visit
          .page(template)
          .with("election", pack.election().title())
          .with("closes", pack.election().timetable().close());
    }
  }

  /**
   * A contest on the review page.
   *
   * @param without those who get no preference, or an empty string
   */
  public record Reviewed(
      String title, boolean ranked, List<Row> rows, String without, String field, String value) {}
}
