package org.folkmoot.office.internal.elections;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.folkmoot.ballot.ElectionKey;
import org.folkmoot.ballot.box.BoxFile;
import org.folkmoot.ballot.box.OpenedBox;
import org.folkmoot.ballot.keys.KeyShareText;
import org.folkmoot.election.Election;
import org.folkmoot.page.Form;
import org.folkmoot.page.Page;

/**
 * Opening the box after the close. Where one person holds the key it is opened here; where trustees
 * do, the sealed box is given out, and the papers they opened elsewhere are taken back.
 */
final class BoxPage implements Part {
  /** A key file has under two thousand characters; anything much larger is another file. */
  private static final int LARGEST_KEY_BYTES = 64 << 10;

  private static final int LARGEST_OPENED_BYTES = 64 << 20;

  @Override
  public void get(Visit visit) throws IOException {
    show(visit, Form.blank()).send(visit.response());
  }

  @Override
  public void post(Visit visit) throws IOException, ServletException {
    Form form = Form.of(visit.request());
    Optional<ElectionKey> key = visit.polls().key(visit.election().id());
    if (form.value("action").equals("download")) {
      giveOut(visit, form);
    } else if (key.isPresent() && key.get().threshold() > 1) {
      takeBack(visit, form);
    } else {
      open(visit, form);
    }
  }

  private static void giveOut(Visit visit, Form form) throws IOException {
    Election election = visit.election();
    List<BoxFile> box = new ArrayList<>();
    if (visit.done(
        form, "box", () -> box.add(visit.polls().takeOutBox(election.id(), visit.actor())))) {
      visit.download(
          "folkmoot-box-" + FileNames.of(election.title()) + ".txt",
          "text/plain",
          box.get(0).text());
      return;
    }
    show(visit, form).send(visit.response());
  }

  private static void takeBack(Visit visit, Form form) throws IOException, ServletException {
    byte[] zip =
        SentFile.bytes(
            visit, form, "opened", LARGEST_OPENED_BYTES, "elections.box.opened.too-large");
    if (form.isFine() && zip.length == 0) {
      form.refuse("opened", visit.words().say("elections.box.opened.missing"));
    }
    String id = visit.election().id();
    List<OpenedBox> opened = new ArrayList<>();
    if (form.isFine()
        && visit.done(
            form,
            "opened",
            () -> {
              opened.add(OpenedBox.read(zip));
              visit.declarations().takeOpened(id, opened.get(0), visit.actor());
            })) {
      visit.goOn(
          visit.toElection("count"),
          visit.words().say("elections.box.taken", opened.get(0).hash()));
      return;
    }
    show(visit, form).send(visit.response());
  }

  private static void open(Visit visit, Form form) throws IOException, ServletException {
    String pasted = form.text("keyText");
    // The private half is never written back into a page.
    form.with("keyText", "");
    String text =
        pasted.isEmpty()
            ? SentFile.text(visit, form, "key", LARGEST_KEY_BYTES, "elections.box.too-large")
            : pasted;
    String field = pasted.isEmpty() ? "key" : "keyText";
    if (form.isFine() && text.isBlank()) {
      form.refuse(field, visit.words().say("elections.box.missing"));
    }
    String id = visit.election().id();
    if (form.isFine()
        && visit.done(
            form,
            field,
            () ->
                visit
                    .declarations()
                    .openBox(id, List.of(KeyShareText.read(text)), visit.actor()))) {
      visit.goOn(visit.toElection("count"), visit.words().say("elections.box.opened"));
      return;
    }
    show(visit, form).send(visit.response());
  }

  private static Page show(Visit visit, Form form) {
    Election election = visit.election();
    boolean closed =
        election.state().compareTo(Election.State.POLL) >= 0
            && !visit.now().isBefore(election.timetable().close().toInstant());
    Optional<ElectionKey> key = visit.polls().key(election.id());
    boolean papersWait =
        closed
            && visit.paperDesk().piles(election.id()).stream()
                .anyMatch(pile -> pile.slips() > 0 && !pile.sealed());
    return visit
        .pageOfElection("box")
        .form(form)
        .with("polling", election.takesVotes(visit.now().atZone(org.folkmoot.page.DateWords.ZONE)))
        .with("closed", closed)
        .with("opened", closed && !visit.declarations().contests(election.id()).isEmpty())
        .with("key", key)
        .with("papersWait", papersWait)
        .with("desk", visit.toElection("desk"))
        .with("split", key.map(made -> made.threshold() > 1).orElse(false))
        .with("trustees", visit.polls().trustees(election.id()))
        .with(
            "hash",
            closed && key.isPresent() && !papersWait
                ? Optional.of(visit.polls().box(election.id()).hash())
                : Optional.empty());
  }
}
