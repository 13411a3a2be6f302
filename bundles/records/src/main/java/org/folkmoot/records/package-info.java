/**
 * The records interface: the only thing a host system's adapter sees.
 *
 * <p>A source yields persons or bad rows, as a stream, and changes since a cursor. A sink takes
 * membership back. Hosts that push hand records to an inbox, which keeps them durably before they
 * are acknowledged. Adapters pass on what the host says; what it means is decided by the register.
 */
@Export
@Version("1.0.0")
package org.folkmoot.records;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
