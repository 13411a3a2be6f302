/**
 * The database: one small interface over SQLite (embedded) or PostgreSQL, migrations per module,
 * and the hash-chained journal.
 *
 * <p>A module brings its own migrations and writes plain SQL that runs on both. Whatever must be
 * true together is written in one transaction: a write inside a write joins it. Nothing is
 * acknowledged to anyone before the transaction is durable. Every row belongs to one institution.
 */
@Export
@Version("1.0.0")
package org.folkmoot.store;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
