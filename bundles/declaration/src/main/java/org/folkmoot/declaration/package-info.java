/**
 * The counts become one declared result, its publication, and the seats filled.
 *
 * <p>The box is opened with the key shares, each contest is counted by its rule, lots are drawn
 * where the papers cannot decide, and the returning officer declares. What was declared does not
 * change.
 */
@Export
@Version("1.0.0")
package org.folkmoot.declaration;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
