package org.folkmoot.records;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Where persons come from. Registered as a service with the properties {@code institution} and
 * {@code source} (a short name, unique within the institution), or made from an uploaded file by an
 * {@link UploadFormat}.
 *
 * <p>Rules, tested by {@code RecordsContract}:
 *
 * <ol>
 *   <li>{@link #snapshot} yields every person once, or fails with {@link SourceFailed}; it never
 *       ends early in silence. What the reading throws is passed on unchanged.
 *   <li>A bad row is reported and the good ones around it are yielded.
 *   <li>Two snapshots of unchanged records yield the same.
 *   <li>Reading holds no more than one record in memory, as far as the format allows.
 *   <li>{@link #changesSince} after the cursor of a change set yields only what came later; an
 *       unknown cursor asks for a snapshot by {@code complete = false}.
 * </ol>
 */
@ConsumerType
public interface RecordsSource {
  /** The short name of this source within its institution. */
  String name();

  /**
   * Reads everything the host holds.
   *
   * @return where changes after this snapshot begin
   * @throws SourceFailed when the host cannot be read to the end
   */
  Cursor snapshot(Reading reading) throws SourceFailed;

  /** Whether {@link #changesSince} can say more than "take a snapshot". */
  default boolean tellsChanges() {
    return false;
  }

  /**
   * What changed since a cursor.
   *
   * @throws SourceFailed when the host cannot be read; the cursor stays valid
   */
  default ChangeSet changesSince(Cursor cursor, Reading reading) throws SourceFailed {
    return new ChangeSet(java.util.List.of(), java.util.List.of(), cursor, false);
  }

  /** A place in the host's history, opaque to everyone else; empty for sources that have none. */
  record Cursor(String value) {
    public static final Cursor NONE = new Cursor("");
  }
}
