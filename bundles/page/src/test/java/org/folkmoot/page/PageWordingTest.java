package org.folkmoot.page;

class PageWordingTest extends WordingContract {
  @Override
  protected Templates templates() {
    return Templates.of(Templates.class);
  }
}
