/**
 * The sealed box as a file, and its opening on a machine that has no database.
 *
 * <p>After the close the sealed papers leave the server in {@link org.folkmoot.ballot.box.BoxFile},
 * stripped of ids. Enough trustees open it ({@link org.folkmoot.ballot.box.BoxOpening}); what comes
 * out, {@link org.folkmoot.ballot.box.OpenedBox}, goes back to the office as ballot files that
 * anybody can count again.
 */
@Export
@Version("1.0.0")
package org.folkmoot.ballot.box;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
