package org.folkmoot.member.site.internal;

import java.io.IOException;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.assembly.Assembly;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.election.Election;
import org.folkmoot.election.Elections;
import org.folkmoot.page.Link;
import org.folkmoot.page.Page;
import org.folkmoot.page.Problem;
import org.folkmoot.register.RegisterOfMembers;

/** The public notice board of an institution, and its governing body. */
final class BoardPages implements Pages {
  private final Domain domain;

  BoardPages(Domain domain) {
    this.domain = domain;
  }

  @Override
  public boolean answer(String segment) {
    return segment.isEmpty() || segment.equals("governing-body");
  }

  @Override
  public void serve(Visit visit) throws IOException {
    visit.mustBeGet();
    if (visit.path.matches()) {
      visit.send(board(visit));
    } else if (visit.path.matches("governing-body")) {
      visit.send(body(visit));
    } else {
      throw Problem.NOT_FOUND.found();
    }
  }

  /** What is on of the modules; the rest is left out, not apologised for. */
  private Page board(Visit visit) {
    Optional<Elections> elections = domain.elections.of(visit.institution.id());
    List<Election> published =
        elections.map(Elections::all).orElse(List.of()).stream()
            .filter(election -> election.state() != Election.State.PLANNED)
            .toList();
    ZonedDateTime now = domain.now();
    List<Link> assemblies =
        domain.assemblies.of(visit.institution.id()).stream()
            .flatMap(all -> all.all().stream())
            .filter(assembly -> assembly.noticeGiven().isPresent())
            .filter(assembly -> !assembly.when().toLocalDate().isBefore(now.toLocalDate()))
            .sorted(Comparator.comparing(Assembly::when))
            .map(
                assembly ->
                    new Link(
                        visit
                            .words()
                            .say("member.board.assembly", assembly.title(), assembly.when()),
                        visit.path.to("assemblies", assembly.id())))
            .toList();
    Map<Constituency, Integer> strength = strength(visit);
    return visit
        .page("board")
        .with("hasElections", elections.isPresent())
        .with("hasAssemblies", domain.assemblies.of(visit.institution.id()).isPresent())
        .with("open", cards(visit, published, false))
        .with("declared", cards(visit, published, true))
        .with("thirds", thirds(visit, strength))
        .with("members", strength.values().stream().mapToInt(Integer::intValue).sum())
        .with("assemblies", assemblies)
        .with("bodyPage", visit.path.to("governing-body"))
        .with("join", domain.join(visit.institution))
        .with("amI", domain.amI(visit.institution))
        .with("email", visit.institution.senderAddress())
        .with("post", visit.institution.postalAddress());
  }

  private List<ElectionCard> cards(Visit visit, List<Election> elections, boolean declared) {
    return elections.stream()
        .filter(election -> (election.state() == Election.State.DECLARED) == declared)
        .map(
            election ->
                new ElectionCard(
                    election.title(),
                    visit.path.to("elections", election.id()),
                    ElectionPages.phase(election, domain.now()),
                    election.timetable().close()))
        .toList();
  }

  private List<Third> thirds(Visit visit, Map<Constituency, Integer> strength) {
    return domain
        .elections
        .of(visit.institution.id())
        .map(elections -> Third.of(elections.governingBody(), strength, visit))
        .orElse(List.of());
  }

  private Map<Constituency, Integer> strength(Visit visit) {
    return domain
        .registers
        .of(visit.institution.id())
        .map(RegisterOfMembers::strength)
        .orElse(Map.of());
  }

  private Page body(Visit visit) {
    Elections elections = domain.elections.on(visit.path);
    return visit
        .publicPage("governing-body")
        .with("thirds", Third.of(elections.governingBody(), strength(visit), visit));
  }

  /** An election on the board. */
  public record ElectionCard(String title, String href, String phase, ZonedDateTime closes) {}
}
