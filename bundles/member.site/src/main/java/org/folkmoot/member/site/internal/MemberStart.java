package org.folkmoot.member.site.internal;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.folkmoot.constitution.Institution;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Templates;
import org.folkmoot.register.Applications;
import org.folkmoot.register.MembershipLinks;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardTarget;

/**
 * The door's own address: which institutions the installation holds. A component of its own,
 * because an empty pattern among others is lost on the way into the component's XML.
 */
@Component(service = Servlet.class, property = "osgi.http.whiteboard.servlet.pattern=")
@HttpWhiteboardTarget("(door=member)")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=member)")
public final class MemberStart extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Templates templates = Templates.of(MemberStart.class, "member");
  private final transient Domain domain;

  @Activate
  public MemberStart(@Reference(policyOption = ReferencePolicyOption.GREEDY) Clock clock) {
    this.domain = new Domain(clock);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    show(templates, domain, request, response);
  }

  static void show(
      Templates templates, Domain domain, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    List<Entry> entries =
        domain.institutions.institutions().stream()
            .flatMap(id -> domain.institutions.of(id).stream())
            .map(
                held ->
                    new Entry(
                        held.name(),
                        InstitutionPath.href(held.id()),
                        domain.join(held),
                        domain.amI(held)))
            .toList();
    templates.page(request, "member/start").with("institutions", entries).send(response);
  }

  /**
   * An institution on the page.
   *
   * @param join where to apply, empty where nobody can
   * @param amI where to ask whether one is a member, empty where Enrolment is off
   */
  public record Entry(String text, String href, String join, String amI) {}

  @Reference(cardinality = MULTIPLE, policy = DYNAMIC)
  void bindInstitution(Institution service, Map<String, Object> properties) {
    domain.institutions.bind(service, properties);
  }

  void unbindInstitution(Institution service, Map<String, Object> properties) {
    domain.institutions.unbind(service, properties);
  }

  @Reference(cardinality = MULTIPLE, policy = DYNAMIC)
  void bindApplications(Applications service, Map<String, Object> properties) {
    domain.applications.bind(service, properties);
  }

  void unbindApplications(Applications service, Map<String, Object> properties) {
    domain.applications.unbind(service, properties);
  }

  @Reference(cardinality = MULTIPLE, policy = DYNAMIC)
  void bindMembershipLinks(MembershipLinks service, Map<String, Object> properties) {
    domain.membershipLinks.bind(service, properties);
  }

  void unbindMembershipLinks(MembershipLinks service, Map<String, Object> properties) {
    domain.membershipLinks.unbind(service, properties);
  }
}
