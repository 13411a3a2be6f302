package org.folkmoot.office.internal;

import java.util.Map;
import org.folkmoot.constitution.Institution;

/** A desk without the framework, for the tests of the office's pages. */
public final class TrialDesk {
  private TrialDesk() {}

  public static Desk of(Institution institution) {
    Desk desk = new Desk();
    desk.bindInstitution(institution, Map.of("institution", institution.id()));
    return desk;
  }
}
