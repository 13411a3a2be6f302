package org.folkmoot.records;

import java.time.LocalDate;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Takes membership back into the host, so that its users see it there. Every call may be repeated
 * without effect. Registered as a service with {@code institution} and {@code source}.
 */
@ConsumerType
public interface RecordsSink {
  /** Membership as the host is told it. */
  record Membership(String key, String constituency, LocalDate since, Optional<LocalDate> ended) {}

  void upsert(Membership membership) throws SourceFailed;

  Optional<Membership> read(String key) throws SourceFailed;
}
