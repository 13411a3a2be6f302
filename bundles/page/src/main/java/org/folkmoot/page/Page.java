package org.folkmoot.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.page.internal.Assets;
import org.folkmoot.page.internal.Frame;

/**
 * One page being made ready: a template, what it shows, and what the layout needs to know.
 *
 * <p>Its heading and title are the template's. The layout adds the institution's name, the link to
 * the page's twin in the other language, the summary of what is wrong with the form, and the hidden
 * field of {@link Csrf} where the template asks for it.
 */
public final class Page {
  private final Templates templates;
  private final String template;
  private final HttpServletRequest request;
  private final Map<String, Object> shown = new HashMap<>();
  private Language language;
  private Letterhead letterhead;
  private Form form = Form.blank();
  private String service = "";
  private String back = "";
  private List<Link> crumbs = List.of();
  private List<Link> navigation = List.of();
  private List<Link> footer = List.of();
  private Banner banner;
  private boolean twinless;
  private int status;

  Page(Templates templates, String template, HttpServletRequest request) {
    this.templates = templates;
    this.template = template;
    this.request = request;
    this.letterhead = Letterhead.of(request);
    this.language = Language.of(request);
  }

  Page(Templates templates, String template, Language language, Letterhead letterhead) {
    this.templates = templates;
    this.template = template;
    this.request = null;
    this.language = language;
    this.letterhead = letterhead;
  }

  /** Shows a value under a name. The template may not use a name that was not given. */
  public Page with(String name, Object value) {
    shown.put(name, value);
    return this;
  }

  /** The form on the page; if something is wrong with it the status is 422 and the page says so. */
  public Page form(Form filled) {
    this.form = filled;
    return this;
  }

  /** The status, if not 200 (or 422 for a form in which something is wrong). */
  public Page status(int httpStatus) {
    this.status = httpStatus;
    return this;
  }

  /** Whose page it is, if not the request's own institution's. */
  public Page letterhead(Letterhead other) {
    this.letterhead = other;
    return this;
  }

  /** The language, if not the request's own. */
  public Page language(Language other) {
    this.language = other;
    return this;
  }

  /** The part of the site that the page belongs to, in its title and beneath the name. */
  public Page service(String name) {
    this.service = name;
    return this;
  }

  /** A link back to the page before. */
  public Page back(String href) {
    this.back = href;
    return this;
  }

  /** The way from the start to this page, without the page itself. */
  public Page crumbs(List<Link> way) {
    this.crumbs = List.copyOf(way);
    return this;
  }

  /** The main parts of the door; the one that the page lies in is marked. */
  public Page navigation(List<Link> parts) {
    this.navigation = List.copyOf(parts);
    return this;
  }

  /** Links at the foot of the page. */
  public Page footer(List<Link> links) {
    this.footer = List.copyOf(links);
    return this;
  }

  /**
   * Leaves out the links to other languages: following one would lose what the reader filled in.
   */
  public Page withoutTwins() {
    this.twinless = true;
    return this;
  }

  /** A notice above the content. */
  public Page banner(Banner notice) {
    this.banner = notice;
    return this;
  }

  /** The page as it would be sent. */
  public String html() {
    Map<String, Object> context = new HashMap<>(shown);
    context.put("form", form);
    context.put("page", frame());
    StringWriter html = new StringWriter(8192);
    try {
      templates.template(template).evaluate(html, context, language.locale());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter throws none
    }
    return html.toString();
  }

  /** Sends the page. Nothing has been written when its template fails, so a 500 can follow. */
  public void send(HttpServletResponse response) throws IOException {
    String html = html();
    response.setStatus(status != 0 ? status : form.isFine() ? 200 : 422);
    response.setContentType("text/html;charset=UTF-8");
    response.setHeader("Content-Language", language.tag());
    response.getWriter().write(html);
  }

  private Frame frame() {
    String path = request == null ? "/" : path(request);
    List<Frame.Twin> twins =
        letterhead.languages().stream()
            .filter(other -> other != language && !twinless)
            .map(other -> new Frame.Twin(other.tag(), other.ownName(), twin(path, other)))
            .toList();
    return new Frame(
        language.tag(),
        letterhead.name(language),
        letterhead.home(),
        service,
        path,
        twins,
        back,
        crumbs,
        navigation,
        footer,
        Optional.ofNullable(banner),
        Assets.href("folkmoot.css"),
        Assets.href("mark.svg"),
        () -> {
          if (request == null) {
            return "none";
          }
          return Csrf.token(request);
        });
  }

  private String twin(String path, Language other) {
    StringBuilder href = new StringBuilder(path).append('?');
    String query = request == null ? null : request.getQueryString();
    for (String part : (query == null ? "" : query).split("&")) {
      if (!part.isEmpty() && !part.startsWith(Language.CHOICE + "=")) {
        href.append(part).append('&');
      }
    }
    return href.append(Language.CHOICE).append('=').append(other.tag()).toString();
  }

  /**
   * The path the reader asked for, still encoded. Slashes at its head are made one: a link to a
   * path that begins with two would lead to another site.
   */
  static String path(HttpServletRequest request) {
    Object asked = request.getAttribute("jakarta.servlet.error.request_uri");
    String path = asked == null ? request.getRequestURI() : asked.toString();
    return path == null ? "/" : "/" + path.replaceFirst("^[/\\\\]+", "");
  }
}
