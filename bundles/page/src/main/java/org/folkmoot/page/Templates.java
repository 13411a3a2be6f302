package org.folkmoot.page;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.loader.DelegatingLoader;
import io.pebbletemplates.pebble.loader.Loader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.folkmoot.page.internal.PageExtension;

/**
 * A bundle's own page templates ({@code templates/<name>.peb}) and wording, over the shared layout
 * and parts. Make one in each bundle and keep it; it may be used by many threads.
 */
public final class Templates {
  /** The pages of this bundle itself: the problem pages. */
  static final Templates OWN = of(Templates.class);

  private final Class<?> owner;
  private final Wording wording;
  private final PebbleEngine engine;

  private Templates(Class<?> owner, Wording own) {
    this.owner = owner;
    this.wording = own.over(Wording.of(Templates.class, "page"));
    this.engine =
        new PebbleEngine.Builder()
            .loader(new DelegatingLoader(List.of(loader(owner), loader(Templates.class))))
            .autoEscaping(true)
            .strictVariables(true)
            .extension(new PageExtension(wording))
            .build();
  }

  /**
   * The templates of the bundle that a class belongs to.
   *
   * @param owner any class of the bundle
   * @param wordings the names of its wording files, as {@link Wording#of} takes them
   */
  public static Templates of(Class<?> owner, String... wordings) {
    return new Templates(owner, Wording.of(owner, wordings));
  }

  /** A page that answers a request, in the request's language and under its letterhead. */
  public Page page(HttpServletRequest request, String template) {
    return new Page(this, template, request);
  }

  /** A page that answers no request, for looking at and for tests. */
  public Page page(Language language, Letterhead letterhead, String template) {
    return new Page(this, template, language, letterhead);
  }

  /** What this bundle says, in the language of a request. */
  public Words words(HttpServletRequest request) {
    return wording.in(Language.of(request));
  }

  /** What this bundle says, with the shared phrases beneath it. */
  public Wording wording() {
    return wording;
  }

  /** The class these templates lie beside. */
  public Class<?> owner() {
    return owner;
  }

  PebbleTemplate template(String name) {
    return engine.getTemplate(name);
  }

  private static Loader<?> loader(Class<?> owner) {
    ClasspathLoader loader = new ClasspathLoader(owner.getClassLoader());
    loader.setPrefix("templates");
    loader.setSuffix(".peb");
    loader.setCharset("UTF-8");
    return loader;
  }
}
