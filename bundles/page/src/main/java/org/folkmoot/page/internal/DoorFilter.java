package org.folkmoot.page.internal;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Function;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Language;
import org.folkmoot.page.Letterhead;
import org.folkmoot.page.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first filter of a door: security headers, whose page it is and in which language, and a page
 * in plain language for whatever goes wrong behind it.
 */
final class DoorFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(DoorFilter.class);
  private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ONE_YEAR_SECONDS = 365 * 24 * 60 * 60;

  private final transient Function<String, Optional<Letterhead>> letterheads;
  private final transient Function<Throwable, Optional<Problem>> diagnoses;

  DoorFilter(
      Function<String, Optional<Letterhead>> letterheads,
      Function<Throwable, Optional<Problem>> diagnoses) {
    this.letterheads = letterheads;
    this.diagnoses = diagnoses;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    SecurityHeaders.put(request, response);
    if (request.getDispatcherType() != DispatcherType.REQUEST) {
      chain.doFilter(request, response);
      return;
    }
    if (request.getCharacterEncoding() == null) {
      request.setCharacterEncoding("UTF-8");
    }
    try {
      InstitutionPath.of(request)
          .flatMap(path -> letterheads.apply(path.institution()))
          .ifPresent(letterhead -> letterhead.settle(request));
      rememberLanguage(request, response);
      if (request.getMethod().equals("TRACE")) {
        Problem.WRONG_METHOD.answer(request, response);
        return;
      }
      chain.doFilter(request, response);
    } catch (Problem.Found found) {
      found.problem().answer(request, response);
    } catch (RuntimeException | ServletException fault) {
      Throwable cause =
          fault instanceof ServletException && fault.getCause() != null ? fault.getCause() : fault;
      answer(cause, request, response);
    }
  }

  private void answer(Throwable fault, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (fault instanceof Problem.Found found) {
      found.problem().answer(request, response);
      return;
    }
    Problem problem = diagnoses.apply(fault).orElse(Problem.BROKEN);
    String reference = reference();
    // Never the address: it may hold a personal link.
    LOG.error("{} answered {}, reference {}", request.getMethod(), problem, reference, fault);
    Problem.refer(request, reference);
    problem.answer(request, response);
  }

  private static void rememberLanguage(HttpServletRequest request, HttpServletResponse response) {
    Language language = Language.of(request);
    String query = request.getQueryString();
    if (query != null
        && ("&" + query + "&").contains("&" + Language.CHOICE + "=" + language.tag() + "&")) {
      Cookie cookie = new Cookie(Language.CHOICE, language.tag());
      cookie.setPath("/");
      cookie.setMaxAge(ONE_YEAR_SECONDS);
      cookie.setHttpOnly(true);
      cookie.setSecure(request.isSecure());
      cookie.setAttribute("SameSite", "Lax");
      response.addCookie(cookie);
    }
  }

  private static String reference() {
    StringBuilder reference = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      reference.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return reference.toString();
  }
}
