package org.folkmoot.office.internal.register;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.folkmoot.notice.PostOffice;
import org.folkmoot.office.internal.Desk;
import org.folkmoot.office.internal.MailPage;
import org.folkmoot.office.internal.OfficePage;
import org.folkmoot.page.DateWords;
import org.folkmoot.page.Form;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Language;
import org.folkmoot.page.Link;
import org.folkmoot.page.Problem;
import org.folkmoot.page.Row;
import org.folkmoot.register.DataRights;
import org.folkmoot.register.ExplainedRoll;
import org.folkmoot.register.ExplainedRoll.Person;
import org.folkmoot.register.ExplainedRoll.Withheld;
import org.folkmoot.register.Member;
import org.folkmoot.register.MemberState;
import org.folkmoot.register.Reviews;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * One person, member or not: why, by which records and links, what the membership went through, and
 * what may be done about it.
 */
@Component
public final class PersonPage implements OfficePage {
  private final Desk desk;
  private final RegisterRooms rooms;
  private final PostOffice postOffice;

  @Activate
  public PersonPage(
      @Reference Desk desk, @Reference RegisterRooms rooms, @Reference PostOffice postOffice) {
    this.desk = desk;
    this.rooms = rooms;
    this.postOffice = postOffice;
  }

  @Override
  public boolean takes(InstitutionPath path) {
    return path.matches("members", "*")
        || path.matches("members", "*", "leave")
        || path.matches("members", "*", "erase");
  }

