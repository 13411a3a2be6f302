package org.folkmoot.constitution;

import java.util.Locale;

/** A statement the rules oblige the body to give. */
public enum NoticeKind {
  WELCOME,
  INVITATION,
  NOTICE_OF_ELECTION,
  STATEMENT_OF_CANDIDATES,
  NOTICE_OF_POLL,
  UNCONTESTED_RESULT,
  DECLARATION,
  ASSEMBLY,
  ADJOURNED_ASSEMBLY,
  REMINDER,
  CORRECTION;

  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
