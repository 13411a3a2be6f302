package org.folkmoot.member.site.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Label;
import org.folkmoot.page.Form;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Language;
import org.folkmoot.page.Link;
import org.folkmoot.page.Page;
import org.folkmoot.page.Problem;
import org.folkmoot.page.SeeOther;
import org.folkmoot.page.Templates;
import org.folkmoot.page.Turnstile;
import org.folkmoot.page.Words;

/** One request to one institution's pages. */
final class Visit {
  /** Links that people can have sent again by themselves, at the address of their purpose. */
  private static final Set<String> AGAIN = Set.of(MembershipPages.MEMBERSHIP, JoinPages.JOIN);

  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final Templates templates;
  private final Limits limits;
  final InstitutionPath path;
  final Institution institution;

  Visit(
      HttpServletRequest request,
      HttpServletResponse response,
      InstitutionPath path,
      Institution institution,
      Templates templates,
      Limits limits) {
    this.request = request;
    this.response = response;
    this.path = path;
    this.institution = institution;
    this.templates = templates;
    this.limits = limits;
  }

  boolean isPost() {
    return request.getMethod().equals("POST");
  }

  /** Lets only a form through. */
  void mustBePost() {
    if (!isPost()) {
      throw Problem.WRONG_METHOD.found();
    }
  }

  /** Lets only a question through. */
  void mustBeGet() {
    if (isPost()) {
      throw Problem.WRONG_METHOD.found();
    }
  }

  Form form() {
    return Form.of(request);
  }

  /** The names of the fields that were sent. */
  List<String> fields() {
    return List.copyOf(request.getParameterMap().keySet());
  }

  Words words() {
    return templates.words(request);
  }

  Language language() {
    return Language.of(request);
  }

  String in(Label label) {
    return label.in(language().locale());
  }

  /** What the institution calls one of its three constituencies. */
  String third(Constituency constituency) {
    return in(institution.constitution().pack().constituencies().get(constituency));
  }

  Page page(String template) {
    Words words = words();
    return templates
        .page(request, "member/" + template)
        .with("institution", institution.name())
        .footer(
            List.of(
                new Link(words.say("member.board"), path.to()),
                new Link(words.say("member.body"), path.to("governing-body"))));
  }

  /** A page of the public board, with the way to it. */
  Page publicPage(String template, Link... way) {
    List<Link> crumbs = new ArrayList<>();
    crumbs.add(new Link(words().say("member.board"), path.to()));
    crumbs.addAll(List.of(way));
    return page(template).crumbs(crumbs);
  }

  void send(Page page) throws IOException {
    page.send(response);
  }

  void seeOther(String... segments) {
    SeeOther.to(response, path.to(segments));
  }

  /** Counts a typed code that lets nobody in; too many of them are answered 429. */
  void countUnknownCode() {
    if (!limits.unknownLinks().admits(Turnstile.origin(request))
        || !limits.unknownCodes().admits(institution.id())) {
      throw Problem.TOO_MANY.found();
    }
  }

  /** Counts a public form that has a mail sent; too many of them are answered 429. */
  void countMail() {
    if (!limits.mails().admits(Turnstile.origin(request))) {
      throw Problem.TOO_MANY.found();
    }
  }

  /** Counts one attempt to guess; beyond the limit of one network address nothing is answered. */
  void countAttempt() {
    if (!limits.unknownLinks().admits(Turnstile.origin(request))) {
      throw Problem.TOO_MANY.found();
    }
  }

  /** The page for a link that lets nobody in: it helps, and tells nothing of what there is. */
  void unknownLink(String purpose) throws IOException {
    countAttempt();
    send(
        page("unknown-link")
            .status(404)
            .with("purpose", purpose)
            .with("again", AGAIN.contains(purpose) ? path.to(purpose) : "")
            .with("board", path.to())
            .with("lost", path.to("vote", "lost"))
            .with("code", path.to("vote", "code"))
            .with("email", institution.senderAddress())
            .with("post", institution.postalAddress()));
  }
}
