package org.folkmoot.office.internal.elections;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.folkmoot.page.Problem;

/** One page among those of elections. */
interface Part {
  void get(Visit visit) throws IOException, ServletException;

  /** Does what the page's form asks; a page without a form is not posted to. */
  default void post(Visit visit) throws IOException, ServletException {
    throw Problem.WRONG_METHOD.found();
  }
}
