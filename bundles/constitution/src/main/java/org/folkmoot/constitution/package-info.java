/**
 * The institution and its own rules as data.
 *
 * <p>A rule pack is a published set of rules (England maintained school, NHS foundation trust,
 * tripartite): constituencies, seats, who qualifies, timetables, clear days, methods of voting, the
 * counting rule, required contents of notices. An institution adopts one pack and settles what the
 * pack leaves open; that is its constitution. What a pack forbids is refused with the rule.
 * Everything here is pure but for the components in {@code internal}, which read configuration.
 */
@Export
@Version("1.0.0")
package org.folkmoot.constitution;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
