package org.folkmoot.office.internal;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.folkmoot.page.InstitutionPath;

/**
 * A page, or a family of pages, under {@code /i/<institution>}. Each is a service; the one servlet
 * of the office asks them in turn.
 *
 * <p>Before a page is asked, the guard has seen to it that somebody is signed in who may see the
 * institution, the size of an upload has been checked, and a POST carries its session's token. A
 * {@link org.folkmoot.constitution.Refused} that a page lets through is shown on a page of its own;
 * a page with a form shows it beside the form ({@link Desk#refuse}).
 */
public interface OfficePage {
  /** Whether the address is this page's; the institution may be one that has the module off. */
  boolean takes(InstitutionPath path);

  /** Answers GET, HEAD and POST. */
  void answer(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException;
}
