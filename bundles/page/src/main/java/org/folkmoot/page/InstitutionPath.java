package org.folkmoot.page;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A path under an institution: {@code /i/<institution>/<rest>}.
 *
 * @param institution the institution's identifier
 * @param rest the segments that follow it, decoded
 */
public record InstitutionPath(String institution, List<String> rest) {
  private static final Pattern IDENTIFIER = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  /** Refuses an identifier that is not lower-case letters, digits and hyphens. */
  public InstitutionPath {
    if (!IDENTIFIER.matcher(institution).matches()) {
      throw new IllegalArgumentException(
          "institution: \"" + institution + "\" is not lower-case letters, digits and hyphens");
    }
    rest = List.copyOf(rest);
  }

  /** The path of a request; empty if it does not lie under an institution. */
  public static Optional<InstitutionPath> of(HttpServletRequest request) {
    String info = request.getPathInfo();
    return parse(request.getServletPath() + (info == null ? "" : info));
  }

  /** Reads a decoded path. */
  public static Optional<InstitutionPath> parse(String path) {
    String[] segments = path.split("/", -1);
    if (segments.length < 3
        || !segments[0].isEmpty()
        || !segments[1].equals("i")
        || !IDENTIFIER.matcher(segments[2]).matches()) {
      return Optional.empty();
    }
    List<String> rest = new ArrayList<>(List.of(segments).subList(3, segments.length));
    if (!rest.isEmpty() && rest.get(rest.size() - 1).isEmpty()) {
      rest.remove(rest.size() - 1);
    }
    return rest.contains("")
        ? Optional.empty()
        : Optional.of(new InstitutionPath(segments[2], rest));
  }

  /** Whether the rest is these segments; {@code *} stands for any one. */
  public boolean matches(String... pattern) {
    if (pattern.length != rest.size()) {
      return false;
    }
    for (int i = 0; i < pattern.length; i++) {
      if (!pattern[i].equals("*") && !pattern[i].equals(rest.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** One segment of the rest, or an empty string beyond its end. */
  public String segment(int index) {
    return index < rest.size() ? rest.get(index) : "";
  }

  /** A link to another path of the same institution. */
  public String to(String... segments) {
    return href(institution, segments);
  }

  /** A link to a path of an institution, encoded. */
  public static String href(String institution, String... segments) {
    StringBuilder href = new StringBuilder("/i/").append(encoded(institution));
    for (String segment : segments) {
      href.append('/').append(encoded(segment));
    }
    return href.toString();
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
