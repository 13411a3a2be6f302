package org.folkmoot.constitution;

import java.util.Locale;

/** A step of an election that has a latest day before the close of poll. */
public enum ElectionStep {
  NOTICE_OF_ELECTION,
  NOMINATIONS_CLOSE,
  STATEMENT_OF_CANDIDATES,
  WITHDRAWALS_CLOSE,
  NOTICE_OF_POLL,
  CLOSE_OF_POLL;

  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
