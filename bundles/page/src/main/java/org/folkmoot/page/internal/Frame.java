package org.folkmoot.page.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.folkmoot.page.Banner;
import org.folkmoot.page.Link;

/** What the layout knows of a page: {@code page} in every template. */
public record Frame(
    String lang,
    String institution,
    String home,
    String service,
    String path,
    List<Twin> twins,
    String back,
    List<Link> crumbs,
    List<Link> navigation,
    List<Link> footer,
    Optional<Banner> banner,
    String stylesheet,
    String icon,
    Supplier<String> csrf) {

  /** The same page in another language. */
  public record Twin(String lang, String name, String href) {}

  /** Whether the page lies in the part of the door that a link leads to. */
  public boolean in(Link part) {
    return path.equals(part.href()) || path.startsWith(part.href() + "/");
  }
}
