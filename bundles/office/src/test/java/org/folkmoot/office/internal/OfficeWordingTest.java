package org.folkmoot.office.internal;

import org.folkmoot.page.Templates;
import org.folkmoot.page.WordingContract;

class OfficeWordingTest extends WordingContract {
  @Override
  protected Templates templates() {
    return Desk.TEMPLATES;
  }
}
