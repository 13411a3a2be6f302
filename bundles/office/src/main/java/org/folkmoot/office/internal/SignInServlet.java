package org.folkmoot.office.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.folkmoot.page.Csrf;
import org.folkmoot.page.Form;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Problem;
import org.folkmoot.page.SeeOther;
import org.folkmoot.page.Turnstile;
import org.folkmoot.page.Words;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardTarget;

/** Where somebody says who they are. */
@Component(service = Servlet.class)
@HttpWhiteboardTarget("(door=office)")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=office)")
@HttpWhiteboardServletPattern("/sign-in")
public final class SignInServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Accounts accounts;
  private final transient Turnstile attempts =
      new Turnstile(Sessions.ATTEMPTS_PER_MINUTE, System::nanoTime);

  @Activate
  public SignInServlet(@Reference Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (accounts.none()) {
      SeeOther.to(response, "/set-up");
      return;
    }
    if (Sessions.account(request).flatMap(accounts::account).isPresent()) {
      SeeOther.to(response, "/");
      return;
    }
    show(request, response, Form.of(request));
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!attempts.admits(Turnstile.origin(request))) {
      throw Problem.TOO_MANY.found();
    }
    Csrf.check(request);
    Words words = Desk.TEMPLATES.words(request);
    Form form = Form.of(request);
    if (form.text("name").isEmpty()) {
      form.refuse("name", words.say("office.sign-in.name.missing"));
    }
    if (form.value("password").isEmpty()) {
      form.refuse("password", words.say("office.sign-in.password.missing"));
    }
    if (form.isFine()) {
      Accounts.Attempt attempt = accounts.signIn(form.text("name"), form.value("password"));
      if (attempt instanceof Accounts.Attempt.Admitted admitted) {
        Sessions.signIn(request, response, admitted.account());
        SeeOther.to(response, onward(form.value("to")));
        return;
      }
      form.refuse(
          "password",
          attempt instanceof Accounts.Attempt.Held held
              ? words.say("office.sign-in.held", held.until())
              : words.say("office.sign-in.wrong"));
    }
    show(request, response, form);
  }

  private static void show(HttpServletRequest request, HttpServletResponse response, Form form)
      throws IOException {
    Sessions.open(request, response);
    Desk.TEMPLATES.page(request, "office/sign-in").form(form).send(response);
  }

  /** Only to an institution's pages: whatever else stands in the address is not followed. */
  private static String onward(String to) {
    return InstitutionPath.parse(to)
        .map(path -> path.to(path.rest().toArray(new String[0])))
        .orElse("/");
  }
}
