package org.folkmoot.office.internal.elections;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.folkmoot.ballot.keys.KeyShareText;
import org.folkmoot.election.Election;
import org.folkmoot.page.Form;
import org.folkmoot.page.Page;

/** Opening the box after the close, with the key file or its line. */
final class BoxPage implements org.folkmoot.office.internal.elections.Part {
  /** A key file has under two thousand characters; anything much larger is another file. */
  private static final int LARGEST_KEY_BYTES = 64 << 10;

  @Override
  public void get(Visit visit) throws IOException {
    show(visit, Form.blank()).send(visit.response());
  }

  @Override
  public void post(Visit visit) throws IOException, ServletException {
    Form form = Form.of(visit.request());
    String pasted = form.text("keyText");
    // The private half is never written back into a page.
    form.with("keyText", "");
    String text = pasted.isEmpty() ? uploaded(visit, form) : pasted;
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

  private static String uploaded(Visit visit, Form form) throws IOException, ServletException {
    String type = visit.request().getContentType();
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
      return "";
    }
    Part file = visit.request().getPart("key");
    if (file == null) {
      return "";
    }
    if (file.getSize() > LARGEST_KEY_BYTES) {
      form.refuse("key", visit.words().say("elections.box.too-large"));
      return "";
    }
    try (var stream = file.getInputStream()) {
      return new String(stream.readNBytes(LARGEST_KEY_BYTES), StandardCharsets.UTF_8);
    }
  }

  private static Page show(Visit visit, Form form) {
    Election election = visit.election();
    boolean closed =
        election.state().compareTo(Election.State.POLL) >= 0
            && !visit.now().isBefore(election.timetable().close().toInstant());
    return visit
        .pageOfElection("box")
        .form(form)
        .with("polling", election.takesVotes(visit.now().atZone(org.folkmoot.page.DateWords.ZONE)))
        .with("closed", closed)
        .with("opened", closed && !visit.declarations().contests(election.id()).isEmpty())
        .with("key", visit.polls().key(election.id()));
  }
}
