/**
 * The runnable distribution: what starts Folkmoot and what shows it.
 *
 * <p>Nothing here is a bundle in the framework. {@link org.folkmoot.app.Folkmoot} is what {@code
 * bin/folkmoot} calls and dispatches its words; {@link org.folkmoot.app.Distribution} starts and
 * stops one Folkmoot, for {@code run}, for the demonstration and for tests in the same process.
 * Which bundles there are is decided by the folder {@code bundle/}, not here. Rooms know nothing of
 * this package.
 */
package org.folkmoot.app;
