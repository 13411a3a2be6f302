package org.folkmoot.page;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Which page answers a fault: published as an OSGi service by a door, so that a database that is
 * away, say, is answered with {@link Problem#UNAVAILABLE} and not as a failure of the program.
 */
@ConsumerType
@FunctionalInterface
public interface Diagnosis {
  /** The page that answers this fault; empty if it is none that the door knows. */
  Optional<Problem> of(Throwable fault);
}
