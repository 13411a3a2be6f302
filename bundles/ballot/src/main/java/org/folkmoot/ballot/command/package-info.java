/**
 * {@code folkmoot keys} and {@code folkmoot open-box}: the key ceremony and the opening of the box,
 * plain Java without OSGi, a database or a network.
 */
@Export
@Version("1.0.0")
package org.folkmoot.ballot.command;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
