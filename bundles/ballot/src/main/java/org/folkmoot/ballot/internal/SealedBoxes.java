package org.folkmoot.ballot.internal;

import java.util.Map;
import java.util.TreeMap;
import org.folkmoot.ballot.ElectionKey;
import org.folkmoot.ballot.Polls.OpenedContest;
import org.folkmoot.ballot.box.BoxFile;
import org.folkmoot.ballot.box.OpenedBox;
import org.folkmoot.ballot.box.PaperAccount;
import org.folkmoot.constitution.Institution;
import org.folkmoot.election.Contest;
import org.folkmoot.election.Election;
import org.jdbi.v3.core.Handle;

/** The sealed papers of an election as a box file, read out of the tables. */
final class SealedBoxes {
  private final Institution institution;
  private final PollRows rows;
  private final PaperRows papers;

  SealedBoxes(Institution institution, PollRows rows, PaperRows papers) {
    this.institution = institution;
    this.rows = rows;
    this.papers = papers;
  }

  BoxFile box(Handle handle, Election election) {
    ElectionKey key = rows.key(handle, election.id()).orElseThrow();
    return new BoxFile(
        institution.id(),
        institution.name(),
        election.id(),
        election.title(),
        election.timetable().close().toInstant(),
        key,
        election.contests().stream()
            .filter(Contest::contested)
            .map(contest -> sealed(handle, election, contest))
            .toList());
  }

  private BoxFile.Sealed sealed(Handle handle, Election election, Contest contest) {
    return new BoxFile.Sealed(
        contest.id(),
        contest.seatKind().en(),
        contest.constituency().word(),
        contest.seats(),
        contest.countingRule(),
        contest.ranked(),
        contest.candidates().stream()
            .map(candidate -> new BoxFile.Name(candidate.name(), candidate.withdrawn()))
            .toList(),
        account(handle, election, contest),
        rows.sealed(handle, contest.id()));
  }

  /** The account of papers of a contest, as the marked register has it. */
  PaperAccount account(Handle handle, Election election, Contest contest) {
    PollRows.Papers of = rows.papers(handle, election.id(), contest.constituency());
    Map<String, Long> rejected = new TreeMap<>();
    papers
        .rejected(handle, contest.id())
        .forEach((ground, number) -> rejected.put(ground.word(), number));
    return new PaperAccount(
        of.issued() + of.replaced(),
        of.used() - of.onPaper(),
        of.onPaper(),
        of.unused(),
        of.replaced(),
        rejected);
  }

  OpenedContest opened(OpenedBox opened, BoxFile.Sealed sealed) {
    OpenedBox.Papers papers = opened.of(sealed.contest());
    // A paper is rejected on one ground, wherever it was found out.
    Map<String, Long> rejected = new TreeMap<>(papers.rejected());
    sealed.account().rejectedOnPaper().forEach((ground, n) -> rejected.merge(ground, n, Long::sum));
    return new OpenedContest(papers.contest(), papers.papers(), rejected, opened.reconcile(sealed));
  }
}
