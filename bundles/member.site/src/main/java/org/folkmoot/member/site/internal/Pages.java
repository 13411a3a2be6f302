package org.folkmoot.member.site.internal;

import java.io.IOException;

/** The pages of one concern. */
interface Pages {
  /** Whether an address, by its first segment after the institution, is theirs. */
  boolean answer(String segment);

  /**
   * Answers a visit. A page that is not there, or is switched off, is thrown as a {@link
   * org.folkmoot.page.Problem}.
   */
  void serve(Visit visit) throws IOException;
}
