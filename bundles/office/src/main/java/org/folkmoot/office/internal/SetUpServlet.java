package org.folkmoot.office.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.folkmoot.page.Csrf;
import org.folkmoot.page.Form;
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

/** Makes the first account; gone once there is one. */
@Component(service = Servlet.class)
@HttpWhiteboardTarget("(door=office)")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=office)")
@HttpWhiteboardServletPattern("/set-up")
public final class SetUpServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Accounts accounts;
  private final transient Turnstile attempts =
      new Turnstile(Sessions.ATTEMPTS_PER_MINUTE, System::nanoTime);
  private final transient SetUpCode code;

  @Activate
  public SetUpServlet(@Reference Accounts accounts, @Reference SetUpCode code) {
    this.accounts = accounts;
    this.code = code;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (accounts.none()) {
      show(request, response, Form.blank());
    } else {
      SeeOther.to(response, "/sign-in");
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!attempts.admits(Turnstile.origin(request))) {
      throw Problem.TOO_MANY.found();
    }
    Csrf.check(request);
    if (!accounts.none()) {
      SeeOther.to(response, "/sign-in");
      return;
    }
    Form form = Form.of(request);
    Words words = Desk.TEMPLATES.words(request);
    if (!code.is(form.text("code"))) {
      form.refuse("code", words.say("office.set-up.code.wrong"));
    }
    AccountForm.check(form, words);
    if (!form.isFine()) {
      show(request, response, form);
      return;
    }
    Optional<Account> first = accounts.createFirst(form.text("name"), form.value("password"));
    if (first.isEmpty()) {
      SeeOther.to(response, "/sign-in");
      return;
    }
    code.forget();
    Sessions.signIn(request, response, first.get());
    SeeOther.to(response, "/");
  }

  private void show(HttpServletRequest request, HttpServletResponse response, Form form)
      throws IOException {
    Sessions.open(request, response);
    Desk.TEMPLATES
        .page(request, "office/set-up")
        .form(form)
        .with("file", code.file().getFileName().toString())
        .send(response);
  }
}
