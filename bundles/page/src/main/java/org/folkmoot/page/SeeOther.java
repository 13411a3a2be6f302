package org.folkmoot.page;

import jakarta.servlet.http.HttpServletResponse;

/** The answer to a form that did its work: 303 See Other, so that reloading posts nothing twice. */
public final class SeeOther {
  private SeeOther() {}

  /** Sends the reader on to a path of this same door; any other address is refused. */
  public static void to(HttpServletResponse response, String path) {
    if (!path.startsWith("/") || path.startsWith("//") || path.contains("\\")) {
      throw new IllegalArgumentException("path: \"" + path + "\" is not a path of this door");
    }
    if (path.chars().anyMatch(c -> c < 0x21 || c > 0x7e)) {
      throw new IllegalArgumentException("path: \"" + path + "\" is not encoded");
    }
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", path);
  }
}
