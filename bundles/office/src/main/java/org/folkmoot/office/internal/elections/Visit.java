package org.folkmoot.office.internal.elections;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.folkmoot.ballot.PaperDesk;
import org.folkmoot.ballot.Polls;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Constitution;
import org.folkmoot.constitution.Label;
import org.folkmoot.constitution.NoticeKind;
import org.folkmoot.constitution.Refused;
import org.folkmoot.constitution.WorkingDays;
import org.folkmoot.declaration.Declarations;
import org.folkmoot.election.Contest;
import org.folkmoot.election.Election;
import org.folkmoot.election.Elections;
import org.folkmoot.notice.PostOffice;
import org.folkmoot.office.internal.Account;
import org.folkmoot.office.internal.Desk;
import org.folkmoot.page.DateWords;
import org.folkmoot.page.Form;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Link;
import org.folkmoot.page.Page;
import org.folkmoot.page.Problem;
import org.folkmoot.page.SeeOther;
import org.folkmoot.page.Words;
import org.folkmoot.register.RegisterOfMembers;

/** One request to a page of elections or of the governing body, and what answers it. */
final class Visit {
  private final Rooms rooms;
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final InstitutionPath path;
  private final Words words;
  private Election election;

  Visit(Rooms rooms, HttpServletRequest request, HttpServletResponse response) {
    this.rooms = rooms;
    this.request = request;
    this.response = response;
    this.path = Desk.path(request);
    this.words = rooms.desk().words(request);
  }

  HttpServletRequest request() {
    return request;
  }

  HttpServletResponse response() {
    return response;
  }

  InstitutionPath path() {
    return path;
  }

  Words words() {
    return words;
  }

  Elections elections() {
    return rooms.elections().on(path);
  }

  Polls polls() {
    return rooms.polls().on(path);
  }

  PaperDesk paperDesk() {
    return rooms.desks().on(path);
  }

  /** Polls where they are on; the page of an election is there without them. */
  Optional<Polls> pollsIfOn() {
    return rooms.polls().of(path.institution());
  }

  Declarations declarations() {
    return rooms.declarations().on(path);
  }

  Optional<Declarations> declarationsIfOn() {
    return rooms.declarations().of(path.institution());
  }

  RegisterOfMembers register() {
    return rooms.registers().on(path);
  }

  WorkingDays workingDays() {
    return rooms.workingDays();
  }

  Constitution constitution() {
    return elections().institution().constitution();
  }

  /** The election that the address names. */
  Election election() {
    if (election == null) {
      election = elections().election(path.segment(1)).orElseThrow(Problem.NOT_FOUND::found);
    }
    return election;
  }

  /** The address of the election, or of a page of it. */
  String toElection(String... segments) {
    List<String> all = new ArrayList<>(List.of("elections", election().id()));
    all.addAll(List.of(segments));
    return path.to(all.toArray(String[]::new));
  }

  String actor() {
    return Account.of(request).name();
  }

  Instant now() {
    return rooms.clock().instant();
  }

  LocalDate today() {
    return now().atZone(DateWords.ZONE).toLocalDate();
  }

  String text(Label label) {
    return label.in(words.language().locale());
  }

  String constituency(Constituency constituency) {
    return text(constitution().pack().constituencies().get(constituency));
  }

  /** What a contest is called on these pages: the seat, and whose third it is in. */
  String contest(Contest contest) {
    return words.say(
        "elections.contest", text(contest.seatKind()), constituency(contest.constituency()));
  }

  /** What a counting rule is called. */
  String rule(String id) {
    String key = "elections.rule." + id;
    return words.knows(key) ? words.say(key) : id;
  }

  /** A page of elections. */
  Page page(String template) {
    return rooms
        .desk()
        .page(request, "elections/" + template)
        .with("today", today())
        .with("path", new Address(path));
  }

  /** A page of one election, beneath it. */
  Page pageOfElection(String template) {
    return page(template)
        .crumbs(
            List.of(
                new Link(words.say("elections.title"), path.to("elections")),
                new Link(election().title(), toElection())))
        .with("election", election())
        .with("close", election().timetable().close().toInstant());
  }

  /** Does what a form asks; what is refused is said at the field, and nothing was changed. */
  boolean done(Form form, String field, Runnable act) {
    try {
      act.run();
      return true;
    } catch (Refused refused) {
      rooms.desk().refuse(request, form, field, refused);
      return false;
    }
  }

  /** Whether the box beside what cannot be undone is ticked. */
  boolean confirmed(Form form) {
    return confirmed(form, "elections.confirm.missing");
  }

  /** Whether the box was ticked; otherwise the form says so in these words. */
  boolean confirmed(Form form, String missing) {
    if (!form.chosen("confirm", "yes")) {
      form.refuse("confirm", words.say(missing));
    }
    return form.isFine();
  }

  /** Sends the reader on, and says there what was done. */
  void goOn(String href, String said) {
    rooms.desk().say(request, said);
    SeeOther.to(response, href);
  }

  /** How many members of some constituencies there are, and how many of them no mail can reach. */
  Reach reach(Predicate<Constituency> reached) {
    int[] counted = new int[2];
    register()
        .eachMember(
            member -> {
              if (reached.test(member.constituency())) {
                counted[0]++;
                counted[1] += member.email().isEmpty() ? 1 : 0;
              }
            });
    return new Reach(counted[0], counted[1]);
  }

  /** How far a notice of this election has got; empty when none was given. */
  Optional<PostOffice.Given> given(Election of, NoticeKind kind) {
    List<PostOffice.Given> given =
        rooms.postOffice().given(path.institution(), of.id()).stream()
            .filter(notice -> notice.kind() == kind)
            .toList();
    // Each constituency has a notice of poll of its own; together they are one step.
    return given.stream()
        .reduce(
            (one, other) ->
                new PostOffice.Given(
                    one.id(),
                    one.kind(),
                    one.concerning(),
                    one.opened(),
                    one.addressed() + other.addressed(),
                    one.served() + other.served(),
                    one.failed() + other.failed()));
  }

  /** Sends a file to be kept. */
  void download(String name, String type, String content) throws IOException {
    download(name, type + ";charset=UTF-8", content.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends a file to be kept, as it is. */
  void download(String name, String type, byte[] content) throws IOException {
    response.setContentType(type);
    response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
    response.setHeader("Cache-Control", "no-store");
    response.getOutputStream().write(content);
  }

  /** People a notice goes to. */
  record Reach(int people, int withoutEmail) {}
}
