/**
 * Which records are of one person: the weighing of evidence (docs/linking.md).
 *
 * <p>Records are put into a {@link org.folkmoot.register.linking.Corpus}; {@link
 * org.folkmoot.register.linking.Weights} are learnt from it; a {@link
 * org.folkmoot.register.linking.Linker} finds the pairs worth a look and says of each whether it is
 * a link, to be reviewed, or neither, and why. Plain Java: no database, no clock, no chance; the
 * same records give the same answer.
 */
@Export
@Version("1.0.0")
package org.folkmoot.register.linking;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
