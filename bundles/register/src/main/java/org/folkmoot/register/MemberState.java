package org.folkmoot.register;

import java.util.Locale;

/** Where someone's membership stands. */
public enum MemberState {
  /**
   * Qualifies, and nothing has been sent yet; where the pack asks for an application, it stays so.
   */
  ELIGIBLE,
  INVITED,
  MEMBER,
  OPTED_OUT,
  SUSPENDED,
  ENDED;

  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
