package org.folkmoot.office.internal.register;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Label;
import org.folkmoot.constitution.Refused;
import org.folkmoot.office.internal.Account;
import org.folkmoot.office.internal.Desk;
import org.folkmoot.page.Form;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Language;
import org.folkmoot.page.Page;
import org.folkmoot.page.Paging;
import org.folkmoot.page.Problem;
import org.folkmoot.page.SeeOther;
import org.folkmoot.page.Words;
import org.folkmoot.register.MemberState;
import org.folkmoot.register.RegisterOfMembers;

/** One request to a page of the register. */
final class Call {
  /** Entries on a page of a list. */
  static final int PAGE = 50;

  private final Desk desk;
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final InstitutionPath path;
  private final Words words;

  Call(Desk desk, HttpServletRequest request, HttpServletResponse response) {
    this.desk = desk;
    this.request = request;
    this.response = response;
    this.path = Desk.path(request);
    this.words = desk.words(request);
  }

  HttpServletRequest request() {
    return request;
  }

  HttpServletResponse response() {
    return response;
  }

  InstitutionPath path() {
    return path;
  }

  Words words() {
    return words;
  }

  String say(String key, Object... arguments) {
    return words.say("register." + key, arguments);
  }

  String plural(String key, long count) {
    return words.plural("register." + key, count);
  }

  Language language() {
    return Language.of(request);
  }

  String text(Label label) {
    Locale locale = language().locale();
    return label.in(locale);
  }

  RegisterOfMembers register() {
    return desk.registers().on(path);
  }

  Map<Constituency, Label> constituencies() {
    return register().institution().constitution().pack().constituencies();
  }

  String constituency(Constituency which) {
    return text(constituencies().get(which));
  }

  String state(MemberState state) {
    return words.say("office.state." + state.word());
  }

  /** A name, or a word in the place of one that was erased. */
  String name(String name) {
    return name.isBlank() ? say("erased.name") : name;
  }

  String actor() {
    return Account.of(request).name();
  }

  boolean post() {
    return request.getMethod().equals("POST");
  }

  /** This address only shows; posting to it is a mistake. */
  void getOnly() {
    if (post()) {
      throw Problem.WRONG_METHOD.found();
    }
  }

  Form form() {
    return Form.of(request);
  }

  Page page(String template) {
    return desk.page(request, "register/" + template);
  }

  /** Does what a form asks; what is refused is said at the field, and nothing was changed. */
  boolean done(Form form, String field, Runnable act) {
    try {
      act.run();
      return true;
    } catch (Refused refused) {
      desk.refuse(request, form, field, refused);
      return false;
    }
  }

  void goOn(String href, String said) {
    desk.say(request, said);
    SeeOther.to(response, href);
  }

  /** The box beside what cannot be taken back. */
  void confirmed(Form form) {
    if (!form.chosen("confirm", "yes")) {
      form.refuse("confirm", say("confirm.missing"));
    }
  }

  int offset() {
    long page = form().number("page").orElse(1);
    return (int) ((Math.max(1, Math.min(page, 1_000_000)) - 1) * PAGE);
  }

  /** The paging of a list of which one entry more than a page holds was asked for. */
  Paging paging(int found) {
    return Paging.of(request, PAGE, offset() + found);
  }
}
