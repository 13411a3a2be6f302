package org.folkmoot.records;

import java.time.LocalDate;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Takes membership back into the host, so that its users see it there. Registered as a service with
 * {@code institution} and {@code source}, the short name of the source whose keys it is told.
 *
 * <p>Rules, tested by {@code RecordsSinkContract}:
 *
 * <ol>
 *   <li>What was written can be read again as it was written.
 *   <li>Every call may be repeated without effect.
 *   <li>A later membership of a key takes the place of the earlier one: moved, ended, begun anew.
 *   <li>A key the host never held membership for reads as empty.
 *   <li>A host that cannot be reached, or does not take it, fails with {@link SourceFailed}, which
 *       says what to do; it never loses a membership in silence.
 * </ol>
 */
@ConsumerType
public interface RecordsSink {
  /**
   * Membership as the host is told it.
   *
   * @param ended the day on which it ended; empty while it lasts
   */
  record Membership(String key, String constituency, LocalDate since, Optional<LocalDate> ended) {}

  void upsert(Membership membership) throws SourceFailed;

  Optional<Membership> read(String key) throws SourceFailed;
}
