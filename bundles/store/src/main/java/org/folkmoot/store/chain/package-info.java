/**
 * The journal's chain and its exported file, checked without a database.
 *
 * <p>Plain Java: whoever is handed an exported journal checks it on a machine of their own.
 */
@Export
@Version("1.0.0")
package org.folkmoot.store.chain;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
