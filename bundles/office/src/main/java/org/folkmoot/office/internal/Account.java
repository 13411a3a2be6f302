package org.folkmoot.office.internal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.folkmoot.page.Problem;

/**
 * Somebody who works in the office.
 *
 * @param id stable for life
 * @param name as they sign in; the {@code actor} of what they do
 * @param institutions what they may see; {@link #ALL} stands for every institution
 */
public record Account(String id, String name, Set<String> institutions) {
  /** Every institution of the installation, those to come included. */
  public static final String ALL = "*";

  private static final String ATTRIBUTE = "org.folkmoot.office.account";

  public Account {
    institutions = Set.copyOf(institutions);
  }

  /** Who is signed in. Behind the guard there is always somebody. */
  public static Account of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof Account account) {
      return account;
    }
    throw Problem.FORBIDDEN.found();
  }

  /** Whether this account may see an institution. */
  public boolean sees(String institution) {
    return seesAll() || institutions.contains(institution);
  }

  /** Whether this account may see every institution, and so may make other accounts. */
  public boolean seesAll() {
    return institutions.contains(ALL);
  }

  void settle(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }
}