  @Override
  public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Call call = new Call(desk, request, response);
    Person person =
        rooms
            .rolls()
            .on(call.path())
            .person(call.path().segment(1))
            .orElseThrow(Problem.NOT_FOUND::found);
    switch (call.path().segment(2)) {
      case "leave" -> leave(call, person);
      case "erase" -> erase(call, person);
      default -> {
        call.getOnly();
        show(call, person);
      }
    }
  }

  private void show(Call call, Person person) throws IOException {
    Optional<Member> member = call.register().member(person.id());
    call.page("person")
        .crumbs(
            List.of(new Link(call.words().say("office.members.title"), call.path().to("members"))))
        .with("name", call.name(person.name()))
        .with("withheld", person.withheld() == Withheld.NOTHING ? "" : withheld(call, person))
        .with("rows", rows(call, person, member))
        .with("records", records(call, person))
        .with("pairs", pairs(call, person))
        .with("history", history(call, person))
        .with("notices", notices(call, person))
        .with("corrections", corrections(call, person))
        .with("acts", acts(call, person, member))
        .send(call.response());
  }

  private static String withheld(Call call, Person person) {
    return call.say(
        person.withheld() == Withheld.ADDRESS ? "withheld.address" : "withheld.contact");
  }

  private static List<Row> rows(Call call, Person person, Optional<Member> member) {
    List<Row> rows = new ArrayList<>();
    if (member.isEmpty()) {
      rows.add(column(call, "state", call.say("not-member")));
      rows.add(new Row(call.say("person.why-not"), call.text(person.reason())));
      if (!person.rule().isEmpty()) {
        rows.add(column(call, "rule", person.rule()));
      }
      return rows;
    }
    Member on = member.get();
    rows.add(column(call, "third", call.constituency(on.constituency())));
    rows.add(column(call, "state", call.state(on.state())));
    rows.add(column(call, "since", on.since()));
    rows.add(column(call, "reason", call.text(on.reason())));
    rows.add(column(call, "rule", on.rule()));
    String none = call.words().say("office.members.none");
    String kept = call.say("withheld.short");
    rows.add(
        column(
            call, "email", on.email().orElse(person.withheld() == Withheld.CONTACT ? kept : none)));
    rows.add(
        column(
            call,
            "post",
            !on.postalAddress().isEmpty()
                ? on.postalAddress()
                : person.withheld() == Withheld.NOTHING ? none : kept));
    rows.add(
        new Row(call.words().say("office.members.language"), Language.of(on.language()).ownName()));
    return rows;
  }

  private static Row column(Call call, String column, Object value) {
    return new Row(call.words().say("office.members.column." + column), value);
  }

  private static List<List<String>> records(Call call, Person person) {
    return call.register().explain(person.id()).stream()
        .map(
            record ->
                List.of(
                    record.source(),
                    record.key(),
                    record.name(),
                    call.text(record.outcome()),
                    record.rule()))
        .toList();
  }

  /** Which records are linked with which, why, and where that is undone. */
  private List<List<Object>> pairs(Call call, Person person) {
    List<List<Object>> rows = new ArrayList<>();
    rooms
        .reviews()
        .of(call.path().institution())
        .ifPresent(
            reviews -> {
              for (Reviews.Pair pair : reviews.pairsOf(person.id())) {
                String word = pair.standing().name().toLowerCase(java.util.Locale.ROOT);
                rows.add(
                    List.of(
                        call.say(
                            "person.pair",
                            call.say("review.record", pair.left().source(), pair.left().key()),
                            call.say("review.record", pair.right().source(), pair.right().key())),
                        call.say("review.standing." + word.replace('_', '-')),
                        call.text(pair.why()),
                        new Link(
                            call.say(
                                pair.standing() == Reviews.Standing.WAITING
                                    ? "person.decide"
                                    : "person.undo"),
                            call.path().to("reviews", pair.id()))));
              }
            });
    return rows;
  }

  private List<List<Object>> history(Call call, Person person) {
    return rooms.rolls().on(call.path()).history(person.id()).stream()
        .map(
            standing ->
                List.<Object>of(
                    DateWords.shortDay(standing.since(), call.language()),
                    call.state(standing.state()),
                    call.constituency(standing.constituency()),
                    List.of(call.text(standing.reason()), standing.rule()),
                    by(call, standing)))
        .toList();
  }

  private static Object by(Call call, ExplainedRoll.Standing standing) {
    return standing
        .run()
        .<Object>map(
            run ->
                new Link(
                    call.say("history.run", Long.toString(run)),
                    call.path().to("runs", Long.toString(run))))
        .orElseGet(() -> standing.actor());
  }

  private List<List<Object>> notices(Call call, Person person) {
    return postOffice.served(call.path().institution(), person.id()).stream()
        .map(
            served ->
                List.<Object>of(
                    call.words().say("office.notice." + served.kind().word()),
                    call.words().say("office.service." + served.service().state().word()),
                    MailPage.channel(served.service(), call.words()),
                    served.service().at()))
        .toList();
  }

  private List<List<Object>> corrections(Call call, Person person) {
    List<List<Object>> rows = new ArrayList<>();
    rooms
        .corrections()
        .of(call.path().institution())
        .ifPresent(
            corrections ->
                corrections
                    .of(person.id())
                    .forEach(
                        one ->
                            rows.add(
                                List.of(
                                    one.asked(),
                                    one.text(),
                                    one.settled().isPresent()
                                        ? one.answer()
                                        : new Link(
                                            call.say("person.answer"),
                                            call.path().to("corrections", one.id()))))));
    return rows;
  }

  private List<Link> acts(Call call, Person person, Optional<Member> member) {
    List<Link> acts = new ArrayList<>();
    if (member.filter(PersonPage::mayLeave).isPresent()) {
      acts.add(
          new Link(
              call.words().say("office.leave.link"),
              call.path().to("members", person.id(), "leave")));
    }
    if (member.filter(one -> StandingPage.concerns(call.register(), one)).isPresent()) {
      acts.add(
          new Link(call.say("standing.link"), call.path().to("members", person.id(), "standing")));
    }
    if (rooms.rights().of(call.path().institution()).isPresent()) {
      acts.add(
          new Link(call.say("data.link"), call.path().to("members", person.id(), "held-data")));
      if (!person.erased()) {
        acts.add(new Link(call.say("erase.link"), call.path().to("members", person.id(), "erase")));
      }
    }
    return acts;
  }

  private static boolean mayLeave(Member member) {
    return member.state() == MemberState.MEMBER
        || member.state() == MemberState.INVITED
        || member.state() == MemberState.ELIGIBLE;
  }

  private void leave(Call call, Person person) throws IOException {
    if (call.register().member(person.id()).filter(PersonPage::mayLeave).isEmpty()) {
      throw Problem.NOT_FOUND.found();
    }
    Form form = call.form();
    if (call.post()) {
      if (form.text("confirm").equals("yes")) {
        call.register().optOut(person.id(), call.actor());
        call.goOn(
            call.path().to("members", person.id()),
            call.words().say("office.leave.done", person.name()));
        return;
      }
      form.refuse("confirm", call.words().say("office.leave.confirm.missing"));
    }
    call.page("leave")
        .form(form)
        .back(call.path().to("members", person.id()))
        .with("name", person.name())
        .send(call.response());
  }

  private void erase(Call call, Person person) throws IOException {
    DataRights rights = rooms.rights().on(call.path());
    DataRights.Erasure erasure = rights.wouldErase(person.id());
    Form form = call.form();
    if (call.post()) {
      call.confirmed(form);
      boolean neverAgain = form.chosen("never-again", "yes");
      if (form.isFine()
          && call.done(
              form, "confirm", () -> rights.erase(person.id(), neverAgain, call.actor()))) {
        call.goOn(call.path().to("members", person.id()), call.say("erase.done"));
        return;
      }
    }
    call.page("erase")
        .form(form)
        .back(call.path().to("members", person.id()))
        .with("name", person.name())
        .with("goes", erasure.goes().stream().map(call::text).toList())
        .with("stays", erasure.stays().stream().map(call::text).toList())
        .with("sources", erasure.sources())
        .send(call.response());
  }
}
