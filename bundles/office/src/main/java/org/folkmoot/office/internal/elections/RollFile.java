package org.folkmoot.office.internal.elections;

import java.io.IOException;
import java.util.List;
import org.folkmoot.election.ElectoralRoll;
import org.folkmoot.page.Problem;
import org.folkmoot.page.Words;

/** The whole frozen roll for a spreadsheet. */
final class RollFile implements Part {
  @Override
  public void get(Visit visit) throws IOException {
    ElectoralRoll roll =
        visit.elections().roll(visit.election().id()).orElseThrow(Problem.NOT_FOUND::found);
    Words words = visit.words();
    CsvTable table =
        new CsvTable(
            words.say("elections.roll.member"),
            words.say("elections.roll.name"),
            words.say("elections.constituency"),
            words.say("elections.roll.reason"),
            words.say("elections.roll.rule"));
    for (ElectoralRoll.Entry entry : roll.entries()) {
      table.row(
          List.of(
              entry.member(),
              entry.name(),
              visit.constituency(entry.constituency()),
              visit.text(entry.reason()),
              entry.rule()));
    }
    visit.download(
        "roll-" + FileNames.of(visit.election().title()) + "-" + roll.hash() + ".csv",
        "text/csv",
        table.text());
  }

  /** The very text that was hashed: the SHA-256 of this file is the fingerprint of the roll. */
  static void canonical(Visit visit) throws IOException {
    ElectoralRoll roll =
        visit.elections().roll(visit.election().id()).orElseThrow(Problem.NOT_FOUND::found);
    visit.download(
        "roll-" + FileNames.of(visit.election().title()) + ".txt", "text/plain", roll.canonical());
  }
}
