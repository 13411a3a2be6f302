package org.folkmoot.office.internal.register;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.folkmoot.office.internal.Desk;
import org.folkmoot.office.internal.OfficePage;
import org.folkmoot.page.Form;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Link;
import org.folkmoot.page.Paging;
import org.folkmoot.page.Problem;
import org.folkmoot.register.Corrections;
import org.folkmoot.register.Corrections.Correction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What members say is wrong in their records: whom to tell, and the answer. */
@Component
public final class CorrectionsPage implements OfficePage {
  private static final int SOUGHT_AT_ONCE = 200;
  private static final int LONGEST_ANSWER = 2_000;

  private final Desk desk;
  private final RegisterRooms rooms;

  @Activate
  public CorrectionsPage(@Reference Desk desk, @Reference RegisterRooms rooms) {
    this.desk = desk;
    this.rooms = rooms;
  }

  @Override
  public boolean takes(InstitutionPath path) {
    return path.matches("corrections") || path.matches("corrections", "*");
  }

  @Override
  public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Call call = new Call(desk, request, response);
    Corrections corrections = rooms.corrections().on(call.path());
    if (call.path().matches("corrections")) {
      call.getOnly();
      list(call, corrections);
      return;
    }
    Correction correction =
        find(corrections, call.path().segment(1)).orElseThrow(Problem.NOT_FOUND::found);
    Form form = call.form();
    if (call.post() && settled(call, corrections, correction, form)) {
      return;
    }
    show(call, correction, form);
  }

  private static void list(Call call, Corrections corrections) throws IOException {
    boolean settled = call.form().text("settled").equals("yes");
    List<Correction> found = corrections.all(settled, call.offset(), Call.PAGE + 1);
    Paging paging = call.paging(found.size());
    List<List<Object>> rows = new ArrayList<>();
    for (Correction one : found.stream().limit(Call.PAGE).toList()) {
      rows.add(
          List.of(
              new Link(call.name(one.name()), call.path().to("corrections", one.id())),
              one.asked(),
              beginning(one.text()),
              List.copyOf(one.sources())));
    }
    call.page("corrections")
        .crumbs(
            List.of(new Link(call.words().say("office.members.title"), call.path().to("members"))))
        .with("rows", rows)
        .with("waiting", corrections.waiting())
        .with("settled", settled)
        .with("paging", paging)
        .with("href", call.path().to("corrections"))
        .send(call.response());
  }

  private static String beginning(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() > 120 ? line.substring(0, 119) + "…" : line;
  }

  /** Requests are few: those waiting are looked through, then the settled ones. */
  private static Optional<Correction> find(Corrections corrections, String id) {
    for (boolean settled : new boolean[] {false, true}) {
      int offset = 0;
      List<Correction> some;
      do {
        some = corrections.all(settled, offset, SOUGHT_AT_ONCE);
        for (Correction one : some) {
          if (one.id().equals(id)) {
            return Optional.of(one);
          }
        }
        offset += some.size();
      } while (some.size() == SOUGHT_AT_ONCE);
    }
    return Optional.empty();
  }

  private static boolean settled(
      Call call, Corrections corrections, Correction correction, Form form) {
    String answer = form.text("answer");
    if (answer.isEmpty() || answer.length() > LONGEST_ANSWER) {
      form.refuse("answer", call.say("correction.answer.missing", LONGEST_ANSWER));
    }
    if (!form.isFine()
        || !call.done(
            form, "answer", () -> corrections.settle(correction.id(), answer, call.actor()))) {
      return false;
    }
    call.goOn(call.path().to("corrections"), call.say("correction.done", correction.name()));
    return true;
  }

  private static void show(Call call, Correction correction, Form form) throws IOException {
    call.page("correction")
        .form(form)
        .crumbs(
            List.of(
                new Link(call.words().say("office.members.title"), call.path().to("members")),
                new Link(call.say("correction.title"), call.path().to("corrections"))))
        .with("correction", correction)
        .with("name", call.name(correction.name()))
        .with("person", call.path().to("members", correction.memberId()))
        .with("lines", correction.text().lines().toList())
        .with("answered", correction.answer().lines().toList())
        .with("limit", LONGEST_ANSWER)
        .send(call.response());
  }
}
