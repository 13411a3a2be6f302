package org.folkmoot.office.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Label;
import org.folkmoot.notice.PostOffice;
import org.folkmoot.page.Choice;
import org.folkmoot.page.DateWords;
import org.folkmoot.page.Form;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Language;
import org.folkmoot.page.Link;
import org.folkmoot.page.Paging;
import org.folkmoot.page.Problem;
import org.folkmoot.page.Row;
import org.folkmoot.page.SeeOther;
import org.folkmoot.page.Words;
import org.folkmoot.register.Member;
import org.folkmoot.register.MemberState;
import org.folkmoot.register.RegisterOfMembers;
import org.folkmoot.register.RegisterOfMembers.Search;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The register: who is a member and why, found by name, and one person with their records. */
@Component
public final class MembersPage implements OfficePage {
  private static final int PAGE = 50;
  private static final int EXPORTED_AT_ONCE = 500;

  /** Proofs are kept by notice: those of so many addressees are looked through for one person. */
  private static final int PROOFS_READ = 20_000;

  private final Desk desk;
  private final PostOffice postOffice;

  @Activate
  public MembersPage(@Reference Desk desk, @Reference PostOffice postOffice) {
    this.desk = desk;
    this.postOffice = postOffice;
  }

  @Override
  public boolean takes(InstitutionPath path) {
    return path.matches("members")
        || path.matches("members.csv")
        || path.matches("members", "*")
        || path.matches("members", "*", "leave");
  }

