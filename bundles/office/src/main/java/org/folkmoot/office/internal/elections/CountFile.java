package org.folkmoot.office.internal.elections;

import java.io.IOException;
import org.folkmoot.count.CountResult;
import org.folkmoot.count.ResultSheet;
import org.folkmoot.declaration.Declarations;
import org.folkmoot.election.Contest;
import org.folkmoot.page.Problem;

/** The papers and the result of one contest as files, so that anyone can recount. */
final class CountFile implements Part {
  @Override
  public void get(Visit visit) throws IOException {
    String file = visit.path().segment(3);
    int dot = file.lastIndexOf('.');
    if (dot < 1) {
      throw Problem.NOT_FOUND.found();
    }
    String id = file.substring(0, dot);
    Contest contest = visit.election().contest(id).orElseThrow(Problem.NOT_FOUND::found);
    String end = file.substring(dot + 1);
    String name =
        FileNames.of(visit.election().title() + " " + contest.constituency().word()) + "." + end;
    switch (end) {
      case "blt" -> visit.download(name, "text/plain", papers(visit, id));
      case "txt" ->
          visit.download(name, "text/plain", sheet(visit, id, ResultSheet.Format.TEXT));
      case "csv" -> visit.download(name, "text/csv", sheet(visit, id, ResultSheet.Format.CSV));
      case "json" ->
          visit.download(name, "application/json", sheet(visit, id, ResultSheet.Format.JSON));
      default -> throw Problem.NOT_FOUND.found();
    }
  }

  private static String papers(Visit visit, String contest) {
    Declarations declarations = visit.declarations();
    return declarations.ballotFile(contest).orElseThrow(Problem.NOT_FOUND::found);
  }

  private static String sheet(Visit visit, String contest, ResultSheet.Format format) {
    CountResult count =
        visit.declarations().counted(contest).orElseThrow(Problem.NOT_FOUND::found);
    return ResultSheet.render(count, format, Counted.language(visit));
  }
}
