package org.folkmoot.office.internal.elections;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.folkmoot.ballot.ElectionKey;
import org.folkmoot.ballot.Polls;
import org.folkmoot.constitution.ElectionStep;
import org.folkmoot.constitution.NoticeKind;
import org.folkmoot.declaration.Declarations;
import org.folkmoot.election.Contest;
import org.folkmoot.election.Election;
import org.folkmoot.election.Nomination;
import org.folkmoot.notice.PostOffice;
import org.folkmoot.page.Words;

/** The steps of one election in their order, and which of them comes next. */
final class Steps {
  private static final List<String> ORDER =
      List.of(
          "notice",
          "nominations",
          "candidates",
          "roll",
          "key",
          "papers",
          "poll",
          "box",
          "count",
          "declare");

  private final Visit visit;
  private final Words words;
  private final Election election;
  private final List<Nomination> nominations;
  private final Optional<ElectionKey> key;
  private final List<Declarations.CountedContest> opened;
  private final List<Step> all = new ArrayList<>();

  private Steps(Visit visit, Election election) {
    this.visit = visit;
    this.words = visit.words();
    this.election = election;
    this.nominations = visit.elections().nominations(election.id());
    this.key = visit.pollsIfOn().flatMap(polls -> polls.key(election.id()));
    this.opened =
        visit
            .declarationsIfOn()
            .filter(on -> pollIsClosed())
            .map(on -> on.contests(election.id()))
            .orElse(List.of());
    String next = nextKey();
    for (String step : ORDER) {
      all.add(step(step, next));
    }
  }

  static Steps of(Visit visit, Election election) {
    return new Steps(visit, election);
  }

  List<Step> all() {
    return all;
  }

  /** The step the election stands at; null when the result is declared. */
  Step next() {
    return all.stream().filter(Step::current).findFirst().orElse(null);
  }

  private boolean at(Election.State state) {
    return election.state() == state;
  }

  private boolean past(Election.State state) {
    return election.state().compareTo(state) > 0;
  }

  private boolean pollIsClosed() {
    return (at(Election.State.POLL) || at(Election.State.DECLARED))
        && !visit.now().isBefore(election.timetable().close().toInstant());
  }

  private boolean contested() {
    return election.contests().stream().anyMatch(Contest::contested);
  }

  private boolean withoutPoll() {
    return past(Election.State.NOMINATIONS) && !contested();
  }

  private long undecided() {
    return nominations.stream().filter(n -> n.state() == Nomination.State.RECEIVED).count();
  }

  private boolean nominationsClosed() {
    return visit.today().isAfter(day(ElectionStep.NOMINATIONS_CLOSE));
  }

  private LocalDate day(ElectionStep step) {
    return election.timetable().day(step);
  }

  private boolean lotNeeded() {
    return opened.stream().anyMatch(contest -> contest.lotNeeded().isPresent());
  }

  private String nextKey() {
    return switch (election.state()) {
      case PLANNED -> "notice";
      case NOMINATIONS -> nominationsClosed() && undecided() == 0 ? "candidates" : "nominations";
      case CANDIDATES_STATED -> contested() ? "roll" : "declare";
      case ROLL_FROZEN -> !contested() ? "declare" : key.isEmpty() ? "key" : "papers";
      case POLL ->
          !pollIsClosed() ? "poll" : opened.isEmpty() ? "box" : lotNeeded() ? "count" : "declare";
      case DECLARED -> "";
    };
  }

  private Step step(String step, String next) {
    LocalDate by = by(step);
    Step.State state = state(step, next, by);
    String address = step.equals("poll") ? "" : visit.path().to("elections", election.id(), step);
    boolean toSee =
        state != Step.State.LATER && state != Step.State.NOT_NEEDED || seenBefore(step);
    return new Step(
        step,
        toSee ? address : "",
        state,
        by,
        step.equals("poll") ? election.timetable().close().toInstant() : null,
        detail(step, state));
  }

  /** The key may be made before its turn. */
  private boolean seenBefore(String step) {
    return step.equals("key") && at(Election.State.CANDIDATES_STATED) && contested();
  }

