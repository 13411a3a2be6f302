/**
 * PDF and QR codes from what it is given.
 *
 * <p>A caller writes XHTML with a little CSS ({@link org.folkmoot.document.Sheets} lays out A4
 * sheets in ordinary or large print) and gets a tagged PDF (PDF/UA) with its fonts embedded, Welsh
 * letters among them. Nothing is fetched: a picture in it must be a data address. It works without
 * OSGi as well. It knows no voter, paper or key.
 */
@Export
@Version("1.0.0")
package org.folkmoot.document;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
