/**
 * Hands mail to a relay by SMTP (Angus Mail), over connections that are kept.
 *
 * <p>One factory configuration of {@code org.folkmoot.carrier.smtp} is one relay, for one
 * institution or for all. A relay that is slow, full or away defers mail; only a lasting answer
 * about a recipient fails it. The smallest example of a carrier: copy it to add another.
 */
package org.folkmoot.carrier.smtp;
