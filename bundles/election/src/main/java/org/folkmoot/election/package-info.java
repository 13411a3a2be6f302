/**
 * The governing body and one election from notice to close of poll.
 *
 * <p>An election is timed backwards from the close of poll. It has a contest for each part of the
 * body that members are balloted for. Members are given notice, nominate, see the statement of
 * candidates; the electoral roll is frozen on its date; the poll is opened and closes by the clock.
 * Votes are the business of {@code ballot}; the result fills the seats of the governing body.
 */
@Export
@Version("1.0.0")
package org.folkmoot.election;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
