package org.folkmoot.office.internal.elections;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.folkmoot.ballot.PaperDesk;
import org.folkmoot.ballot.Polls;
import org.folkmoot.constitution.WorkingDays;
import org.folkmoot.declaration.Declarations;
import org.folkmoot.election.Elections;
import org.folkmoot.notice.PostOffice;
import org.folkmoot.office.internal.Desk;
import org.folkmoot.office.internal.OfficePage;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.PerInstitution;
import org.folkmoot.page.Problem;
import org.folkmoot.register.RegisterOfMembers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The office's pages of elections, step by step, and of the governing body. */
@Component(service = OfficePage.class)
public final class ElectionPages implements OfficePage {
  private final PerInstitution<RegisterOfMembers> registers = new PerInstitution<>();
  private final PerInstitution<Elections> elections = new PerInstitution<>();
  private final PerInstitution<Polls> polls = new PerInstitution<>();
  private final PerInstitution<PaperDesk> desks = new PerInstitution<>();
  private final PerInstitution<Declarations> declarations = new PerInstitution<>();
  private final Rooms rooms;

  private final Part list = new ElectionList();
  private final Part planning = new NewElection();
  private final Part election = new ElectionPage();
  private final Part nomination = new NominationPage();
  private final Part countFile = new CountFile();
  private final Part deskWork = new DeskWork();
  private final Part voterLinks = new VoterLinksPage();
  private final Part governingBody = new GoverningBodyPage();
  private final Part seat = new SeatPage();
  private final Map<String, Part> steps =
      Map.ofEntries(
          Map.entry("notice", new NoticePage()),
          Map.entry("nominations", new NominationsPage()),
          Map.entry("candidates", new CandidatesPage()),
          Map.entry("roll", new RollPage()),
          Map.entry("roll.csv", new RollFile()),
          Map.entry("roll.txt", RollFile::canonical),
          Map.entry("key", new KeyPage()),
          Map.entry("papers", new PapersPage()),
          Map.entry("desk", new DeskPage()),
          Map.entry("links", new LinksPage()),
          Map.entry("reminder", new ReminderPage()),
          Map.entry("box", new BoxPage()),
          Map.entry("count", new CountPage()),
          Map.entry("declare", new DeclarePage()),
          Map.entry("result", new ResultPage()));

  @Activate
  public ElectionPages(
      @Reference Desk desk,
      @Reference PostOffice postOffice,
      @Reference WorkingDays workingDays,
      @Reference(policyOption = ReferencePolicyOption.GREEDY) Clock clock) {
    this.rooms =
        new Rooms(
            desk, postOffice, workingDays, clock, registers, elections, polls, desks, declarations);
  }

  @Override
  public boolean takes(InstitutionPath path) {
    return path.segment(0).equals("elections") || path.segment(0).equals("governing-body");
  }

  @Override
  public void answer(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    Visit visit = new Visit(rooms, request, response);
    visit.elections();
    Part part = part(visit.path());
    if (part == null) {
      throw Problem.NOT_FOUND.found();
    }
    switch (request.getMethod()) {
      case "GET", "HEAD" -> part.get(visit);
      case "POST" -> part.post(visit);
      default -> throw Problem.WRONG_METHOD.found();
    }
  }

  private Part part(InstitutionPath path) {
    if (path.matches("elections")) {
      return list;
    }
    if (path.matches("elections", "new")) {
      return planning;
    }
    if (path.matches("elections", "*")) {
      return election;
    }
    if (path.matches("elections", "*", "*")) {
      return steps.get(path.segment(2));
    }
    if (path.matches("elections", "*", "nominations", "*")) {
      return nomination;
    }
    if (path.matches("elections", "*", "desk", "*")) {
      return deskWork;
    }
    if (path.matches("elections", "*", "links", "*")) {
      return voterLinks;
    }
    if (path.matches("elections", "*", "count", "*")) {
      return countFile;
    }
    if (path.matches("governing-body")) {
      return governingBody;
    }
    return path.matches("governing-body", "*") ? seat : null;
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindRegister(RegisterOfMembers service, Map<String, Object> properties) {
    registers.bind(service, properties);
  }

  void unbindRegister(RegisterOfMembers service, Map<String, Object> properties) {
    registers.unbind(service, properties);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindElections(Elections service, Map<String, Object> properties) {
    elections.bind(service, properties);
  }

  void unbindElections(Elections service, Map<String, Object> properties) {
    elections.unbind(service, properties);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindPolls(Polls service, Map<String, Object> properties) {
    polls.bind(service, properties);
  }

  void unbindPolls(Polls service, Map<String, Object> properties) {
    polls.unbind(service, properties);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindPaperDesk(PaperDesk service, Map<String, Object> properties) {
    desks.bind(service, properties);
  }

  void unbindPaperDesk(PaperDesk service, Map<String, Object> properties) {
    desks.unbind(service, properties);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindDeclarations(Declarations service, Map<String, Object> properties) {
    declarations.bind(service, properties);
  }

  void unbindDeclarations(Declarations service, Map<String, Object> properties) {
    declarations.unbind(service, properties);
  }
}
