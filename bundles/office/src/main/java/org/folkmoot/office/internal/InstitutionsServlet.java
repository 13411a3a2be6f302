package org.folkmoot.office.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.RefusedSettings;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Language;
import org.folkmoot.page.Link;
import org.folkmoot.page.Row;
import org.folkmoot.page.Words;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardTarget;

/** The institutions of the account, and what was refused in the installation's settings. */
// Not by annotation: an empty value of one would be lost on the way into the component's XML.
@Component(service = Servlet.class, property = "osgi.http.whiteboard.servlet.pattern=")
@HttpWhiteboardTarget("(door=office)")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=office)")
public final class InstitutionsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Desk desk;
  private final transient RefusedSettings refused;

  @Activate
  public InstitutionsServlet(@Reference Desk desk, @Reference RefusedSettings refused) {
    this.desk = desk;
    this.refused = refused;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Account account = Account.of(request);
    Language language = Language.of(request);
    List<List<Object>> rows = new ArrayList<>();
    for (String id : desk.institutions().institutions()) {
      if (account.sees(id)) {
        desk.institutions().of(id).ifPresent(one -> rows.add(row(one, language)));
      }
    }
    desk.page(request, "office/institutions")
        .with("rows", rows)
        // Settings of the installation concern whoever looks after all of it.
        .with("refused", account.seesAll() ? refused(desk.words(request)) : List.of())
        .with("makesAccounts", account.seesAll())
        .send(response);
  }

  /** A setting that was refused, in plain words. */
  public record Refused(String title, List<Row> rows) {}

  private List<Refused> refused(Words words) {
    return refused.all().stream()
        .map(
            one ->
                new Refused(
                    one.value().isEmpty()
                        ? words.say("office.refused-settings.missing", one.key())
                        : words.say("office.refused-settings.value", one.key(), one.value()),
                    List.of(
                        new Row(
                            words.say("office.refusal.reason"),
                            Desk.sentence(one.refusal().reason())),
                        new Row(words.say("office.refusal.rule"), one.refusal().rule()),
                        new Row(
                            words.say("office.refusal.remedy"),
                            Desk.sentence(one.refusal().remedy())),
                        new Row(words.say("office.refused-settings.where"), one.source()))))
        .toList();
  }

  private List<Object> row(Institution institution, Language language) {
    return List.of(
        new Link(institution.name(), InstitutionPath.href(institution.id())),
        institution.constitution().pack().title().in(language.locale()),
        desk.registers()
            .of(institution.id())
            .<Object>map(register -> register.strength().values().stream().mapToInt(n -> n).sum())
            .orElse(""));
  }
}
