/**
 * The post office: a notice with its form, addressees and facts; personal links; the outbox;
 * carriers; proof of service.
 *
 * <p>It knows no member, election or meeting: the caller says to whom, about what and with which
 * facts, and the rule pack says what a notice must contain. What is queued is sent at least once
 * and never to anybody else; a personal link is stored only as a hash.
 */
@Export
@Version("1.0.0")
package org.folkmoot.notice;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
