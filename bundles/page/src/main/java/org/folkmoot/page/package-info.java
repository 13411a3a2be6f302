/**
 * What the two doors share: layout, forms, cross-site protection, wording in two languages, and the
 * look.
 *
 * <p>A door bundle keeps its pages in {@code templates/*.peb} and what they say in {@code
 * wording/<name>_en.properties} and {@code _cy.properties}. Its servlets are bound to their door,
 * look their institution's service up in {@link org.folkmoot.page.PerInstitution}, and answer with
 * a {@link org.folkmoot.page.Page}. Everything else about a door is hung by this bundle: the
 * servlet contexts {@code member} and {@code office} on path {@code /}, security headers, language,
 * assets, and a page in plain language for each {@link org.folkmoot.page.Problem}. An unknown path
 * is answered by a servlet on {@code /}; a door's own start page therefore takes the exact pattern
 * {@code ""}.
 *
 * <p>A servlet:
 *
 * <pre>{@code
 * @Component(service = Servlet.class)
 * @HttpWhiteboardTarget("(door=office)")
 * @HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=office)")
 * @HttpWhiteboardServletPattern("/i/*")
 * public final class SeatsServlet extends HttpServlet {
 *   private final Templates templates = Templates.of(SeatsServlet.class, "office");
 *   private final PerInstitution<Elections> elections = new PerInstitution<>();
 *
 *   @Reference(cardinality = MULTIPLE, policy = DYNAMIC)
 *   void bindElections(Elections service, Map<String, Object> properties) {
 *     elections.bind(service, properties);
 *   }
 *
 *   void unbindElections(Elections service, Map<String, Object> properties) {
 *     elections.unbind(service, properties);
 *   }
 *
 *   @Override
 *   protected void doGet(HttpServletRequest request, HttpServletResponse response)
 *       throws IOException {
 *     show(request, Form.blank()).send(response);
 *   }
 *
 *   @Override
 *   protected void doPost(HttpServletRequest request, HttpServletResponse response)
 *       throws IOException {
 *     Csrf.check(request); // not at the member's door: see Csrf
 *     InstitutionPath path = InstitutionPath.of(request).orElseThrow(Problem.NOT_FOUND::found);
 *     Words words = templates.words(request);
 *     Form form = Form.of(request);
 *     LocalDate close = form.date("close").orElse(null);
 *     if (close == null) {
 *       form.refuse("close", words.say("seats.close.missing"));
 *     }
 *     if (!form.isFine()) {
 *       show(request, form).send(response); // 422, the answers kept, each fault at its field
 *       return;
 *     }
 *     elections.on(path).call(close); // 404 "not available" while the module is switched off
 *     SeeOther.to(response, path.to("elections"));
 *   }
 *
 *   private Page show(HttpServletRequest request, Form form) {
 *     InstitutionPath path = InstitutionPath.of(request).orElseThrow(Problem.NOT_FOUND::found);
 *     return templates
 *         .page(request, "seats")
 *         .form(form)
 *         .back(path.to("elections"))
 *         .with("seats", elections.on(path).seats());
 *   }
 * }
 * }</pre>
 *
 * <p>Its template, {@code templates/seats.peb}; the parts are in {@code templates/page/parts.peb}:
 *
 * <pre>{@code
 * {% extends "page/layout" %}
 * {% import "page/parts" %}
 * {% block title %}{{ say("seats.title") }}{% endblock %}
 * {% block main %}
 * <div class="column">
 *   <h1 class="heading heading--l">{{ say("seats.title") }}</h1>
 *   <p>{{ plural("seats.vacant", seats.size) }}</p>
 *   <form method="post" novalidate>
 *     {{ csrf() }}
 *     {{ date(form, "close", say("seats.close"), hint=say("seats.close.hint")) }}
 *     {{ button(say("page.continue")) }}
 *   </form>
 * </div>
 * {% endblock %}
 * }</pre>
 *
 * <p>Its wording, {@code wording/office_cy.properties}; that both languages and all plural forms
 * are there is proved by extending {@code WordingContract} of this bundle's test jar:
 *
 * <pre>
 * seats.title=Seddi i’w llenwi
 * seats.vacant[one]=Un sedd wag
 * seats.vacant[two]=Dwy sedd wag
 * </pre>
 */
@Export
@Version("1.0.0")
package org.folkmoot.page;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
