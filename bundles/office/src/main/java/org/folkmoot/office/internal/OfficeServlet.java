package org.folkmoot.office.internal;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.folkmoot.constitution.Refused;
import org.folkmoot.page.Csrf;
import org.folkmoot.page.Form;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Problem;

/** Takes every address under {@code /i/<institution>} and gives it to the page it belongs to. */
final class OfficeServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Desk desk;
  private final transient List<OfficePage> pages;

  OfficeServlet(Desk desk, List<OfficePage> pages) {
    this.desk = desk;
    this.pages = pages;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    answer(request, response);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    checkSize(request);
    Csrf.check(request);
    answer(request, response);
  }

  private void answer(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    InstitutionPath path = Desk.path(request);
    // The guard has asked this already; but a filter may be away while its bundle is restarted.
    if (!Account.of(request).sees(path.institution())) {
      throw Problem.NOT_FOUND.found();
    }
    desk.institution(path);
    for (OfficePage page : pages) {
      if (page.takes(path)) {
        try {
          page.answer(request, response);
        } catch (Refused refused) {
          showRefused(request, response, refused);
        }
        return;
      }
    }
    throw Problem.NOT_FOUND.found();
  }

  private void showRefused(
      HttpServletRequest request, HttpServletResponse response, Refused refused)
      throws IOException {
    Form form = Form.blank();
    desk.refuse(request, form, "main", refused);
    desk.page(request, "office/refused").form(form).send(response);
  }

  /** A file over the limit fails when the parts are first read, with an exception that varies. */
  private static void checkSize(HttpServletRequest request) {
    String type = request.getContentType();
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
      return;
    }
    try {
      request.getParts();
    } catch (IOException | IllegalStateException tooLarge) {
      throw Problem.TOO_LARGE.found(tooLarge);
    } catch (ServletException unreadable) {
      throw Problem.BAD_REQUEST.found(unreadable);
    }
  }
}
