package org.folkmoot.member.site;

import org.folkmoot.member.site.internal.MemberDoor;
import org.folkmoot.page.Templates;
import org.folkmoot.page.WordingContract;

class MemberWordingTest extends WordingContract {
  @Override
  protected Templates templates() {
    return Templates.of(MemberDoor.class, "member");
  }
}
