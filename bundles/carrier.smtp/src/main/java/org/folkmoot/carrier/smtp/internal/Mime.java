package org.folkmoot.carrier.smtp.internal;

import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.folkmoot.notice.Message;

/** A message as MIME: plain text and HTML as alternatives, UTF-8, its Message-ID kept. */
final class Mime extends SMTPMessage {
  private static final String UTF_8 = StandardCharsets.UTF_8.name();
  private static final int LONGEST_LINE = 990; // RFC 5322 2.1.1 allows 998

  private final String id;

  private Mime(Session session, String id) {
    super(session);
    this.id = id;
  }

  static Mime of(Message message, Session session, Optional<String> returnPath, Instant now)
      throws MessagingException {
    Mime mime = new Mime(session, message.id());
    mime.setFrom(address(message.from(), message.fromName()));
    mime.setRecipient(
        RecipientType.TO, address(message.to().email().orElse(""), message.to().name()));
    mime.setEnvelopeFrom(returnPath.orElse(message.from()));
    mime.setSubject(message.subject(), UTF_8);
    mime.setSentDate(Date.from(now));
    mime.setHeader("Content-Language", message.language().toLanguageTag());
    for (Map.Entry<String, String> header : message.headers().entrySet()) {
      mime.setHeader(header.getKey(), header.getValue());
    }
    // The last alternative is the preferred one (RFC 2046 5.1.4).
    mime.setContent(
        new MimeMultipart(
            "alternative", part(message.text(), "plain"), part(message.html(), "html")));
    mime.saveChanges();
    return mime;
  }

  private static InternetAddress address(String address, String name) throws MessagingException {
    try {
      InternetAddress whole = new InternetAddress(address, name, UTF_8);
      whole.validate();
      return whole;
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("this Java lacks UTF-8", e);
    }
  }

  private static MimeBodyPart part(String content, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setDataHandler(
        new DataHandler(
            new ByteArrayDataSource(
                content.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8),
                "text/" + subtype + "; charset=UTF-8")));
    part.setHeader("Content-Type", "text/" + subtype + "; charset=UTF-8");
    part.setHeader("Content-Transfer-Encoding", isPlain(content) ? "7bit" : "quoted-printable");
    return part;
  }

  private static boolean isPlain(String content) {
    int line = 0;
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      line = c == '\n' ? 0 : line + 1;
      if (c >= 127 || line > LONGEST_LINE) {
        return false;
      }
    }
    return true;
  }

  /** A second try carries the same id, so that a mail program can tell that it is the same. */
  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", "<" + id + ">");
  }
}
