package org.folkmoot.office.internal.elections;

import org.folkmoot.office.internal.Desk;
import org.folkmoot.page.Templates;
import org.folkmoot.page.WordingContract;

class ElectionWordingTest extends WordingContract {
  @Override
  protected Templates templates() {
    return Desk.TEMPLATES;
  }
}
