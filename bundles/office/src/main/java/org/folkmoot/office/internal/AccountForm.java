package org.folkmoot.office.internal;

import org.folkmoot.page.Form;
import org.folkmoot.page.Words;

/** What the name and password of a new account must be. */
final class AccountForm {
  private static final int LONGEST_NAME = 64;

  private AccountForm() {}

  static void check(Form form, Words words) {
    String name = form.text("name");
    if (name.length() < 2
        || name.length() > LONGEST_NAME
        || !name.matches("[\\p{L}\\p{N} .,'’@_-]+")) {
      form.refuse("name", words.say("office.account.name.wrong", LONGEST_NAME));
    }
    Accounts.fault(name, form.value("password"))
        .ifPresent(
            fault ->
                form.refuse(
                    "password",
                    words.say(
                        "office.account.password." + fault,
                        Accounts.SHORTEST_PASSWORD,
                        Accounts.LONGEST_PASSWORD)));
    if (!form.value("password").equals(form.value("password2"))) {
      form.refuse("password2", words.say("office.account.password2.different"));
    }
  }
}
