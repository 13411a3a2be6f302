package org.folkmoot.carrier.smtp.internal;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.folkmoot.carrier.smtp.internal.Relay.Security;
import org.folkmoot.notice.CarrierContract.Arrived;

/** Settings and mail of the tests' relays. */
final class Relays {
  private Relays() {}

  static GreenMail greenMail() {
    GreenMail greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    greenMail.start();
    return greenMail;
  }

  static Relay at(int port) {
    return at(port, 1, Security.NONE, Duration.ofSeconds(10));
  }

  static Relay at(int port, int sessions, Security security, Duration answer) {
    return new Relay(
        "127.0.0.1",
        port,
        security,
        Optional.empty(),
        Optional.empty(),
        sessions,
        Optional.empty(),
        Duration.ofSeconds(5),
        answer,
        Optional.empty());
  }

  static List<Arrived> arrived(GreenMail greenMail) {
    return Arrays.stream(greenMail.getReceivedMessages()).map(Relays::arrived).toList();
  }

  private static Arrived arrived(MimeMessage mail) {
    try {
      MimeMultipart alternatives = (MimeMultipart) mail.getContent();
      return new Arrived(
          mail.getMessageID().replaceAll("[<>]", ""),
          ((jakarta.mail.internet.InternetAddress) mail.getAllRecipients()[0]).getAddress(),
          mail.getSubject(),
          content(alternatives.getBodyPart(0), "text/plain"),
          content(alternatives.getBodyPart(1), "text/html"),
          mail.getHeader("Content-Language", null));
    } catch (MessagingException | IOException e) {
      throw new AssertionError("what arrived is no readable mail", e);
    }
  }

  private static String content(BodyPart part, String type) throws MessagingException, IOException {
    if (!part.isMimeType(type)) {
      throw new AssertionError(part.getContentType() + " where " + type + " belongs");
    }
    return part.getContent().toString().replace("\r\n", "\n");
  }
}
