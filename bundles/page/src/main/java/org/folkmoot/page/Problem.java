package org.folkmoot.page;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;

/**
 * Why a page cannot be shown: each with its status and a page in plain language that says what was
 * wrong and what to do.
 */
public enum Problem {
  /** The request could not be read. */
  BAD_REQUEST(400),
  /** Signed in, but not entitled; or not signed in at all. */
  FORBIDDEN(403),
  /** The form does not carry its session's token. */
  FORM_EXPIRED(403),
  /** Nothing is at this address. */
  NOT_FOUND(404),
  /** The module that the page belongs to is switched off for this institution. */
  SWITCHED_OFF(404),
  /** The address cannot be asked in this way. */
  WRONG_METHOD(405),
  /** The file is larger than is accepted. */
  TOO_LARGE(413),
  /** What was sent cannot be worked with. */
  UNPROCESSABLE(422),
  /** Too many requests in a short time. */
  TOO_MANY(429),
  /** A fault of the program. */
  BROKEN(500),
  /** The database or another system is away. */
  UNAVAILABLE(503);

  private static final String REFERENCE = "org.folkmoot.page.reference";

  private final int status;

  Problem(int status) {
    this.status = status;
  }

  /** The HTTP status that the page is sent with. */
  public int status() {
    return status;
  }

  /** The page for a status; for one that has none, the general page of its hundred. */
  public static Problem of(int status) {
    if (status == 401 || status == 403) {
      return FORBIDDEN;
    }
    if (status == 404) {
      return NOT_FOUND;
    }
    for (Problem problem : values()) {
      if (problem.status == status) {
        return problem;
      }
    }
    return status >= 400 && status < 500 ? BAD_REQUEST : BROKEN;
  }

  /** The exception that makes the door answer with this page. */
  public Found found() {
    return new Found(this, null);
  }

  /** The same, with what led to it. */
  public Found found(Throwable cause) {
    return new Found(this, cause);
  }

  /** Sends this page, unless another is on its way already. */
  public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    Object reference = request.getAttribute(REFERENCE);
    // A status without a page of its own (415, say) keeps its number on the general page.
    Object sent = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    int shown = sent instanceof Integer code && of(code) == this ? code : status;
    Templates.OWN
        .page(request, "page/problem")
        .status(shown)
        .with("problem", name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .with("reference", reference == null ? "" : reference.toString())
        .send(response);
  }

  /** Puts a reference on the page, under which the fault stands in the log. */
  public static void refer(HttpServletRequest request, String reference) {
    request.setAttribute(REFERENCE, reference);
  }

  /** A problem met where no page can be sent: the door's filter answers it. */
  public static final class Found extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Problem problem;

    private Found(Problem problem, Throwable cause) {
      // No stack trace: it is an answer, not a fault, and strangers can ask for it at will.
      super(problem.name(), cause, false, false);
      this.problem = problem;
    }

    /** Which page answers it. */
    public Problem problem() {
      return problem;
    }
  }
}
