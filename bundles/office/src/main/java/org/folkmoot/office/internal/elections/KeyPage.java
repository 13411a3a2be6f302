package org.folkmoot.office.internal.elections;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.folkmoot.ballot.ElectionKey;
import org.folkmoot.ballot.Trustee;
import org.folkmoot.ballot.keys.ElectionKeyText;
import org.folkmoot.ballot.keys.ElectionKeys;
import org.folkmoot.ballot.keys.KeyShareText;
import org.folkmoot.constitution.Refused;
import org.folkmoot.election.Election;
import org.folkmoot.page.Form;
import org.folkmoot.page.Page;

/**
 * The election's key, in one of two ways. Of a key split among trustees in a ceremony elsewhere the
 * public half is taken in. A key for one holder is made here: its public half is kept; the private
 * half goes out in the answer, as a file, and is kept nowhere.
 */
final class KeyPage implements Part {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A public key is one line; anything much larger is another file. */
  private static final int LARGEST_KEY_BYTES = 64 << 10;

  /** A trustee of each constituency. */
  private static final int USUAL_TRUSTEES = 3;

  private static final int MOST_TRUSTEES = 8;

  @Override
  public void get(Visit visit) throws IOException {
    show(visit, Form.blank(), USUAL_TRUSTEES).send(visit.response());
  }

  @Override
  public void post(Visit visit) throws IOException, ServletException {
    Form form = Form.of(visit.request());
    if (form.value("way").equals("trustees")) {
      takeIn(visit, form);
    } else {
      make(visit, form);
    }
  }

  private static void takeIn(Visit visit, Form form) throws IOException, ServletException {
    String pasted = form.text("publicKeyText");
    String field = pasted.isEmpty() ? "publicKey" : "publicKeyText";
    String text =
        pasted.isEmpty()
            ? SentFile.text(visit, form, "publicKey", LARGEST_KEY_BYTES, "elections.key.too-large")
            : pasted;
    if (form.isFine() && text.isBlank()) {
      form.refuse(field, visit.words().say("elections.key.missing"));
    }
    List<ElectionKey> key = new ArrayList<>();
    if (form.isFine()) {
      visit.done(form, field, () -> key.add(ElectionKeyText.read(text)));
    }
    if (!form.isFine() && pasted.contains("folkmoot-key-share")) {
      // A secret share is never written back into a page.
      form.with("publicKeyText", "");
    }
    int rows = key.isEmpty() ? USUAL_TRUSTEES : Math.min(key.get(0).shares(), MOST_TRUSTEES);
    List<Trustee> trustees = trustees(visit, form, rows);
    String id = visit.election().id();
    if (form.isFine()
        && visit.done(
            form,
            field,
            () -> {
              refuseSecondKey(visit, form);
              visit.polls().useKey(id, key.get(0), trustees, visit.actor());
            })) {
      visit.goOn(visit.toElection("key"), visit.words().say("elections.key.taken"));
      return;
    }
    show(visit, form, rows).send(visit.response());
  }

  private static List<Trustee> trustees(Visit visit, Form form, int rows) {
    List<Trustee> trustees = new ArrayList<>();
    for (int number = 1; number <= rows; number++) {
      String name = form.line("trustee-" + number);
      String email = form.line("email-" + number);
      if (name.isEmpty()) {
        form.refuse(
            "trustee-" + number, visit.words().say("elections.key.trustee.missing", number));
      }
      if (!email.matches("[^\\s@]+@[^\\s@]+")) {
        form.refuse("email-" + number, visit.words().say("elections.key.email.missing", number));
      }
      if (form.isFine()) {
        trustees.add(new Trustee(number, name, email));
      }
    }
    return trustees;
  }

  /** A second press on the button must not make what was just handed out useless. */
  private static void refuseSecondKey(Visit visit, Form form) {
    if (visit.polls().key(visit.election().id()).isPresent() && !form.chosen("again", "yes")) {
      throw new Refused(
          visit.words().say("elections.key.exists.already"),
          visit.words().say("elections.key.exists.rule"),
          visit.words().say("elections.key.exists.remedy"));
    }
  }

  private static void make(Visit visit, Form form) throws IOException {
    Election election = visit.election();
    if (visit.polls().key(election.id()).isPresent() && !form.chosen("again", "yes")) {
      form.refuse("key", visit.words().say("elections.key.exists"));
      show(visit, form, USUAL_TRUSTEES).send(visit.response());
      return;
    }
    ElectionKeys.Made made = ElectionKeys.make(1, 1, RANDOM);
    if (!visit.done(
        form, "key", () -> visit.polls().useKey(election.id(), made.key(), visit.actor()))) {
      show(visit, form, USUAL_TRUSTEES).send(visit.response());
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
    visit.download("folkmoot-key-" + FileNames.of(election.title()) + ".txt", "text/plain", text);
  }

  private static Page show(Visit visit, Form form, int rows) {
    Election election = visit.election();
    Optional<ElectionKey> key = visit.polls().key(election.id());
    return visit
        .pageOfElection("key")
        .form(form)
        .with("key", key)
        .with("split", key.map(made -> made.threshold() > 1).orElse(false))
        .with("trustees", visit.polls().trustees(election.id()))
        .with("rows", IntStream.rangeClosed(1, rows).boxed().toList())
        .with("fixed", election.state().compareTo(Election.State.POLL) >= 0);
  }
}
