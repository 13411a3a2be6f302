package org.folkmoot.office.internal.register;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.office.internal.Desk;
import org.folkmoot.office.internal.OfficePage;
import org.folkmoot.office.internal.SafeCsv;
import org.folkmoot.page.Choice;
import org.folkmoot.page.DateWords;
import org.folkmoot.page.Form;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Link;
import org.folkmoot.page.Paging;
import org.folkmoot.page.Row;
import org.folkmoot.register.EnrolmentRun;
import org.folkmoot.register.EnrolmentRun.Change.Kind;
import org.folkmoot.register.ExplainedRoll;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is different on the register between two runs, or between a run and now. */
@Component
public final class ChangesPage implements OfficePage {
  /** Runs offered to choose from; any other can be named in the address. */
  private static final int RUNS = 30;

  private final Desk desk;
  private final RegisterRooms rooms;

  @Activate
  public ChangesPage(@Reference Desk desk, @Reference RegisterRooms rooms) {
    this.desk = desk;
    this.rooms = rooms;
  }

  /** Between which runs; empty means now. */
  private record Span(long after, Optional<Long> upTo) {}

  @Override
  public boolean takes(InstitutionPath path) {
    return path.matches("changes") || path.matches("changes.csv");
  }

  @Override
  public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Call call = new Call(desk, request, response);
    call.getOnly();
    ExplainedRoll roll = rooms.rolls().on(call.path());
    List<EnrolmentRun> runs = desk.enrolments().on(call.path()).runs(RUNS);
    Form form = call.form();
    long newest = runs.isEmpty() ? 0 : runs.get(0).number();
    Span span = span(form, newest);
    if (call.path().matches("changes.csv")) {
      download(call, roll, span, kind(form.text("kind")));
      return;
    }
    form.with("from", Long.toString(span.after()));
    form.with("to", span.upTo().map(number -> Long.toString(number)).orElse(""));
    show(call, roll, runs, form, span);
  }

  /** Without a choice: what the newest run changed, and what was done by hand since. */
  private static Span span(Form form, long newest) {
    long after = number(form.text("from"), newest).orElse(Math.max(0, newest - 1));
    Optional<Long> upTo = number(form.text("to"), newest).filter(to -> to > 0);
    return new Span(upTo.isPresent() && upTo.get() < after ? upTo.get() : after, upTo);
  }

  private static Optional<Long> number(String text, long newest) {
    return text.matches("\\d{1,9}")
        ? Optional.of(Long.parseLong(text)).filter(number -> number <= newest)
        : Optional.empty();
  }

  private static Optional<Kind> kind(String word) {
    for (Kind kind : Kind.values()) {
      if (word(kind).equals(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static void show(
      Call call, ExplainedRoll roll, List<EnrolmentRun> runs, Form form, Span span)
      throws IOException {
    Optional<Kind> chosen = kind(form.text("kind"));
    int offset = call.offset();
    Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    List<List<Object>> rows = new ArrayList<>();
    int[] matching = new int[1];
    roll.eachChange(
        span.after(),
        span.upTo(),
        change -> {
          counts.merge(change.kind(), 1, Integer::sum);
          if (chosen.isEmpty() || chosen.get() == change.kind()) {
            int place = matching[0]++;
            if (place >= offset && place < offset + Call.PAGE) {
              rows.add(row(call, change));
            }
          }
        });
    List<Row> figures = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      figures.add(new Row(kindName(call, kind), counts.getOrDefault(kind, 0)));
    }
    String query = call.request().getQueryString();
    call.page("changes")
        .form(form)
        .crumbs(
            List.of(new Link(call.words().say("office.members.title"), call.path().to("members"))))
        .with("from", from(call, runs))
        .with("to", to(call, runs))
        .with("kinds", kinds(call))
        .with("figures", figures)
        .with("rows", rows)
        .with("paging", Paging.of(call.request(), Call.PAGE, matching[0]))
        .with("download", call.path().to("changes.csv") + (query == null ? "" : "?" + query))
        .send(call.response());
  }

  private static String kindName(Call call, Kind kind) {
    return call.words().say("office.run." + word(kind));
  }

  private static List<Object> row(Call call, ExplainedRoll.Change change) {
    return List.of(
        new Link(call.name(change.name()), call.path().to("members", change.person())),
        kindName(call, change.kind()),
        thirds(call, change),
        DateWords.shortDay(change.since(), call.language()),
        call.text(change.reason()));
  }

  private static String thirds(Call call, ExplainedRoll.Change change) {
    String now = call.constituency(change.now());
    return change
        .before()
        .filter(before -> change.kind() == Kind.MOVED)
        .map(before -> call.say("changes.moved", call.constituency(before), now))
        .orElse(now);
  }

  private static List<Choice> from(Call call, List<EnrolmentRun> runs) {
    List<Choice> choices = new ArrayList<>();
    runs.forEach(run -> choices.add(choice(call, run)));
    choices.add(new Choice("0", call.say("changes.beginning")));
    return choices;
  }

  private static List<Choice> to(Call call, List<EnrolmentRun> runs) {
    List<Choice> choices = new ArrayList<>();
    choices.add(new Choice("", call.say("changes.now")));
    runs.forEach(run -> choices.add(choice(call, run)));
    return choices;
  }

  private static Choice choice(Call call, EnrolmentRun run) {
    return new Choice(
        Long.toString(run.number()),
        call.say(
            "changes.run",
            Long.toString(run.number()),
            DateWords.shortDay(run.at().atZone(DateWords.ZONE).toLocalDate(), call.language()),
            run.source()));
  }

  private static List<Choice> kinds(Call call) {
    List<Choice> choices = new ArrayList<>();
    choices.add(new Choice("", call.say("changes.any-kind")));
    for (Kind kind : Kind.values()) {
      choices.add(new Choice(word(kind), kindName(call, kind)));
    }
    return choices;
  }

  private static void download(Call call, ExplainedRoll roll, Span span, Optional<Kind> kind)
      throws IOException {
    List<String> headings =
        List.of(
            call.say("roll.number"),
            call.words().say("office.members.column.name"),
            call.say("changes.kind"),
            call.say("changes.before"),
            call.words().say("office.members.column.third"),
            call.words().say("office.members.column.since"),
            call.words().say("office.members.column.reason"),
            call.say("history.by"));
    try (SafeCsv csv = SafeCsv.download(call.response(), "changes.csv", headings)) {
      roll.eachChange(
          span.after(),
          span.upTo(),
          change -> {
            if (kind.isEmpty() || kind.get() == change.kind()) {
              csv.write(
                  List.of(
                      change.person(),
                      call.name(change.name()),
                      kindName(call, change.kind()),
                      change.before().map(call::constituency).orElse(""),
                      call.constituency(change.now()),
                      change.since(),
                      call.text(change.reason()),
                      change.actor()));
            }
          });
    }
  }
}
