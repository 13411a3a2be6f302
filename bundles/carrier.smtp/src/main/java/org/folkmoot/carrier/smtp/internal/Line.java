package org.folkmoot.carrier.smtp.internal;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** A connection to a relay that knows whether the relay may already have the message. */
final class Line extends SMTPTransport {
  private boolean sendingData;

  Line(Session session, Relay.Security security) {
    super(
        session,
        null,
        security == Relay.Security.TLS ? "smtps" : "smtp",
        security == Relay.Security.TLS);
  }

  @Override
  protected void mailFrom() throws MessagingException {
    sendingData = false;
    super.mailFrom();
  }

  @Override
  protected OutputStream data() throws MessagingException {
    sendingData = true;
    return super.data();
  }

  /** Whether the last message got as far as DATA: a second try might be a second copy. */
  boolean sentData() {
    return sendingData;
  }
}
