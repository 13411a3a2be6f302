/**
 * The election key and the seal: plain cryptography without a database, so that a box can be opened
 * on a machine that has none.
 *
 * <p>Votes are sealed by HPKE (RFC 9180: X25519, HKDF-SHA256, AES-256-GCM) to the election's public
 * key. The private half is kept by one holder, or split by Shamir's scheme among several.
 */
@Export
@Version("1.0.0")
package org.folkmoot.ballot.keys;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