  @Override
  public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    InstitutionPath path = Desk.path(request);
    RegisterOfMembers register = desk.registers().on(path);
    boolean leave = path.matches("members", "*", "leave");
    if (request.getMethod().equals("POST") && !leave) {
      throw Problem.WRONG_METHOD.found();
    }
    if (path.matches("members")) {
      list(request, response, path, register);
    } else if (path.matches("members.csv")) {
      export(request, response, register);
    } else {
      Member member = register.member(path.segment(1)).orElseThrow(Problem.NOT_FOUND::found);
      if (leave) {
        leave(request, response, path, register, member);
      } else {
        person(request, response, path, register, member);
      }
    }
  }

  private void list(
      HttpServletRequest request,
      HttpServletResponse response,
      InstitutionPath path,
      RegisterOfMembers register)
      throws IOException {
    Form form = Form.of(request);
    Words words = desk.words(request);
    Locale locale = Language.of(request).locale();
    Map<Constituency, Label> names = constituencies(register);
    Paging paging = Paging.of(request, PAGE, register.count(search(form, 0, 1)));
    List<List<Object>> rows = new ArrayList<>();
    for (Member member : register.find(search(form, (int) paging.offset(), PAGE))) {
      rows.add(
          List.of(
              new Link(member.name(), path.to("members", member.id())),
              names.get(member.constituency()).in(locale),
              state(member, words),
              DateWords.shortDay(member.since(), Language.of(request)),
              member.reason().in(locale)));
    }
    String query = request.getQueryString();
    desk.page(request, "office/members")
        .form(form)
        .with("rows", rows)
        .with("paging", paging)
        .with("thirds", thirdChoices(names, words, locale))
        .with("states", stateChoices(words))
        .with("download", path.to("members.csv") + (query == null ? "" : "?" + query))
        .send(response);
  }

  private static List<Choice> thirdChoices(
      Map<Constituency, Label> names, Words words, Locale locale) {
    List<Choice> choices = new ArrayList<>();
    choices.add(new Choice("", words.say("office.members.any-third")));
    names.forEach((third, name) -> choices.add(new Choice(third.word(), name.in(locale))));
    return choices;
  }

  private static List<Choice> stateChoices(Words words) {
    List<Choice> choices = new ArrayList<>();
    choices.add(new Choice("", words.say("office.members.any-state")));
    for (MemberState state : MemberState.values()) {
      choices.add(new Choice(state.word(), words.say("office.state." + state.word())));
    }
    return choices;
  }

  private void export(
      HttpServletRequest request, HttpServletResponse response, RegisterOfMembers register)
      throws IOException {
    Form form = Form.of(request);
    Words words = desk.words(request);
    Locale locale = Language.of(request).locale();
    Map<Constituency, Label> names = constituencies(register);
    List<String> headings = new ArrayList<>();
    for (String column :
        List.of("given", "family", "third", "state", "since", "reason", "rule", "email", "post")) {
      headings.add(words.say("office.members.column." + column));
    }
    try (SafeCsv csv = SafeCsv.download(response, "members.csv", headings)) {
      List<Member> found;
      int offset = 0;
      do {
        found = register.find(search(form, offset, EXPORTED_AT_ONCE));
        for (Member member : found) {
          csv.row(
              List.of(
                  member.givenName(),
                  member.familyName(),
                  names.get(member.constituency()).in(locale),
                  state(member, words),
                  member.since(),
                  member.reason().in(locale),
                  member.rule(),
                  member.email().orElse(""),
                  String.join(", ", member.postalAddress())));
        }
        offset += found.size();
      } while (found.size() == EXPORTED_AT_ONCE);
    }
  }

  private void person(
      HttpServletRequest request,
      HttpServletResponse response,
      InstitutionPath path,
      RegisterOfMembers register,
      Member member)
      throws IOException {
    Words words = desk.words(request);
    Language language = Language.of(request);
    Locale locale = language.locale();
    List<Row> rows =
        List.of(
            new Row(
                words.say("office.members.column.third"),
                constituencies(register).get(member.constituency()).in(locale)),
            new Row(words.say("office.members.column.state"), state(member, words)),
            new Row(words.say("office.members.column.since"), member.since()),
            new Row(words.say("office.members.column.reason"), member.reason().in(locale)),
            new Row(words.say("office.members.column.rule"), member.rule()),
            new Row(
                words.say("office.members.column.email"),
                member.email().orElse(words.say("office.members.none"))),
            new Row(
                words.say("office.members.column.post"),
                member.postalAddress().isEmpty()
                    ? words.say("office.members.none")
                    : member.postalAddress()),
            new Row(
                words.say("office.members.language"), Language.of(member.language()).ownName()));
    List<List<String>> records =
        register.explain(member.id()).stream()
            .map(
                record ->
                    List.of(
                        record.source(),
                        record.key(),
                        record.name(),
                        record.outcome().in(locale),
                        record.rule()))
            .toList();
    desk.page(request, "office/member")
        .back(path.to("members"))
        .with("name", member.name())
        .with("rows", rows)
        .with("records", records)
        .with("notices", notices(desk.institution(path), member, words))
        .with("leave", mayLeave(member) ? path.to("members", member.id(), "leave") : "")
        .send(response);
  }

  private List<List<Object>> notices(Institution institution, Member member, Words words) {
    List<List<Object>> rows = new ArrayList<>();
    int read = 0;
    for (PostOffice.Given given : new GivenNotices(desk, postOffice).of(institution)) {
      read += given.addressed();
      if (read > PROOFS_READ) {
        break;
      }
      postOffice
          .proofFor(given.id(), member.id())
          .ifPresent(
              service ->
                  rows.add(
                      List.of(
                          words.say("office.notice." + given.kind().word()),
                          words.say("office.service." + service.state().word()),
                          MailPage.channel(service, words),
                          service.at())));
    }
    return rows;
  }

  private void leave(
      HttpServletRequest request,
      HttpServletResponse response,
      InstitutionPath path,
      RegisterOfMembers register,
      Member member)
      throws IOException {
    if (!mayLeave(member)) {
      throw Problem.NOT_FOUND.found();
    }
    Form form = Form.of(request);
    Words words = desk.words(request);
    if (request.getMethod().equals("POST")) {
      if (form.text("confirm").equals("yes")) {
        register.optOut(member.id(), Account.of(request).name());
        desk.say(request, words.say("office.leave.done", member.name()));
        SeeOther.to(response, path.to("members", member.id()));
        return;
      }
      form.refuse("confirm", words.say("office.leave.confirm.missing"));
    }
    desk.page(request, "office/leave")
        .form(form)
        .back(path.to("members", member.id()))
        .with("name", member.name())
        .send(response);
  }

  private static boolean mayLeave(Member member) {
    return member.state() == MemberState.MEMBER || member.state() == MemberState.INVITED;
  }

  private static String state(Member member, Words words) {
    return words.say("office.state." + member.state().word());
  }

  private static Map<Constituency, Label> constituencies(RegisterOfMembers register) {
    return register.institution().constitution().pack().constituencies();
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
