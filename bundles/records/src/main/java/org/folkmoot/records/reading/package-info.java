/**
 * What adapters that read files share: values as people write them, and files as they arrive.
 *
 * <p>Each reader turns what stands in a cell into a value, or says in plain words what is wrong and
 * how to mend it; none guesses where two readings are possible. Files are recognised by what is in
 * them, never by their name, and are measured before anything unpacks them. Nothing here depends on
 * a library, so that an adapter may use it in any host.
 */
@Export
@Version("1.0.0")
package org.folkmoot.records.reading;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
