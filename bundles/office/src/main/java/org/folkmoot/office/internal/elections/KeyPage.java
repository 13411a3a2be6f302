package org.folkmoot.office.internal.elections;

import java.io.IOException;
import java.security.SecureRandom;
import org.folkmoot.ballot.keys.ElectionKeys;
import org.folkmoot.ballot.keys.KeyShareText;
import org.folkmoot.election.Election;
import org.folkmoot.page.Form;
import org.folkmoot.page.Page;

/**
 * Making the election's key. Its public half is kept; the private half goes out in the answer, as a
 * file, and is kept nowhere.
 */
final class KeyPage implements Part {
  private static final SecureRandom RANDOM = new SecureRandom();

  @Override
  public void get(Visit visit) throws IOException {
    show(visit, Form.blank()).send(visit.response());
  }

  @Override
  public void post(Visit visit) throws IOException {
    Form form = Form.of(visit.request());
    Election election = visit.election();
    ElectionKeys.Made made = ElectionKeys.make(1, 1, RANDOM);
    if (!visit.done(
        form, "key", () -> visit.polls().useKey(election.id(), made.key(), visit.actor()))) {
      show(visit, form).send(visit.response());
      return;
    }
    String text =
        visit
                .words()
                .say(
                    "elections.key.file",
                    election.title(),
                    visit.elections().institution().name(),
                    election.timetable().close())
                .replace("\n", "\r\n")
            + "\r\n\r\n"
            + KeyShareText.write(made.shares().get(0))
            + "\r\n";
    visit.download(
        "folkmoot-key-" + FileNames.of(election.title()) + ".txt", "text/plain", text);
  }

  private static Page show(Visit visit, Form form) {
    Election election = visit.election();
    return visit
        .pageOfElection("key")
        .form(form)
        .with("key", visit.polls().key(election.id()))
        .with("fixed", election.state().compareTo(Election.State.POLL) >= 0);
  }
}
