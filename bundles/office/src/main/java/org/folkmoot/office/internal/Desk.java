package org.folkmoot.office.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.folkmoot.assembly.Assemblies;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Refusal;
import org.folkmoot.constitution.Refused;
import org.folkmoot.election.Elections;
import org.folkmoot.page.Banner;
import org.folkmoot.page.Form;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Link;
import org.folkmoot.page.Page;
import org.folkmoot.page.PerInstitution;
import org.folkmoot.page.Problem;
import org.folkmoot.page.Templates;
import org.folkmoot.page.Words;
import org.folkmoot.register.Enrolment;
import org.folkmoot.register.RegisterOfMembers;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Makes the office's pages ready: navigation of what is switched on, who is signed in, and what was
 * said at the last step.
 *
 * <p>A page's template extends {@code office/layout}.
 */
@Component(service = Desk.class)
public final class Desk {
  /** The office's templates, with the wording of all its parts. */
  public static final Templates TEMPLATES =
      Templates.of(
          Desk.class,
          "office",
          "office-records",
          "office-register",
          "office-elections",
          "office-assemblies");

  private static final String SAID = "org.folkmoot.office.said";

  private final PerInstitution<Institution> institutions = new PerInstitution<>();
  private final PerInstitution<Enrolment> enrolments = new PerInstitution<>();
  private final PerInstitution<RegisterOfMembers> registers = new PerInstitution<>();
  private final PerInstitution<Elections> elections = new PerInstitution<>();
  private final PerInstitution<Assemblies> assemblies = new PerInstitution<>();

  /** A page for whoever is signed in. */
  public Page page(HttpServletRequest request, String template) {
    Account account = Account.of(request);
    Words words = words(request);
    Page page =
        TEMPLATES
            .page(request, template)
            .service(words.say("office.name"))
            .with("account", account.name());
    InstitutionPath.of(request).ifPresent(path -> navigate(page, path, words));
    HttpSession session = request.getSession(false);
    if (session != null && session.getAttribute(SAID) instanceof String said) {
      session.removeAttribute(SAID);
      page.banner(Banner.success(said));
    }
    return page;
  }

  /** What the office says, in the language of a request. */
  public Words words(HttpServletRequest request) {
    return TEMPLATES.words(request);
  }

  /** Says on the next page what was done: call it before sending the reader on. */
  public void say(HttpServletRequest request, String done) {
    request.getSession().setAttribute(SAID, done);
  }

  /** Shows a refusal at a field of the form (or at its head): reason, rule and remedy. */
  public void refuse(HttpServletRequest request, Form form, String field, Refused refused) {
    form.refuse(field, said(words(request), refused.refusal()));
  }

  /** A refusal in one paragraph. */
  public static String said(Words words, Refusal refusal) {
    return words.say(
        "office.refusal", sentence(refusal.reason()), refusal.rule(), sentence(refusal.remedy()));
  }

  /** The institution an address belongs to. */
  public Institution institution(InstitutionPath path) {
    return institutions.of(path.institution()).orElseThrow(Problem.NOT_FOUND::found);
  }

  /** Where a request is, under an institution. */
  public static InstitutionPath path(HttpServletRequest request) {
    return InstitutionPath.of(request).orElseThrow(Problem.NOT_FOUND::found);
  }

  /** The institutions of the installation. */
  public PerInstitution<Institution> institutions() {
    return institutions;
  }

  /** Enrolment, where it is switched on. */
  public PerInstitution<Enrolment> enrolments() {
    return enrolments;
  }

  /** The registers of members, where enrolment is switched on. */
  public PerInstitution<RegisterOfMembers> registers() {
    return registers;
  }

  /** The elections, where they are switched on. */
  public PerInstitution<Elections> elections() {
    return elections;
  }

  /** The assemblies, where they are switched on. */
  public PerInstitution<Assemblies> assemblies() {
    return assemblies;
  }

  private void navigate(Page page, InstitutionPath path, Words words) {
    List<Link> parts = new ArrayList<>();
    // The layout marks the part the page lies in; every page lies under /i/oak, so the link to the
    // start carries a stroke that only matches when the reader is there.
    parts.add(
        new Link(words.say("office.nav.home"), path.to() + (path.rest().isEmpty() ? "" : "/")));
    String institution = path.institution();
    if (registers.of(institution).isPresent()) {
      parts.add(new Link(words.say("office.nav.members"), path.to("members")));
      parts.add(new Link(words.say("office.nav.records"), path.to("records")));
    }
    if (elections.of(institution).isPresent()) {
      parts.add(new Link(words.say("office.nav.elections"), path.to("elections")));
      parts.add(new Link(words.say("office.nav.governing-body"), path.to("governing-body")));
    }
    if (assemblies.of(institution).isPresent()) {
      parts.add(new Link(words.say("office.nav.assemblies"), path.to("assemblies")));
    }
    parts.add(new Link(words.say("office.nav.mail"), path.to("mail")));
    parts.add(new Link(words.say("office.nav.modules"), path.to("modules")));
    page.navigation(parts);
    page.footer(
        List.of(
            new Link(words.say("office.nav.journal"), path.to("journal")),
            new Link(words.say("office.nav.institutions"), "/")));
  }

  /** With a capital at its head. */
  public static String capital(String words) {
    return words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
  }

  /** Rules are worded in the middle of a sentence; here each stands alone. */
  static String sentence(String words) {
    String capital = capital(words);
    return capital.endsWith(".") ? capital : capital + ".";
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindInstitution(Institution service, Map<String, Object> properties) {
    institutions.bind(service, properties);
  }

  void unbindInstitution(Institution service, Map<String, Object> properties) {
    institutions.unbind(service, properties);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindEnrolment(Enrolment service, Map<String, Object> properties) {
    enrolments.bind(service, properties);
  }

  void unbindEnrolment(Enrolment service, Map<String, Object> properties) {
    enrolments.unbind(service, properties);
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
  void bindAssemblies(Assemblies service, Map<String, Object> properties) {
    assemblies.bind(service, properties);
  }

  void unbindAssemblies(Assemblies service, Map<String, Object> properties) {
    assemblies.unbind(service, properties);
  }
}
