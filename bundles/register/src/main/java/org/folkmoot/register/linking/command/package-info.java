/** {@code folkmoot link}: tries the linking on any two files, with no framework started. */
package org.folkmoot.register.linking.command;
