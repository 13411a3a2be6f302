package org.folkmoot.page;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Who knows the institutions' names: published as an OSGi service by the doors, asked for each
 * request under {@code /i/<institution>/}, so that error pages carry the right head too.
 */
@ConsumerType
@FunctionalInterface
public interface Letterheads {
  /** The letterhead of an institution; empty if there is none of that name. */
  Optional<Letterhead> of(String institution);
}