  private Step.State state(String step, String next, LocalDate by) {
    if (step.equals(next)) {
      if (step.equals("poll")) {
        return Step.State.RUNNING;
      }
      if (step.equals("nominations") && !nominationsClosed()) {
        return undecided() > 0 ? Step.State.NOW : Step.State.RUNNING;
      }
      return by != null && visit.today().isAfter(by) && isBarredWhenLate(step)
          ? Step.State.LATE
          : Step.State.NOW;
    }
    if (withoutPoll() && ORDER.indexOf(step) > ORDER.indexOf("candidates") && !step.equals("declare")
        && !isDone(step)) {
      return Step.State.NOT_NEEDED;
    }
    return isDone(step) ? Step.State.DONE : Step.State.LATER;
  }

  /** Steps whose notice would come too late; the others are only behind the timetable. */
  private static boolean isBarredWhenLate(String step) {
    return step.equals("notice") || step.equals("papers");
  }

  private boolean isDone(String step) {
    return switch (step) {
      case "notice" -> past(Election.State.PLANNED);
      case "nominations" -> past(Election.State.NOMINATIONS) || nominationsClosed() && undecided() == 0
          && at(Election.State.NOMINATIONS);
      case "candidates" -> past(Election.State.NOMINATIONS);
      case "roll" -> visit.elections().roll(election.id()).isPresent();
      case "key" -> key.isPresent();
      case "papers" -> contested() && past(Election.State.ROLL_FROZEN);
      case "poll" -> contested() && pollIsClosed();
      case "box" -> !opened.isEmpty();
      case "count" -> !opened.isEmpty() && !lotNeeded();
      case "declare" -> at(Election.State.DECLARED);
      default -> throw new IllegalArgumentException("step: " + step);
    };
  }

  private LocalDate by(String step) {
    return switch (step) {
      case "notice" -> day(ElectionStep.NOTICE_OF_ELECTION);
      case "nominations" -> day(ElectionStep.NOMINATIONS_CLOSE);
      case "candidates" -> day(ElectionStep.STATEMENT_OF_CANDIDATES);
      case "roll", "key", "papers" -> day(ElectionStep.NOTICE_OF_POLL);
      default -> null;
    };
  }

  private String detail(String step, Step.State state) {
    boolean done = state == Step.State.DONE;
    return switch (step) {
      case "notice" ->
          done ? progress(visit.given(election, NoticeKind.NOTICE_OF_ELECTION)) : todo(step);
      case "nominations" -> nominations(state);
      case "candidates" ->
          done
              ? words.plural(
                  "elections.step.candidates.done",
                  election.contests().stream().mapToLong(c -> c.candidates().size()).sum())
              : words.say(
                  "elections.step.candidates.todo",
                  day(ElectionStep.NOMINATIONS_CLOSE).plusDays(1));
      case "roll" ->
          visit
              .elections()
              .roll(election.id())
              .map(roll -> words.plural("elections.step.roll.done", roll.entries().size()))
              .orElseGet(
                  () ->
                      words.say(
                          "elections.step.roll.todo", day(ElectionStep.NOMINATIONS_CLOSE)));
      case "key" ->
          key.map(
                  made ->
                      words.say(
                          "elections.step.key.done", made.fingerprint().substring(0, 16) + "…"))
              .orElseGet(() -> todo(step));
      case "papers" ->
          done ? progress(visit.given(election, NoticeKind.NOTICE_OF_POLL)) : todo(step);
      case "poll" -> state == Step.State.RUNNING || done ? turnout() : "";
      case "count" ->
          lotNeeded()
              ? words.say("elections.step.count.lot")
              : done ? words.plural("elections.step.count.done", opened.size()) : todo(step);
      default -> done ? "" : todo(step);
    };
  }

  private String todo(String step) {
    return words.say("elections.step." + step + ".todo");
  }

  private String nominations(Step.State state) {
    if (state == Step.State.LATER) {
      return "";
    }
    String received = words.plural("elections.step.nominations.received", nominations.size());
    return undecided() == 0
        ? received
        : received + " " + words.plural("elections.step.nominations.undecided", undecided());
  }

  private String progress(Optional<PostOffice.Given> given) {
    return given
        .map(
            notice ->
                words.plural(
                    "elections.progress", notice.addressed(), notice.served(), notice.failed()))
        .orElse("");
  }

  private String turnout() {
    List<Polls.Turnout> turnout =
        visit.pollsIfOn().map(polls -> polls.turnout(election.id())).orElse(List.of());
    return words.plural(
        "elections.step.poll.turnout",
        turnout.stream().mapToLong(Polls.Turnout::used).sum(),
        turnout.stream().mapToLong(Polls.Turnout::issued).sum());
  }
}
