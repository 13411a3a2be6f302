package org.folkmoot.member.site.internal;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.folkmoot.assembly.Assemblies;
import org.folkmoot.ballot.Polls;
import org.folkmoot.constitution.Institution;
import org.folkmoot.declaration.Declarations;
import org.folkmoot.election.Elections;
import org.folkmoot.notice.PersonalLinks;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Problem;
import org.folkmoot.page.Templates;
import org.folkmoot.page.Turnstile;
import org.folkmoot.register.Applications;
import org.folkmoot.register.Corrections;
import org.folkmoot.register.MembershipLinks;
import org.folkmoot.register.RegisterOfMembers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardTarget;

/**
 * The member's door. It stays open whatever else stops: a service that is away takes only its own
 * pages with it.
 */
@Component(service = Servlet.class, configurationPid = MemberDoorSettings.PID)
@Designate(ocd = MemberDoorSettings.class)
@HttpWhiteboardTarget("(door=member)")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=member)")
@HttpWhiteboardServletPattern("/i/*")
public final class MemberDoor extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Templates templates = Templates.of(MemberDoor.class, "member");
  private final transient Domain domain;
  private final transient List<Pages> pages;
  private final transient Turnstile requests;
  private final transient Limits limits;

  @Activate
  public MemberDoor(
      @Reference(policyOption = ReferencePolicyOption.GREEDY) Clock clock,
      MemberDoorSettings settings) {
    this(
        clock,
        new Turnstile(settings.requestsPerMinute(), System::nanoTime),
        Limits.of(
            settings.unknownLinksPerMinute(),
            settings.unknownCodesPerMinute(),
            settings.mailsPerMinute(),
            System::nanoTime));
  }

  /** A door with these limits. */
  public MemberDoor(
      Clock clock, LongSupplier nanos, int requestsPerMinute, int unknownLinksPerMinute) {
    this(
        clock,
        new Turnstile(requestsPerMinute, nanos),
        Limits.of(
            unknownLinksPerMinute,
            MemberDoorSettings.UNKNOWN_CODES,
            MemberDoorSettings.MAILS,
            nanos));
  }

  private MemberDoor(Clock clock, Turnstile requests, Limits limits) {
    this.domain = new Domain(clock);
    this.requests = requests;
    this.limits = limits;
    pages =
        List.of(
            new VotingPages(domain),
            new BoardPages(domain),
            new ElectionPages(domain),
            new NominationPages(domain),
            new MembershipPages(domain),
            new JoinPages(domain),
            new AssemblyPages(domain));
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    serve(request, response);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    serve(request, response);
  }

  private void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (!requests.admits(Turnstile.origin(request))) {
      throw Problem.TOO_MANY.found();
    }
    Optional<InstitutionPath> path = InstitutionPath.of(request);
    if (path.isEmpty()) {
      start(request, response);
      return;
    }
    Institution institution =
        domain.institutions.of(path.get().institution()).orElseThrow(Problem.NOT_FOUND::found);
    Pages concern =
        pages.stream()
            .filter(some -> some.answer(path.get().segment(0)))
            .findFirst()
            .orElseThrow(Problem.NOT_FOUND::found);
    concern.serve(new Visit(request, response, path.get(), institution, templates, limits));
  }

  /** The page of an installation: which institutions it holds. */
  private void start(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String info = request.getPathInfo();
    if (!(request.getServletPath() + (info == null ? "" : info)).matches("/?")) {
      throw Problem.NOT_FOUND.found();
    }
    MemberStart.show(templates, domain, request, response);
  }

  @Reference(cardinality = MULTIPLE, policy = DYNAMIC)
  public void bindInstitution(Institution service, Map<String, Object> properties) {
    domain.institutions.bind(service, properties);
  }

  public void unbindInstitution(Institution service, Map<String, Object> properties) {
    domain.institutions.unbind(service, properties);
  }

  @Reference(cardinality = MULTIPLE, policy = DYNAMIC)
  public void bindRegister(RegisterOfMembers service, Map<String, Object> properties) {
    domain.registers.bind(service, properties);
  }

  public void unbindRegister(RegisterOfMembers service, Map<String, Object> properties) {
    domain.registers.unbind(service, properties);
  }

  @Reference(cardinality = MULTIPLE, policy = DYNAMIC)
  public void bindApplications(Applications service, Map<String, Object> properties) {
    domain.applications.bind(service, properties);
  }

  public void unbindApplications(Applications service, Map<String, Object> properties) {
    domain.applications.unbind(service, properties);
  }

  @Reference(cardinality = MULTIPLE, policy = DYNAMIC)
  public void bindCorrections(Corrections service, Map<String, Object> properties) {
    domain.corrections.bind(service, properties);
  }

  public void unbindCorrections(Corrections service, Map<String, Object> properties) {
    domain.corrections.unbind(service, properties);
  }

  @Reference(cardinality = MULTIPLE, policy = DYNAMIC)
  public void bindMembershipLinks(MembershipLinks service, Map<String, Object> properties) {
    domain.membershipLinks.bind(service, properties);
  }

  public void unbindMembershipLinks(MembershipLinks service, Map<String, Object> properties) {
    domain.membershipLinks.unbind(service, properties);
  }

  @Reference(cardinality = MULTIPLE, policy = DYNAMIC)
  public void bindElections(Elections service, Map<String, Object> properties) {
    domain.elections.bind(service, properties);
  }

  public void unbindElections(Elections service, Map<String, Object> properties) {
    domain.elections.unbind(service, properties);
  }

  @Reference(cardinality = MULTIPLE, policy = DYNAMIC)
  public void bindPolls(Polls service, Map<String, Object> properties) {
    domain.polls.bind(service, properties);
  }

  public void unbindPolls(Polls service, Map<String, Object> properties) {
    domain.polls.unbind(service, properties);
  }

  @Reference(cardinality = MULTIPLE, policy = DYNAMIC)
  public void bindDeclarations(Declarations service, Map<String, Object> properties) {
    domain.declarations.bind(service, properties);
  }

  public void unbindDeclarations(Declarations service, Map<String, Object> properties) {
    domain.declarations.unbind(service, properties);
  }

  @Reference(cardinality = MULTIPLE, policy = DYNAMIC)
  public void bindAssemblies(Assemblies service, Map<String, Object> properties) {
    domain.assemblies.bind(service, properties);
  }

  public void unbindAssemblies(Assemblies service, Map<String, Object> properties) {
    domain.assemblies.unbind(service, properties);
  }

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC)
  public void bindLinks(PersonalLinks service) {
    domain.links(service);
  }

  public void unbindLinks(PersonalLinks service) {
    domain.withoutLinks(service);
  }
}
