/**
 * Calling a meeting of the members.
 *
 * <p>An assembly is called for a day; the last day for notice follows from the clear days the rule
 * pack asks and the days a channel takes to serve. A late call is refused. Every member is given
 * notice with the agenda, and the proof of service is kept.
 */
@Export
@Version("1.0.0")
package org.folkmoot.assembly;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
