package org.folkmoot.register.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/**
 * How often a public form may have a mail sent to one address. Kept in the database, so that it
 * holds for several nodes together and across a restart.
 */
final class MailAsked {
  static final int AN_HOUR = 3;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration KEPT = Duration.ofDays(1);

  private MailAsked() {}

  /** Whether one more may go to this address, which counts it. */
  static boolean admits(Handle handle, String institution, String email, Instant now) {
    String recipient = Fingerprint.of("recipient", email.toLowerCase(Locale.ROOT));
    int sent =
        handle
            .createQuery(
                "SELECT COUNT(*) FROM register_mail_asked WHERE institution = :institution"
                    + " AND recipient = :recipient AND at > :since")
            .bind("institution", institution)
            .bind("recipient", recipient)
            .bind("since", now.minus(HOUR))
            .mapTo(Integer.class)
            .one();
    if (sent >= AN_HOUR) {
      return false;
    }
    handle
        .createUpdate(
            "INSERT INTO register_mail_asked (institution, recipient, at)"
                + " VALUES (:institution, :recipient, :at)")
        .bind("institution", institution)
        .bind("recipient", recipient)
        .bind("at", now)
        .execute();
    return true;
  }

  static void forget(Handle handle, String institution, Instant now) {
    handle
        .createUpdate(
            "DELETE FROM register_mail_asked WHERE institution = :institution AND at < :before")
        .bind("institution", institution)
        .bind("before", now.minus(KEPT))
        .execute();
  }
}
