package org.folkmoot.ballot.internal;

import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.RulePack;

/**
 * What a rule pack asks of papers beyond what every paper bears. Only the NHS model election rules
 * ask anything: a unique identifier on the ballot paper (r20.3), and a declaration of identity from
 * the public and patient constituencies, not from staff (r21.1).
 */
final class PaperRules {
  private static final String NHS = "nhs-foundation-trust";

  private final boolean nhs;

  PaperRules(RulePack pack) {
    this.nhs = pack.id().equals(NHS);
  }

  boolean identifierOnPaper() {
    return nhs;
  }

  boolean declaration(Constituency constituency) {
    return nhs && constituency != Constituency.WORKERS;
  }
}
