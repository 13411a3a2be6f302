package org.folkmoot.office.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Who is signed in, by the container's sessions. A session is given up and a new one begun when
 * somebody signs in, so that an identifier planted beforehand is worth nothing.
 */
final class Sessions {
  static final Duration IDLE = Duration.ofMinutes(60);

  /** A form to sign in with needs a session too, which anybody can ask for: it is kept briefly. */
  static final Duration UNSIGNED_IDLE = Duration.ofMinutes(10);

  static final Duration ABSOLUTE = Duration.ofHours(12);

  /**
   * How often one address may try a password or the set-up code: each try costs the program a slow
   * hash. An account is held after far fewer wrong ones, wherever they come from.
   */
  static final int ATTEMPTS_PER_MINUTE = 60;

  private static final String ACCOUNT = "org.folkmoot.office.account";

  private Sessions() {}

  /** A session for a form that needs one before anybody is signed in. */
  static void open(HttpServletRequest request, HttpServletResponse response) {
    if (request.getSession(false) == null) {
      request.getSession(true).setMaxInactiveInterval((int) UNSIGNED_IDLE.toSeconds());
      harden(request, response);
    }
  }

  /** Begins a new session in which this account is signed in. */
  static void signIn(HttpServletRequest request, HttpServletResponse response, Account account) {
    HttpSession before = request.getSession(false);
    if (before != null) {
      before.invalidate();
    }
    HttpSession session = request.getSession(true);
    session.setMaxInactiveInterval((int) IDLE.toSeconds());
    session.setAttribute(ACCOUNT, account.id());
    harden(request, response);
  }

  /** The id of the account signed in; empty when nobody is, or has been for too long. */
  static Optional<String> account(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session == null || !(session.getAttribute(ACCOUNT) instanceof String account)) {
      return Optional.empty();
    }
    // Both times are the container's own: the domain's clock may be moved, people's time is not.
    if (isOver(session.getCreationTime(), session.getLastAccessedTime())) {
      session.invalidate();
      return Optional.empty();
    }
    return Optional.of(account);
  }

  static boolean isOver(long created, long lastUsed) {
    return lastUsed - created > ABSOLUTE.toMillis();
  }

  static void signOut(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }

  /**
   * The container has no setting for SameSite and need not set HttpOnly; so both are written into
   * the cookie it has just made.
   */
  private static void harden(HttpServletRequest request, HttpServletResponse response) {
    Collection<String> cookies = List.copyOf(response.getHeaders("Set-Cookie"));
    String id = "=" + request.getSession(false).getId();
    boolean first = true;
    for (String cookie : cookies) {
      String kept =
          cookie.contains(id) || cookie.contains(".node") ? hardened(cookie, request) : cookie;
      if (first) {
        response.setHeader("Set-Cookie", kept);
        first = false;
      } else {
        response.addHeader("Set-Cookie", kept);
      }
    }
  }

  private static String hardened(String cookie, HttpServletRequest request) {
    StringBuilder hardened = new StringBuilder(cookie);
    for (String wanted :
        List.of("HttpOnly", "SameSite=Strict", request.isSecure() ? "Secure" : "")) {
      if (!wanted.isEmpty()
          && !cookie
              .toLowerCase(java.util.Locale.ROOT)
              .contains(wanted.toLowerCase(java.util.Locale.ROOT))) {
        hardened.append("; ").append(wanted);
      }
    }
    return hardened.toString();
  }
}
