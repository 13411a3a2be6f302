package org.folkmoot.office.internal.register;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.folkmoot.office.internal.Desk;
import org.folkmoot.office.internal.OfficePage;
import org.folkmoot.page.Choice;
import org.folkmoot.page.DateWords;
import org.folkmoot.page.Form;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Link;
import org.folkmoot.page.Paging;
import org.folkmoot.page.Problem;
import org.folkmoot.register.Reviews;
import org.folkmoot.register.Reviews.Decision;
import org.folkmoot.register.Reviews.Pair;
import org.folkmoot.register.Reviews.Side;
import org.folkmoot.register.Reviews.Standing;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Two records, one person or two: the queue, one pair beside each other, and what was decided. */
@Component
public final class ReviewsPage implements OfficePage {
  private final Desk desk;
  private final RegisterRooms rooms;

  @Activate
  public ReviewsPage(@Reference Desk desk, @Reference RegisterRooms rooms) {
    this.desk = desk;
    this.rooms = rooms;
  }

  /** One item of the comparison, in words. */
  public record Compared(String name, String left, String right, String verdict, String kind) {}

  /** One of the lists of pairs. */
  public record Tab(String text, String href, boolean here) {}

  /** What a decision would do. */
  public record Outcome(String decision, List<String> sentences) {}

  @Override
  public boolean takes(InstitutionPath path) {
    return path.matches("reviews") || path.matches("reviews", "*");
  }

  @Override
  public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Call call = new Call(desk, request, response);
    Reviews reviews = rooms.reviews().on(call.path());
    if (call.path().matches("reviews")) {
      call.getOnly();
      list(call, reviews);
      return;
    }
    Pair pair = reviews.pair(call.path().segment(1)).orElseThrow(Problem.NOT_FOUND::found);
    Form form = call.form();
    if (call.post() && decided(call, reviews, pair, form)) {
      return;
    }
    show(call, reviews, pair, form);
  }

  private static void list(Call call, Reviews reviews) throws IOException {
    Standing standing = standing(call.form().text("standing"));
    List<Pair> found = reviews.pairs(standing, call.offset(), Call.PAGE + 1);
    Paging paging = call.paging(found.size());
    List<List<Object>> rows = new ArrayList<>();
    for (Pair pair : found.stream().limit(Call.PAGE).toList()) {
      rows.add(
          List.of(
              new Link(
                  call.say(
                      "review.names",
                      call.name(pair.left().name()),
                      call.name(pair.right().name())),
                  call.path().to("reviews", pair.id())),
              List.of(pair.left().source(), pair.right().source()),
              pair.voteHeld()
                  ? List.of(call.say("review.vote-held"), call.text(pair.why()))
                  : call.text(pair.why()),
              pair.since(),
              pair.decidedBy().orElse("")));
    }
    List<Tab> standings = new ArrayList<>();
    for (Standing other : Standing.values()) {
      standings.add(
          new Tab(
              call.say("review.standing." + word(other)),
              call.path().to("reviews") + "?standing=" + word(other),
              other == standing));
    }
    call.page("reviews")
        .crumbs(List.of(new Link(call.words().say("office.members.title"), toMembers(call))))
        .with("rows", rows)
        .with("waiting", reviews.waiting())
        .with("paging", paging)
        .with("standing", word(standing))
        .with("standings", standings)
        .send(call.response());
  }

  private static String toMembers(Call call) {
    return call.path().to("members");
  }

  private boolean decided(Call call, Reviews reviews, Pair pair, Form form) {
    Decision decision = decision(form.text("decision"));
    if (decision == null) {
      form.refuse("decision", call.say("review.decision.missing"));
    }
    String why = form.line("why");
    if (why.isEmpty()) {
      form.refuse("why", call.say("review.why.missing"));
    }
    call.confirmed(form);
    if (!form.isFine()
        || !call.done(
            form, "decision", () -> reviews.decide(pair.id(), decision, why, call.actor()))) {
      return false;
    }
    call.goOn(call.path().to("reviews"), call.say("review.done." + word(decision)));
    return true;
  }

  private static void show(Call call, Reviews reviews, Pair pair, Form form) throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    List<Choice> choices = new ArrayList<>();
    for (Decision decision : Decision.values()) {
      if (!stands(pair.standing(), decision)) {
        String words = call.say("review.decision." + word(decision));
        choices.add(new Choice(word(decision), words));
        outcomes.add(
            new Outcome(
                words,
                reviews.consequences(pair.id(), decision).stream().map(call::text).toList()));
      }
    }
    call.page("review")
        .form(form)
        .crumbs(
            List.of(
                new Link(call.words().say("office.members.title"), toMembers(call)),
                new Link(call.say("review.title"), call.path().to("reviews"))))
        .with("pair", pair)
        .with("why", call.text(pair.why()))
        .with("standing", word(pair.standing()))
        .with("left", head(call, pair.left()))
        .with("right", head(call, pair.right()))
        .with("items", items(call, pair))
        .with("outcomes", outcomes)
        .with("choices", choices)
        .send(call.response());
  }

  /** Deciding what stands already would change nothing. */
  private static boolean stands(Standing standing, Decision decision) {
    return switch (decision) {
      case ONE_PERSON -> standing == Standing.ONE_PERSON;
      case TWO_PERSONS -> standing == Standing.TWO_PERSONS;
      case UNDECIDED -> standing == Standing.WAITING;
    };
  }

  private static List<Object> head(Call call, Side side) {
    String name = call.name(side.name());
    return List.of(
        new Link(name, call.path().to("members", side.person())),
        call.say("review.record", side.source(), side.key()),
        side.member()
            .map(
                member ->
                    call.say(
                        "review.on",
                        call.state(member.state()),
                        call.constituency(member.constituency())))
            .orElse(call.say("not-member")));
  }

  private static List<Compared> items(Call call, Pair pair) {
    return pair.items().stream()
        .map(
            item ->
                new Compared(
                    Desk.capital(call.text(item.name())),
                    value(call, item.left()),
                    value(call, item.right()),
                    call.say("review.verdict." + word(item.verdict())),
                    switch (item.verdict()) {
                      case SAME -> "green";
                      case ALIKE -> "yellow";
                      case DIFFERENT -> "red";
                      case NOT_KNOWN -> "grey";
                    }))
        .toList();
  }

  /** As the record has it; a day in words, for the eye to see what differs. */
  private static String value(Call call, String held) {
    if (held.isBlank()) {
      return call.say("review.not-shown");
    }
    return held.matches("\\d{4}-\\d{2}-\\d{2}")
        ? DateWords.shortDay(LocalDate.parse(held), call.language())
        : held;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Standing standing(String word) {
    for (Standing standing : Standing.values()) {
      if (word(standing).equals(word)) {
        return standing;
      }
    }
    return Standing.WAITING;
  }

  private static Decision decision(String word) {
    for (Decision decision : Decision.values()) {
      if (word(decision).equals(word)) {
        return decision;
      }
    }
    return null;
  }
}
