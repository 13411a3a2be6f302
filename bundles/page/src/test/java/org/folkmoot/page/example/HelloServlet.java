package org.folkmoot.page.example;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.folkmoot.page.Csrf;
import org.folkmoot.page.Form;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Page;
import org.folkmoot.page.PerInstitution;
import org.folkmoot.page.Problem;
import org.folkmoot.page.SeeOther;
import org.folkmoot.page.Templates;
import org.folkmoot.page.Words;

/** A door's servlet as the worked example has it: asks a name, then greets. */
final class HelloServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private final transient Templates templates = Templates.of(HelloServlet.class, "example");
  private final transient PerInstitution<String> greetings = new PerInstitution<>();

  PerInstitution<String> greetings() {
    return greetings;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    InstitutionPath path = InstitutionPath.of(request).orElseThrow(Problem.NOT_FOUND::found);
    if (path.matches("hello", "fault")) {
      throw new IllegalStateException("secret detail");
    }
    if (path.matches("hello", "away")) {
      throw new UnsupportedOperationException("stands for a database that is away");
    }
    if (path.matches("hello", "unsupported")) {
      response.sendError(415);
      return;
    }
    if (path.matches("hello", "forbidden")) {
      response.sendError(403);
      return;
    }
    show(request, path, Form.of(request)).send(response);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Csrf.check(request);
    InstitutionPath path = InstitutionPath.of(request).orElseThrow(Problem.NOT_FOUND::found);
    Words words = templates.words(request);
    Form form = Form.of(request);
    if (form.text("name").isEmpty()) {
      form.refuse("name", words.say("example.name.missing"));
    }
    if (!form.isFine()) {
      show(request, path, form).send(response);
      return;
    }
    SeeOther.to(response, path.to("hello", form.text("name")));
  }

  private Page show(HttpServletRequest request, InstitutionPath path, Form form) {
    return templates.page(request, "example").form(form).with("greeting", greetings.on(path));
  }
}
