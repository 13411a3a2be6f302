package org.folkmoot.office.internal.elections;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.folkmoot.election.ElectoralRoll;
import org.folkmoot.page.Form;
import org.folkmoot.page.Link;

/**
 * Finding a voter on the roll, to send a new link or a paper. It does not show who has voted: that
 * is nobody's business, and only a refusal tells it.
 */
final class LinksPage implements Part {
  private static final int SHOWN = 50;

  @Override
  public void get(Visit visit) throws IOException {
    Form form = Form.of(visit.request());
    String sought = form.line("q").toLowerCase(Locale.ROOT);
    List<Link> found =
        sought.length() < 2
            ? List.of()
            : visit.elections().roll(visit.election().id()).stream()
                .flatMap(roll -> roll.entries().stream())
                .filter(entry -> entry.name().toLowerCase(Locale.ROOT).contains(sought))
                .limit(SHOWN)
                .map(entry -> link(visit, entry))
                .toList();
    visit
        .pageOfElection("links")
        .form(form)
        .with("sought", sought.length() >= 2)
        .with("found", found)
        .with("most", found.size() == SHOWN)
        .send(visit.response());
  }

  private static Link link(Visit visit, ElectoralRoll.Entry entry) {
    return new Link(
        visit
            .words()
            .say("elections.contest", entry.name(), visit.constituency(entry.constituency())),
        visit.toElection("links", entry.member()));
  }
}
