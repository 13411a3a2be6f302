/** The recount tool: {@code folkmoot count FILE.blt --rule RULE ...}, plain Java without OSGi. */
@Export
@Version("1.0.0")
package org.folkmoot.count.command;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
