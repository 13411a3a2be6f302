package org.folkmoot.constitution;

import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Switches the modules of an institution on and off at run time. A module is one factory
 * configuration for each institution; its services come and go with it, and nothing it has stored
 * is touched.
 */
@ProviderType
public interface Modules {
  /** The modules that are on. */
  Set<Module> on(String institution);

  /**
   * Switches a module on; one that is on stays on.
   *
   * @throws Refused when a module it needs is off
   */
  void switchOn(String institution, Module module);

  /**
   * Switches a module off; one that is off stays off.
   *
   * @throws Refused when a module that is on needs it
   */
  void switchOff(String institution, Module module);
}
