/**
 * Commands for whoever installs and runs Folkmoot, in the framework's console (scope {@code
 * folkmoot}).
 *
 * <p>What a manager does in the office can be looked at here, and modules can be switched; nothing
 * here shows a vote, a link or who has not voted.
 */
package org.folkmoot.shell;
