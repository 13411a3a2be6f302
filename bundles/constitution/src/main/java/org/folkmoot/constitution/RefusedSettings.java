package org.folkmoot.constitution;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The settings that are refused at the moment, so that whoever misses an institution or a module
 * can be told why it is not there.
 */
@ProviderType
public interface RefusedSettings {
  /** All of them, by source. */
  List<RefusedSetting> all();

  /**
   * Says what is refused of a source now, in place of what was said before; an empty list clears
   * it. New refusals are logged.
   */
  void settle(String source, List<RefusedSetting> refused);
}
