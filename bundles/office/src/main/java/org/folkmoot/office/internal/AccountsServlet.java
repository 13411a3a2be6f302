package org.folkmoot.office.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Refused;
import org.folkmoot.page.Choice;
import org.folkmoot.page.Csrf;
import org.folkmoot.page.Form;
import org.folkmoot.page.Problem;
import org.folkmoot.page.SeeOther;
import org.folkmoot.page.Words;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardTarget;

/** Accounts of others, made by those who may see every institution. */
@Component(service = Servlet.class)
@HttpWhiteboardTarget("(door=office)")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=office)")
@HttpWhiteboardServletPattern("/accounts")
public final class AccountsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Desk desk;
  private final transient Accounts accounts;

  @Activate
  public AccountsServlet(@Reference Desk desk, @Reference Accounts accounts) {
    this.desk = desk;
    this.accounts = accounts;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    onlyWhoSeesAll(request);
    show(request, response, Form.blank());
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Csrf.check(request);
    onlyWhoSeesAll(request);
    Words words = desk.words(request);
    Form form = Form.of(request);
    AccountForm.check(form, words);
    Set<String> chosen = new HashSet<>(form.values("institutions"));
    if (chosen.contains(Account.ALL)) {
      chosen = Set.of(Account.ALL);
    } else {
      chosen.retainAll(desk.institutions().institutions());
    }
    if (chosen.isEmpty()) {
      form.refuse("institutions", words.say("office.accounts.institutions.missing"));
    }
    if (form.isFine()) {
      try {
        accounts.create(
            form.text("name"), form.value("password"), chosen, Account.of(request).name());
        desk.say(request, words.say("office.accounts.made", form.text("name")));
        SeeOther.to(response, "/accounts");
        return;
      } catch (Refused refused) {
        desk.refuse(request, form, "name", refused);
      }
    }
    show(request, response, form);
  }

  private static void onlyWhoSeesAll(HttpServletRequest request) {
    if (!Account.of(request).seesAll()) {
      throw Problem.NOT_FOUND.found();
    }
  }

  private void show(HttpServletRequest request, HttpServletResponse response, Form form)
      throws IOException {
    Words words = desk.words(request);
    List<Choice> choices = new ArrayList<>();
    choices.add(new Choice(Account.ALL, words.say("office.accounts.all")));
    for (String id : desk.institutions().institutions()) {
      desk.institutions().of(id).ifPresent(one -> choices.add(new Choice(id, one.name())));
    }
    desk.page(request, "office/accounts")
        .form(form)
        .back("/")
        .with("choices", choices)
        .with(
            "rows",
            accounts.all().stream()
                .map(account -> List.of(account.name(), sees(account, words)))
                .toList())
        .send(response);
  }

  private String sees(Account account, Words words) {
    if (account.seesAll()) {
      return words.say("office.accounts.all");
    }
    return account.institutions().stream()
        .sorted()
        .map(id -> desk.institutions().of(id).map(Institution::name).orElse(id))
        .reduce((one, other) -> one + ", " + other)
        .orElse("");
  }
}
