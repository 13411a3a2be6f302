package org.folkmoot.office.internal.register;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.folkmoot.constitution.Institution;
import org.folkmoot.office.internal.Desk;
import org.folkmoot.office.internal.OfficePage;
import org.folkmoot.page.Choice;
import org.folkmoot.page.Form;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Link;
import org.folkmoot.page.Paging;
import org.folkmoot.page.Problem;
import org.folkmoot.page.Row;
import org.folkmoot.register.Applications;
import org.folkmoot.register.Applications.Entry;
import org.folkmoot.register.Applications.Ground;
import org.folkmoot.register.Applications.Letter;
import org.folkmoot.register.Applications.Standing;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Those who apply to join: what waits for the office, the decision, and the letter to print. */
@Component
public final class ApplicationsPage implements OfficePage {
  private static final int SOUGHT_AT_ONCE = 200;

  private final Desk desk;
  private final RegisterRooms rooms;

  @Activate
  public ApplicationsPage(@Reference Desk desk, @Reference RegisterRooms rooms) {
    this.desk = desk;
    this.rooms = rooms;
  }

  @Override
  public boolean takes(InstitutionPath path) {
    return path.matches("applications")
        || path.matches("applications", "*")
        || path.matches("applications", "*", "letter");
  }

  @Override
  public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Call call = new Call(desk, request, response);
    Applications applications = rooms.applications().on(call.path());
    if (call.path().matches("applications")) {
      call.getOnly();
      list(call, applications);
      return;
    }
    Entry entry = find(applications, call.path().segment(1)).orElseThrow(Problem.NOT_FOUND::found);
    if (call.path().matches("applications", "*", "letter")) {
      print(call, applications, entry);
      return;
    }
    Form form = call.form();
    if (call.post() && decided(call, applications, entry, form)) {
      return;
    }
    show(call, applications, entry, form);
  }

  private static void list(Call call, Applications applications) throws IOException {
    List<Entry> found = applications.waiting(call.offset(), Call.PAGE + 1);
    Paging paging = call.paging(found.size());
    List<List<Object>> rows = new ArrayList<>();
    for (Entry entry : found.stream().limit(Call.PAGE).toList()) {
      rows.add(
          List.of(
              new Link(entry.name(), call.path().to("applications", entry.id())),
              ground(call, applications, entry),
              entry.postcode(),
              entry.received(),
              standing(call, entry)));
    }
    call.page("applications")
        .crumbs(
            List.of(new Link(call.words().say("office.members.title"), call.path().to("members"))))
        .with("rows", rows)
        .with("paging", paging)
        .send(call.response());
  }

  private static String ground(Call call, Applications applications, Entry entry) {
    return applications.grounds().stream()
        .filter(ground -> ground.kind().equals(entry.ground()))
        .findFirst()
        .map(Ground::clause)
        .map(call::text)
        .orElse(entry.ground());
  }

  private static String standing(Call call, Entry entry) {
    if (entry.standing() == Standing.UNVERIFIED) {
      return call.say(entry.byLetter() ? "application.by-letter" : "application.by-mail");
    }
    return call.say("application.standing." + entry.standing().name().toLowerCase(Locale.ROOT));
  }

  private static Optional<Entry> find(Applications applications, String id) {
    int offset = 0;
    List<Entry> some;
    do {
      some = applications.waiting(offset, SOUGHT_AT_ONCE);
      for (Entry entry : some) {
        if (entry.id().equals(id)) {
          return Optional.of(entry);
        }
      }
      offset += some.size();
    } while (some.size() == SOUGHT_AT_ONCE);
    return Optional.empty();
  }

  private static boolean decided(Call call, Applications applications, Entry entry, Form form) {
    String decision = form.text("decision");
    if (!List.of("accept", "refuse").contains(decision)) {
      form.refuse("decision", call.say("application.decision.missing"));
    }
    String reason = form.line("reason");
    if (decision.equals("refuse") && reason.isEmpty()) {
      form.refuse("reason", call.say("application.reason.missing"));
    }
    if (!form.isFine()
        || !call.done(
            form,
            "decision",
            () ->
                applications.decide(entry.id(), decision.equals("accept"), reason, call.actor()))) {
      return false;
    }
    call.goOn(
        call.path().to("applications"), call.say("application.done." + decision, entry.name()));
    return true;
  }

  private static void show(Call call, Applications applications, Entry entry, Form form)
      throws IOException {
    List<Row> rows =
        List.of(
            new Row(call.say("application.ground"), ground(call, applications, entry)),
            new Row(call.say("application.postcode"), entry.postcode()),
            new Row(call.say("application.received"), entry.received()),
            new Row(call.say("application.state"), standing(call, entry)));
    call.page("application")
        .form(form)
        .crumbs(
            List.of(
                new Link(call.words().say("office.members.title"), call.path().to("members")),
                new Link(call.say("application.title"), call.path().to("applications"))))
        .with("name", entry.name())
        .with("rows", rows)
        .with(
            "letter", letterDue(entry) ? call.path().to("applications", entry.id(), "letter") : "")
        .with(
            "choices",
            List.of(
                new Choice(
                    "accept", call.say("application.accept"), call.say("application.accept.hint")),
                new Choice(
                    "refuse", call.say("application.refuse"), call.say("application.refuse.hint"))))
        .send(call.response());
  }

  private static boolean letterDue(Entry entry) {
    return entry.byLetter() && entry.standing() == Standing.UNVERIFIED;
  }

  /** By POST alone, for every printing makes a new code and voids the one before. */
  private void print(Call call, Applications applications, Entry entry) throws IOException {
    if (!call.post()) {
      throw Problem.WRONG_METHOD.found();
    }
    Letter letter =
        applications.letter(entry.id(), call.actor()).orElseThrow(Problem.NOT_FOUND::found);
    Institution institution = desk.institution(call.path());
    call.page("letter")
        .withoutTwins()
        .back(call.path().to("applications", entry.id()))
        .with("name", entry.name())
        .with("address", letter.address())
        .with("sender", institution.postalAddress())
        .with("institution", institution.name())
        .with("code", letter.code())
        .with("url", institution.publicAddress() + "/i/" + institution.id() + "/join/code")
        .send(call.response());
  }
}
