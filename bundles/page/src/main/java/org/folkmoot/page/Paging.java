package org.folkmoot.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Which page of a long list is shown: {@code ?page=2}, the rest of the query kept.
 *
 * @param number the page shown, from 1
 * @param size how many entries a page holds
 * @param total how many entries there are
 * @param base path and query before the page's number
 */
public record Paging(int number, int size, long total, String base) {
  /** Refuses pages of no size. */
  public Paging {
    if (size < 1 || total < 0) {
      throw new IllegalArgumentException(
          "size: a page holds at least one entry; total: none below 0");
    }
    number = Math.max(1, Math.min(number, (int) Math.max(1, (total + size - 1) / size)));
  }

  /** The page a request asks for; the first if it asks for none, the last if for one beyond it. */
  public static Paging of(HttpServletRequest request, int size, long total) {
    int number = 1;
    StringBuilder base = new StringBuilder(Page.path(request)).append('?');
    String query = request.getQueryString();
    for (String part : (query == null ? "" : query).split("&")) {
      if (part.matches("page=\\d{1,6}")) {
        number = Integer.parseInt(part.substring(5));
      } else if (!part.isEmpty()
          && !part.startsWith("page=")
          && !part.startsWith(Language.CHOICE + "=")) {
        base.append(part).append('&');
      }
    }
    return new Paging(number, size, total, base.append("page=").toString());
  }

  /** How many pages there are; at least one. */
  public int pages() {
    return (int) Math.max(1, (total + size - 1) / size);
  }

  /** How many entries come before this page. */
  public long offset() {
    return (long) (number - 1) * size;
  }

  /** The number of the first entry shown, from 1; 0 if there is none. */
  public long first() {
    return total == 0 ? 0 : offset() + 1;
  }

  /** The number of the last entry shown. */
  public long last() {
    return Math.min(total, offset() + size);
  }

  /** Where another page is; any kind of whole number, since templates reckon in their own. */
  public String href(Number page) {
    return base + page.longValue();
  }

  /** The page numbers to show, with 0 for a gap: first, last, this one and its neighbours. */
  public List<Integer> shown() {
    List<Integer> shown = new ArrayList<>();
    int before = 0;
    for (int page = 1; page <= pages(); page++) {
      if (page == 1 || page == pages() || Math.abs(page - number) <= 1) {
        if (page - before > 1) {
          shown.add(0);
        }
        shown.add(page);
        before = page;
      }
    }
    return shown;
  }
}
