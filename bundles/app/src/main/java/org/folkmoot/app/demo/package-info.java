/**
 * The demonstration: an example school, a mail catcher that can be read in the browser, and a whole
 * year played through the same SMTP and HTTP as people use.
 *
 * <p>It stands outside the framework and reaches Folkmoot only as a person would: through its two
 * doors and through the mail it sends. The one thing it may do that a person may not is to set the
 * clock.
 */
package org.folkmoot.app.demo;
