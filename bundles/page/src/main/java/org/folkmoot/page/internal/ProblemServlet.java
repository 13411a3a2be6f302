package org.folkmoot.page.internal;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.folkmoot.page.Problem;

/**
 * Answers with a page in plain language: as the door's error page whatever {@code sendError} was
 * called with, as its last servlet that nothing is at this address.
 */
final class ProblemServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    SecurityHeaders.put(request, response);
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    Problem problem = status instanceof Integer code ? Problem.of(code) : Problem.NOT_FOUND;
    problem.answer(request, response);
  }
}
