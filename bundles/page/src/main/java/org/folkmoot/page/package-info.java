@Export
@Version("1.0.0")
package org.folkmoot.page;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
