package org.folkmoot.office.internal.elections;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.folkmoot.ballot.PaperDesk;
import org.folkmoot.ballot.PaperDesk.Contents;
import org.folkmoot.ballot.PaperDesk.Outcome;
import org.folkmoot.ballot.PaperDesk.PaperList;
import org.folkmoot.election.Contest;
import org.folkmoot.election.Election;
import org.folkmoot.page.Choice;
import org.folkmoot.page.DateWords;
import org.folkmoot.page.Form;
import org.folkmoot.page.Page;
import org.folkmoot.page.Row;
import org.folkmoot.page.Words;

/** The paper desk of an election: what is to be printed, slips as they come, the piles. */
final class DeskPage implements Part {
  @Override
  public void get(Visit visit) throws IOException {
    show(visit, Form.blank()).send(visit.response());
  }

  /** Takes one slip. */
  @Override
  public void post(Visit visit) throws IOException {
    Form form = Form.of(visit.request());
    Words words = visit.words();
    Contents contents = contents(form.text("contents"));
    List<PaperDesk.Receipt> received = new ArrayList<>();
    if (form.line("slip").isEmpty()) {
      form.refuse("slip", words.say("elections.desk.slip.missing"));
    }
    if (form.isFine()
        && visit.done(
            form,
            "slip",
            () ->
                received.add(
                    visit
                        .paperDesk()
                        .receive(
                            visit.election().id(), form.line("slip"), contents, visit.actor())))) {
      visit.goOn(visit.toElection("desk"), said(words, received.get(0)));
      return;
    }
    show(visit, form).send(visit.response());
  }

  private static Contents contents(String chosen) {
    return switch (chosen) {
      case "no-declaration" -> Contents.NO_DECLARATION;
      case "no-paper" -> Contents.NO_PAPER;
      default -> Contents.COMPLETE;
    };
  }

  private static String said(Words words, PaperDesk.Receipt receipt) {
    String what = words.say("elections.desk.outcome." + receipt.outcome().word() + ".do");
    String earlier =
        receipt.earlier().map(at -> " " + words.say("elections.desk.earlier", at)).orElse("");
    return receipt
            .number()
            .map(number -> words.say("elections.desk.slip.number", number) + " ")
            .orElse("")
        + what
        + earlier;
  }

  static Page show(Visit visit, Form form) {
    Election election = visit.election();
    PaperDesk desk = visit.paperDesk();
    Words words = visit.words();
    boolean polled = election.state() == Election.State.POLL;
    boolean voting = election.takesVotes(visit.now().atZone(DateWords.ZONE));
    List<Choice> contents = new ArrayList<>();
    contents.add(new Choice("complete", words.say("elections.desk.contents.complete"), ""));
    if (election.contests().stream().map(Contest::constituency).anyMatch(desk::declarationAsked)) {
      contents.add(
          new Choice("no-declaration", words.say("elections.desk.contents.no-declaration"), ""));
    }
    contents.add(new Choice("no-paper", words.say("elections.desk.contents.no-paper"), ""));
    if (form.text("contents").isEmpty()) {
      form.with("contents", "complete");
    }
    if (form.text("order").isEmpty()) {
      form.with("order", "name");
    }
    List<PileRow> piles =
        desk.piles(election.id()).stream()
            .map(
                pile ->
                    new PileRow(
                        pile,
                        election.contest(pile.contest()).map(visit::contest).orElseThrow(),
                        visit.toElection("desk", pile.contest())))
            .toList();
    boolean sealed = piles.stream().anyMatch(row -> row.pile().sealed());
    return visit
        .pageOfElection("desk")
        .form(form)
        .with("polled", polled)
        .with("voting", voting)
        .with("sealed", sealed)
        .with("printing", desk.printing(election.id()))
        .with(
            "orders",
            List.of(
                new Choice("name", words.say("elections.desk.order.name"), ""),
                new Choice("postcode", words.say("elections.desk.order.postcode"), "")))
        .with("contents", contents)
        .with("received", received(words, desk.received(election.id())))
        .with("lists", lists(visit, desk))
        .with("piles", piles)
        .with("differs", piles.stream().anyMatch(PileRow::differs))
        .with("printHref", visit.toElection("desk", "print"))
        .with("sealHref", visit.toElection("desk", "seal"));
  }

  private static List<Row> received(Words words, Map<Outcome, Long> received) {
    List<Row> rows = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      rows.add(
          new Row(
              words.say("elections.desk.outcome." + outcome.word()),
              received.getOrDefault(outcome, 0L)));
    }
    return rows;
  }

  private static List<ListRow> lists(Visit visit, PaperDesk desk) {
    List<ListRow> rows = new ArrayList<>();
    for (PaperList list : PaperList.values()) {
      rows.add(
          new ListRow(
              visit.words().say("elections.desk.list." + list.word()),
              desk.list(visit.election().id(), list).size(),
              visit.toElection("desk", list.word() + ".csv")));
    }
    return rows;
  }

  /** The pile of one contest. */
  public record PileRow(PaperDesk.Pile pile, String name, String href) {
    /** How many papers were read once only. */
    public int once() {
      return pile.readOnce().size();
    }

    /** Whether there are fewer or more papers than slips. */
    public boolean differs() {
      return pile.papers() != pile.slips();
    }
  }

  /** One of the lists the rules ask for. */
  public record ListRow(String name, int lines, String href) {}
}
