/**
 * The register of members: who is a member, in which constituency, since when and why.
 *
 * <p>Enrolment reads a source of records, finds the records that belong to one person, and applies
 * the constitution's qualifications. Everyone entitled is a member once, in one constituency, with
 * a reason; everyone else has a reason too. A run may be repeated at any time and changes nothing
 * when the records have not changed.
 */
@Export
@Version("1.0.0")
package org.folkmoot.register;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
