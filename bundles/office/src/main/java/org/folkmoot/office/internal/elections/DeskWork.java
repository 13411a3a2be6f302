package org.folkmoot.office.internal.elections;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.folkmoot.ballot.PaperDesk;
import org.folkmoot.ballot.PaperDesk.Listed;
import org.folkmoot.ballot.PaperDesk.Order;
import org.folkmoot.ballot.PaperDesk.Outcome;
import org.folkmoot.ballot.PaperDesk.PaperList;
import org.folkmoot.election.Contest;
import org.folkmoot.page.Form;
import org.folkmoot.page.Problem;
import org.folkmoot.page.Words;

/** What is done at the paper desk: printing, reading a pile, sealing it, and the lists as files. */
final class DeskWork implements Part {
  private final ReadingPage reading = new ReadingPage();

  @Override
  public void get(Visit visit) throws IOException {
    String work = visit.path().segment(3);
    for (PaperList list : PaperList.values()) {
      if (work.equals(list.word() + ".csv")) {
        file(visit, list);
        return;
      }
    }
    if (work.equals("print") || work.equals("seal")) {
      throw Problem.WRONG_METHOD.found();
    }
    reading.get(visit, contest(visit, work));
  }

  @Override
  public void post(Visit visit) throws IOException {
    String work = visit.path().segment(3);
    switch (work) {
      case "print" -> print(visit);
      case "seal" -> seal(visit);
      default -> reading.post(visit, contest(visit, work));
    }
  }

  private static Contest contest(Visit visit, String id) {
    return visit
        .election()
        .contest(id)
        .filter(Contest::contested)
        .orElseThrow(Problem.NOT_FOUND::found);
  }

  private static void print(Visit visit) throws IOException {
    Form form = Form.of(visit.request());
    Order order = form.text("order").equals("postcode") ? Order.POSTCODE : Order.NAME;
    List<PaperDesk.Batch> printed = new ArrayList<>();
    if (visit.done(
        form,
        "order",
        () ->
            visit
                .paperDesk()
                .print(visit.election().id(), order, visit.actor())
                .ifPresent(printed::add))) {
      if (printed.isEmpty()) {
        form.refuse("order", visit.words().say("elections.desk.print.none"));
      } else {
        visit.download(
            "packs-" + FileNames.of(visit.election().title()) + ".pdf",
            "application/pdf",
            printed.get(0).pdf());
        return;
      }
    }
    DeskPage.show(visit, form).send(visit.response());
  }

  private static void seal(Visit visit) throws IOException {
    Form form = Form.of(visit.request());
    if (visit.confirmed(form, "elections.desk.seal.missing")
        && visit.done(
            form,
            "confirm",
            () ->
                visit
                    .paperDesk()
                    .seal(visit.election().id(), form.chosen("despite", "yes"), visit.actor()))) {
      visit.goOn(visit.toElection("desk"), visit.words().say("elections.desk.seal.done"));
      return;
    }
    DeskPage.show(visit, form).send(visit.response());
  }

  private static void file(Visit visit, PaperList list) throws IOException {
    Words words = visit.words();
    CsvTable table =
        new CsvTable(
            words.say("elections.desk.list.name"),
            words.say("elections.desk.list.number"),
            words.say("elections.desk.list.replacement"),
            words.say("elections.desk.list.note"),
            words.say("elections.desk.list.at"));
    for (Listed line : visit.paperDesk().list(visit.election().id(), list)) {
      table.row(
          List.of(
              line.name(),
              number(line.number()),
              number(line.replacement()),
              list == PaperList.DISQUALIFIED ? outcome(words, line.note()) : line.note(),
              words.shown(line.at())));
    }
    visit.download(
        list.word() + "-" + FileNames.of(visit.election().title()) + ".csv",
        "text/csv",
        table.text());
  }

  private static String number(Optional<Long> number) {
    return number.map(String::valueOf).orElse("");
  }

  private static String outcome(Words words, String word) {
    for (Outcome outcome : Outcome.values()) {
      if (outcome.word().equals(word)) {
        return words.say("elections.desk.outcome." + word);
      }
    }
    return word;
  }
}
