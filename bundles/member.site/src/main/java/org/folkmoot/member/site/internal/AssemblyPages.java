package org.folkmoot.member.site.internal;

import java.io.IOException;
import org.folkmoot.assembly.Assembly;
import org.folkmoot.page.Problem;

/** A meeting of the members on the public notice board, once notice of it is given. */
final class AssemblyPages implements Pages {
  private final Domain domain;

  AssemblyPages(Domain domain) {
    this.domain = domain;
  }

  @Override
  public boolean answer(String segment) {
    return segment.equals("assemblies");
  }

  @Override
  public void serve(Visit visit) throws IOException {
    visit.mustBeGet();
    if (!visit.path.matches("assemblies", "*")) {
      throw Problem.NOT_FOUND.found();
    }
    Assembly assembly =
        domain
            .assemblies
            .on(visit.path)
            .assembly(visit.path.segment(1))
            .filter(known -> known.noticeGiven().isPresent())
            .orElseThrow(Problem.NOT_FOUND::found);
    visit.send(
        visit
            .publicPage("assembly")
            .with("title", assembly.title())
            .with("annual", assembly.annual())
            .with("when", assembly.when())
            .with("past", assembly.when().isBefore(domain.now()))
            .with("place", assembly.place().lines().toList())
            .with("agenda", assembly.agenda())
            .with("noticeGiven", assembly.noticeGiven().orElseThrow())
            .with("email", visit.institution.senderAddress()));
  }
}
