package org.folkmoot.page.internal;

import org.folkmoot.page.Letterheads;
import org.osgi.framework.BundleContext;

/** The doors as the framework would hang them, for tests that have no components. */
public final class TrialDoors {
  private TrialDoors() {}

  public static void open(BundleContext context, Letterheads letterheads) {
    new Doors(context).bindLetterheads(letterheads);
  }
}
