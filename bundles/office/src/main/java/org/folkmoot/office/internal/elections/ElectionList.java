package org.folkmoot.office.internal.elections;

import java.io.IOException;
import java.util.List;
import org.folkmoot.election.Election;

/** All elections of an institution, each with the one thing to do next. */
final class ElectionList implements Part {
  @Override
  public void get(Visit visit) throws IOException {
    List<Entry> entries =
        visit.elections().all().stream()
            .map(
                election -> {
                  Steps steps = Steps.of(visit, election);
                  return new Entry(
                      election, steps.next(), election.timetable().close().toInstant());
                })
            .toList();
    visit.page("list").with("entries", entries).send(visit.response());
  }

  /** One election in the list. */
  public record Entry(Election election, Step next, java.time.Instant close) {}
}
