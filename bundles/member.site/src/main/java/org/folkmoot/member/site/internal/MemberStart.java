package org.folkmoot.member.site.internal;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.folkmoot.constitution.Institution;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Link;
import org.folkmoot.page.PerInstitution;
import org.folkmoot.page.Templates;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
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
  private final transient PerInstitution<Institution> institutions = new PerInstitution<>();

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    show(templates, institutions, request, response);
  }

  static void show(
      Templates templates,
      PerInstitution<Institution> institutions,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    List<Link> links =
        institutions.institutions().stream()
            .flatMap(id -> institutions.of(id).stream())
            .map(held -> new Link(held.name(), InstitutionPath.href(held.id())))
            .toList();
    templates.page(request, "member/start").with("institutions", links).send(response);
  }

  @Reference(cardinality = MULTIPLE, policy = DYNAMIC)
  void bindInstitution(Institution service, Map<String, Object> properties) {
    institutions.bind(service, properties);
  }

  void unbindInstitution(Institution service, Map<String, Object> properties) {
    institutions.unbind(service, properties);
  }
}
