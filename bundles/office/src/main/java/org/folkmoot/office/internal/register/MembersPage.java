package org.folkmoot.office.internal.register;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.office.internal.Desk;
import org.folkmoot.office.internal.OfficePage;
import org.folkmoot.office.internal.SafeCsv;
import org.folkmoot.page.Choice;
import org.folkmoot.page.DateWords;
import org.folkmoot.page.Form;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Link;
import org.folkmoot.page.Paging;
import org.folkmoot.register.ExplainedRoll;
import org.folkmoot.register.Member;
import org.folkmoot.register.MemberState;
import org.folkmoot.register.RegisterOfMembers;
import org.folkmoot.register.RegisterOfMembers.Search;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The register, found by name: who is on it and why, and who is not and why not. */
@Component
public final class MembersPage implements OfficePage {
  /** In the place of a state: those whom the records hold and who are not on the register. */
  private static final String OTHERS = "others";

  private static final int EXPORTED_AT_ONCE = 500;

  private final Desk desk;
  private final RegisterRooms rooms;

  @Activate
  public MembersPage(@Reference Desk desk, @Reference RegisterRooms rooms) {
    this.desk = desk;
    this.rooms = rooms;
  }

  @Override
  public boolean takes(InstitutionPath path) {
    return path.matches("members")
        || path.matches("members.csv")
        || path.matches("explained-roll.csv");
  }

