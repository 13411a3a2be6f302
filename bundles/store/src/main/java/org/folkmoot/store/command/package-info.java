/** {@code folkmoot verify JOURNAL}: checks an exported journal, plain Java without OSGi. */
@Export
@Version("1.0.0")
package org.folkmoot.store.command;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
