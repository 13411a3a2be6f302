package org.folkmoot.constitution;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The rule packs known to this installation. */
@ProviderType
public interface RulePacks {
  List<RulePack> all();

  Optional<RulePack> named(String id);
}
