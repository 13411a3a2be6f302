/**
 * Papers issued and papers cast: the marked register and the sealed ballot box.
 *
 * <p>Each voter gets one pack, reached by one personal link, with exactly the contests they may
 * vote in. A vote is checked, padded and sealed to the election key when it is received, and the
 * register is marked in the same transaction; what is stored cannot be read until enough holders of
 * key shares open the box after the close. Each link counts once.
 */
@Export
@Version("1.0.0")
package org.folkmoot.ballot;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
