package org.folkmoot.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Proof that a form was posted from our own page, not from another site in the reader's name.
 *
 * <p>At the office, where a session signs the reader in, each form carries the session's token: the
 * template writes {@code csrf()} inside the form, the servlet asks {@link #check} first. At the
 * member's door there is no session to abuse: the unguessable personal link in the path is what
 * admits the reader, and forms post to that same path, so a site that could forge the post would
 * already hold the link. No session is made there.
 *
 * <p>{@code Origin} is not asked: under {@code Referrer-Policy: no-referrer} browsers send {@code
 * Origin: null} with our own forms.
 */
public final class Csrf {
  /** The hidden field's name. */
  public static final String FIELD = "_csrf";

  private static final String ATTRIBUTE = "org.folkmoot.page.csrf";
  private static final SecureRandom RANDOM = new SecureRandom();

  private Csrf() {}

  /** The session's token, made (with the session) when first asked for. */
  public static String token(HttpServletRequest request) {
    HttpSession session = request.getSession(true);
    synchronized (Csrf.class) {
      if (session.getAttribute(ATTRIBUTE) instanceof String token) {
        return token;
      }
      byte[] bytes = new byte[24];
      RANDOM.nextBytes(bytes);
      String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      session.setAttribute(ATTRIBUTE, token);
      return token;
    }
  }

  /**
   * Lets the request through, or throws the 403 page. Browsers that say so ({@code Sec-Fetch-Site})
   * are believed when they report another site, whatever the token.
   */
  public static void check(HttpServletRequest request) {
    if (!holds(request)) {
      throw Problem.FORM_EXPIRED.found();
    }
  }

  /** Whether the form carries its session's token. */
  public static boolean holds(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session == null || "cross-site".equals(request.getHeader("Sec-Fetch-Site"))) {
      return false;
    }
    String given = Form.of(request).value(FIELD); // a body that cannot be read is answered 400
    return session.getAttribute(ATTRIBUTE) instanceof String token
        && MessageDigest.isEqual(
            token.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8));
  }
}
