/**
 * Papers in, stages out: the counting of elections, one class per counting rule.
 *
 * <p>The rules do no I/O, read no clock and draw no lots; a tie that the papers cannot break comes
 * back as a question. The same papers, rule, switches and lots give the same count to the byte. The
 * bundle depends on nothing but the JDK, and its jar is the recount tool for outsiders.
 */
@Export
@Version("1.0.0")
package org.folkmoot.count;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
