package org.folkmoot.office.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Problem;
import org.folkmoot.store.Journal;
import org.folkmoot.store.JournalEntry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What was done, by whom and when, and whether the record of it is whole. */
@Component
public final class JournalPage implements OfficePage {
  private static final int SHOWN = 200;

  private final Desk desk;
  private final Journal journal;

  @Activate
  public JournalPage(@Reference Desk desk, @Reference Journal journal) {
    this.desk = desk;
    this.journal = journal;
  }

  @Override
  public boolean takes(InstitutionPath path) {
    return path.matches("journal") || path.matches("journal.txt");
  }

  @Override
  public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (request.getMethod().equals("POST")) {
      throw Problem.WRONG_METHOD.found();
    }
    InstitutionPath path = Desk.path(request);
    String institution = path.institution();
    if (path.matches("journal.txt")) {
      response.setContentType("text/plain;charset=UTF-8");
      response.setHeader(
          "Content-Disposition",
          "attachment; filename=\"folkmoot-journal-" + institution + ".txt\"");
      response.setHeader("Cache-Control", "no-store");
      Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
      journal.export(institution, out);
      out.flush();
      return;
    }
    desk.page(request, "office/journal")
        .with("faults", journal.verify(institution))
        .with("head", journal.head(institution))
        .with("export", path.to("journal.txt"))
        .with("shown", SHOWN)
        .with("rows", journal.newest(institution, SHOWN).stream().map(JournalPage::row).toList())
        .send(response);
  }

  private static List<Object> row(JournalEntry entry) {
    return List.of(
        Long.toString(entry.number()),
        entry.at(),
        entry.actor(),
        act(entry.act()),
        entry.facts().entrySet().stream().map(JournalPage::fact).toList());
  }

  private static String fact(Map.Entry<String, String> fact) {
    return apart(fact.getKey()) + ": " + fact.getValue();
  }

  /** "election.noticeGiven" as a person reads it: "Election: notice given". */
  static String act(String act) {
    String words = apart(act);
    int dot = words.indexOf('.');
    return words.substring(0, 1).toUpperCase(Locale.ROOT)
        + words.substring(1, dot)
        + ": "
        + words.substring(dot + 1).replace('.', ' ');
  }

  private static String apart(String name) {
    return name.replaceAll("([a-z])([A-Z])", "$1 $2").replace('-', ' ').toLowerCase(Locale.ROOT);
  }
}
