package org.folkmoot.page;

/**
 * A notice above the page's content.
 *
 * @param text what is said
 * @param success whether it tells of something done, rather than of something to know
 */
public record Banner(String text, boolean success) {
  /** Something was done. */
  public static Banner success(String text) {
    return new Banner(text, true);
  }

  /** Something is to be known. */
  public static Banner important(String text) {
    return new Banner(text, false);
  }
}