  @Override
  public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Call call = new Call(desk, request, response);
    call.getOnly();
    if (call.path().matches("explained-roll.csv")) {
      wholeRoll(call);
    } else if (call.path().matches("members.csv")) {
      export(call);
    } else {
      list(call);
    }
  }

  private void list(Call call) throws IOException {
    Form form = call.form();
    RegisterOfMembers register = call.register();
    ExplainedRoll roll = rooms.rolls().on(call.path());
    boolean others = form.text("state").equals(OTHERS);
    String name = form.text("q");
    int total = others ? roll.countOthers(name) : register.count(search(form, 0, 1));
    Paging paging = Paging.of(call.request(), Call.PAGE, total);
    int offset = (int) paging.offset();
    List<List<Object>> rows = new ArrayList<>();
    if (others) {
      for (ExplainedRoll.Person person : roll.others(name, offset, Call.PAGE)) {
        rows.add(
            List.of(
                new Link(person.name(), call.path().to("members", person.id())),
                "",
                call.say("not-member"),
                "",
                call.text(person.reason())));
      }
    } else {
      for (Member member : register.find(search(form, offset, Call.PAGE))) {
        rows.add(
            List.of(
                new Link(call.name(member.name()), call.path().to("members", member.id())),
                call.constituency(member.constituency()),
                call.state(member.state()),
                DateWords.shortDay(member.since(), call.language()),
                call.text(member.reason())));
      }
    }
    // Whoever looks for somebody must not have to know first whether they are a member.
    int elsewhere = others || name.isEmpty() ? 0 : roll.countOthers(name);
    String query = call.request().getQueryString();
    call.page("members")
        .form(form)
        .with("tasks", rooms.queues(call.path(), call.words()))
        .with("rows", rows)
        .with("paging", paging)
        .with("others", others)
        .with("elsewhere", elsewhere)
        .with("toElsewhere", toOthers(call, name))
        .with("thirds", thirdChoices(call))
        .with("states", stateChoices(call))
        .with("download", call.path().to("members.csv") + (query == null ? "" : "?" + query))
        .with("toChanges", call.path().to("changes"))
        .with("toRepresentation", call.path().to("representation"))
        .with("wholeRoll", call.path().to("explained-roll.csv"))
        .send(call.response());
  }

  private static String toOthers(Call call, String name) {
    return call.path().to("members")
        + "?state="
        + OTHERS
        + "&q="
        + java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8);
  }

  private static List<Choice> thirdChoices(Call call) {
    List<Choice> choices = new ArrayList<>();
    choices.add(new Choice("", call.words().say("office.members.any-third")));
    call.constituencies()
        .forEach((third, name) -> choices.add(new Choice(third.word(), call.text(name))));
    return choices;
  }

  private static List<Choice> stateChoices(Call call) {
    List<Choice> choices = new ArrayList<>();
    choices.add(new Choice("", call.words().say("office.members.any-state")));
    for (MemberState state : MemberState.values()) {
      choices.add(new Choice(state.word(), call.state(state)));
    }
    choices.add(new Choice(OTHERS, call.say("others")));
    return choices;
  }

  private void export(Call call) throws IOException {
    Form form = call.form();
    if (form.text("state").equals(OTHERS)) {
      exportOthers(call, form.text("q"));
      return;
    }
    RegisterOfMembers register = call.register();
    try (SafeCsv csv =
        SafeCsv.download(
            call.response(),
            "members.csv",
            headings(
                call, "given", "family", "third", "state", "since", "reason", "rule", "email",
                "post"))) {
      List<Member> found;
      int offset = 0;
      do {
        found = register.find(search(form, offset, EXPORTED_AT_ONCE));
        for (Member member : found) {
          csv.row(
              List.of(
                  member.givenName(),
                  member.familyName(),
                  call.constituency(member.constituency()),
                  call.state(member.state()),
                  member.since(),
                  call.text(member.reason()),
                  member.rule(),
                  member.email().orElse(""),
                  String.join(", ", member.postalAddress())));
        }
        offset += found.size();
      } while (found.size() == EXPORTED_AT_ONCE);
    }
  }

  private void exportOthers(Call call, String name) throws IOException {
    ExplainedRoll roll = rooms.rolls().on(call.path());
    try (SafeCsv csv =
        SafeCsv.download(
            call.response(),
            "not-members.csv",
            headings(call, "given", "family", "reason", "rule"))) {
      List<ExplainedRoll.Person> found;
      int offset = 0;
      do {
        found = roll.others(name, offset, EXPORTED_AT_ONCE);
        for (ExplainedRoll.Person person : found) {
          csv.row(
              List.of(
                  person.givenName(),
                  person.familyName(),
                  call.text(person.reason()),
                  person.rule()));
        }
        offset += found.size();
      } while (found.size() == EXPORTED_AT_ONCE);
    }
  }

  /** Every record with where its person stands; without an address or a date of birth. */
  private void wholeRoll(Call call) throws IOException {
    List<String> headings =
        new ArrayList<>(
            List.of(
                call.say("roll.number"),
                call.words().say("office.member.source"),
                call.words().say("office.member.key")));
    headings.addAll(headings(call, "given", "family", "state", "third", "since"));
    headings.add(call.words().say("office.member.outcome"));
    headings.addAll(headings(call, "rule"));
    ExplainedRoll roll = rooms.rolls().on(call.path());
    try (SafeCsv csv = SafeCsv.download(call.response(), "explained-roll.csv", headings)) {
      roll.each(
          line ->
              csv.write(
                  List.of(
                      line.person(),
                      line.source(),
                      line.key(),
                      line.givenName(),
                      line.familyName(),
                      line.state().map(call::state).orElse(call.say("not-member")),
                      line.constituency().map(call::constituency).orElse(""),
                      line.since().map(Object::toString).orElse(""),
                      call.text(line.outcome()),
                      line.rule())));
    }
  }

  private static List<String> headings(Call call, String... columns) {
    List<String> headings = new ArrayList<>();
    for (String column : columns) {
      headings.add(call.words().say("office.members.column." + column));
    }
    return headings;
  }

  private static Search search(Form form, int offset, int limit) {
    return new Search(
        form.text("q"), third(form.text("third")), state(form.text("state")), offset, limit);
  }

  /** A word in the address that is none of ours finds everybody, as an empty one does. */
  private static Optional<Constituency> third(String word) {
    for (Constituency third : Constituency.values()) {
      if (third.word().equals(word)) {
        return Optional.of(third);
      }
    }
    return Optional.empty();
  }

  private static Optional<MemberState> state(String word) {
    for (MemberState state : MemberState.values()) {
      if (state.word().equals(word)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }
}
